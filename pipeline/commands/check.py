"""`bilingual check`: print findings, write nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.common import DONE, FAILED, GATE, GATES, at_or_above, settings_of
from pipeline.model import Finding

if TYPE_CHECKING:
    from pipeline.batch.baseline import Baseline
    from pipeline.model import Article


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--format", "shape", type=click.Choice(["text", "json", "sarif"]), default="text", help="Output format.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Earlier JSON or SARIF output: stay quiet about it.")
@click.option("--fail-on", type=GATES, help="Exit with 1 at open findings this severe (default major).")
@click.option("--glossary", type=click.Path(path_type=Path), help="Glossary folder that replaces the built-in one.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    inputs: tuple[str, ...], shape: str, baseline: Path | None, fail_on: str | None, glossary: Path | None,
    config: Path | None,
) -> None:  # fmt: skip
    """Print the findings of articles; writes nothing and loads no model.

    Example: bilingual check article.txt --fail-on critical
    """
    from pipeline.batch.baseline import read_baseline
    from pipeline.batch.checking import check_sources

    settings = settings_of(config, {"glossary": glossary, "fail_on": fail_on})
    known = read_baseline(baseline) if baseline is not None else None
    gated = at_or_above(settings.fail_on or "major")
    failed = reached = False
    shown = _Sarif(compared=known is not None) if shape == "sarif" else _Json() if shape == "json" else _Text()
    for name, result in check_sources(inputs, settings):
        if isinstance(result, str):
            failed = True
            click.echo(f"bilingual: {result}", err=True)
            continue
        article, data = result
        old = _known(article, known)
        reached = reached or any(_counts(f) and f.severity in gated and f.id not in old for f in article.findings)
        shown.add(name, article, data, old)
    shown.end()
    sys.exit(FAILED if failed else GATE if reached else DONE)


def _known(article: Article, baseline: Baseline | None) -> frozenset[str]:
    """Ids of the findings a baseline holds."""
    if baseline is None:
        return frozenset()
    return frozenset(finding.id for finding in article.findings if baseline.knows(finding.fingerprint))


def _counts(finding: Finding) -> bool:
    return finding.status == "open" and finding.action == "flagged"


class _Text:
    """One line a finding, as soon as its article is done."""

    def add(self, name: str, article: Article, _data: dict[str, Any], old: frozenset[str]) -> None:
        for finding in article.findings:
            if finding.id not in old:
                click.echo(_line(name, article.original, finding))

    def end(self) -> None:
        """Nothing is left to print."""


class _Json:
    """One list of documents at the end."""

    def __init__(self) -> None:
        self._documents: list[dict[str, Any]] = []

    def add(self, _name: str, _article: Article, data: dict[str, Any], old: frozenset[str]) -> None:
        self._documents.append({**data, "findings": [item for item in data["findings"] if item["id"] not in old]})

    def end(self) -> None:
        click.echo(json.dumps(self._documents, ensure_ascii=False, indent=1))


class _Sarif:
    """One SARIF log at the end; with a baseline known findings stay in it, marked unchanged."""

    def __init__(self, *, compared: bool) -> None:
        self._compared = compared
        self._results: list[dict[str, Any]] = []

    def add(self, name: str, article: Article, data: dict[str, Any], old: frozenset[str]) -> None:
        from pipeline.report.sarif import Lines, result_json

        lines = Lines(article.original)
        record = name if article.format == "jsonl" else None
        self._results += [
            result_json(item, article.source, lines, record=record, known=item["id"] in old if self._compared else None)
            for item in data["findings"]
        ]

    def end(self) -> None:
        from pipeline.report.sarif import rule_json, sarif
        from pipeline.rulebook import every_rule
        from pipeline.signature import own_version

        rules = [rule_json(rule.id, {key: str(getattr(rule, key)) for key in _FACTS}) for rule in every_rule()]
        click.echo(json.dumps(sarif(rules, self._results, own_version()), ensure_ascii=False, indent=1))


_FACTS = ("severity", "mqm", "its", "message", "message_zh", "doc")


def _line(name: str, text: str, finding: Finding) -> str:
    row = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    span = text[finding.start : finding.end].replace("\n", " ")
    shown = span if len(span) <= 60 else span[:59] + "…"
    change = f" -> {finding.edit.new!r}" if finding.edit is not None else ""
    hint = finding.suggest_zh or finding.suggest_en
    wish = f" (suggest: {hint})" if hint and not change else ""
    place = f"{name}:{row}:{column}: {finding.severity} {finding.rule} [{finding.action}]"
    return f"{place} {finding.message}: {shown!r}{change}{wish}"
