"""Sides of the body: left and right, upper and lower.

A left for a right reads fluently and is found by no other check. Sides are counted on both sides of a pair: where the
target has one more of one and one fewer of its opposite, it changed a side, also in a sentence that names both.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Lang
from pipeline.quantity.values import fold_text

Side = Literal["left", "right", "both", "upper", "lower"]


@dataclass(frozen=True, slots=True)
class Laterality:
    """A side of the body at text[start:end]."""

    start: int
    end: int
    side: Side


# "right" and "left" are sides only beside a part of the body or as a point of the compass in it: "right away", "the
# right dose", "is left" are none. Han 左右 ("about") and 左氧, 左旋 (names) are none either.
_PART = (
    "a(?:rm|nkle|rtery|trium|trial|uricle|xilla|bdomen|bdominal|drenal|irway)|b(?:ack|ody|owel|reast|rain|undle|icep|uttock)"
    "|c(?:heek|hest|oronary|arotid|olon|alf|rus|ollarbone)|d(?:igestive)"
    "|e(?:ar|ye|lbow|yelid|nd|sophag[a-z]*)|f(?:oot|eet|inger|ace|lank|ront|emoral|allopian|orearm)"
    "|g(?:roin|um|i|ut|astrointestinal)|h(?:and|eart|ip|alf|emisphere|eel|ippocampus|emicolectomy)|i(?:liac|nguinal|ntestin)"
    "|j(?:aw|ugular)|k(?:idney|nee)|l(?:eg|ung|imb|obe|obes|ip|ips|imbs|ower|oin|iver|ashes|id)|m(?:otor)|n(?:eck|ostril|ipple)"
    "|o(?:vary|varian|esophag[a-z]*)|p(?:alm|refrontal|arietal|art|elvis|elvic|rostate|ulmonary)|q(?:uadrant)"
    "|r(?:ib|ibs|enal|espiratory)|s(?:egment|houlder|hin|ide|ided|ole|ubclavian|tomach|ternal)"
    "|t(?:high|humb|oe|oes|emple|emporal|esticle|estis|onsil|ube|ooth|eeth|horacic|ract)|u(?:pper|reter|rinary|terine)"
    "|v(?:entricle|entricular|agus)|w(?:rist|omb)"
)
_BETWEEN = (
    r"(?:(?:upper|lower|left|right|side of (?:the|your|his|her)|dorsolateral|anterior|posterior|main|common|internal|of your|front|inner"
    r"|outer) )*"
)
_NO_SIDE = (
    r"(?! (?:away|now|after|before|dose|amount|track|thing|way|place|person|people|treatment|time|kind|choice|answer|balance|care"
    r"|words?|size|drug|help|to|for|at|with|out|over|behind|alone|untreated|in place|unattended|open|on (?:the|your) skin))"
)
_EN_SIDE = re.compile(
    rf"(?<![a-z])(?:(?P<side>left|right|both|upper|lower)(?=[- ]{_BETWEEN}(?:{_PART})(?:s|es|al|ed)?(?![a-z]))"
    rf"|(?:on|to|from|at|of|in) (?:the|your|his|her) (?P<noun>left|right)(?![a-z]){_NO_SIDE}"
    r"|(?P<word>bilateral|bilaterally|on both sides)(?![a-z]))"
)
# What may be a side: it supports one that the other language names. The jaw is 下颌.
_EN_MAYBE = re.compile(rf"(?<![a-z])(?:(left|right)(?![a-z]){_NO_SIDE}|(upper)(?![a-z])|(jaw|chin)(?![a-z]))")
_ZH_SIDE = re.compile(
    "(?P<left>(?<!卡)左(?!右|氧|旋|甲|西|炔|乙|布|卡|舒|洛|沙))|(?P<right>(?<!左)右(?!美|旋|佐|酮|利|雷|兰|布|丙|苯))"
    "|(?P<both>双侧|两侧|双[手眼耳肺肾足脚臂腿肩乳膝髋踝腕]|双(?=上肢|下肢)|左右两?侧)"
    "|(?P<upper>上(?=肢|臂|腹|睑|唇|颌|背|肺|叶|眼睑|呼吸道|消化道|尿路|食管|牙|胸|半身|象限|段))"
    "|(?P<lower>下(?=肢|臂|腹|胸|睑|唇|颌|背|肺|叶|眼睑|呼吸道|消化道|尿路|食管|牙|半身|象限|段|巴))"
)
_OPPOSITE: dict[Side, Side] = {"left": "right", "right": "left", "upper": "lower", "lower": "upper"}


def lateralities(text: str, lang: Lang) -> tuple[Laterality, ...]:
    """Return the sides of the body a text names, in order.

    >>> [(x.side, x.start) for x in lateralities("the right dose for the left eye", "en")]
    [('left', 23)]
    """
    folded = fold_text(text)
    found = [] if lang == "zh" else [_en_side(match) for match in _EN_SIDE.finditer(folded)]
    if lang != "en":
        found += [Laterality(*match.span(), _SIDES[match.lastgroup or ""]) for match in _ZH_SIDE.finditer(folded)]
    return tuple(sorted(found, key=lambda side: side.start))


_SIDES: dict[str, Side] = {"left": "left", "right": "right", "both": "both", "upper": "upper", "lower": "lower"}


def _en_side(match: re.Match[str]) -> Laterality:
    word = match["side"] or match["noun"]
    return Laterality(match.start(), match.end(), _SIDES[word] if word else "both")


def side_swaps(source: str, source_lang: Lang, target: str, target_lang: Lang) -> tuple[Laterality, ...]:
    """Return the sides of the target that took the place of their opposites in the source.

    >>> [x.side for x in side_swaps("the left eye and the right ear", "en", "右眼和右耳", "zh")]
    ['right', 'right']
    """
    theirs = _named(target, target_lang)
    if not theirs:
        return ()
    ours = _named(source, source_lang)
    had, has = Counter(x.side for x in ours), Counter(x.side for x in theirs)
    swapped = {side for side, other in _OPPOSITE.items() if has[side] > had[side] and 0 <= has[other] < had[other]}
    return tuple(x for x in theirs if x.side in swapped)


def _named(text: str, lang: Lang) -> tuple[Laterality, ...]:
    """The sides a text names, with English words that may be sides: the other language tells whether they are."""
    sure = lateralities(text, lang)
    if lang == "zh":
        return sure
    taken = [(x.start, x.end) for x in sure]
    maybe = [
        Laterality(*match.span(), _SIDES[match[1] or match[2] or "lower"])
        for match in _EN_MAYBE.finditer(fold_text(text))
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return (*sure, *maybe)
