"""Write another number where one stands in a rendering, in the way that one is written, or not at all.

Only plain numerals are changed: digits (also before 万 or million), a Chinese numeral, an English number word, and
"twice". Where the value is hidden in another word (half, 一半, a dozen, 8 p.m. as 20, 20世纪90年代, 2nd) nothing is
written. In English a number may not change between one and many, because nouns and verbs follow it, unless its unit
is a symbol (1 mg, 2 mg), and "a" or "an" before it must stay right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from pipeline.model import Language
from pipeline.quantity import Quantity, units, values
from pipeline.text import like

Change = tuple[int, int, str]  # start, end, new text
_LITERAL = re.compile(
    rf"(?<![0-9.,])(?P<digits>{values.DIGITS})|(?P<han>{values.ZH_NUMERAL})"
    rf"|(?<![a-z])(?:(?P<words>{values.EN_WORDS})|(?P<twice>twice(?![a-z-])))"
)
_GAPS = re.compile(r"[\s–—-]+")
_TO = frozenset(("to", "至", "到", "~"))
_MORE_THAN = re.compile("[^多余来几]")
_ORDINAL_OR_PLURAL = re.compile(r"(?:st|nd|rd|th|s)(?![a-z])")
_ARTICLE = re.compile(r"(?<![a-z])(an?)[ -]$")
# Spoken with a vowel first: eight, eleven, eighteen, eighty, eight hundred, 11 million.
_VOWEL = re.compile(r"8|1[18](?:[,. ][0-9]{3})*(?![0-9,])|(?:eight|eleven)")
_SYMBOLS = frozenset(["mmhg", "mmol", "µmol", "μmol", "nmol", "pmol", "cmh2o", "kcal"])
_SHORT_WORDS = frozenset(["cup", "oz", "lb", "lbs", "ft"])
_WORDS = {n: word for word, n in values.SMALL.items()}
_HAN = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at text[start:end].

    `scale` is what the word behind it (`scale_text`: 万, million) multiplies it by; `grouped` says that it is written
    as 1,652.
    """

    start: int
    end: int
    value: Fraction
    style: Literal["digits", "han", "words", "twice"]
    scale: Fraction = Fraction(1)
    scale_text: str = ""
    grouped: bool = False


def changes_of(text: str, language: Language, place: Quantity, source: str, new: Quantity) -> list[Change] | None:
    """The changes that put the value of `new` (a quantity of `source`) in the place of a quantity of `text`.

    None where one cannot be made safely.
    """
    there = numerals_of(text, place)
    told = numerals_of(source, new)
    if there is None or told is None:
        return None
    wanted = [new.low] if new.high is None else [new.low, new.high]
    if any(item.style == "han" and not _fits_han(value) for item, value in zip(there, wanted, strict=True)):
        there = [replace(item, style="digits") for item in there]
    if len(told) == 2 and new.high != new.low + 1 and _says_or(text, there) != _says_or(source, told):
        return None
    changes: list[Change] = []
    for item, value, model in zip(there, wanted, told, strict=True):
        old = text[item.start : item.end]
        if item.value == value and (item.style != "digits" or old[0].isascii()):
            continue
        spelt = source[model.start : model.end] if model.style == "digits" and model.scale == 1 else ""
        written = like(old, _written(item, value, language, place.kind, spelt))
        if not written or (language == "en" and not _article_stays(text, item, written)):
            return None
        changes.append((item.start, item.end, written))
    return changes


def numerals_of(text: str, place: Quantity) -> list[Numeral] | None:
    """The numerals of a quantity, one or the two of a range, if they are all there is to its value."""
    folded = values.fold_text(text)
    wanted = [place.low] if place.high is None else [place.low, place.high]
    found: list[Numeral] = []
    at = place.start
    while len(found) < len(wanted) and (match := _LITERAL.search(folded, at, place.end)):
        numeral = _read(folded, match)
        if numeral is None or numeral.value != wanted[len(found)]:
            return None
        found.append(numeral)
        at = numeral.end
    return found if len(found) == len(wanted) else None


def _says_or(text: str, ends: list[Numeral]) -> bool:
    """Whether the two are "two or three", which is 两到三 for neighbours alone."""
    return re.search("or|或", text[ends[0].end : ends[1].start].lower()) is not None


