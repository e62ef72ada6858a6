"""Rescue machine-damaged medical articles: one mixed English-Chinese text in, a clean version in each language out.

>>> from pipeline import check
>>> [f.rule for f in check("医生开了睡眠艾滋病给她。")]
['wrong_sense']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.batch.summary import RunSummary
from pipeline.errors import BilingualError
from pipeline.model import Article, Finding

__all__ = ["Article", "BilingualError", "Finding", "Result", "RunSummary", "check", "clean", "run"]


@dataclass(frozen=True, slots=True)
class Result:
    """One cleaned article: its versions, its findings, and the review file a person would fill in."""

    en: str
    zh: str
    findings: tuple[Finding, ...]
    review: str
    article: Article


def clean(text: str, **options: Any) -> Result:  # noqa: ANN401 - any setting of `Settings`
    """Clean one article.

    Args:
        text: the damaged article (plain text or Markdown).
        options: any setting, such as `engine="none"` or `zh="zh-Hant"`; `format` names the text's own format.

    Raises:
        GlossaryError, SettingsError: if the glossary or an option is not valid.

    """
    from pipeline.run import process

    shape = options.pop("format", "txt")
    done = process(
        Article("article", "<text>", shape, text), _context(_frozen({**options, "report": False}), engines=True)
    )
    outputs = dict(done.outputs)
    return Result(outputs.get(".en", ""), outputs.get(".zh", ""), done.findings, outputs[".review.yaml"], done)


def check(text: str, **options: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - any setting of `Settings`
    """Return the findings in one article; loads no translation engine."""
    from pipeline.run import CHECK_STAGES, process

    shape = options.pop("format", "txt")
    article = Article("article", "<text>", shape, text)
    return process(article, _context(_frozen(options), engines=False), CHECK_STAGES).findings


def run(paths: Iterable[str | Path], out: str | Path, settings: Any = None) -> RunSummary:  # noqa: ANN401 - Settings
    """Run a batch as the command line does; `settings` is a `pipeline.settings.Settings`."""
    from pipeline.batch.local import run_batch
    from pipeline.settings import Settings

    return run_batch([str(path) for path in paths], Path(out), settings or Settings())


def _frozen(options: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((key, tuple(v.items()) if isinstance(v, dict) else v) for key, v in options.items()))


@lru_cache(maxsize=8)
def _context(options: tuple[tuple[str, Any], ...], *, engines: bool) -> Any:  # noqa: ANN401 - Context
    from pydantic import ValidationError

    from pipeline.build import build_context
    from pipeline.errors import SettingsError
    from pipeline.settings import Settings

    try:
        values = {key: dict(v) if key == "rules" else v for key, v in options}
        settings = Settings.model_validate(values)
    except ValidationError as err:
        raise SettingsError(str(err.errors()[0]["msg"])) from err
    return build_context(settings, engines=engines)
