"""Sides of the body: left and right, upper and lower, one and both.

A left for a right reads fluently and is found by no other check.
"""

from __future__ import annotations

import re
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
    "a(?:rm|nkle|rtery|trium|trial|uricle|xilla|bdomen|bdominal|drenal)|b(?:ack|reast|rain|undle|icep|uttock)"
    "|c(?:heek|hest|oronary|arotid|olon|alf|rus|ollarbone)"
    "|e(?:ar|ye|lbow|yelid)|f(?:oot|eet|inger|ace|lank|ront|emoral|allopian|orearm)|g(?:roin|um)|h(?:and|eart|ip"
    "|emisphere|eel|ippocampus|emicolectomy)|i(?:liac|nguinal)|j(?:aw|ugular)"
    "|k(?:idney|nee)|l(?:eg|ung|imb|obe|obes|ip|ips|imbs|ower|oin|iver)|n(?:eck|ostril|ipple)|o(?:vary|varian)"
    "|p(?:alm|refrontal|arietal|elvis|elvic|rostate|ulmonary)|q(?:uadrant)"
    "|r(?:ib|ibs|enal)|s(?:houlder|hin|ide|ided|ole|ubclavian|tomach|ternal)|t(?:high|humb|oe|oes|emple|emporal"
    "|esticle|estis|onsil|ube|ooth|eeth|horacic)|u(?:pper|reter)|v(?:entricle|entricular|agus)|w(?:rist)"
)
_EN_SIDE = re.compile(
    rf"(?<![a-z])(?:(?P<side>left|right|both|upper|lower)[- ](?:(?:upper|lower|side of (?:the|your|his|her)"
    rf"|dorsolateral|anterior|posterior|main|common|internal|of your|front|inner|outer) )*(?:{_PART})(?:s|es|al"
    rf"|ed)?(?![a-z])"
    r"|(?:on|to|from|at) (?:the|your|his|her) (?P<noun>left|right)(?![a-z])(?! (?:dose|time|amount|track|thing|way"
    r"|place|person|treatment))"
    r"|(?P<word>bilateral|bilaterally|on both sides))(?![a-z])"
)
_ZH_SIDE = re.compile(
    "(?P<left>(?<!卡)左(?!右|氧|旋|甲|西|炔|乙|布|卡|舒|洛|沙))|(?P<right>(?<!左)右(?!美|旋|佐|酮|利|雷|兰|布|丙|苯))"
    "|(?P<both>双侧|两侧|双[手眼耳肺肾足脚臂腿肩乳膝髋踝腕]|双(?=上肢|下肢)|左右两?侧)"
    "|(?P<upper>上(?=肢|臂|腹|睑|唇|颌|背|肺|叶|眼睑|呼吸道|消化道|牙|胸|半身|象限|段))|(?P<lower>下(?=肢|腹|睑|唇|颌"
    "|背|肺|叶|眼睑|呼吸道|消化道|牙|半身|象限|段|巴))"
)


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
    """Return the left and right of the target that the source does not name, where it names the other one."""
    ours = {x.side for x in lateralities(source, source_lang)}
    theirs = lateralities(target, target_lang)
    other: dict[Side, Side] = {"left": "right", "right": "left"}
    said = {x.side for x in theirs}
    return tuple(x for x in theirs if x.side in other and x.side not in ours and other[x.side] in ours - said)
