"""`bilingual bench`: measure, and print a table anyone can print again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.common import ENGINES, settings_of
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.bench.devsets import DevSet
    from pipeline.context import Context


@click.group()
def bench() -> None:
    """Measure the software on this machine.

    Example: bilingual bench translation
    """


@bench.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE REFERENCE]")
@click.option("--to", type=click.Choice(["en", "zh"]), help="Language of REFERENCE.")
@click.option("--data", type=click.Path(path_type=Path, exists=True), help="Folder with flores-dev.* and mixed.tsv.")
@click.option("--engine", type=ENGINES, help="Engines to score (default auto).")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many sentences of each set.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def translation(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: tuple[Path, ...], to: str | None, data: Path | None, engine: str | None, limit: int | None,
    config: Path | None,
) -> None:  # fmt: skip
    """Score the engines in force: BLEU, chrF, glossary terms honoured, share passed by the verifier, words a second.

    Without files: the held-out health phrases, plain and mixed, and with --data FLORES beside other engines' outputs.

    Example: bilingual bench translation --data ../shared
    """
    from pipeline.bench.translation import score_engine, score_lines, table
    from pipeline.build import build_context

    context = build_context(settings_of(config, {"engine": engine}))
    for note in context.notes:
        click.echo(note, err=True)
    for devset in _sets(files, to, data, context):
        part = devset.first(limit)
        rows = [score for item in context.translators for score in score_engine(item, part, context)]
        rows += [score_lines(name, part, lines, context) for name, lines in part.peers]
        click.echo(f"\n{devset.name}, to {devset.to}\n{table(rows)}")


def _sets(files: tuple[Path, ...], to: str | None, data: Path | None, context: Context) -> Iterator[DevSet]:
    from pipeline.bench.devsets import built_in, own_files

    if not files:
        yield from built_in(context.glossary, data)
        return
    if len(files) != 2 or to is None:
        message = "bench translation: give SOURCE and REFERENCE with --to en or --to zh, or no files at all"
        raise SettingsError(message)
    yield own_files(files[0], files[1], "en" if to == "en" else "zh")
