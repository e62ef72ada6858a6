"""What may follow a numeral, and what it makes of it: a scale, a unit, a classifier, a clock or calendar word.

All readers share these steps, so that 5 mg, five milligrams and 五毫克 end up as the same value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.quantity import units, values

LABELS = "type|phase|stage|grade|class|step|level|factor|category|schedule|tier|group"
AND_HALF = re.compile(r" and (?:a half|one half|one-half)(?![a-z])")
ZH_MONTH = re.compile(" ?月(?![龄经子板])")
_LABEL_AFTER = re.compile("[型期级号线代度类相]")
_LABEL_BEFORE = re.compile(rf"(?:{LABELS}|(?<![a-z])(weeks?|days?|months?|years?)|no\.|number) ?$|第$")
_CLOCK = re.compile(
    r"(?::(?P<minute>[0-5][0-9])(?![0-9:]))?"
    r"(?: ?(?P<half>[ap]\.?m\.?|o'clock)(?![a-z])"
    r"| ?(?P<zh>[点时](?![间段期左]))(?: ?(?P<zhmin>[0-9]{1,2}) ?分|(?P<zhhalf>半))?)?"
)
_LATE = re.compile(r"(?:下午|晚上|晚间|傍晚|夜间|晚|夜里)$")
_DAYPART = re.compile(r"(?:上午|早晨|早上|凌晨|清晨|中午|下午|晚上|晚间|傍晚|夜间|晚|早|夜里|次日)$")
_AGE_AFTER = re.compile(r"[- ](?:old|olds|of age)(?![a-z])")
_ZH_TENTHS = re.compile("成(?![人年分功为熟长立员果]|本(?!可|来))")
# A Han character before the hyphen is no number, so that 为-2.5 is negative and 5-10 is a range.
_MINUS = re.compile(r"(?:^|[^a-z0-9)%~])[-−]$")
_CURRENCY = {"$": "usd", "£": "gbp", "€": "eur", "¥": "cny"}
KINDS = {
    "time": "duration",
    "month": "duration",
    "ratio": "percent",
    "times": "frequency",
    "count": "count",
    "form": "count",
}


@dataclass(slots=True)
class Atom:
    """A number with its unit, still alone; `last` is where the numeral itself ends."""

    start: int
    last: int
    end: int
    low: Fraction
    high: Fraction | None = None
    unit: str = ""
    kind: str = "count"
    soft: bool = False
    form: str = "digit"
    parts: tuple[Fraction, ...] = ()


def multiply(text: str, atom: Atom) -> None:
    """Take in a scale behind a number: 4.5万, 1 million."""
    if scale := values.SCALE_AFTER.match(text, atom.last):
        atom.low *= values.scale_value(scale[1] or scale[2])
        atom.last = atom.end = scale.end()


def sign(text: str, atom: Atom) -> None:
    """Turn a number negative after a minus sign, "minus" or 零下."""
    before = text[max(0, atom.start - 6) : atom.start]
    hyphen = _MINUS.search(before) is not None
    if hyphen or before.endswith(("minus ", "零下", "负")):
        atom.low = -atom.low


def money(text: str, atom: Atom) -> None:
    """Give a number the currency sign before it."""
    unit = _CURRENCY.get(text[atom.start - 1 : atom.start])
    if unit:
        atom.unit, atom.kind = unit, "measure"


def clock(text: str, atom: Atom) -> bool:
    """Turn a number into a time of day if 点, 时, a.m. or minutes follow; the day's half comes from p.m. or 下午."""
    match = _CLOCK.match(text, atom.last)
    told = match is not None and bool(match["minute"] or match["half"] or match["zh"])
    if match is None or not told or atom.low > 24 or atom.low.denominator != 1:
        return False
    before = text[max(0, atom.start - 3) : atom.start]
    if match["zh"] == "点" and atom.form == "han" and not _DAYPART.search(before):
        return False
    minute = int(match["minute"] or match["zhmin"] or (30 if match["zhhalf"] else 0))
    late = (match["half"] or "").startswith("p") or _LATE.search(before) is not None
    hour = atom.low + 12 if late and atom.low < 12 else atom.low
    atom.low, atom.unit, atom.kind = hour + Fraction(minute, 60), "clock", "clock"
    atom.end = match.end()
    return True


