"""Sources half in the other language, as damaged articles have them, made of sound pairs."""

from __future__ import annotations

import random

from pipeline.lexicon.matcher import Hit, longest
from tests.seeding.pairs import Pair
from tests.support import context

SHARE = 0.6  # of the terms both sides name, how many change their language


def mixed(pair: Pair, rng: random.Random) -> Pair | None:
    """Put the terms of the rendering in the place of those of the source; None if the two share no term."""
    theirs = {hit.form.entry.id: hit for hit in _terms(pair.rendering) if hit.form.entry is not None}
    text = pair.source
    for hit in reversed(_terms(pair.source)):
        other = theirs.get(hit.form.entry.id) if hit.form.entry is not None else None
        if other is not None and other.form.lang != hit.form.lang and rng.random() < SHARE:
            text = _put(text, hit.start, hit.end, pair.rendering[other.start : other.end])
    return Pair(text, pair.rendering, pair.language) if text != pair.source else None


def _put(text: str, start: int, end: int, term: str) -> str:
    """Replace text[start:end], with a space where two Latin words or numbers would touch."""
    before, after = text[:start], text[end:]
    if term[0].isascii() and before[-1:].isascii() and before[-1:].isalnum():
        term = " " + term
    if term[-1].isascii() and after[:1].isascii() and after[:1].isalnum():
        term += " "
    return before + term + after


def _terms(text: str) -> list[Hit]:
    return longest(context().glossary.scan(text))
