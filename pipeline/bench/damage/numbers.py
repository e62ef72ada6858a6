"""Numbers gone wrong in one article: impossible values, doses that disagree, ranges upside down, unreadable ones."""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, before_end, chosen, swapped
from pipeline.bench.damage.stock import Stock

_UNIT = r"(?:mg|mcg|µg|g|mL|毫克|微克|克|毫升)"
_DOSE = re.compile(rf"(?<![0-9A-Za-z.,/–-])([0-9]+(?:\.[0-9]+)?)( ?)({_UNIT})(?![A-Za-z/0-9每分])")
# Numbers with a bound nobody passes: with one more digit they are over it.
_ALONE = "(?<![0-9.,/–~～-])"
_BOUNDED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ALONE}[0-9]{{2}}(?=% of (?:people|patients|adults|children|women|men|cases))",
        rf"{_ALONE}[0-9]{{2}}(?=%的(?:人|患者|儿童|女性|病例))",
        rf"{_ALONE}[2-9][0-9](?= years old| years of age|岁)",
        rf"{_ALONE}(?:1[0-9]{{2}}|[89][0-9])(?=/[0-9]{{2,3}} ?(?:mm ?Hg|毫米汞柱))",
        rf"{_ALONE}(?:3[5-9]|4[0-2])(?=(?:\.[0-9])? ?(?:°C|℃))",
        rf"{_ALONE}(?:[4-9]|1[0-9]|2[0-4])(?= hours (?:a|each|every|per) (?:day|night))",
        r"(?<=每[天日晚])(?:[4-9]|1[0-9])(?=小时)",
        rf"{_ALONE}(?:[4-9][0-9]|1[0-9]{{2}})(?= (?:beats (?:per|a) minute|bpm))",
    )
)
_RANGE = re.compile(
    r"(?<![0-9A-Za-z.,/–~～-])([0-9]{1,3})(%?)( ?[-–～~] ?)([0-9]{1,3})"
    r"(?= ?%| (?:mg|g|mL|weeks|days|hours|minutes|months|years|times)|毫克|克|毫升|周|天|小时|分钟|个月|个小时|岁|次)"
)
_IN_NUMERALS = dict(zip("123456789", "一二三四五六七八九", strict=True))


