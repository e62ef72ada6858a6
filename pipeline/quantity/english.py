"""Read English number words: twenty-one, two thirds, half an hour, twice, a day or two, March, stage IV."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.quantity import units, values
from pipeline.quantity.follow import AND_HALF, KINDS, Atom, attach, clock
from pipeline.quantity.trie import any_of

_MONTHS = {
    name: i
    for i, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_DOSING = {"bid": 2, "b.i.d.": 2, "tid": 3, "t.i.d.": 3, "qid": 4, "q.i.d.": 4, "twice": 2, "thrice": 3, "once": 1}
_FOLDS = {f"{word}fold": n for word, n in values.SMALL.items()} | {
    form: n
    for stem, n in (("doubl", 2), ("tripl", 3), ("quadrupl", 4))
    for form in (f"{stem}e", f"{stem}es", f"{stem}ed", f"{stem}ing")
}
_LOOSE = {
    w: 10 * i
    for i, w in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2
    )
} | {
    "neither": 2,
    "either": 2,
    "both": 2,
    "couple": 2,
    "pair": 2,
    "pairs": 2,
    "dual": 2,
    "single": 1,
}
_HALVES = ("half", "halve", "halves", "halved", "halving")
_SPANS = {
    "fortnight": (2, "week"),
    "decade": (10, "year"),
    "decades": (10, "year"),
    "quarterly": (3, "month"),
    "biennial": (2, "year"),
}
_ROMAN = {r: i for i, r in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], 1)} | {
    chr(0x2170 + i): i + 1 for i in range(10)
}
WORDS = any_of([*_FOLDS, *_LOOSE, *_HALVES, *_SPANS, *_MONTHS, *_DOSING, *values.ORDINALS, "quarter", "dozen"])
_PART_AFTER = re.compile(
    r"[- ]("
    + "|".join(sorted(values.PARTS, key=len, reverse=True))
    + r")(?![a-z])(?!-(?:line|hand|party|degree|year|li[fv]e)| li[fv]e)"
)
_HALF_UNIT = re.compile(rf"(?: an?| of an?| a)?[- ](?P<unit>{units.UNIT_WORD})")
_DECADES = re.compile(" decades?(?![a-z])")
_NOUN_BEFORE = re.compile(r"(?:a|an|the|his|her|to|failed) $")
_PERIODS = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "year"))
_LENGTH_AFTER = re.compile(r"(?<=two)| (?:after|before|later|earlier|ago|or|and a half|long|old|off)(?![a-z])")
# "a day" is a length of time after these words; after a count or a noun (two tablets a day) it is a rate.
_LENGTH_BEFORE = re.compile(
    r"(?:^|[,;:.(]|(?<![a-z])(?:for|in|within|after|of|over|than|least|most|about|around|by|lasts?|lasted|lasting"
    r"|takes?|to|until"
    r"|then|nearly|almost|only|half|before|be|is|was|are|spend|wait|worth|and|or|with|from|under|off|on|up|down|every"
    r"|per|through"
    r"|throughout|during|roughly|approximately|if|quarter|third)) ?$"
)
_HALF_OF_TWO = re.compile(r"(?:second|first|latter|lower|upper|other|top|bottom|left|right|in) $")
_FRACTION_CUE = re.compile(r" (?:of|to|or|as|more|less|lower|higher|fewer|in|and)(?![a-z])|[,;)]")
_FRACTION_BEFORE = re.compile(
    r"(?<![a-z])(?:by|about|to|than|only|over|under|nearly|almost|roughly|up to|cut|from|around|some|down) $"
)
_MONTH_CUE = re.compile(r"(?:in|of|since|by|until|early|late|from|to|and|[0-9]|th|st|nd|rd|mid-?|during|between),? ?$")


def roman(_text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read the numeral of "stage IV" and of III期."""
    numeral = (match["numeral"] or match["zhroman"]).rstrip("abc")
    value = Fraction(_ROMAN.get(numeral, 1))
    return Atom(match.start(), match.end(), match.end(), value, kind="ordinal", soft=True, form="word")


def word(text: str, original: str, match: re.Match[str]) -> Atom | None:
    """Read a single word that carries a number: twice, half, third, dozen, March."""
    name, start, end = match["word"], match.start("word"), match.end("word")
    if name in _MONTHS:
        return _month(text, original, start, end)
    if name in _HALVES:
        return _half(text, start, end)
    if name == "bid" and _NOUN_BEFORE.search(text, max(0, start - 7), start):
        return None
    value, unit, kind, soft = _simple(name)
    return Atom(start, end, end, Fraction(value), unit=unit, kind=kind, soft=soft, form="word")


