"""Read Chinese numerals: 四到六, 三分之一, 一半, 第十, 七成, 20世纪90年代.

A Han numeral is also part of many words (一般, 三叉神经, 四肢); it counts only with a unit or classifier behind it,
and is soft without.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.quantity import units, values
from pipeline.quantity.follow import ZH_MONTH, Atom, attach, clock, multiply, zh_tenths

_ZH_AND_HALF = re.compile("个半(?=[至到~-])")
_TOLD_BEFORE = re.compile("(?:[这那后余]|上述|以上)$")  # these two: Chinese counts again what was just listed
_BETWEEN_TWO = re.compile("之间|间隔|间期")


def parts(_text: str, _original: str, match: re.Match[str]) -> Atom | None:
    """Read 三分之一 and 百分之20."""
    bottom, _, top = match["parts"].partition("分之")
    below = _han_or_digits(bottom)
    above = _han_or_digits(top)
    if not below or above is None:
        return None
    kind = "percent" if below == 100 else "fraction"
    if kind == "percent":
        return Atom(match.start(), match.end(), match.end(), above, unit="%", kind=kind, form="han")
    return Atom(match.start(), match.end(), match.end(), above / below, kind=kind, form="han", parts=(above, below))


def _han_or_digits(text: str) -> Fraction | None:
    if text[0].isascii():
        return values.digits_value(text)
    if text in values.ZH_SCALES:
        return Fraction(values.ZH_SCALES[text])
    read = values.han_values(text)
    return read[0] if read else None


def half(text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read 半小时, 一半, and softly 减半 and 对折."""
    atom = Atom(match.start(), match.end(), match.end(), Fraction(1, 2), kind="fraction", form="han")
    if match["whole"] or match[0] == "对折":
        atom.soft = match[0] != "一半"
        return atom
    attach(text, atom)
    atom.soft = atom.unit == ""
    return atom


def loose(_text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read the twos hidden in words: 双侧, 两者, 翻倍."""
    unit = "fold" if match[0] in ("翻倍", "翻番", "加倍", "倍增", "双倍", "一倍") else ""
    return Atom(match.start(), match.end(), match.end(), Fraction(2), unit=unit, soft=True, form="han")


def _han_read(text: str) -> tuple[Fraction, Fraction | None] | None:
    if text[0] in "百千万亿":
        return Fraction(values.scale_value(text)), None
    return values.han_values(text)


def han(text: str, _original: str, match: re.Match[str]) -> Atom | None:
    """Read a Han numeral with what follows it, or None where it cannot be a number."""
    read = _han_read(match[0])
    if read is None:
        return None
    atom = Atom(match.start(), match.end(), match.end(), read[0], read[1], form="han")
    if zh_tenths(text, atom) or clock(text, atom):
        return atom
    multiply(text, atom)
    attach(text, atom)
    if text[atom.start - 1 : atom.start] == "第":
        atom.kind = "ordinal"
        atom.start -= 1
    month = ZH_MONTH.match(text, atom.last) if read[0] <= 12 else None
    if month and atom.unit == "" and atom.kind != "ordinal":
        atom.unit, atom.kind, atom.end = "calendar month", "date", month.end()
    if half := _ZH_AND_HALF.match(text, atom.last):
        atom.low += Fraction(1, 2)
        atom.end = half.end()
    atom.soft = _may_vanish(text, atom, match[0])
    return atom


def _may_vanish(text: str, atom: Atom, numeral: str) -> bool:
    """Whether a Han numeral may be no count at all, or one that English does not repeat.

    Without a unit or classifier it is as often part of a word (三餐, 两侧); 两剂之间 and 这两种 are plain plurals.
    """
    if atom.kind == "ordinal" or numeral[0] in "百千" or (atom.low == 1 and atom.high is None):
        return True
    if atom.end == atom.last and len(numeral) < 3:
        return True
    told = _TOLD_BEFORE.search(text, max(0, atom.start - 2), atom.start)
    return atom.low == 2 and (told is not None or _BETWEEN_TWO.search(text, atom.end, atom.end + 8) is not None)


def every_second(text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read 隔日 as every second day; 每隔两天 has a numeral of its own."""
    end = match.end() + 1
    unit = units.canonical(text[match.end() : end]) or "month"
    return Atom(match.start(), end, end, Fraction(2), unit=unit, kind="frequency", soft=True, form="han")


def decade(_text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read 20世纪90年代 as 1990, as English writes it: the 1990s."""
    century = int(match["century"] or 20)
    tens = match["tens"]
    year = (century - 1) * 100 + 10 * (int(tens) if tens.isdecimal() else values.ZH_DIGITS[tens])
    return Atom(match.start(), match.end(), match.end(), Fraction(year), kind="year", form="han")
