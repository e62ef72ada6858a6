"""Small articles to measure rules on: sound sentences of one topic, and the same with damage in every second one.

Seed A draws from the phrase memory, seed B from the six topics held out (`tests/heldout/phrases`), of which only counts
may be shown. An article is twelve lines of one topic in a row: English, Chinese, or both in turn at random, as in the
real ones. Lines with an end mark run on as paragraphs, the others become list items.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.bench.damage import KINDS
from pipeline.bench.damage.shape import Damaged, Kind, Line
from pipeline.bench.damage.stock import Seed, Stock, listed
from pipeline.errors import InputError
from pipeline.model import Severity

ROOT = Path(__file__).parent.parent.parent
TOPICS: dict[Seed, Path] = {"A": ROOT / "glossary" / "phrases", "B": ROOT / "tests" / "heldout" / "phrases"}
SENTENCES = 12  # of an article
EVERY = 2  # one sentence in so many is damaged
RUN_ON = 4  # sentences of a paragraph
# Rules that ask whether something stands anywhere in the article: twelve lines out of a hundred do not answer that.
# What they say of such articles counts as finding a damage, not for or against their precision.
NEED_WHOLE = frozenset({"abbreviation_unexplained"})
_ENDS = re.compile(r"[.!?。！？…][\"”’)）]?$")
_SHAPES = ("en", "zh", "mixed")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the phrasebook."""

    en: str
    zh: str
    garbled: str

    def line(self, lang: str) -> Line:
        """The line as a sentence in one language."""
        return (
            Line(self.en, "en", self.zh, self.garbled) if lang == "en" else Line(self.zh, "zh", self.en, self.garbled)
        )


@dataclass(frozen=True, slots=True)
class Site:
    """A damaged sentence: its kind, its place in the article, the ranges wrong there, and how it should read."""

    kind: str
    severity: Severity
    start: int
    end: int
    spots: tuple[tuple[int, int], ...]
    sound: str

    def touches(self, start: int, end: int) -> bool:
        """Whether start..end (or a place between two characters) meets one of the ranges."""
        return any(
            (start < stop and begin < end) or (start == end and begin <= start <= stop) for begin, stop in self.spots
        )


@dataclass(frozen=True, slots=True)
class Made:
    """An article made of lines, with its damage if it has any."""

    text: str
    sites: tuple[Site, ...] = ()


def topics(seed: Seed) -> tuple[tuple[Row, ...], ...]:
    """The lines of a seed, topic by topic.

    Raises:
        InputError: if they are not there, as in an installation.

    """
    files = sorted(TOPICS[seed].glob("*.tsv"))
    if not files:
        message = f"{TOPICS[seed]}: no phrases there; bench rules needs the source tree, run it there"
        raise InputError(message)
    return tuple(_rows(file) for file in files)


def _rows(file: Path) -> tuple[Row, ...]:
    cells = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    furniture = frozenset(listed("not-sound.txt"))
    return tuple(Row(row[0], row[1], row[2] if len(row) > 2 else "") for row in cells if row[0] not in furniture)


def sound(seed: Seed) -> Iterator[Made]:
    """Every line of a seed once in each language, as articles without damage."""
    for rows in topics(seed):
        for at in range(0, len(rows), SENTENCES):
            for lang in ("en", "zh"):
                lines = [row.line(lang) for row in rows[at : at + SENTENCES]]
                yield Made(_compose(lines, [line.text for line in lines])[0])


def seeded(stock: Stock, sentences: int, kinds: Sequence[Kind] = KINDS) -> Iterator[Made]:
    """Damaged articles of so many sentences in all: the same for the same seed, glossary, kinds and number.

    Each damaged sentence gets the kind seeded least so far that has a place in it, so that rare kinds are not drowned.
    """
    windows = [rows[at : at + SENTENCES] for rows in topics(stock.seed) for at in range(0, len(rows), SENTENCES)]
    rng = random.Random(f"articles {stock.seed}")
    count: Counter[str] = Counter()
    done = 0
    for round_ in range(1 + sentences // SENTENCES):
        rng.shuffle(windows)
        for n, rows in enumerate(windows):
            if done >= sentences:
                return
            shape = _SHAPES[(n + round_) % len(_SHAPES)]
            lines = [row.line(rng.choice(("en", "zh")) if shape == "mixed" else shape) for row in rows]
            done += len(lines)
            yield _damaged(lines, rng, stock, kinds, count)


def _damaged(
    lines: Sequence[Line], rng: random.Random, stock: Stock, kinds: Sequence[Kind], count: Counter[str]
) -> Made:
    first = rng.randrange(EVERY)
    chosen: dict[int, tuple[Kind, Damaged]] = {}
    for n in range(first, len(lines), EVERY):
        order = sorted(range(len(kinds)), key=lambda k: (count[kinds[k].name], k))
        for k in order:
            damaged = kinds[k].make(lines[n], rng, stock)
            if damaged is not None and damaged.text != lines[n].text:
                chosen[n] = (kinds[k], damaged)
                count[kinds[k].name] += 1
                break
    texts = [chosen[n][1].text if n in chosen else line.text for n, line in enumerate(lines)]
    text, places = _compose(lines, texts)
    sites = tuple(_site(kind, damaged, lines[n], *places[n]) for n, (kind, damaged) in sorted(chosen.items()))
    return Made(text, sites)


def _site(kind: Kind, damaged: Damaged, line: Line, start: int, end: int) -> Site:
    spots = tuple((start + begin, start + stop) for begin, stop in damaged.spots)
    right = line.text if damaged.sound is None else damaged.sound
    return Site(kind.name, damaged.severity or kind.severity, start, end, spots, right)


def _compose(lines: Sequence[Line], texts: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Set texts into paragraphs and lists as their sound lines say; the whole, and each text's place in it."""
    whole = ""
    places: list[tuple[int, int]] = []
    running = 0  # sentences of the paragraph so far
    for n, (line, text) in enumerate(zip(lines, texts, strict=True)):
        item = _is_item(line)
        goes_on = not item and 0 < running < RUN_ON
        if goes_on:
            lead = "" if line.lang == lines[n - 1].lang == "zh" else " "
        else:
            lead = "\n" if item and n > 0 and _is_item(lines[n - 1]) else "\n\n"
        whole += lead * (n > 0) + "- " * item
        places.append((len(whole), len(whole) + len(text)))
        whole += text
        running = 0 if item or "\n\n" in text else running + 1 if goes_on else 1
    return whole, places


def _is_item(line: Line) -> bool:
    return _ENDS.search(line.text) is None
