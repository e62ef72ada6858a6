"""`python -m training.model_card`: what the weights are, made of what, how good; from files, not by hand."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from training import checkpoint, packed
from training.checkpoint import Progress
from training.errors import TrainingError
from training.packed import Manifest
from training.scores import Scores, table
from training.sources import UNKNOWN, Source, read_sources, used

_WARNING = """\
These models translate machine-damaged health text for a person to check. They are not a medical device: a rendering
may be fluent and wrong. The pipeline verifies every rendering and says of each sentence whether anybody has read it;
used without it, nothing does.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        manifest = packed.read_manifest(options.data)
        directions = [checkpoint.read_progress(folder, to) for folder, to in _trainings(options.training)]
        text = card(
            manifest, used(read_sources(options.sources), manifest.sources), directions, _measured(options.scores)
        )
        options.out.write_text(text, encoding="utf-8")
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    sys.stdout.write(f"{options.out}: {len(directions)} directions, {len(manifest.sources)} sources\n")
    return 0


def card(
    manifest: Manifest,
    sources: list[tuple[Source, int]],
    directions: list[Progress],
    measured: dict[str, dict[str, Scores]],
) -> str:
    """The card as Markdown.

    `measured` holds, by direction, the scores of the converted models.

    Raises:
        TrainingError: if no training is finished, or one was made of other data.

    """
    for progress in directions:
        if not progress.finished or progress.data_digest != manifest.digest:
            message = f"to-{progress.to}: not finished, or trained on other data than {manifest.digest}; no card for it"
            raise TrainingError(message)
    if not directions:
        message = "no training given: a card is written for weights that exist; give --training"
        raise TrainingError(message)
    parts = [
        "# Model card: the built-in translator pair\n",
        _WARNING,
        *(_direction(progress, measured.get(f"to-{progress.to}", {})) for progress in directions),
        _data(manifest),
        _sources(sources),
    ]
    return "\n".join(parts)


def _direction(progress: Progress, measured: dict[str, Scores]) -> str:
    shape = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in progress.shape.items())
    settings = ", ".join(f"{name.replace('_', ' ')} {_plain(value)}" for name, value in progress.settings.items())
    columns = {f"{name} pass, PyTorch, greedy": scores for name, scores in progress.scores.items()} | measured
    return (
        f"## to-{progress.to}\n\n"
        f"Source: a health sentence in English, Chinese or both, damaged or not. Target: the clean sentence in "
        f"{'English' if progress.to == 'en' else 'Chinese'}.\n\n"
        f"- shape: {shape}\n- passes: {', '.join(progress.finished)}; {progress.steps} steps\n- settings: {settings}\n"
        f"- weights: sha256 {progress.sha256}\n\n{table(columns)}"
    )


def _data(manifest: Manifest) -> str:
    tiers = "\n".join(f"| {name} | {count:,} |" for name, count in manifest.tiers.items())
    excluded = ", ".join(manifest.excluded) or "none"
    dropped = ", ".join(f"{why} {count}" for why, count in manifest.dropped.items()) or "none"
    return (
        f"## Data\n\nDigest {manifest.digest}, glossary {manifest.glossary}, seed {manifest.seed}. "
        f"Sources left out on request: {excluded}. Pairs left out: {dropped}.\n\n"
        f"| tier | pairs |\n|---|---:|\n{tiers}\n"
    )


def _sources(sources: list[tuple[Source, int]]) -> str:
    unknown = sum(count for source, count in sources if source.licence == UNKNOWN or source.licence.startswith("none"))
    total = sum(count for _, count in sources)
    rows = "\n".join(
        f"| {source.id} | {source.origin} | {source.licence} | {count:,} | {source.nature} |"
        for source, count in sources
    )
    return (
        "## Sources\n\nLicences are as the sources state them; nobody has judged what they mean for these weights. "
        f"For {unknown:,} of {total:,} pairs the source states none.\n\n"
        f"| source | repository | licence as found | pairs | nature |\n|---|---|---|---:|---|\n{rows}\n"
    )


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return " + ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _trainings(folders: Iterable[Path]) -> list[tuple[Path, str]]:
    """Every direction each folder has a training of."""
    return [(folder, to) for folder in folders for to in ("en", "zh") if checkpoint.progress_file(folder, to).exists()]


def _measured(files: Iterable[str]) -> dict[str, dict[str, Scores]]:
    """Scores by direction from `DIRECTION=FILE` of training.evaluate, without those the training itself made."""
    found: dict[str, dict[str, Scores]] = {}
    for item in files:
        direction, _, name = item.partition("=")
        try:
            columns = json.loads(Path(name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as err:
            message = f"{item}: expected to-en=FILE or to-zh=FILE of training.evaluate --json ({err})"
            raise TrainingError(message) from err
        found.setdefault(direction, {}).update({key: value for key, value in columns.items() if "PyTorch" not in key})
    return found


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.model_card", description="Write the card of trained weights.",
        epilog="example: python -m training.model_card --training run --data packed --sources SOURCES.md --out CARD.md",
    )  # fmt: skip
    add = parser.add_argument
    add("--training", type=Path, action="append", required=True, help="folder of training.train; repeatable")
    add("--data", type=Path, required=True, help="packed folder")
    add("--sources", type=Path, required=True, help="SOURCES.md of the corpus")
    add(
        "--scores",
        action="append",
        default=[],
        metavar="to-en=FILE",
        help="scores of training.evaluate --json; repeatable",
    )
    add("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
