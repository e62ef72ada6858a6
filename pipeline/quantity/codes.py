"""Digits that are no numbers: links, phone numbers, gene and substance names, questionnaires.

COVID-19, CYP2D6, HbA1c, B12, omega-3 and 5-羟色胺 hold digits that are part of a name. Counting them would raise an
alarm wherever a name is written another way in the other language.
"""

from __future__ import annotations

import re

_LINK_HINT = re.compile(r"://|www\.|@|10\.[0-9]{4}")
_LINK = re.compile(
    r"(?:https?|ftp)://[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+|www\.[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+"
    r"|(?:doi: ?)?10\.[0-9]{4,9}/[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
)
_PHONE = re.compile(
    r"\+?[0-9]{1,4}(?: [0-9]{3,4}){1,2} [0-9]{4}(?![0-9])|\+[0-9][0-9 -]{7,14}[0-9]"
    r"|\([0-9]{2,4}\) ?[0-9]{3,4}[ -][0-9]{3,4}"
    r"|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9])|[0-9]{1,4}(?:-[0-9]{2,5}){2,4}(?![0-9])"
)
_NAME_BEFORE = re.compile(r"([a-z\u00df-\u024f]+|[α-ω])([-*]|\.(?=[0-9]*[-*:.]*$))?(?:[0-9]+[a-z]?[-*:./])*$")
# Latin words that damaged text glues to a number (about40 mg), and prefixes that a hyphen joins to one (mid-20s).
_GLUED = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "age",
        "aged",
        "and",
        "as",
        "at",
        "before",
        "below",
        "between",
        "by",
        "day",
        "days",
        "dose",
        "early",
        "every",
        "five",
        "for",
        "four",
        "from",
        "grade",
        "in",
        "is",
        "late",
        "least",
        "level",
        "line",
        "max",
        "mid",
        "minus",
        "most",
        "no",
        "non",
        "of",
        "on",
        "one",
        "or",
        "over",
        "per",
        "phase",
        "post",
        "pre",
        "roughly",
        "six",
        "stage",
        "step",
        "sub",
        "take",
        "than",
        "the",
        "three",
        "to",
        "two",
        "type",
        "under",
        "until",
        "up",
        "was",
        "week",
        "weeks",
        "with",
        "within",
        "year",
        "x",
    ]
)
_NAME_AFTER = re.compile(
    r"-?(?:[羟氨氟甲脱乙氧磷α-ω]|(?:hydroxy|methyl|alpha|beta|deoxy|oxo|fluoro|amino|keto|ncov|ht|asa|fu|mp|oh|aminos))"
)
_ORDINAL_OR_PLURAL = re.compile(r"(?:st|nd|rd|th|s|ish)(?![a-z])")


def opaque_spans(text: str) -> list[tuple[int, int]]:
    """Return the links, DOIs and addresses of a folded text.

    >>> opaque_spans("see https://a.org/12 now")
    [(4, 20)]
    """
    if _LINK_HINT.search(text) is None:
        return []
    return [match.span() for match in _LINK.finditer(text)]


def phone_end(text: str, start: int) -> int:
    """Return where a phone number that starts here ends, or -1."""
    match = _PHONE.match(text, start)
    return match.end() if match else -1


def is_named(text: str, start: int, end: int) -> bool:
    """Whether the digits at start..end belong to a name such as CYP2D6, omega-3 or 5-羟色胺.

    >>> is_named("covid-19", 6, 8), is_named("about40 mg", 5, 7), is_named("5-ht", 0, 1), is_named("5-year", 0, 1)
    (True, False, True, False)
    """
    if end - start > 9 and text[start:end].isdecimal():
        return True
    if start and _joins_a_name(text[start - 1]) and (before := _NAME_BEFORE.search(text, max(0, start - 16), start)):
        letters, mark = before[1], before[2]
        short = mark != "." or len(letters) <= 3
        if letters not in _GLUED and short:
            return True
    return _NAME_AFTER.match(text, end) is not None


def _joins_a_name(char: str) -> bool:
    return (char.isalpha() and not "\u4e00" <= char <= "\u9fff") or char in "-*.:/"


def is_lettered(text: str, end: int) -> bool:
    """Whether a letter that is no ordinal or plural ending follows at once, as in 3D or 2D6."""
    follows = text[end : end + 1]
    letter = "a" <= follows <= "z" or "α" <= follows <= "ω"
    return letter and _ORDINAL_OR_PLURAL.match(text, end) is None
