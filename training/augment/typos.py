"""One typing error in a long Latin word; names have their own, checked, misspellings (`names.py`)."""

from __future__ import annotations

import re
from random import Random

from training.wordlists import WordLists

# In words this long one wrong letter leaves one reading; in shorter ones it makes another word (form, from).
_LONG = re.compile(r"(?<![A-Za-z])[A-Za-z]{8,}(?![A-Za-z])")
_LETTERS = "aeioulnrstcmpd"


def typo(text: str, lists: WordLists, dice: Random) -> str:
    """The text with a letter lost, doubled, changed or exchanged inside one long word."""
    words = [match for match in _LONG.finditer(text) if match[0].lower() not in lists.misspelt and _is_plain(match[0])]
    if not words:
        return text
    match = dice.choice(words)
    return text[: match.start()] + _mistyped(match[0], dice) + text[match.end() :]


def _is_plain(word: str) -> bool:
    return word[1:].islower()


def _mistyped(word: str, dice: Random) -> str:
    at = dice.randrange(2, len(word) - 2)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + dice.choice(_LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
