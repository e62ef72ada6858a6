"""Glossary terms put into the source in the form the target must have: how the engine enforces terms at run time.

A model brought up on such sources copies what already stands there in the target language. The engine puts in the
approved form; the sentence may need its plural or a large first letter, so mostly the approved form stands in the
source while the target keeps the form that fits, and the model learns to inflect what it copies.
"""

from __future__ import annotations

from random import Random

from training.augment.patches import Patch
from training.pairs import Link, Pair, Side, other
from training.wordlists import WordLists

APPROVED_FORM = 0.7  # share of inflected terms put in as the approved form; the rest as the target has them. Not tuned


def enforced(pair: Pair, to: Side, lists: WordLists, dice: Random) -> list[Patch]:
    """One, two or all of the terms of the source side in the target language."""
    count = dice.choice((1, 1, 2, len(pair.terms), len(pair.terms)))
    chosen = dice.sample(pair.terms, min(len(pair.terms), count))
    return [Patch(*link.span(other(to)), form(pair, link, to, lists, dice), foreign=True) for link in chosen]


def form(pair: Pair, link: Link, to: Side, lists: WordLists, dice: Random) -> str:
    """The form to put in: the approved one if the target's differs from it by inflection alone, else the target's."""
    start, end = link.span(to)
    written = pair.text(to)[start:end]
    approved = lists.entries[link.key][0 if to == "en" else 1]
    if is_inflection(written, approved) and dice.random() < APPROVED_FORM:
        return approved
    return written


def is_inflection(written: str, approved: str) -> bool:
    """Whether two forms are one word, large letters and an English plural aside.

    >>> is_inflection("Biopsies", "biopsy"), is_inflection("flu", "influenza")
    (True, False)
    """
    one, two = written.casefold(), approved.casefold()
    return one == two or one in (f"{two}s", f"{two}es") or (two.endswith("y") and one == f"{two[:-1]}ies")
