"""Drug and brand names misspelt as in damaged articles: ESKALAMINE, eSKamine for esketamine, 洛萨坦 for 氯沙坦.

The spellings are made in preparation, where each is held against every other name (`prepare/misspellings.py`): none
is nearer to another drug than to its own.
"""

from __future__ import annotations

import re
from random import Random

from training.wordlists import WordLists

_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z]{5,}(?![A-Za-z])")
_HAN = re.compile("[\u4e00-\u9fff]+")
_HAN_LENGTHS = (7, 6, 5, 4, 3)


def misspelt_name(text: str, lists: WordLists, dice: Random) -> str:
    """The text with one known name misspelt, if it holds one."""
    places = [span for span in (*_latin_words(text), *_han_windows(text)) if _key(text, span) in lists.misspelt]
    if not places:
        return text
    start, end = dice.choice(places)
    old, new = text[start:end], dice.choice(lists.misspelt[_key(text, (start, end))])
    if old[:1].isupper():
        new = new.capitalize()
    return text[:start] + (odd_case(new, dice) if new.isascii() else new) + text[end:]


def odd_case(word: str, dice: Random) -> str:
    """The word as broken pages have it: mostly as it was, else in capitals or with some in front (eSKamine)."""
    kind = dice.random()
    if kind < 0.2:
        return word.upper()
    if kind < 0.35:
        return word[:1].lower() + word[1:3].upper() + word[3:]
    if kind < 0.45:
        return word.lower()
    return word


def _key(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].lower()


def _latin_words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LATIN.finditer(text)]


def _han_windows(text: str) -> list[tuple[int, int]]:
    """Every stretch of Chinese characters as long as a drug name may be."""
    return [
        (start, start + length)
        for match in _HAN.finditer(text)
        for length in _HAN_LENGTHS
        for start in range(match.start(), match.end() - length + 1)
    ]
