"""A number or unit that cannot be read with certainty: 5O mg, 1,00 mg, 20 mg mg, 0.5.2 mL.

Why it matters: the reader of a dose must not have to guess.
Leaves alone: grouped thousands, decimals, ranges, codes and version numbers without a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_DIGIT, Fires, Found, Quiet, Rule, Scope

_UNIT = r"(?:mg|mcg|µg|μg|g|kg|mL|ml|L|IU|mmHg|mmol/L|毫克|微克|毫升|克|千克|公斤|片|粒)"
_BROKEN = re.compile(
    rf"(?<![A-Za-z0-9.,])(?:[0-9]+[OolI][0-9OolI]*|[OolI][0-9]+)\s?{_UNIT}(?![A-Za-z])"
    rf"|(?<![0-9.,])[0-9]{{1,3}},(?:[0-9]{{1,2}}|[0-9]{{4,}})\s?{_UNIT}(?![A-Za-z0-9])"
    rf"|(?<![0-9.])[0-9]+\.[0-9]+\.[0-9]+\s?{_UNIT}(?![A-Za-z0-9])"
    rf"|[0-9]\s?({_UNIT})\s?\1(?![A-Za-z0-9/])"
    rf"|(?<![0-9])[0-9]+\.\s[0-9]+\s?{_UNIT}(?![A-Za-z0-9])"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each unreadable quantity."""
    for match in _BROKEN.finditer(scope.text):
        yield Found(match.start(), match.end(), confidence=0.9)


MALFORMED_NUMBER = Rule(
    id="malformed_number", severity="critical", mqm="mistranslation", its="numbers",
    message="Number or unit that cannot be read with certainty", message_zh="数字或单位无法确定",
    source="ISMP: error-prone dose designations", triggers=(HAS_DIGIT,), find=find, doc=__doc__,
    fires=(Fires("The starting dose is 5O mg.", "5O mg"), Fires("每次服用20毫克毫克。", "20毫克毫克"[1:])),
    quiet=(
        Quiet("The daily dose is 1,000 mg.", "grouped thousands"),
        Quiet("Take 2.5 mg or 10 g/L.", "a decimal and a concentration"),
    ),
)  # fmt: skip
