"""The numbers of a text as values: the same `Quantity` for 45,000, 4.5万 and forty-five thousand.

They serve to verify a rendering against its source and to find numbers that contradict each other in one article.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pipeline.model import Lang
from pipeline.quantity import units
from pipeline.quantity.follow import Atom
from pipeline.quantity.joins import join
from pipeline.quantity.read import atoms
from pipeline.quantity.values import fold_text

_COUNTED = frozenset(("", "times", "count", "form", "time", "month"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at text[start:end].

    Attributes:
        low, high: the value; `high` only in a range.
        unit: canonical unit, '' for a plain count; `mg/kg` for a compound.
        kind: count, measure, percent, fraction, ordinal, date, year, clock, duration, age or frequency.
        soft: may vanish or appear in a sound translation (one, 一种, both, first).
        parts: numerator and denominator of a ratio, as written.

    """

    start: int
    end: int
    low: Fraction
    high: Fraction | None = None
    unit: str = ""
    kind: str = "count"
    soft: bool = False
    parts: tuple[Fraction, ...] = ()


@lru_cache(maxsize=64)  # numbers and frequencies of a pair are compared one after the other
def quantities(text: str, lang: Lang) -> tuple[Quantity, ...]:  # noqa: ARG001 - see below
    """Return the quantities of a text, in order.

    Both languages are read at once: a Chinese sentence holds English units and a damaged one holds anything, and no
    numeral means something else in the other language. `lang` is part of the call because a reader of one language
    may need it.
    """
    folded = fold_text(text)
    return tuple(_quantity(atom) for atom in join(folded, atoms(folded, text)))


def _quantity(atom: Atom) -> Quantity:
    soft = atom.soft or (atom.low == 1 and atom.high is None and _one_is_soft(atom))
    return Quantity(atom.start, atom.end, atom.low, atom.high, atom.unit, atom.kind, soft, atom.parts)


def _one_is_soft(atom: Atom) -> bool:
    """Whether a 1 is one that the other language may leave out: 1小时 is "an hour", 1次 is "once"."""
    return units.scale(atom.unit).dimension in _COUNTED and atom.kind not in ("date", "clock", "ordinal")
