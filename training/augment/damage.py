"""Every kind of damage to the form of a sentence, in the order it is done, with how often.

The kinds and their rates follow the real articles this project was made for (spelling of names, glue and punctuation
are in most of their mixed sentences, an injection in one of a few hundred); they are not tuned.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from training.augment.debris import broken_list_mark, page_debris
from training.augment.glue import glued, spaced, stop_after_acronym
from training.augment.lost import lost_words
from training.augment.marks import full_width, lost_end_mark, mixed_punctuation, odd_case
from training.augment.names import misspelt_name
from training.augment.spam import injected
from training.augment.typos import typo
from training.wordlists import WordLists


class Damage(NamedTuple):
    """One kind: how often it is done to a sentence that is damaged, and what does it."""

    rate: float
    do: Callable[[str, WordLists, Random], str]


DAMAGES = (
    Damage(0.35, misspelt_name),
    Damage(0.12, typo),
    Damage(0.10, lost_words),
    Damage(0.35, glued),
    Damage(0.10, spaced),
    Damage(0.08, stop_after_acronym),
    Damage(0.30, mixed_punctuation),
    Damage(0.06, full_width),
    Damage(0.10, lost_end_mark),
    Damage(0.06, odd_case),
    Damage(0.06, broken_list_mark),
    Damage(0.04, page_debris),
    Damage(0.06, injected),  # last: no other damage may fall on an injection
)


def damaged(text: str, lists: WordLists, dice: Random) -> str:
    """The text with some kinds of damage done to it, possibly none."""
    for kind in DAMAGES:
        if dice.random() < kind.rate:
            text = kind.do(text, lists, dice)
    return text