def _simple(name: str) -> tuple[int | Fraction, str, str, bool]:
    if name in _DOSING:
        return _DOSING[name], "time", "frequency", name == "once"
    if name in _FOLDS:
        return _FOLDS[name], "fold", "frequency", not name.endswith("fold")
    if name in _SPANS:
        return *_SPANS[name], "duration", True
    if name in values.ORDINALS:
        return values.ORDINALS[name], "", "ordinal", True
    if name == "quarter":
        return Fraction(1, 4), "", "fraction", True
    return (12, "", "count", False) if name == "dozen" else (_LOOSE[name], "", "count", True)


def _month(text: str, original: str, start: int, end: int) -> Atom | None:
    """Read a month; May and March need a date beside them, and every month its capital."""
    if not original[start].isupper():
        return None
    word = text[start:end]
    beside = re.match(r",? ?[0-9]", text[end : end + 3]) or _MONTH_CUE.search(text, max(0, start - 8), start)
    if word in ("may", "march") and not beside:
        return None
    value = Fraction(_MONTHS[word])
    return Atom(start, end, end, value, unit="calendar month", kind="date", form="word", soft=not beside)


def _half(text: str, start: int, end: int) -> Atom | None:
    if text.startswith(("-life", "-lives", "-sib", "-heart", " brother", " sister"), end):
        return None
    atom = Atom(start, end, end, Fraction(1, 2), kind="fraction", form="word", soft=text[start:end] != "half")
    if _HALF_OF_TWO.search(text, max(0, start - 8), start):
        atom.soft = True
    if match := _HALF_UNIT.match(text, end):
        unit = units.canonical(match["unit"])
        if match["unit"] not in units.LETTER_UNITS:
            atom.unit, atom.end = unit, match.end()
    return atom


def cardinal(text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read number words with their fraction, clock time or unit: two thirds, five o'clock, six weeks."""
    start, end = match.span("cardinal")
    atom = Atom(start, end, end, values.words_value(match["cardinal"]), form="word")
    if part := _PART_AFTER.match(text, end):
        bottom = values.PARTS[part[1]]
        atom.parts = (atom.low, Fraction(bottom))
        atom.low, atom.kind, atom.last, atom.end = atom.low / bottom, "fraction", part.end(), part.end()
        return atom
    if clock(text, atom):
        return atom
    if text.startswith((" dozen", "-dozen"), end):
        atom.low, atom.last, atom.end = atom.low * 12, end + 6, end + 6
    if decades := _DECADES.match(text, end):
        atom.low, atom.unit, atom.kind, atom.end = atom.low * 10, "year", "duration", decades.end()
        return atom
    attach(text, atom)
    atom.soft = atom.low == 1
    return atom


def article(text: str, _original: str, match: re.Match[str]) -> Atom | None:
    """Read "an hour", "a day or two", "a third of", "every week": one of something."""
    noun, end = match["article"].removesuffix(" or two"), match.end()
    if noun in ("third", "quarter", "fifth", "sixth", "eighth", "tenth"):
        # "a third improve" is a fraction, "a third dose" is not, and only a parser could tell: soft without a cue.
        below = values.PARTS[noun]
        atom = Atom(match.start(), end, end, Fraction(1, below), kind="fraction", form="word", soft=True)
        told = _FRACTION_CUE.match(text, end) or _FRACTION_BEFORE.search(text, max(0, match.start() - 9), match.start())
        atom.soft = told is None
        return atom
    atom = Atom(match.start(), match.start(), end, Fraction(1), unit=units.canonical(noun), form="word", soft=True)
    every = match[0].startswith("every")
    if not every and noun in _PERIODS and not _is_length(text, match.start(), end):
        return None
    atom.kind = "frequency" if every else KINDS.get(units.scale(atom.unit).dimension, "measure")
    if match["two"]:
        atom.high, atom.soft = Fraction(2), False
    elif tail := AND_HALF.match(text, end):
        atom.low, atom.soft, atom.end = Fraction(3, 2), False, tail.end()
    return atom


def _is_length(text: str, start: int, end: int) -> bool:
    """Whether "a day" is a length of time, not the period of a rate (two tablets a day)."""
    return bool(_LENGTH_AFTER.match(text, end) or _LENGTH_BEFORE.search(text, max(0, start - 12), start))


def every_other(_text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read "every other day" and "alternate days" as an interval of two."""
    unit = units.canonical(match["other"])
    return Atom(
        match.start(), match.end(), match.end(), Fraction(2), unit=unit, kind="frequency", soft=True, form="word"
    )


def every_hours(_text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read q8h."""
    value = Fraction(match["every"])
    return Atom(match.start(), match.end(), match.end(), value, unit="hour", kind="frequency")