def impossible(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A number ten times too large for what it counts: 450% of patients, 380℃."""
    places = [m for pattern in _BOUNDED for m in pattern.finditer(line.text)]
    if not places:
        return None
    place = rng.choice(places)
    return swapped(line.text, place.end(), place.end(), rng.choice("0123456789"), around=1)


def dose_said_twice(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """The only drug and dose of a sentence named again in a block of its own, ten times as much or a tenth."""
    drugs = [item for item in stock.terms(line.text, line.lang) if item[1].kind == "drug"]
    doses = list(_DOSE.finditer(line.text))
    if len({entry.id for _, entry in drugs}) != 1 or len(doses) != 1:
        return None
    hit = drugs[0][0]
    name = line.text[hit.start : hit.end]
    number, space, unit = doses[0].groups()
    value = float(number) * rng.choice((10, 10, 0.1))
    wrong = f"{value:g}{space}{unit}"
    shapes = (
        ("- {}: ", "- {} ", "The usual dose of {} is ") if line.lang == "en" else ("- {}：", "- {} ", "{}的常用剂量为")
    )
    before = rng.choice(shapes).format(name)
    start = len(line.text) + 2 + len(before)
    return Damaged(f"{line.text}\n\n{before}{wrong}", (doses[0].span(), (start, start + len(wrong))))


def said_in_both_languages(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """The sentence and its rendering side by side, one number of the rendering ten times as large."""
    place = chosen(re.compile(r"(?<![A-Za-z0-9.,/–~～-])[1-9][0-9]*(?![A-Za-z0-9.,/–~～-])"), line.other, rng)
    same = None if place is None else re.search(rf"(?<![0-9.,]){place[0]}(?![0-9.,])", line.text)
    if place is None or same is None:
        return None
    start = len(line.text) + 2
    other = line.other[: place.end()] + "0" + line.other[place.end() :]
    spot = (start + place.start(), start + place.end() + 1)
    return Damaged(f"{line.text}\n\n{other}", (same.span(), spot))


def range_upside_down(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A range with its ends exchanged, or with a digit too many at its first."""
    place = chosen(_RANGE, line.text, rng)
    if place is None or int(place[1]) >= int(place[4]) or int(place[4]) == 0:
        return None
    low, percent, dash, high = place.groups()
    if rng.random() < 0.5 and int(low) * 10 > int(high):
        return swapped(line.text, *place.span(), f"{low}0{percent}{dash}{high}")
    return swapped(line.text, *place.span(), f"{high}{percent}{dash}{low}")


def range_in_two_styles(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A range with one end in digits and one in a Chinese numeral: 3～五天."""
    places = [m for m in _RANGE.finditer(line.text) if m[1] in _IN_NUMERALS and m[4] in _IN_NUMERALS and not m[2]]
    if line.lang != "zh" or not places:
        return None
    place = rng.choice(places)
    low, dash, high = place.group(1, 3, 4)
    new = rng.choice((f"{_IN_NUMERALS[low]}{dash}{high}", f"{low}{dash}{_IN_NUMERALS[high]}"))
    return swapped(line.text, *place.span(), new)


def unreadable(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A dose nobody can read with certainty: 5O mg, 20 mg mg, 1,00 mg, 0.5.5 mL."""
    place = chosen(_DOSE, line.text, rng)
    if place is None:
        return None
    number, space, unit = place.groups()
    options = [f"{number}{space}{unit}{space}{unit}"]
    if number.endswith("0"):
        options.append(f"{number[:-1]}O{space}{unit}")
    if number.startswith("1"):
        options.append(f"l{number[1:]}{space}{unit}" if len(number) > 1 else f"l0{space}{unit}")
    if "." in number:
        options.append(f"{number}.5{space}{unit}")
    elif len(number) == 3:
        options.append(f"{number[0]},{number[1:]}{space}{unit}")
    return swapped(line.text, *place.span(), rng.choice(options))


def p_value(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A p-value that lost its decimal point, in brackets at the end of the sentence."""
    sign = rng.choice((" = ", "=", " < "))
    value = f"0.0{rng.randint(2, 9)}"
    return _statistic(line, f"P{sign}{value}", f"P{sign}{value.replace('0.0', rng.choice(('', '0')))}")


def interval(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A confidence interval whose estimate, or one bound, lost or changed a digit."""
    low = rng.randint(35, 80)
    middle, high = low + rng.randint(6, 12), low + rng.randint(14, 19)
    label, dash = rng.choice(("HR", "OR", "RR")), rng.choice(("-", "–", " to "))
    right = f"{label} 0.{middle}, 95% CI 0.{low}{dash}0.{high}"
    wrong = rng.choice((
        f"{label} {middle}, 95% CI 0.{low}{dash}0.{high}", f"{label} 1.{middle}, 95% CI 0.{low}{dash}0.{high}",
        f"{label} 0.{middle}, 95% CI 0.{high}{dash}0.{low}", f"{label} 0.{middle}, 95% CI 0.0{low}{dash}0.0{high}",
    ))  # fmt: skip
    return _statistic(line, right, wrong)


def _statistic(line: Line, right: str, wrong: str) -> Damaged | None:
    at = before_end(line.text)
    if at == len(line.text) or any(mark in line.text for mark in "()（）"):
        return None
    opening, closing = (" (", ")") if line.lang == "en" else ("（", "）")
    before, behind = line.text[:at] + opening, closing + line.text[at:]
    return Damaged(before + wrong + behind, ((len(before), len(before + wrong)),), sound=before + right + behind)
