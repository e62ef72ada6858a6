"""What a generator of damage is shown and what it returns."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.bench.damage.stock import Stock
from pipeline.model import Language, Severity

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A sound sentence in `lang`, its rendering in the other language, and a bad engine's Chinese of it, if any."""

    text: str
    lang: Language
    other: str
    garbled: str = ""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged sentence and the ranges in it that are wrong, in code points, none empty.

    Where something is lost, the range is what stands on both sides of the gap. `sound` is the sentence as it should
    read (None: the line as it was given); `severity` where it depends on what was hit. Text that stands in a block of
    its own is put behind its sentence after a blank line.
    """

    text: str
    spots: tuple[Spot, ...]
    sound: str | None = None
    severity: Severity | None = None


Maker = Callable[[Line, random.Random, Stock], Damaged | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage: its name, how bad it is, its generator, and the rules whose job it is to find it.

    The generator returns None where the damage has no place.
    """

    name: str
    severity: Severity
    make: Maker
    rules: tuple[str, ...]


def swapped(text: str, start: int, end: int, new: str, *, around: int = 0) -> Damaged:
    """The text with start..end replaced; the range wrong is the new piece and `around` characters on both sides."""
    left, right = max(0, start - around), min(len(text) - (end - start) + len(new), start + len(new) + around)
    return Damaged(text[:start] + new + text[end:], ((left, right),))


def chosen(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    """One of the places of a pattern, each as likely."""
    places = list(pattern.finditer(text))
    return rng.choice(places) if places else None


def before_end(text: str) -> int:
    """Where the last mark of a sentence stands, its length if it has none."""
    return len(text.rstrip(".。!！?？"))
