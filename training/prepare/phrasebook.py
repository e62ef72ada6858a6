"""The phrasebook: health sentences in English, Chinese and, for some, bad machine Chinese, a file a topic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.lexicon.load import phrase_rows
from training.errors import TrainingError
from training.pairs import Pair
from training.prepare.heldout import is_held_out

TIER = "phrasebook"
BAD_TIER = "bad"
SOURCE = "phrasebook"


class Phrase(NamedTuple):
    """One row; `bad` is empty where nobody recorded a bad rendering."""

    en: str
    zh: str
    bad: str


class Phrasebook(NamedTuple):
    """The rows that may be learnt from, and those that may only be scored on."""

    learnt: tuple[Phrase, ...]
    held_out: tuple[Phrase, ...]


def read_phrasebook(folder: Path) -> Phrasebook:
    """Read every topic of a phrasebook folder.

    Raises:
        TrainingError: if there is none.
        GlossaryError: at a line that is not two or three tab-separated texts.

    """
    files = sorted(folder.glob("*.tsv"))
    if not files:
        message = f"{folder}: no phrasebook here (expected files TOPIC.tsv); check --phrasebook"
        raise TrainingError(message)
    learnt: list[Phrase] = []
    held_out: list[Phrase] = []
    for file in files:
        (held_out if is_held_out(file.stem) else learnt).extend(Phrase(*row) for row in phrase_rows(file))
    return Phrasebook(tuple(learnt), tuple(held_out))


def bad_pairs(phrases: tuple[Phrase, ...]) -> Iterator[Pair]:
    """Rows with a bad rendering, with it as their Chinese and the clean one as what is right."""
    for en, zh, bad in phrases:
        if bad and bad != zh:
            yield Pair(BAD_TIER, en, bad, source=SOURCE, right_zh=zh)
