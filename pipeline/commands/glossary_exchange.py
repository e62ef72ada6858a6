"""`bilingual glossary import` and `export`: CSV, JSON, TBX and TMX."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.common import settings_of

_FORMATS = click.Choice(["csv", "json", "tbx", "tmx"])


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "shape", type=_FORMATS, help="Format (default: by the suffix of FILE).")
@click.option("--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: in force).")
def export_to(file: Path, shape: str | None, folder: Path | None) -> None:
    """Write terms and names as CSV, JSON or TBX, or the translation memory as TMX.

    Example: bilingual glossary export terms.tbx
    """
    from pipeline.atomic import write_whole
    from pipeline.build import glossary_folder
    from pipeline.curation.transfer import exported
    from pipeline.lexicon.cache import load_cached

    glossary = load_cached(glossary_folder(settings_of(None, {"glossary": folder})))
    text, count = exported(glossary, shape or file.suffix.lower().removeprefix("."), file.name)
    write_whole(file, text)
    click.echo(f"{file}: {count} entries")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "shape", type=_FORMATS, help="Format (default: by the suffix of FILE).")
@click.option("--replace", is_flag=True, help="Entries that are there already and differ are replaced.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: in force).")
def import_from(file: Path, shape: str | None, folder: Path | None, *, replace: bool, dry_run: bool) -> None:
    """Bring terms and names from CSV, JSON or TBX, or sentence pairs from TMX, into the glossary.

    What another tool's file does not say is filled in as a draft, which only suggests until a person approves it.
    You must have the right to use what you import.

    Example: bilingual glossary import hospital-terms.csv --dry-run
    """
    from pipeline.build import writable_glossary
    from pipeline.curation.transfer import imported

    target = writable_glossary(settings_of(None, {"glossary": folder}))
    kind = shape or file.suffix.lower().removeprefix(".")
    result = imported(target, file, kind, replace=replace, dry_run=dry_run)
    for name, count in sorted(result.added.items()):
        click.echo(f"{target / name}: {count} {'would be added' if dry_run else 'added'}")
    for entry_id in result.replaced:
        click.echo(f"{entry_id}: {'would be replaced' if dry_run else 'replaced'}")
    for entry_id in result.conflicts:
        click.echo(f"{entry_id}: is there already and differs; left as it is (use --replace)", err=True)
    click.echo(f"{result.same} were there already")
    sys.exit(1 if result.conflicts else 0)
