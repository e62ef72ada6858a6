"""Judge terms without a counterpart: which prove a lost, an added or a swapped term, and which a free wording.

A drug must be named. Of other terms, a sound translation often chooses words no list holds, so that an absence counts
only where little of the term is explained otherwise, or where a term of the same kind without counterpart stands on
the other side, as when one disease is put for another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon.matcher import Entry
from pipeline.lexicon.rendered import Side, Unrendered
from pipeline.lexicon.schema import Name

DRUGS = frozenset({"drug", "brand"})
LEAST_LENGTH = 3  # characters; of the names missed in sound pairs without a trace, 8 in 10 have two


@dataclass(frozen=True, slots=True)
class Bounds:
    """Shares below which a term of a kind counts as lost by itself, and as swapped if another was added."""

    alone: float
    swapped: float


# Measured on half the phrase memory (6,760 pairs): sound pairs flagged / random swaps found. Conditions 0.47% / 0.97,
# tests 0.06% / 0.92, treatments 0.2% / 0.90. Symptoms, body parts and everyday kinds are worded too freely: at the
# same bounds symptoms alone would flag 1%.
BOUNDS = {
    "condition": Bounds(0.2, 0.67),
    "test": Bounds(0.34, 1.0),
    "scale": Bounds(0.34, 1.0),
    "treatment": Bounds(0.0, 0.67),
    "drug_class": Bounds(0.34, 0.67),
}


def proven(ours: list[Unrendered], theirs: list[Unrendered], there: Side, kin: Iterable[Entry]) -> list[Unrendered]:
    """Return those of our terms whose absence on the other side proves an error, given its terms absent on ours.

    `kin` are drugs whose brand or generic may stand for one of ours.
    """
    excused = frozenset().union(*map(_kin, kin))
    return [item for item in ours if _is_proven(item, theirs, there, excused)]


def _is_proven(item: Unrendered, theirs: list[Unrendered], there: Side, excused: frozenset[str]) -> bool:
    kind = item.entry.kind
    if kind in DRUGS:
        return item.entry.zh is not None and not _is_excused(item, excused)
    bounds = BOUNDS.get(kind)
    if bounds is None:
        return False
    if item.share < bounds.alone and not there.refers and _is_telling(item.entry):
        return True
    return any(other.entry.kind == kind and min(item.share, other.share) < bounds.swapped for other in theirs)


def _is_excused(item: Unrendered, excused: frozenset[str]) -> bool:
    """Whether its brand or generic is named instead, or all parts of a compound name (乙肝免疫球蛋白)."""
    whole = item.share == 1.0 and " " in item.entry.en.preferred
    return whole or not excused.isdisjoint(_kin(item.entry))


def _kin(entry: Entry) -> frozenset[str]:
    generic = entry.of if isinstance(entry, Name) else None
    return frozenset({entry.id} if generic is None else {entry.id, generic})


def _is_telling(entry: Entry) -> bool:
    """Whether a name is too long to be an everyday word: 肿瘤, 瘢痕 and 注射 are said in a hundred ways, 心肌炎 is not."""  # noqa: E501
    return entry.zh is not None and len(entry.zh.preferred) >= LEAST_LENGTH
