"""Errors seeded into renderings: what the rendering checks find of them, and what they raise on sound pairs.

The seeders belong to the tests (`tests/seeding`) and are there only in the source tree. Precision sets an error beside
its own sound pair, one to one. A finding counts for its check where the check raises it on the damaged rendering and
not on the sound one.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.bench.articles import ROOT, topics
from pipeline.bench.damage.stock import Seed
from pipeline.bench.tally import Tally
from pipeline.context import Context
from pipeline.errors import InputError
from pipeline.model import LANGUAGES, Language
from pipeline.rule import Found, Rule
from pipeline.text import View
from pipeline.verifying import failures, harm

SOUND_PER_ERROR = 6  # sound pairs judged for each error of a kind, to say how many are flagged


class Pair(Protocol):
    """A sound sentence and its sound rendering, which is in `language`."""

    source: str
    rendering: str
    language: Language


class Seeded(Protocol):
    """A source with its sound rendering and one that has an error."""

    source: str
    sound: str
    wrong: str


class Seeder(Protocol):
    """Makes one error in a pair, or none where it has no place."""

    def __call__(self, pair: Pair, rng: random.Random) -> Seeded | None:
        """Return the pair with the error in it."""


class PairKind(Protocol):
    """One kind of error; `rules` are the checks whose finding counts (none: any)."""

    name: str
    seed: Seeder
    rules: frozenset[str]


@dataclass(slots=True)
class PairTally:
    """Of one kind of error and direction: seeded, found, and sound originals on which the same checks speak up."""

    seeded: int = 0
    found: int = 0
    alarms: int = 0
    last_found: bool = False


@dataclass(slots=True)
class PairFigures:
    """Counts by kind and language of the rendering; of sound pairs taken at random, how many, how many flagged."""

    kinds: dict[tuple[str, Language], PairTally] = field(default_factory=dict)
    pairs: dict[Language, int] = field(default_factory=dict)
    flagged: dict[Language, int] = field(default_factory=dict)
    missed: list[tuple[str, str]] = field(default_factory=list)


def seeders() -> tuple[PairKind, ...]:
    """The kinds of errors of `tests/seeding`.

    Raises:
        InputError: if they are not there, as in an installation.

    """
    if not (ROOT / "tests" / "seeding").is_dir():
        message = f"{ROOT / 'tests' / 'seeding'}: not there; bench rules needs the source tree, run it there"
        raise InputError(message)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    kinds: tuple[PairKind, ...] = importlib.import_module("tests.seeding").KINDS
    return kinds


def tally_pairs(  # noqa: PLR0913 - what is judged, by what, into what
    seed: Seed, kinds: Sequence[PairKind], most: int, context: Context, tally: Tally, *, listing: bool = False
) -> PairFigures:
    """Seed every kind of error into the lines of a seed, taken at random, until each direction has `most` of them."""
    figures = PairFigures()
    rows = [row for rows in topics(seed) for row in rows]
    random.Random(f"pairs {seed}").shuffle(rows)
    make = importlib.import_module("tests.seeding").Pair
    for language in LANGUAGES:
        pairs = [make(row.en, row.zh, "zh") if language == "zh" else make(row.zh, row.en, "en") for row in rows]
        judge = _Judge(language, context)
        some = pairs[: SOUND_PER_ERROR * most]
        figures.pairs[language] = len(some)
        figures.flagged[language] = sum(bool(harm(judge(pair.source, pair.rendering))) for pair in some)
        dice = {kind.name: random.Random(f"{kind.name} {language} {seed}") for kind in kinds}
        for pair in pairs:
            for kind in kinds:
                count = figures.kinds.setdefault((kind.name, language), PairTally())
                made = kind.seed(pair, dice[kind.name]) if count.seeded < most else None
                if made is not None:
                    _one(made, kind, count, judge, tally)
                    if listing and not count.last_found:
                        figures.missed.append((kind.name, f"{made.source} | {made.wrong}"))
    return figures


class _Judge:
    """Judges renderings in one language; what is asked twice is judged once."""

    def __init__(self, language: Language, context: Context) -> None:
        self.language, self._context = language, context
        self._known: dict[tuple[str, str], list[tuple[Rule, Found]]] = {}

    def __call__(self, source: str, rendering: str) -> list[tuple[Rule, Found]]:
        key = (source, rendering)
        if key not in self._known:
            self._known[key] = failures(View(source, 0, len(source)), rendering, self.language, self._context)
        return self._known[key]


def _one(made: Seeded, kind: PairKind, count: PairTally, judge: _Judge, tally: Tally) -> None:
    """Judge an error and its sound original, and count both."""
    sound, wrong = judge(made.source, made.sound), judge(made.source, made.wrong)
    before = {rule.id for rule, _ in sound}
    raised, alarms = ({rule.id for rule, _ in harm(found)} for found in (wrong, sound))
    count.seeded += 1
    count.last_found = not raised.isdisjoint(kind.rules) if kind.rules else bool(raised - before)
    count.found += count.last_found
    count.alarms += not alarms.isdisjoint(kind.rules) if kind.rules else bool(alarms)
    for rule, item in wrong:
        if rule.id not in before:
            _count(rule, item, tally, right=True)
    for rule, item in sound:
        _count(rule, item, tally, right=False)


def _count(rule: Rule, found: Found, tally: Tally, *, right: bool) -> None:
    counts = tally.rule(rule.id)
    counts.findings += 1
    counts.right += right
    tally.stated(rule.id, found.confidence, right=right)
