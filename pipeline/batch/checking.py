"""`bilingual check`: the cheap stages over any number of inputs, one result at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.batch.files import read_text
from pipeline.batch.inputs import Source, find_sources
from pipeline.build import build_context
from pipeline.context import Context
from pipeline.errors import BilingualError, InputError
from pipeline.formats.jsonl import records
from pipeline.model import Article
from pipeline.report.document import document
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings
from pipeline.signature import signature_of

Checked = tuple[str, str | tuple[Article, dict[str, Any]]]


def check_sources(inputs: Sequence[str], settings: Settings) -> Iterator[Checked]:
    """Yield (name, checked article and its JSON), or (name, why it failed) for an input that cannot be checked.

    Raises:
        InputError: if there is no article at all.

    """
    sources = find_sources(inputs, None)
    if not any(source.error is None for source in sources):
        raise InputError("; ".join(source.error or "" for source in sources))
    context = build_context(settings, engines=False)
    for source in sources:
        try:
            yield from _one(source, context)
        except BilingualError as err:
            yield source.name, str(err)


def _one(source: Source, context: Context) -> Iterator[Checked]:
    if source.error is not None:
        raise InputError(source.error)
    text = read_text(source, context.settings.max_chars)
    name = str(source.path or "stdin")
    if source.format != "jsonl":
        yield name, _checked(Article(source.name, name, source.format, text), context)
        return
    for record in records(text.split("\n"), context.settings.max_chars):
        if record.error is not None:
            yield name, f"{name}:{record.line}: {record.error}"
        else:
            yield f"{name}:{record.line}", _checked(Article(record.id, name, "jsonl", record.text), context)


def _checked(article: Article, context: Context) -> tuple[Article, dict[str, Any]]:
    done = process(article, context, CHECK_STAGES)
    return done, document(done, signature_of(context))
