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

SPEED_SENTENCES = 200


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
@click.option("--speed", is_flag=True, help="Also the speed of the built-in shape beside an OPUS-MT-sized model.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def translation(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: tuple[Path, ...], to: str | None, data: Path | None, engine: str | None, limit: int | None,
    speed: bool, config: Path | None,  # noqa: FBT001
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
    if speed:
        from pipeline.bench.shapes import speed_table

        click.echo(f"\n{speed_table(limit or SPEED_SENTENCES)}")


@bench.command()
@click.option(
    "--seed",
    type=click.Choice(["A", "B", "both"]),
    default="both",
    show_default=True,
    help="A is for development, B is held out.",
)
@click.option(
    "--sentences",
    type=click.IntRange(min=120),
    default=15_000,
    show_default=True,
    help="Sentences of damaged articles a seed.",
)
@click.option(
    "--list",
    "listed",
    metavar="NAME",
    help='Also list what was missed of a kind of damage, or said wrongly by a rule, or "another drug" (seed A only).',
)
@click.option(
    "--write",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Put the tables of both seeds between the markers of PAGE.",
)
@click.option(
    "--glossary",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Glossary to measure with (default: the project's).",
)
def rules(seed: str, sentences: int, listed: str | None, write: Path | None, glossary: Path | None) -> None:
    """Seed damage of every kind into sound text, run all rules, and print what they find and what they say for nothing.

    Of the held-out seed B only counts are printed: no rule or entry may be written after its misses were listed.

    Example: bilingual bench rules --seed A --list "drug name misspelt"
    """
    from pipeline.bench.damage.stock import SEEDS
    from pipeline.bench.proof import listing_of, prove
    from pipeline.bench.proof_page import page, write_page
    from pipeline.build import IN_SOURCE_TREE, build_context
    from pipeline.settings import Settings

    if listed is not None and seed != "A":
        message = "bench rules --list: seed B is held out and never listed; add --seed A"
        raise SettingsError(message)
    if write is not None and seed != "both":
        message = "bench rules --write: a page holds both seeds; leave --seed out"
        raise SettingsError(message)
    context = build_context(Settings(glossary=glossary or IN_SOURCE_TREE), engines=False)
    proofs = [prove(item, context, sentences, listing=listed is not None) for item in SEEDS if seed in (item, "both")]
    text = page(proofs)
    click.echo(text)
    if listed is not None:
        click.echo("\n".join(listing_of(proofs[0], listed)))
    if write is not None:
        write_page(write, text)


def _sets(files: tuple[Path, ...], to: str | None, data: Path | None, context: Context) -> Iterator[DevSet]:
    from pipeline.bench.devsets import built_in, own_files

    if not files:
        yield from built_in(context.glossary, data)
        return
    if len(files) != 2 or to is None:
        message = "bench translation: give SOURCE and REFERENCE with --to en or --to zh, or no files at all"
        raise SettingsError(message)
    yield own_files(files[0], files[1], "en" if to == "en" else "zh")
