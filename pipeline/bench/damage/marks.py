"""Punctuation of the other language, doubled, badly spaced, or without its other half."""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, chosen, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.text import HAN

_TO_ASCII = {"，": ",", "；": ";", "：": ":", "。": ".", "（": "(", "）": ")", "？": "?"}
_TO_WIDE = {", ": "，", "; ": "；", ": ": "：", ". ": "。", ".": "。", "? ": "？", "?": "？"}
_ZH_MARK = re.compile(f"(?<=[{HAN}])[，；：。（）？]")
_EN_MARK = re.compile(r"(?<=[a-z])(?:[,;:.?] (?=[A-Za-z])|[.?]$)")
_DOUBLE_ZH = re.compile(f"(?<=[{HAN}])[，。；]")
_DOUBLE_EN = re.compile(r"(?<=[a-z]),(?= [a-z])|(?<=[a-z])\.$")
_AFTER_MARK = re.compile(r"(?<=[a-z]{2}[,;]) (?=[a-z]{2})")
_BEFORE_MARK = re.compile(r"(?<=[a-z]{2})(?=[,;.] ?)")
_INSIDE_HAN = re.compile(f"(?<=[{HAN}])(?=[{HAN}])")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_QUOTED = re.compile("[“《][^“”《》]*[”》]")
_CLAUSE_EN = re.compile(r"(?<=[a-z] )[a-z]+ [a-z]+(?= [a-z])")
_CLAUSE_ZH = re.compile(f"(?<=[{HAN}])[{HAN}]{{3}}(?=[{HAN}])")


def of_the_other_language(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """An ASCII mark in Chinese, a Chinese one in English."""
    place = chosen(_ZH_MARK if line.lang == "zh" else _EN_MARK, line.text, rng)
    if place is None:
        return None
    new = (_TO_ASCII if line.lang == "zh" else _TO_WIDE).get(place[0])
    return None if new is None else swapped(line.text, *place.span(), new)


def doubled(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A mark twice in a row."""
    place = chosen(_DOUBLE_ZH if line.lang == "zh" else _DOUBLE_EN, line.text, rng)
    if place is None:
        return None
    new = place[0] + (place[0] if line.lang == "zh" else rng.choice((place[0], ".")))
    return swapped(line.text, *place.span(), new)


def space_lost(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """No space behind a comma or semicolon."""
    place = chosen(_AFTER_MARK, line.text, rng) if line.lang == "en" else None
    return None if place is None else swapped(line.text, *place.span(), "", around=1)


def space_added(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A space before an English mark, or inside a Chinese sentence."""
    place = chosen(_BEFORE_MARK if line.lang == "en" else _INSIDE_HAN, line.text, rng)
    return None if place is None else swapped(line.text, *place.span(), " ", around=1)


def bracket_lost(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A bracket without its other half."""
    place = chosen(_BRACKETS, line.text, rng)
    if place is None:
        return None
    inner = place[0][1:-1]
    return swapped(line.text, *place.span(), rng.choice((place[0][0] + inner, inner + place[0][-1])))


def quote_lost(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A quotation mark without its other half; where there is no quotation, one is begun."""
    place = chosen(_QUOTED, line.text, rng)
    if place is not None:
        inner = place[0][1:-1]
        return swapped(line.text, *place.span(), rng.choice((place[0][0] + inner, inner + place[0][-1])))
    if any(mark in line.text for mark in "“”‘’\"'《》"):
        return None
    place = chosen(_CLAUSE_ZH if line.lang == "zh" else _CLAUSE_EN, line.text, rng)
    if place is None:
        return None
    damaged = swapped(line.text, *place.span(), f"“{place[0]}")
    return Damaged(
        damaged.text, damaged.spots, sound=f"{line.text[: place.start()]}“{place[0]}”{line.text[place.end() :]}"
    )
