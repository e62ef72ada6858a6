"""A p-value above one: P = 1.03, p < 5.

Why it matters: a decimal point was lost, and a chance finding may read as proof or proof as chance.
Leaves alone: p = 1, powers of ten (1.2 × 10⁻⁵), pressures and other quantities called P, which have a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope

_P_VALUE = re.compile(
    r"(?<![A-Za-z0-9])(?:[Pp](?:[- ]?(?:value|值))?|P值)\s?(?:=|<|>|≤|≥|＝|＜|＞| of | was |为)\s?([0-9]+(?:\.[0-9]+)?)"
    r"(?![0-9.%]|\s?(?:[×xX*eE%°/^]|(?:mm ?Hg|cm|[kh]?Pa|bar|atm|psi|mg|kg|g|W|N|ms|s|Hz)(?![A-Za-z])))"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each such value."""
    for match in _P_VALUE.finditer(scope.text):
        if float(match[1]) > 1:
            yield Found(match.start(), match.end(), evidence=("a probability is at most 1",), confidence=0.9)


IMPOSSIBLE_P_VALUE = Rule(
    id="impossible_p_value", severity="major", mqm="mistranslation", its="numbers",
    message="P-value above one", message_zh="P值大于1",
    source="peers: check 65", triggers=("p =", "p=", "p <", "p<", "p >", "p>", "p ≤", "p≤", "p值", "p value", "p-value", "p＜", "p＝"),
    find=find, doc=__doc__,
    fires=(
        Fires("The groups differed (P = 1.03).", "P = 1.03"),
        Fires("两组差异有统计学意义（P<5）。", "P<5"),
        Fires("The p-value was 37 in the second trial.", "p-value was 37"),
    ),
    quiet=(
        Quiet("The groups did not differ (p = 1.0).", "one is possible"),
        Quiet("The association was strong (P = 1.2 × 10⁻⁵).", "a power of ten makes it small"),
        Quiet("The circuit pressure was kept at P = 12 kPa.", "a pressure, with its unit"),
    ),
)  # fmt: skip
