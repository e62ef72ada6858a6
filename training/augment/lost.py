"""Words lost from a sentence that is understood without them: the, a, an, is, are, 的, 了. Nothing else is dropped.

Never a negation, a number, a preposition (cause of death, cause death), a tense (was) or half of an expression (a few):
a source without them cannot be mended, only guessed at, and a model brought up on guessing invents.
"""

from __future__ import annotations

import re
from random import Random

from training.wordlists import WordLists

_EN = re.compile(r"(?<=[a-z] )(?:the|a|an|is|are) (?!few|little|lot|bit|number)(?=[a-z])")
_ZH = re.compile(
    "(?<=[\u4e00-\u9fff])(?:(?<![目有别似是真])的(?![确士])|(?<![为除受不])了(?![解如结]))(?=[\u4e00-\u9fff])"
)


def lost_words(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text without one or two of its function words."""
    places = [match.span() for match in (*_EN.finditer(text), *_ZH.finditer(text))]
    for start, end in sorted(dice.sample(places, min(len(places), dice.choice((1, 1, 2)))), reverse=True):
        text = text[:start] + text[end:]
    return text
