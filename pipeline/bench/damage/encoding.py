"""Characters damaged on their way: mojibake, lost, invisible, full-width, exotic spaces."""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, chosen, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.text import HAN, traditional

_APOSTROPHE = re.compile("(?<=[a-z])'(?=[a-z])")
_HAN_WORD = re.compile(f"(?<![{HAN}])[{HAN}]{{2,6}}|(?<=[{HAN}])[{HAN}]{{2,4}}")
_DASH = re.compile("[–—’“”°]")
_CHARACTER = re.compile(f"[A-Za-z0-9{HAN}]")
_INSIDE = re.compile(f"(?<=[a-z])(?=[a-z])|(?<=[{HAN}])(?=[{HAN}])")
_ASCII_WORD = re.compile(r"(?<![A-Za-z0-9])(?:[0-9]+(?:\.[0-9]+)?|[A-Z]{2,6})(?![A-Za-z0-9])")
_SPACE = re.compile(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])")
_INVISIBLE = "\u200b\u200c\u2060\ufeff\u00ad\u200e"
_LEAST_CHANGED, _LEAST_HAN = 3, 8  # characters by which a sentence shows its script, and of the sentence
_SPACES = "\u00a0\u2009\u202f\u3000\u2003"


def mojibake(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """UTF-8 read as Windows-1252: a curly apostrophe, a dash, or a few Chinese characters."""
    place = chosen(_APOSTROPHE, line.text, rng) or chosen(_DASH, line.text, rng) or chosen(_HAN_WORD, line.text, rng)
    if place is None:
        return None
    right = "’" if place[0] == "'" else place[0]
    wrong = "".join(_as_windows(byte) for byte in right.encode())
    damaged = swapped(line.text, *place.span(), wrong)
    sound = line.text[: place.start()] + right + line.text[place.end() :]
    return Damaged(damaged.text, damaged.spots, sound=sound, severity=None if len(right) > 1 else "minor")


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("windows-1252")
    except UnicodeDecodeError:
        return chr(byte)


def traditional_characters(line: Line, rng: random.Random, _: Stock) -> Damaged | None:  # noqa: ARG001
    """A sentence in Traditional characters in a Simplified article."""
    text = traditional(line.text)
    changed = sum(one != other for one, other in zip(text, line.text, strict=False))
    if line.lang != "zh" or changed < _LEAST_CHANGED or len(text) < _LEAST_HAN:
        return None
    return Damaged(text, ((0, len(text)),))


def lost(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A character that became U+FFFD."""
    place = chosen(_CHARACTER, line.text, rng)
    return None if place is None else swapped(line.text, *place.span(), "\ufffd" * rng.choice((1, 1, 2, 3)))


def invisible(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """An invisible character inside a word."""
    place = chosen(_INSIDE, line.text, rng)
    return None if place is None else swapped(line.text, *place.span(), rng.choice(_INVISIBLE), around=1)


def full_width(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A number or an acronym in full-width characters."""
    place = chosen(_ASCII_WORD, line.text, rng)
    if place is None:
        return None
    wide = "".join(chr(ord(char) + 0xFEE0) for char in place[0])
    return swapped(line.text, *place.span(), wide)


def exotic_space(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A no-break, thin or ideographic space for an ordinary one."""
    place = chosen(_SPACE, line.text, rng)
    return None if place is None else swapped(line.text, *place.span(), rng.choice(_SPACES), around=1)
