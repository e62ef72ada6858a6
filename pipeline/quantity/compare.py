"""Compare the numbers of a rendering with those of its source: what is missing, added or changed.

A changed dose is the worst error a translation can make and the easiest to overlook. The comparison is of values, not
of digits: 1 g is 1000 mg, 一半 is 50%, 1 in 100 is 1%, and a range is its two ends. It leaves alone what a sound
translation may do: write "an hour" for 1小时, drop "one" and "both", repeat a number, convert pounds to kilograms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pipeline.model import Lang
from pipeline.quantity import units
from pipeline.quantity.codes import opaque_spans
from pipeline.quantity.reader import Quantity, quantities
from pipeline.quantity.values import fold_text

DifferenceKind = Literal["missing", "added", "unit", "value"]
_COUNTS = frozenset(("count", "form", "times", ""))
# Articles round when they convert between systems (10 lb is "4.5 kg") and months to weeks (12 weeks, three months).
_ROUNDING = Fraction(8, 100)
_DOSING = re.compile(
    r"(?<![a-z])(?:daily|take|takes|taking|dose|doses|tablets?|capsules?|drops?|puffs?|pills?|a day|every|each|per)(?![a-z])|[每服剂片粒滴喷次]"
)
_IN_WORDS = {
    (Fraction(100), "%"): re.compile(
        "纯|完全|全部|所有|百分百|(?<![a-z])(?:pure|all|entire(?:ly)?|complete(?:ly)?|every)(?![a-z])"
    ),
    (Fraction(9, 10), "%"): re.compile("生理盐水|(?<![a-z])saline"),
    (Fraction(24), "hour"): re.compile("昼夜|全天|日夜|整日|around the clock|day and night|all day"),
}
_INCREASE = re.compile("(?:增|升|高|多|长|加|扩|大)[^至到为]*$")


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that differs; both sides are given when a number of the target stands for one of the source."""

    kind: DifferenceKind
    source: Quantity | None
    target: Quantity | None


@dataclass(slots=True)
class _Point:
    """One end of a quantity: what is compared."""

    value: Fraction
    unit: str
    owner: Quantity
    dimension: str
    base: Fraction
    soft: bool
    done: bool = False


def differences(source: str, source_lang: Lang, target: str, target_lang: Lang) -> tuple[Difference, ...]:
    """Return how the numbers of a target differ from those of its source; none when they agree."""
    left = _points(quantities(source, source_lang))
    right = _points(quantities(target, target_lang))
    if not left and not right:
        return ()
    for agrees in _PASSES:
        _pair(left, right, agrees)
    _settle_ratios(left, right)
    _settle_ratios(right, left)
    _settle_folds(left, right, source, target)
    return _report(left, right, fold_text(source), fold_text(target))


def _points(found: tuple[Quantity, ...]) -> list[_Point]:
    points: list[_Point] = []
    for quantity in found:
        scale = units.scale(quantity.unit)
        dimension = "clock" if quantity.unit == "clock" else scale.dimension
        if quantity.kind == "fraction" and not quantity.unit:
            dimension = "ratio"
        ends = (quantity.low,) if quantity.high is None else (quantity.low, quantity.high)
        points += [
            _Point(v, quantity.unit, quantity, dimension, _base(v, dimension, scale), quantity.soft) for v in ends
        ]
    return points


def _base(value: Fraction, dimension: str, scale: units.Scale) -> Fraction:
    return value % 12 if dimension == "clock" else value * scale.factor


def _pair(left: list[_Point], right: list[_Point], agrees: Callable[[_Point, _Point], bool]) -> None:
    for one in left:
        if one.done:
            continue
        for other in right:
            if not other.done and agrees(one, other):
                one.done = other.done = True
                break


def _same(one: _Point, other: _Point) -> bool:
    """Same dimension, same value, same unit below the slash."""
    return one.dimension == other.dimension and one.base == other.base and _denominators_agree(one, other)


def _denominators_agree(one: _Point, other: _Point) -> bool:
    """Whether mg/kg meets mg/kg; a missing denominator stands elsewhere in the sentence (每千克体重5 mg)."""
    above, below = one.unit.partition("/")[2], other.unit.partition("/")[2]
    return not above or not below or units.scale(above) == units.scale(below)


def _hard_same(one: _Point, other: _Point) -> bool:
    return one.soft == other.soft and _same(one, other)


def _loose(one: _Point, other: _Point) -> bool:
    """The same number where one side names no unit, or both count something (2 tablets, 2次)."""
    if one.value == other.value:
        if one.dimension in _COUNTS and other.dimension in _COUNTS:
            return True
        unnamed = "" in (one.dimension, other.dimension)
        return unnamed and "ratio" not in (one.dimension, other.dimension)
    fraction = {one.dimension, other.dimension} <= {"", "ratio", "times"}
    return fraction and one.base == other.base and "%" not in (one.unit, other.unit)


def _angle(one: _Point, other: _Point) -> bool:
    both = {one.dimension, other.dimension}
    if "clock" in both and both <= {"", "clock", "count", "time"}:
        return one.value % 12 == other.value % 12 and max(one.value, other.value) <= 24
    return one.value == other.value and both == {"angle", "temperature"}


def _rounded(one: _Point, other: _Point) -> bool:
    """Equal within rounding, across measuring systems or between weeks and months."""
    mixed = (units.numerator(one.unit) in units.IMPERIAL) != (units.numerator(other.unit) in units.IMPERIAL)
    if {one.dimension, other.dimension} == {"time", "month"}:
        return _near(_days(one), _days(other))
    if not mixed or one.dimension != other.dimension:
        return False
    return _near(_celsius(one), _celsius(other)) if one.dimension == "temperature" else _near(one.base, other.base)


