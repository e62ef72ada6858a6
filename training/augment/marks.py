"""Punctuation of the wrong language, full-width letters and digits, lost end marks, odd case."""

from __future__ import annotations

import re
from random import Random

from training.wordlists import WordLists

_TO_ASCII = str.maketrans("，。；：！？（）“”", ',.;:!?()""')
_TO_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_WIDE_DIGITS = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(ord("0"), ord("9") + 1)})
_WIDE_ALL = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(ord("!"), ord("~") + 1) if chr(n).isalnum()})
_STRAIGHT = str.maketrans("’‘“”–—", "''\"\"--")
_STOP = re.compile(r"[.。]$")


def mixed_punctuation(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text with Chinese marks as ASCII ones, some ASCII marks as Chinese ones, or its quotes made straight."""
    kind = dice.random()
    if kind < 0.55:
        return text.translate(_TO_ASCII)
    if kind < 0.75:
        return text.translate(_STRAIGHT)
    return "".join(
        char.translate(_TO_WIDE) if dice.random() < 0.5 and not _in_number(text, n) else char
        for n, char in enumerate(text)
    )


def _in_number(text: str, at: int) -> bool:
    """Whether a mark stands between digits, as in 1,000 and 8:30."""
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def full_width(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text with its digits, or one stretch of its letters and digits, in full width."""
    if dice.random() < 0.6:
        return text.translate(_WIDE_DIGITS)
    start = dice.randrange(len(text) + 1)
    end = min(len(text), start + dice.randrange(3, 30))
    return text[:start] + text[start:end].translate(_WIDE_ALL) + text[end:]


def lost_end_mark(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text without its full stop."""
    return _STOP.sub("", text)


def odd_case(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text as a heading, in capitals, in small letters, or with a small first letter."""
    kind = dice.random()
    if kind < 0.35:
        return re.sub(r"(?<![A-Za-z'’])[a-z](?=[a-z]{2})", lambda match: match[0].upper(), text)
    if kind < 0.55:
        return text.upper()
    if kind < 0.75:
        return text.lower()
    return text[:1].lower() + text[1:]
