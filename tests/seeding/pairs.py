"""What a seeder is shown and what it returns, and the phrase memory in two halves by topic."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Language
from tests.support import ROOT

PHRASES = ROOT / "glossary" / "phrases"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sound sentence and its sound rendering, which is in `language`."""

    source: str
    rendering: str
    language: Language


@dataclass(frozen=True, slots=True)
class Seeded:
    """A sound pair and the same source with a rendering that has one error."""

    source: str
    sound: str
    wrong: str


Seeder = Callable[[Pair, random.Random], Seeded | None]


def replaced(pair: Pair, start: int, end: int, new: str) -> Seeded | None:
    """Return the pair with rendering[start:end] replaced; None if that changes nothing."""
    wrong = pair.rendering[:start] + new + pair.rendering[end:]
    return Seeded(pair.source, pair.rendering, wrong) if wrong != pair.rendering else None


def topics(half: int | None = None, folder: Path = PHRASES) -> list[Path]:
    """The topic files; those of one half are every second one, in the order of their names."""
    files = sorted(folder.glob("*.tsv"))
    return files if half is None else files[half::2]


def pairs_of(files: list[Path]) -> list[Pair]:
    """Every line of the files as a pair in each direction."""
    pairs: list[Pair] = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            english, chinese = line.split("\t")[:2]
            pairs += (Pair(english, chinese, "zh"), Pair(chinese, english, "en"))
    return pairs
