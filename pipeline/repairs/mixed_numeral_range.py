"""A range half in digits, half in Chinese numerals, or with the wrong dash: 3〜五天.

Why it matters: half a range is read as a list or overlooked; both ends of a range are written alike (GB/T 15835).
Leaves alone: ranges in one style, and values it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope

_NUMERALS = "一二两三四五六七八九十"
_DASH = r"\s?[〜~～∼\-–—－到至]\s?"
_UNIT = r"(?:个?小时|个(?!月|星期)|分钟|[天日周月年次片粒岁倍]|个月|个星期|星期|毫克|毫升|克|厘米|公斤|千克|%)"
_MIXED = re.compile(
    rf"(?<![0-9.])([0-9]+(?:\.[0-9]+)?){_DASH}([{_NUMERALS}]{{1,3}})({_UNIT})|(?<![{_NUMERALS}])([{_NUMERALS}]{{1,3}}){_DASH}([0-9]+)({_UNIT})"
)
_VALUE = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


def find(scope: Scope) -> Iterator[Found]:
    """Yield each range written in two styles, with both ends in digits."""
    for match in _MIXED.finditer(scope.text):
        digits_first = match[1] is not None
        low = match[1] if digits_first else _value(match[4])
        high = _value(match[2]) if digits_first else match[5]
        unit = match[3] if digits_first else match[6]
        if low is None or high is None:
            continue
        yield Found(match.start(), match.end(), f"{low}～{high}{unit}", confidence=0.97)


def _value(numeral: str) -> str | None:
    """Read a Chinese numeral below one hundred."""
    if "十" not in numeral:
        return str(_VALUE[numeral]) if len(numeral) == 1 else None
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return str((_VALUE[tens] if tens else 1) * 10 + (_VALUE[ones] if ones else 0))


MIXED_NUMERAL_RANGE = Rule(
    id="mixed_numeral_range", severity="minor", mqm="number-format", its="numbers",
    message="Range written half in digits, half in Chinese numerals", message_zh="范围两端数字写法不一致",
    source="GB/T 15835-2011; GB/T 15834-2011 (wave dash)", triggers=(HAS_HAN,), find=find, doc=__doc__,
    fires=(Fires("疗程为3〜五天。", "3〜五天", "3～5天"), Fires("每次持续二十-30分钟。", "二十-30分钟", "20～30分钟")),
    quiet=(
        Quiet("疗程为四至六周。", "one style"),
        Quiet("疗程为4～6周。", "one style, right dash"),
    ),
)  # fmt: skip
