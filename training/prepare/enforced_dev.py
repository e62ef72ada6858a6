"""Scoring sets for the terms: held-out sentences whose terms stand in the source in the form the target must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from training.augment.patches import Patch, patched
from training.pairs import Pair, Side, other


class Enforced(NamedTuple):
    """A source with its terms put in, what should come out, and the terms it must hold (as written there)."""

    source: str
    target: str
    terms: tuple[str, ...]


def enforced_rows(pairs: Iterable[Pair], to: Side, seed: int) -> Iterator[Enforced]:
    """Every pair with terms, all of them put in as the target has them."""
    dice = Random(seed)
    for pair in pairs:
        if pair.terms:
            forms = [pair.text(to)[slice(*link.span(to))] for link in pair.terms]
            patches = [
                Patch(*link.span(other(to)), form, foreign=True) for link, form in zip(pair.terms, forms, strict=True)
            ]
            yield Enforced(patched(pair.text(other(to)), patches, dice), pair.text(to), tuple(forms))
