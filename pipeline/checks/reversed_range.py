"""A range upside down: 20-10 mg, 6～4周.

Why it matters: one of the two numbers lost or won a digit, and as a dose either reading may be followed.
Leaves alone: sequences and tapers (20-10-5 mg, from 20 mg to 10 mg), strengths of combined tablets (800-160 mg), blood
pressures, years (1995-98, 512-511 BC), and values joined by a word, which may tell of a fall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_DIGIT, Fires, Found, Quiet, Rule, Scope

_UNIT = (
    r"(?:mg|mcg|µg|μg|g|kg|mL|ml|L|IU|%|°C|℃|minutes?|hours?|days?|weeks?|months?|years?(?: old)?|tablets?|times"
    r"|毫克|微克|克|千克|公斤|毫升|升|片|粒|分钟|个?小时|[天日周岁年次倍]|个月|个星期)"
)
_RANGE = re.compile(
    rf"(?<![0-9A-Za-z.,:/×*_=+<>≤≥()（–—～~−-])([0-9]+(?:\.[0-9]+)?)({_UNIT})?\s?[-–—～~〜]\s?([0-9]+(?:\.[0-9]+)?)\s?({_UNIT})"
    r"(?![A-Za-z0-9/–—～~〜-])"
)
_FALLS = re.compile(
    r"(?i)from|taper|reduc|decreas|lower|fell|fall|drop|cut|wean|countdown|down|从|由|减|降|缩短|下调|逐渐|倒"
)
_COMBINED = re.compile(r"[A-Za-z\u4e00-\u9fff][/／-][A-Za-z\u4e00-\u9fff]|[A-Za-z]+-[A-Za-z]+")
OLDEST = 100  # more years than this are dates: 1348-50, 512-511 BC, 29000-24000 years ago
_DOSES = frozenset({"mg", "mcg", "µg", "μg", "g", "毫克", "微克", "克"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield each range whose first number is the larger one."""
    text = scope.text
    if scope.kind == "citation":
        return
    for match in _RANGE.finditer(text):
        low, high = float(match[1]), float(match[3])
        if low <= high or (match[2] and match[2] != match[4]):
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if _FALLS.search(before) or (match[4][:1] in "年y" and low >= OLDEST):
            continue
        if match[4] in _DOSES and _COMBINED.search(before):
            continue
        yield Found(match.start(), match.end(), evidence=(f"{match[1]} is more than {match[3]}",), confidence=0.8)


REVERSED_RANGE = Rule(
    id="reversed_range", severity="major", mqm="mistranslation", its="numbers",
    message="Range upside down", message_zh="范围的上下限颠倒",
    source="peers: check 65", triggers=(HAS_DIGIT,), find=find, doc=__doc__,
    fires=(
        Fires("The usual dose is 20-10 mg a day.", "20-10 mg"),
        Fires("疗程一般为60～8周。", "60～8周"),
        Fires("It takes 40–6 weeks to work.", "40–6 weeks"),
    ),
    quiet=(
        Quiet("The usual dose is 10-20 mg a day for 4～6周.", "ranges in their order"),
        Quiet("Prednisone was tapered 20-10-5 mg over three weeks.", "a sequence of doses"),
        Quiet("One trimethoprim/sulfamethoxazole 800-160 mg tablet twice a day.", "strengths of a combined tablet"),
        Quiet("The plague years 1348-50 came; later the dose was reduced 20-10 mg.", "shortened years and a fall"),
    ),
)  # fmt: skip