def _near(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= _ROUNDING * max(abs(one), abs(other))


def _days(point: _Point) -> Fraction:
    return point.base / 86400 if point.dimension == "time" else point.base * Fraction(3044, 100)


def _celsius(point: _Point) -> Fraction:
    return (point.value - 32) * 5 / 9 if point.unit == "°F" else point.value


_PASSES: tuple[Callable[[_Point, _Point], bool], ...] = (_hard_same, _same, _loose, _angle, _rounded)


def _settle_ratios(ones: list[_Point], others: list[_Point]) -> None:
    """Let "1 in 5" meet a text that writes its numbers apart (5人中, ... 1人)."""
    for one in ones:
        if one.done or not one.owner.parts:
            continue
        top, bottom = one.owner.parts
        below = next((o for o in others if not o.done and o.value == bottom), None)
        above = next((o for o in others if not o.done and o.value == top and o is not below), None)
        if below is not None and (above is not None or top == 1):
            one.done = below.done = True
            if above is not None:
                above.done = True


def _settle_folds(left: list[_Point], right: list[_Point], source: str, target: str) -> None:
    """Let 增加两倍 meet "three times": Chinese may count the increase, English the result."""
    for one in left:
        for other in right:
            if one.done or other.done or one.dimension != "times" or other.dimension != "times":
                continue
            if _is_increase(one, other, source) or _is_increase(other, one, target):
                one.done = other.done = True


def _is_increase(part: _Point, whole: _Point, text: str) -> bool:
    start = part.owner.start
    grows = part.unit == "fold" and _INCREASE.search(text, max(0, start - 6), start) is not None
    return grows and part.value + 1 == whole.value


def _report(left: list[_Point], right: list[_Point], source: str, target: str) -> tuple[Difference, ...]:
    lost = [p for p in left if not p.done]
    extra = [p for p in right if not p.done]
    found: list[Difference] = []
    for one in lost:
        other = _stand_in(one, extra)
        if other is not None:
            one.done = other.done = True
            kind: DifferenceKind = "unit" if one.value == other.value else "value"
            found.append(Difference(kind, one.owner, other.owner))
    found += [Difference("missing", p.owner, None) for p in lost if _matters(p, left, right, source, target)]
    found += [Difference("added", None, p.owner) for p in extra if _matters(p, right, left, target, source)]
    return tuple(dict.fromkeys(found))


def _stand_in(one: _Point, extra: list[_Point]) -> _Point | None:
    """Return the leftover that took a number's place: first one of the same value, then one of its unit."""
    free = [p for p in extra if not p.done]
    for other in free:
        if one.value == other.value and _units_clash(one, other):
            return other
    for other in free:
        if not (one.soft and other.soft) and _units_meet(one, other):
            return other
    for other in free:
        if (
            one.soft
            and other.soft
            and one.owner.kind == other.owner.kind == "ordinal"
            and 1 not in (one.value, other.value)
        ):
            return other
    return next((p for p in free if not one.soft and not p.soft), None)


def _units_clash(one: _Point, other: _Point) -> bool:
    if one.soft and other.soft:
        lengths = one.owner.kind == other.owner.kind == "duration"
        return lengths and {one.dimension, other.dimension} <= {"time", "month"}
    return bool(one.dimension and other.dimension)


def _units_meet(one: _Point, other: _Point) -> bool:
    if one.soft or other.soft:
        return one.dimension == other.dimension and one.dimension not in ("", "times")
    return one.dimension == other.dimension


def _matters(point: _Point, own: list[_Point], others: list[_Point], text: str, other: str) -> bool:
    """Whether a leftover of `text` is news to `other`: not soft, repeated, converted, said in words or part of a name."""
    if point.done or point.soft:
        return False
    if any(_same(point, p) or _loose(point, p) for p in others):
        return False
    if any(p.done and p is not point and _rounded(point, p) for p in own):
        return False
    if _is_passing_count(point, text) or _is_said_in_words(point, other):
        return False
    return not _stands_in_name(point, other, others)


def _is_passing_count(point: _Point, text: str) -> bool:
    """Whether it is a small count in words of things, not of a dose: the next two fingers, 三种规格 after the three.

    It may go or come in a sound translation; what it may not is become another number.
    """
    written = text[point.owner.start : point.owner.end]
    small = point.owner.kind == "count" and not point.unit and 2 <= point.value <= 4 and point.owner.high is None
    return small and not any(map(str.isdigit, written)) and _DOSING.search(text) is None


def _is_said_in_words(point: _Point, other: str) -> bool:
    """Whether 100% is 纯 or all there, and 24 hours the clock round."""
    words = _IN_WORDS.get((point.value, point.unit))
    return words is not None and words.search(other) is not None


def _stands_in_name(point: _Point, text: str, others: list[_Point]) -> bool:
    """Whether the number is part of a name there: "CA 125" is CA125, "chromosome 21" may be HPV16型."""
    if point.value.denominator != 1 or point.unit:
        return False
    taken = [(p.owner.start, p.owner.end) for p in others] + opaque_spans(text)
    places = re.finditer(rf"(?<![0-9.,]){point.value}(?![0-9]|[.,][0-9])", text)
    return any(not any(start <= place.start() < end for start, end in taken) for place in places)
