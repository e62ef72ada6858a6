"""Spaces lost where a link used to be (likeprozac), spaces too many, and full stops glued to an acronym (RTMS.)."""

from __future__ import annotations

import re
from random import Random

from training.wordlists import WordLists

_SPACE = re.compile(r"(?<=[A-Za-z,.;:)]) (?=[A-Za-z(])")
_BORDER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?=[\u4e00-\u9fff])")


def glued(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001 - all kinds of damage share one signature
    """The text with one or two spaces between words lost."""
    places = [match.start() for match in _SPACE.finditer(text)]
    for at in sorted(dice.sample(places, min(len(places), dice.choice((1, 1, 2)))), reverse=True):
        text = text[:at] + text[at + 1 :]
    return text


def spaced(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text with spaces at some borders of Latin and Chinese, or all its commas and stops followed by two."""
    if dice.random() < 0.3:
        return re.sub(r"(?<=[,.]) (?=[A-Za-z])", "  ", text)
    places = [match.start() for match in _BORDER.finditer(text)]
    for at in sorted(dice.sample(places, min(len(places), 3)), reverse=True):
        text = f"{text[:at]} {text[at:]}"
    return text


def stop_after_acronym(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text with a full stop between an acronym and the Chinese after it."""
    places = [match.end() for match in _ACRONYM.finditer(text)]
    if not places:
        return text
    at = dice.choice(places)
    return f"{text[:at]}.{text[at:]}"
