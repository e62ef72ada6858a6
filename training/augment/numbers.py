"""New values, and sometimes new units, for numbers that stand in both sentences as the same digits.

A model that has seen one dose a thousand times writes that dose; here every number is seen with many values, and is
right only when copied. What is no plain quantity stays: ranges, ratios, clock times, codes (COVID-19), days of a month.
"""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

from training.augment.patches import Patch
from training.pairs import Link, Pair

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.,/:\-–—~～+±=_#$¥£€第])[0-9]{1,4}(?:\.[0-9]{1,2})?(?![0-9]|[.,:/][0-9]|[\-–—~～/:])"
)
_DATE = re.compile(r"[ 个]?[月日号时点]")


class Unit(NamedTuple):
    """One unit in the spellings it has after a number; spellings at one place of two units are one style."""

    family: str
    en: tuple[str, ...]
    zh: tuple[str, ...]


UNITS = (
    Unit("mass", ("mg", "milligrams"), ("毫克", "mg")),
    Unit("mass", ("mcg", "micrograms"), ("微克", "mcg")),
    Unit("mass", ("g", "grams"), ("克", "g")),
    Unit("volume", ("mL", "milliliters"), ("毫升", "mL")),
    Unit("volume", ("L", "liters"), ("升", "L")),
    Unit("time", ("minutes",), ("分钟",)),
    Unit("time", ("hours",), ("小时",)),
    Unit("time", ("days",), ("天",)),
    Unit("time", ("weeks",), ("周",)),
    Unit("time", ("months",), ("个月",)),
    Unit("time", ("years",), ("年",)),
)
NEW_UNIT = 0.3  # share of numbers with a known unit that get another one of its family; not tuned


class _Measure(NamedTuple):
    unit: int
    style: int
    start: int
    end: int


def resampled(pair: Pair, dice: Random) -> Pair:
    """The pair with new values for its shared numbers; the pair itself if it has none.

    A pair with a bad rendering stays as it is: its third text would say another number.
    """
    if pair.right_zh:
        return pair
    en_numbers, zh_numbers = _unique(pair.en), _unique(pair.zh)
    en_patches: list[Patch] = []
    zh_patches: list[Patch] = []
    for digits, en in en_numbers.items():
        zh = zh_numbers.get(digits)
        if zh is None or digits in ("0", "1") or _DATE.match(pair.zh, zh.end()):
            continue
        value = new_value(digits, dice, percent=pair.en[en.end() : en.end() + 1] in ("%", "％"))
        if _continues(pair.en, en.end()):
            continue
        units = _new_units(pair, en.end(), zh.end(), dice)
        if units is None:
            en_patches.append(Patch(*en.span(), value))
            zh_patches.append(Patch(*zh.span(), value))
        else:
            en_unit, zh_unit = units
            en_patches += [Patch(*en.span(), value), en_unit]
            zh_patches += [Patch(*zh.span(), value), zh_unit]
    return _rewritten(pair, en_patches, zh_patches) if en_patches else pair


def new_value(digits: str, dice: Random, *, percent: bool) -> str:
    """Another number of the same shape: as many digits, no leading zero, a year for a year, at most 100 percent.

    >>> new_value("2019", Random(1), percent=False)[:2] in ("19", "20")
    True
    """
    if re.fullmatch("19[0-9][0-9]|20[0-4][0-9]", digits):
        return str(dice.randrange(1950, 2040))
    if percent and len(digits.split(".")[0]) > 2:
        return digits
    head, dot, tail = digits.partition(".")
    low, high = 10 ** (len(head) - 1), 10 ** len(head)
    value = dice.randrange(max(2, low), high) if head != "0" else 0
    if not dot and value >= 10 and dice.random() < 0.5:  # doses are round numbers
        value = max(low, value // 5 * 5)
    if not dot:
        return str(value)
    return f"{value}.{''.join(dice.choice('123456789') for _ in tail)}"


def _unique(text: str) -> dict[str, re.Match[str]]:
    """Numbers that stand in the text exactly once."""
    found: dict[str, re.Match[str]] = {}
    twice: set[str] = set()
    for match in _NUMBER.finditer(text):
        if match[0] in found:
            twice.add(match[0])
        found[match[0]] = match
    return {digits: match for digits, match in found.items() if digits not in twice}


def _continues(text: str, at: int) -> bool:
    """Whether letters that are no unit follow the number directly (5HT, 3rd, 2x)."""
    return text[at : at + 1].isalpha() and text[at : at + 1].isascii() and _measure(text, at, "en") is None


def _measure(text: str, at: int, side: str) -> _Measure | None:
    start = at + 1 if text[at : at + 1] in (" ", "-") else at
    best: _Measure | None = None
    for n, unit in enumerate(UNITS):
        for style, written in enumerate(unit.en if side == "en" else unit.zh):
            end = start + len(written)
            ends = not (written[-1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalpha())
            if text.startswith(written, start) and ends and (best is None or end > best.end):
                best = _Measure(n, style, start, end)
    return best


def _new_units(pair: Pair, en_at: int, zh_at: int, dice: Random) -> tuple[Patch, Patch] | None:
    """Another unit of the family on both sides; None if the sides differ, or the dice say to keep it."""
    en, zh = _measure(pair.en, en_at, "en"), _measure(pair.zh, zh_at, "zh")
    if en is None or zh is None or en.unit != zh.unit or dice.random() >= NEW_UNIT:
        return None
    unit = dice.choice([unit for unit in UNITS if unit.family == UNITS[en.unit].family])
    return Patch(en.start, en.end, unit.en[en.style]), Patch(zh.start, zh.end, unit.zh[zh.style])


def _rewritten(pair: Pair, en: list[Patch], zh: list[Patch]) -> Pair:
    """The pair with its texts patched and its spans moved; what crosses the edge of a patch is dropped."""
    return Pair(
        pair.tier, _put(pair.en, en), _put(pair.zh, zh), _moved(pair.phrases, en, zh),
        tuple((_shift(a, en), _shift(b, zh)) for a, b in pair.splits if not (_cuts(a, en) or _cuts(b, zh))),
        _moved(pair.terms, en, zh), _moved(pair.slips, en, zh), pair.source,
    )  # fmt: skip


def _put(text: str, patches: list[Patch]) -> str:
    for patch in sorted(patches, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def _moved(links: tuple[Link, ...], en: list[Patch], zh: list[Patch]) -> tuple[Link, ...]:
    return tuple(
        Link(_shift(link[0], en), _shift(link[1], en), _shift(link[2], zh), _shift(link[3], zh), link.key)
        for link in links
        if not any(_cuts(link[n], en) for n in (0, 1)) and not any(_cuts(link[n], zh) for n in (2, 3))
    )


def _shift(at: int, patches: list[Patch]) -> int:
    return at + sum(len(patch.text) - (patch.end - patch.start) for patch in patches if patch.end <= at)


def _cuts(at: int, patches: list[Patch]) -> bool:
    return any(patch.start < at < patch.end for patch in patches)
