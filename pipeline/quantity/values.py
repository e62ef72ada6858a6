"""Numerals of both languages as exact fractions, and the patterns that find them.

Values are `Fraction`, never float: 0.1 + 0.2 must equal 0.3 when a dose is compared. Every pattern here is meant for
text that went through `fold_text`, which keeps the length, so that offsets in it are offsets in the text.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.quantity.trie import any_of
from pipeline.text import fold

_WIDE = str.maketrans("０１２３４５６７８９％．／～〜∼－‐‑⁄−\u3000\u00a0\u2009\u202f", "0123456789%./~~~---/−    ")


def fold_text(text: str) -> str:
    """Lower-case a text and narrow its digits, percent signs, dashes and spaces, one code point to one."""
    return fold(text).translate(_WIDE)


ONES = {w: i for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)}
TEENS = {
    w: i
    for i, w in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        10,
    )
}
TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SMALL = ONES | TEENS | TENS
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9}
ORDINALS = {
    w: i
    for i, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "hundredth": 100, "hundredths": 100} | {
    w + s: n for w, n in ORDINALS.items() if 3 <= n <= 10 for s in ("", "s")
}
GLYPHS = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5), "⅛": Fraction(1, 8), "⅒": Fraction(1, 10),
}  # fmt: skip

_ONE = any_of(ONES)
_TO_99 = f"(?:{any_of(TENS)}(?:[- ]{_ONE}(?![a-z]))?|{any_of(TEENS)}|{_ONE})(?![a-z])"
_TO_999 = f"(?:(?:{_TO_99}|a)[- ]hundred(?![a-z])(?:(?: and)?[- ]{_TO_99})?|{_TO_99})"
# "a" counts only before a scale word: a hundred, a million.
_WITH_SCALE = f"(?:{_TO_999}|half a|a)[- ](?:thousand|million|billion|trillion)(?![a-z])(?:,? (?:and )?{_TO_999})?"
EN_WORDS = f"(?=[aefhnost])(?:{_WITH_SCALE}|{_TO_999})"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
ZH_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
ZH_NUMERAL = r"[零〇一二两三四五六七八九十](?:[零〇一二两三四五六七八九十百千万亿])*(?:点[零〇一二三四五六七八九]+)?"
# 10多万 and 20余万 are "more than" a value, which is the value for a comparison.
SCALE_AFTER = re.compile(
    r"(?:\+?[ -]?(hundred|thousand|million|billion|trillion|bn)(?![a-z])"
    r"|[多余来几]? ?((?:万亿|百万|千万|十亿|百亿|千亿|[百千万亿])(?![分古艾]))(?!克|卡|米|赫|焦|帕|伏))"
)


_TWO_TENS = re.compile("([一二三四五六七八])([二两三四五六七八九])([十百千万])")


def digits_value(text: str) -> Fraction:
    """Read a digit string with its separators.

    >>> digits_value("45,000"), digits_value("1 000"), digits_value("0.5")
    (Fraction(45000, 1), Fraction(1000, 1), Fraction(1, 2))
    """
    return Fraction(text.replace(",", "").replace(" ", ""))


def words_value(text: str) -> Fraction:
    """Read an English cardinal.

    >>> int(words_value("one hundred and five")), int(words_value("half a million")), int(words_value("twenty-one"))
    (105, 500000, 21)
    """
    total = Fraction(0)
    part = Fraction(0)
    for word in re.split(r"[ ,-]+", text):
        if word == "half":
            part = Fraction(1, 2)
        elif word == "a":
            part = part or Fraction(1)
        elif word in SMALL:
            part += SMALL[word]
        elif word == "hundred":
            part = (part or Fraction(1)) * 100
        elif word in SCALES:
            total += (part or Fraction(1)) * SCALES[word]
            part = Fraction(0)
    return total + part


def scale_value(text: str) -> int:
    """Read a multiplier that follows a number: million, 万, 百万, 亿.

    >>> scale_value("百万"), scale_value("million"), scale_value("千万")
    (1000000, 1000000, 10000000)
    """
    if text in SCALES:
        return SCALES[text]
    product = 1
    for char in text:
        product *= ZH_SCALES[char]
    return product


def han_values(text: str) -> tuple[Fraction, Fraction | None] | None:
    """Read a Chinese numeral; two neighbours (两三, 七八) are a range, an unreadable string is None.

    >>> han_values("一百零五"), han_values("一点五"), han_values("两三")
    ((Fraction(105, 1), None), (Fraction(3, 2), None), (Fraction(2, 1), Fraction(3, 1)))
    """
    whole, _, tail = text.partition("点")
    if tens := _TWO_TENS.fullmatch(text):
        scale = ZH_SCALES[tens[3]]
        return Fraction(ZH_DIGITS[tens[1]] * scale), Fraction(ZH_DIGITS[tens[2]] * scale)
    if not any(char in ZH_SCALES for char in whole):
        run = [ZH_DIGITS[char] for char in whole]
        if len(run) == 2 and run[1] == run[0] + 1 and run[0]:
            return Fraction(run[0]), Fraction(run[1])
        if len(run) == 2 and run[0]:
            return None
        value = Fraction("".join(map(str, run)))
    else:
        value = Fraction(_with_scales(whole))
    return value + _decimals(tail), None


def _decimals(tail: str) -> Fraction:
    return Fraction(int("".join(str(ZH_DIGITS[char]) for char in tail)), 10 ** len(tail)) if tail else Fraction(0)


def _with_scales(text: str) -> int:
    total = section = digit = 0
    for char in text:
        scale = ZH_SCALES.get(char)
        if scale is None:
            digit = ZH_DIGITS[char]
        elif scale < 10**4:
            section += (digit or (1 if scale == 10 else 0)) * scale
            digit = 0
        else:
            total = (total + section + digit) * scale
            section = digit = 0
    return total + section + digit
