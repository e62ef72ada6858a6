"""`bilingual check`: print findings, write nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.commands.common import DONE, FAILED, GATE, GATES, at_or_above, settings_of
from pipeline.model import Finding


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="Output format.")
@click.option("--fail-on", type=GATES, help="Exit with 1 at open findings this severe (default major).")
@click.option("--glossary", type=click.Path(path_type=Path), help="Glossary folder that replaces the built-in one.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def check(inputs: tuple[str, ...], shape: str, fail_on: str | None, glossary: Path | None, config: Path | None) -> None:
    """Print the findings of articles; writes nothing and loads no model.

    Example: bilingual check article.txt --fail-on critical
    """
    from pipeline.batch.checking import check_sources

    settings = settings_of(config, {"glossary": glossary, "fail_on": fail_on})
    gated = at_or_above(settings.fail_on or "major")
    failed = reached = False
    documents = []
    for name, result in check_sources(inputs, settings):
        if isinstance(result, str):
            failed = True
            click.echo(f"bilingual: {result}", err=True)
            continue
        article, data = result
        reached = reached or any(_counts(f) and f.severity in gated for f in article.findings)
        documents.append(data)
        if shape == "text":
            for finding in article.findings:
                click.echo(_line(name, article.original, finding))
    if shape == "json":
        click.echo(json.dumps(documents, ensure_ascii=False, indent=1))
    sys.exit(FAILED if failed else GATE if reached else DONE)


def _counts(finding: Finding) -> bool:
    return finding.status == "open" and finding.action == "flagged"


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
