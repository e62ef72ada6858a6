"""`bilingual glossary`: hygiene, counts, look-up, new entries, impact of an edit, exchange with other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.commands.common import DONE, GATE, USAGE, settings_of
from pipeline.commands.glossary_add import add
from pipeline.commands.glossary_exchange import export_to, import_from


@click.group()
def glossary() -> None:
    """Look after the term base: hygiene, counts, look-up, new entries, impact, exchange.

    Example: bilingual glossary lint
    """


glossary.add_command(add)
glossary.add_command(import_from)
glossary.add_command(export_to)

FOLDER = click.option(
    "--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: the one in force)."
)


def _loaded(folder: Path | None) -> Any:  # noqa: ANN401 - Glossary, imported late
    from pipeline.build import glossary_folder
    from pipeline.lexicon.cache import load_cached

    return load_cached(glossary_folder(settings_of(None, {"glossary": folder})))


@glossary.command("lint")
@FOLDER
def glossary_lint(folder: Path | None) -> None:
    """Check schema and hygiene; exit 2 at an error.

    Example: bilingual glossary lint --glossary glossary
    """
    from pipeline.curation.lint import lint

    loaded = _loaded(folder)
    complaints = lint(loaded)
    for item in complaints:
        file, line = loaded.places.get(item.entry, ("", 0))
        place = f"{loaded.folder / file}:{line}: " if file else f"{loaded.folder}: "
        click.echo(f"{place}{item.level}: {item.entry}: {item.text}")
    errors = sum(item.level == "error" for item in complaints)
    click.echo(f"{errors} errors, {len(complaints) - errors} warnings")
    sys.exit(USAGE if errors else DONE)


@glossary.command("stats")
@FOLDER
def glossary_stats(folder: Path | None) -> None:
    """Count entries by part, status and domain, and how many nobody has signed.

    Example: bilingual glossary stats
    """
    from pipeline.curation.lookup import counts

    for name, value in counts(_loaded(folder)):
        click.echo(f"{name:<28} {value}")


@glossary.command("find")
@click.argument("text")
@FOLDER
def glossary_find(text: str, folder: Path | None) -> None:
    """Print the entries with a form that holds TEXT, in either language, else the most similar; exit 1 if none is near.

    Example: bilingual glossary find 抑郁
    """
    from pipeline.curation.lookup import found, one_line, similar

    loaded = _loaded(folder)
    entries = list(found(loaded, text))
    if not entries:
        entries = list(similar(loaded, text))
        if entries:
            click.echo(f"no form holds {text!r}; the nearest:")
    for entry in entries:
        file, line = loaded.places[entry.id]
        click.echo(f"{one_line(entry)}  ({file}:{line})")
    sys.exit(DONE if entries else GATE)


@glossary.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("glossary"))
@click.option("--empty", is_flag=True, help="Only the files and their schemas, no entries.")
def glossary_init(folder: Path, *, empty: bool) -> None:
    """Make a glossary to edit in FOLDER (default ./glossary): a copy of the built-in one.

    Example: bilingual glossary init
    """
    from pipeline.build import built_in_glossary
    from pipeline.curation.start import start

    count = start(folder, built_in_glossary(), empty=empty)
    click.echo(f"{folder}: {count} files; edit them, then run: bilingual glossary lint --glossary {folder}")


@glossary.command("impact")
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="Output folder of a run: what would change in it.")
@FOLDER
def glossary_impact(other: Path, output: Path | None, folder: Path | None) -> None:
    """Compare the glossary with the one in OTHER: which entries differ, and what that would change in an output.

    Example: bilingual glossary impact edited-glossary --output cleaned
    """
    from pipeline.curation.impact import entry_changes, impact
    from pipeline.lexicon.cache import load_cached

    settings = settings_of(None, {"glossary": folder})
    changes = list(entry_changes(_loaded(folder), load_cached(other)))
    for change, entry_id in changes:
        click.echo(f"{change:<8} {entry_id}")
    click.echo(f"{len(changes)} entries or parts differ")
    if output is None:
        return
    totals = [0, 0, 0, 0]
    for article in impact(output, settings, other):
        lines = list(_impact_lines(article))
        for n, value in enumerate((bool(lines), len(article.appear), len(article.vanish), len(article.sentences))):
            totals[n] += value
        for line in lines:
            click.echo(line)
    click.echo("{} articles would change: {} findings more, {} fewer, {} sentences read otherwise".format(*totals))


def _impact_lines(article: Any) -> list[str]:  # noqa: ANN401 - ArticleImpact, imported late
    lines = []
    for sign, findings in (("+", article.appear), ("-", article.vanish)):
        for finding in findings:
            span = article.text[finding.start : finding.end].replace("\n", " ")
            change = f" -> {finding.edit.new!r}" if finding.edit is not None else ""
            lines.append(f"{article.name}: {sign} {finding.severity} {finding.rule} {span!r}{change}")
    return lines + [
        f"{article.name}: {item.lang} sentence at {item.start}: {item.before!r} -> {item.after!r}"
        for item in article.sentences
    ]
