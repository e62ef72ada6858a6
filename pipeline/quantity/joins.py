"""Put single numbers together: ranges, ratios, fractions, and units shared along a list.

"four to six weeks" is one range of weeks, "1 in 100" and 每100人中有1人 are 1/100, and in "20, 30 and 40%" all three
are percentages.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from pipeline.quantity import units
from pipeline.quantity.follow import Atom

_RANGE = re.compile(r" ?(?:-{1,2}|[–—~]|至|到|或) ?| (?:to|or|up to) (?:about |around |as many as )?")
_BETWEEN = re.compile(r"(?:between|from)(?: about| around| roughly| the ages of)? $")
_RATIO = re.compile(
    r"(?:[a-z]+ ){0,1}?(?:(?<=[0-9a-z)]) )?(?:in(?: every| about)?|out of(?: every)?|of every) (?:about |every )?"
)
_COLON = re.compile(" ?[:：比] ?")
_ZH_RATIO = re.compile(
    "(?:[人例名位个次]|[\u4e00-\u9fff]{0,8}?)?[中里,，]?(?:约|大约|就|会|可能|只|仅|不到|大概|便|平均|至少|至多)*有?(?:约|不到|近|至少|多达)?"
)
_UNSHARED = frozenset(("clock", "calendar month", "time", "fold"))
_LIST = re.compile(
    r"(?:[,，、] ?| ?(?:and|or|和|与|及|或|以及|,? and|,? or|[,，] ?(?:then|再|and|or)) ?|/| ?[;；] ?|[~-]| to |至|到)$"
)


def join(text: str, found: list[Atom]) -> list[Atom]:
    """Return the atoms with ranges and ratios joined and shared units handed on."""
    if len(found) < 2:
        return found
    joined: list[Atom] = []
    for atom in found:
        if joined and _joins(text, joined[-1], atom):
            _merge(text, joined[-1], atom)
        else:
            joined.append(atom)
    _share_units(text, joined)
    return joined


def _joins(text: str, left: Atom, right: Atom) -> bool:
    gap = text[left.end : right.start]
    if len(gap) > 24 or left.high is not None or right.high is not None or left.parts:
        return False
    return _is_range(text, left, right, gap) or _is_slash(left, right, gap) or _is_ratio(text, left, right, gap)


def _is_range(text: str, left: Atom, right: Atom, gap: str) -> bool:
    between = gap == " and " and _BETWEEN.search(text, max(0, left.start - 24), left.start) is not None
    if not between and _RANGE.fullmatch(gap) is None:
        return False
    same = left.unit == "" or units.scale(left.unit).dimension == units.scale(right.unit).dimension
    dated = left.kind != right.kind and (right.kind == "year" or left.kind in ("year", "date", "clock"))
    return same and not dated and not right.parts and _in_order(left, right)


def _in_order(left: Atom, right: Atom) -> bool:
    low = left.low * (units.scale(left.unit).factor if left.unit else units.scale(right.unit).factor)
    return low < right.low * units.scale(right.unit).factor


def _is_slash(left: Atom, right: Atom, gap: str) -> bool:
    whole = left.low.denominator == right.low.denominator == 1
    return gap == "/" and not left.unit and whole and 0 < left.low < right.low <= 1000 and right.unit != "mmHg"


def _is_ratio(text: str, left: Atom, right: Atom, gap: str) -> bool:
    if right.unit not in ("", "time") or right.kind in ("year", "clock", "date") or not right.low > 0:
        return False
    if _COLON.fullmatch(gap):
        return not left.unit and left.kind == "count" and left.form == right.form == "digit"
    if 0 < left.low < right.low and left.unit in ("", "time") and left.kind == "count":
        return _RATIO.fullmatch(gap.lstrip()) is not None and gap.startswith(" ")
    head = text[max(0, left.start - 2) : left.start].rstrip()
    whole = right.low.denominator == 1
    return (
        head.endswith("每")
        and whole
        and left.low > right.low
        and left.unit in ("", "time")
        and _ZH_RATIO.fullmatch(gap) is not None
        and gap != ""
    )


def _merge(text: str, left: Atom, right: Atom) -> None:
    gap = text[left.end : right.start]
    if _is_range(text, left, right, gap):
        factor = units.scale(left.unit).factor / units.scale(right.unit).factor if left.unit else Fraction(1)
        left.low *= factor
        left.high, left.unit = right.low, right.unit
        left.kind = right.kind if left.kind == "count" else left.kind
        left.soft = left.soft and right.soft
    else:
        backwards = left.low > right.low and not _COLON.fullmatch(gap)
        top, bottom = (right.low, left.low) if backwards else (left.low, right.low)
        left.low, left.parts, left.kind = top / bottom, (top, bottom), "fraction"
        left.unit = right.unit if gap == "/" else ""
        left.soft = False
    left.end = left.last = right.end


def _share_units(text: str, joined: list[Atom]) -> None:
    """Hand the unit of "20, 30 and 40%" back along a list and that of "weeks 4, 12 and 24" forward."""
    for left, right in pairwise(joined):
        labelled = left.kind == "ordinal" and left.unit and right.kind == "count" and not right.unit
        if labelled and _LIST.fullmatch(text[left.end : right.start]):
            right.unit, right.kind = left.unit, left.kind
    for left, right in zip(reversed(joined[:-1]), reversed(joined[1:]), strict=True):
        plain = left.kind == "count" and left.unit == "" and left.end == left.last and not left.soft
        gap = text[left.end : right.start]
        if plain and right.unit and right.unit not in _UNSHARED and _LIST.fullmatch(gap):
            left.unit, left.kind = right.unit, right.kind