def same_but_for_numerals(one: str, place: Quantity, other: str, there: Quantity) -> bool:
    """Whether two quantities say the same beside their numerals: 8 a.m. is no 8 p.m., two more weeks no two weeks."""
    shape = _shape(one, place)
    if shape is None:
        return _close(one[place.start : place.end]) == _close(other[there.start : there.end])
    return shape == _shape(other, there)


def _shape(text: str, place: Quantity) -> tuple[str, ...] | None:
    """What stands between the numerals and behind them, a unit by its name; None where a word hides the value."""
    found = numerals_of(text, place)
    if found is None:
        return None
    parts: list[str] = []
    at = place.start
    for item in found:
        between = _close(text[at : item.start])
        parts += ["" if between in _TO else between, _MORE_THAN.sub("", item.scale_text)]
        at = item.end
    tail = _close(text[at : place.end])
    return (*parts, "time" if found[-1].style == "twice" else units.canonical(tail) or tail)


def _close(text: str) -> str:
    return _GAPS.sub("", values.fold_text(text))


def keeps_number(english: str, place: Quantity, new: Quantity) -> bool:
    """Whether English words around a quantity of `english` agree with the new value as they did with the old one."""
    many = [(q.low if q.high is None else q.high) > 1 for q in (place, new)]
    return many[0] == many[1] or _is_symbol(english, place)


def _is_symbol(text: str, place: Quantity) -> bool:
    found = numerals_of(text, place)
    unit = values.fold_text(text[found[-1].end : place.end]).strip(" -").partition("/")[0] if found else ""
    measured = units.scale(place.unit).dimension not in ("", "time", "month", "times", "count", "form", "money")
    return measured and unit not in _SHORT_WORDS and (0 < len(unit) <= 3 or unit in _SYMBOLS)


def _read(folded: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["digits"]:
        if _ORDINAL_OR_PLURAL.match(folded, end):
            return None
        value, scale = values.digits_value(match[0]), values.SCALE_AFTER.match(folded, end)
        if scale is None:
            return Numeral(start, end, value, "digits", grouped="," in match[0])
        factor = Fraction(values.scale_value(scale[1] or scale[2]))
        return Numeral(start, scale.end(), value * factor, "digits", factor, folded[end : scale.end()])
    if match["han"]:
        read = values.han_values(match[0])
        return Numeral(start, end, read[0], "han") if read and read[1] is None else None
    if match["twice"]:
        return Numeral(start, end, Fraction(2), "twice")
    return Numeral(start, end, values.words_value(match[0]), "words")


def _written(item: Numeral, value: Fraction, language: Language, kind: str, spelt: str) -> str:
    """The value in the style of a numeral, '' if it cannot be written so; `spelt` is how the query has it in digits."""
    if item.style == "han":
        return _in_han(int(value), ordinal=kind in ("ordinal", "date"))
    if item.style != "digits":
        words = _in_words(value)
        return f"{words} times" if words and item.style == "twice" else words
    if value < 0:
        return ""
    if item.scale != 1 and value >= item.scale and (short := _decimal(value / item.scale, 2)):
        return short + item.scale_text
    plain = re.sub(r"[ ,]", "", spelt) or _decimal(value, 4)
    group = language == "en" and kind != "year" and value >= (1_000 if item.grouped else 10_000)
    return _grouped(plain) if plain and group else plain


def _fits_han(value: Fraction) -> bool:
    return value.denominator == 1 and 2 <= value <= 99


def _in_han(value: int, *, ordinal: bool) -> str:
    """Write 2 to 99; two of something is 两, the second is 二."""
    tens, ones = divmod(value, 10)
    if tens == 0:
        return "两" if value == 2 and not ordinal else _HAN[value]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def _in_words(value: Fraction) -> str:
    if value.denominator != 1 or not 2 <= value <= 99:
        return ""
    number = int(value)
    if number in _WORDS:
        return _WORDS[number]
    return f"{_WORDS[number - number % 10]}-{_WORDS[number % 10]}"


def _decimal(value: Fraction, places: int) -> str:
    """The value as digits; '' if it takes more decimals than that."""
    shifted = value * 10**places
    if shifted.denominator != 1:
        return ""
    whole, rest = divmod(int(shifted), 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")


def _grouped(plain: str) -> str:
    whole, point, rest = plain.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _article_stays(text: str, item: Numeral, written: str) -> bool:
    article = _ARTICLE.search(values.fold_text(text[max(0, item.start - 4) : item.start]))
    if article is None:
        return True
    return (article[1] == "an") == (_VOWEL.match(written.lower()) is not None)
