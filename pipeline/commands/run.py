"""`bilingual run`: clean articles into an output folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.commands.common import ENGINES, FAILED, GATE, GATES, at_or_above, settings_of


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--to", help="Languages to write: en, zh or en,zh (default).")
@click.option("--engine", type=ENGINES, help="Translation engine (default auto).")
@click.option("--glossary", type=click.Path(path_type=Path), help="Glossary folder that replaces the built-in one.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
@click.option("--zh", type=click.Choice(["zh-Hans", "zh-Hant"]), help="Script of the Chinese version.")
@click.option("--format", "shape", type=click.Choice(["same", "md", "txt", "html"]), help="Format of the versions.")
@click.option("--fail-on", type=GATES, help="Exit with 1 at open findings this severe (default never).")
@click.option("--force", is_flag=True, help="Overwrite outputs a person changed; they are kept as .bak.")
@click.option("--dry-run", is_flag=True, help="Say what would be read and written, and write nothing.")
@click.option("--no-notice", is_flag=True, help="Leave out the last line that counts what nobody has read.")
@click.option("--report", is_flag=True, help="Write HTML reports for JSONL articles too.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    inputs: tuple[str, ...], output: Path, to: str | None, engine: str | None, glossary: Path | None,
    config: Path | None, zh: str | None, shape: str | None, fail_on: str | None, force: bool, dry_run: bool,  # noqa: FBT001
    no_notice: bool, report: bool, quiet: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Clean articles: files, folders, globs, or - for stdin.

    Example: bilingual run articles/*.md -o cleaned --fail-on critical
    """
    from pipeline.batch.local import run_batch

    options = {
        "to": tuple(to.split(",")) if to else None, "engine": engine, "glossary": glossary, "zh": zh, "format": shape,
        "fail_on": fail_on, "notice": False if no_notice else None, "report": True if report else None,
    }  # fmt: skip
    settings = settings_of(config, options)
    if dry_run:
        _dry_run(inputs, output)
        return
    summary = run_batch(inputs, output, settings, force=force, progress=_no_bar if quiet else _bar)
    for _, error in summary.failed:
        click.echo(f"bilingual: {error}", err=True)
    if not quiet:
        for note in summary.notes:
            click.echo(f"bilingual: {note}", err=True)
        _print_summary(summary.totals, output)
    if summary.failed:
        sys.exit(FAILED)
    if any(summary.totals[severity] for severity in at_or_above(settings.fail_on or "never")):
        sys.exit(GATE)


def _dry_run(inputs: Sequence[str], output: Path) -> None:
    from pipeline.batch.inputs import find_sources

    for source in find_sources(inputs, output):
        click.echo(source.error or f"{source.path or 'stdin'} -> {output / source.name}.*")


def _no_bar(sources: Sequence[Any]) -> Iterator[Any]:
    return iter(sources)


def _bar(sources: Sequence[Any]) -> Iterator[Any]:
    """A progress bar on stderr; click shows none where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield from sources
        return
    with click.progressbar(sources, label="articles", file=sys.stderr, show_pos=True) as bar:
        yield from bar


def _print_summary(totals: dict[str, Any], output: Path) -> None:
    rows = [
        ("articles", f"{totals['done']} done, {totals['failed']} failed"),
        ("open findings", f"{totals['critical']} critical, {totals['major']} major, {totals['minor']} minor"),
        ("changes made", f"{totals['fixed']}"),
        ("sentences", f"{totals['drafts']} drafts, {totals['gaps']} gaps, {totals['reviewed']} reviewed by a person"),
        ("results", f"{output / 'index.html'}"),
    ]
    for name, value in rows:
        click.echo(f"{name:<14} {value}")