def attach(text: str, atom: Atom) -> None:
    """Give a number the unit that follows it, or the classifier that shows a Han numeral to be a number."""
    if power := units.POWER_AFTER.match(text, atom.last):
        atom.unit, atom.kind, atom.end = units.power(power[1], power[2]), "measure", power.end()
        return
    match = units.UNIT_AFTER.match(text, atom.last)
    if match and not (match["unit"] in units.LETTER_UNITS and not _letter_unit_fits(text, atom, match)):
        _take_unit(text, atom, match)
        return
    if label := _LABEL_AFTER.match(text, atom.last):
        atom.end, atom.kind = label.end(), "ordinal"
    elif classifier := units.CLASSIFIER_AFTER.match(text, atom.last):
        atom.end = classifier.end()
    elif half := AND_HALF.match(text, atom.last):
        atom.low += Fraction(1, 2)
        atom.last = atom.end = half.end()
        attach(text, atom)


def _letter_unit_fits(text: str, atom: Atom, match: re.Match[str]) -> bool:
    plural = match["unit"] == "s" and match.start("unit") == atom.last and atom.low >= 20 and atom.low % 10 == 0
    initial = text.startswith((".s", ".k"), match.end("unit"))
    return atom.form == "digit" and not plural and not initial and text[match.start("unit") - 1] != "-"


def _take_unit(text: str, atom: Atom, match: re.Match[str]) -> None:
    atom.unit, atom.end = units.canonical(match["unit"]), match.end("unit")
    if match["half"] or match["more"]:
        atom.low += Fraction(1, 2)
        atom.end = max(atom.end, match.end("more"))
    if tail := AND_HALF.match(text, atom.end):
        atom.low += Fraction(1, 2)
        atom.end = tail.end()
    denominator = match["den"] or match["den2"]
    if denominator:
        bare = denominator.removeprefix("1.73").strip()
        per = "minute" if bare == "分" else units.canonical(bare)
        atom.unit, atom.end = f"{atom.unit}/{per}", match.end("per")
    _kind_of_unit(text, atom, match["unit"])


def _kind_of_unit(text: str, atom: Atom, spelling: str) -> None:
    atom.kind = KINDS.get(units.scale(atom.unit).dimension, "measure")
    if spelling in ("岁", "周岁", "月龄", "周龄", "日龄") or _AGE_AFTER.match(text, atom.end):
        atom.kind = "age"
    elif spelling == "年" and (1000 <= atom.low < 2200 and atom.form != "word"):
        atom.unit, atom.kind = "", "year"
    elif spelling in ("日", "天") and text[max(0, atom.start - 2) : atom.start].rstrip().endswith("月"):
        atom.unit, atom.kind = "", "date"


def year_or_ordinal(text: str, atom: Atom, spelling: str) -> None:
    """Tell a year, a month, an ordinal or a label (type 2, week 12) from a plain count."""
    if atom.unit:
        return
    follows = text[atom.last : atom.last + 2]
    if 1 <= atom.low <= 12 and (month := ZH_MONTH.match(text, atom.last)):
        atom.unit, atom.kind, atom.end = "calendar month", "date", month.end()
    elif follows in ("st", "nd", "rd", "th"):
        atom.kind, atom.end = "ordinal", atom.last + 2
        atom.last = atom.end
    elif len(spelling) == 4 and spelling.isdecimal() and 1700 <= atom.low <= 2100:
        atom.kind = "year"
    elif label := _LABEL_BEFORE.search(text, max(0, atom.start - 9), atom.start):
        atom.kind, atom.unit = "ordinal", units.canonical(label[1] or "")


def zh_tenths(text: str, atom: Atom) -> bool:
    """Read 七成 as 70%."""
    if 1 < atom.low < 10 and (match := _ZH_TENTHS.match(text, atom.last)):
        atom.low, atom.unit, atom.kind, atom.end = atom.low * 10, "%", "percent", match.end()
        atom.high = atom.high * 10 if atom.high is not None else None
        return True
    return False
