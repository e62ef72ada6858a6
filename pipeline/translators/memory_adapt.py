"""Carry the differences between a stored sentence and a query over into the stored rendering, or refuse.

Both sentences are cut into pieces: numbers with their units, drug names, and words and marks. All words and marks must
be the same, in the same order; only a number may stand for a number of the same unit and a name for a name of the
same kind. Each that differs must stand once in the stored sentence and once in its rendering, numbers by value. The
result is read again: its numbers and frequencies must be those of the query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import Hit
from pipeline.lexicon.schema import Name
from pipeline.model import Language
from pipeline.quantity import Quantity, differences, frequency_differences, quantities, units
from pipeline.text import LATIN
from pipeline.translators.memory_key import word_key
from pipeline.translators.memory_names import adds, exchange, names_of, shows_elsewhere
from pipeline.translators.memory_numerals import Change, changes_of, keeps_number, same_but_for_numerals

_WORD = re.compile(rf"[{LATIN}]+|[0-9]+|\S")
_COUNTED = frozenset(("", "count", "form", "times"))
# A rendering with another drug in it says of it what the source says; how surely, memory_names.py argues.
NAME_WEIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Piece:
    """A number, a name or a word at text[start:end]; pieces that may stand for each other have one `form`."""

    form: str
    start: int
    end: int
    quantity: Quantity | None = None
    name: Hit | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence with its pieces."""

    text: str
    language: Language
    pieces: tuple[Piece, ...]

    @property
    def names(self) -> list[Hit]:
        """Its names of drugs and brands."""
        return [piece.name for piece in self.pieces if piece.name]

    @property
    def quantities(self) -> list[Quantity]:
        """Its numbers."""
        return [piece.quantity for piece in self.pieces if piece.quantity]


@dataclass(frozen=True, slots=True)
class Adapted:
    """A rendering with the query's numbers and names; `weight` (0..1] is lower where a name was exchanged."""

    text: str
    weight: float


def cut(text: str, language: Language, lexicon: Lexicon) -> Cut:
    """Cut a sentence into its pieces, spaces left out."""
    names = [Piece(f"\0{_kind(hit)}", hit.start, hit.end, name=hit) for hit in names_of(text, lexicon)]
    taken = [
        Piece(_form(quantity), quantity.start, quantity.end, quantity=quantity)
        for quantity in quantities(text, language)
        if not any(quantity.start < name.end and name.start < quantity.end for name in names)
    ]
    found: list[Piece] = []
    at = 0
    for piece in (*sorted([*names, *taken], key=lambda piece: piece.start), Piece("", len(text), len(text))):
        found += (Piece(word_key(word[0]), *word.span()) for word in _WORD.finditer(text, at, piece.start))
        if piece.form and found and found[-1].form == "an":
            found[-1] = Piece("a", found[-1].start, found[-1].end)
        found += [piece] if piece.form else []
        at = piece.end
    return Cut(text, language, tuple(found))


def _kind(hit: Hit) -> str:
    return hit.form.entry.kind if hit.form.entry else ""


def _form(quantity: Quantity) -> str:
    return f"\0{quantity.unit} {quantity.kind} {quantity.high is not None} {bool(quantity.parts)}"


def adapt(stored: Cut, rendering: str, query: Cut, lexicon: Lexicon) -> Adapted | None:
    """The rendering of `stored` made into one of `query`; None where a difference is not safe to carry over."""
    target: Language = "zh" if query.language == "en" else "en"
    if [piece.form for piece in stored.pieces] != [piece.form for piece in query.pieces]:
        return None
    if not _brands_fit(stored, query):
        return None
    changes: list[Change] = []
    weight = 1.0
    there = quantities(rendering, target)
    for was, now in zip(stored.pieces, query.pieces, strict=True):
        made: list[Change] | None = []
        if was.quantity and now.quantity:
            made = _renumbered(stored, rendering, query, (was.quantity, now.quantity), there)
        elif was.name and now.name and was.name.form.entry is not now.name.form.entry:
            made = _renamed(stored, rendering, was.name, now.name, lexicon)
            weight = NAME_WEIGHT
        if made is None:
            return None
        changes += made
    text = _changed(rendering, changes)
    if differences(query.text, query.language, text, target):
        return None
    if frequency_differences(query.text, query.language, text, target):
        return None
    return Adapted(text, weight)


def _renumbered(
    stored: Cut, rendering: str, query: Cut, numbers: tuple[Quantity, Quantity], there: Sequence[Quantity]
) -> list[Change] | None:
    was, now = numbers
    if not same_but_for_numerals(stored.text, was, query.text, now):
        return None
    if _ends(was) == _ends(now):
        return []
    place = _place(was, stored.quantities, there)
    if place is None:
        return None
    target: Language = "zh" if query.language == "en" else "en"
    agrees = keeps_number(rendering, place, now) if target == "en" else keeps_number(stored.text, was, now)
    return changes_of(rendering, target, place, query.text, now) if agrees else None


def _place(was: Quantity, own: Sequence[Quantity], there: Sequence[Quantity]) -> Quantity | None:
    """The one quantity of the rendering that renders `was`: of its value and unit, else of its value alone."""
    if was.unit:
        same = [q for q in there if q.unit == was.unit and _ends(q) == _ends(was)]
        if len(same) == 1 and sum(q.unit == was.unit and _ends(q) == _ends(was) for q in own) == 1:
            return same[0]
    near = [q for q in there if _ends(q) & _ends(was)]
    if len(near) != 1 or sum(bool(_ends(q) & _ends(was)) for q in own) != 1:
        return None
    return near[0] if _ends(near[0]) == _ends(was) and _units_meet(near[0].unit, was.unit) else None


def _ends(quantity: Quantity) -> set[Fraction]:
    return {quantity.low} if quantity.high is None else {quantity.low, quantity.high}


def _units_meet(one: str, other: str) -> bool:
    both = units.scale(one).dimension, units.scale(other).dimension
    return one == other or "" in both or (both[0] in _COUNTED and both[1] in _COUNTED)


def _renamed(stored: Cut, rendering: str, was: Hit, now: Hit, lexicon: Lexicon) -> list[Change] | None:
    target: Language = "zh" if stored.language == "en" else "en"
    entry = was.form.entry
    if entry is None or shows_elsewhere(stored.text, was, stored.language):
        return None
    if adds(stored.text, rendering, target, lexicon):
        return None
    made = exchange(rendering, target, entry, now, lexicon)
    return [made] if made else None


def _brands_fit(stored: Cut, query: Cut) -> bool:
    """Whether a brand that stands beside its generic still does: one of them exchanged alone is a damaged article."""
    for brand, other in zip(stored.names, query.names, strict=True):
        for generic, new in zip(stored.names, query.names, strict=True):
            if _is_brand_of(brand, generic) and not _is_brand_of(other, new):
                return False
    return True


def _is_brand_of(brand: Hit, generic: Hit) -> bool:
    entry, behind = brand.form.entry, generic.form.entry
    return isinstance(entry, Name) and behind is not None and entry.of == behind.id


def _changed(text: str, changes: Sequence[Change]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
