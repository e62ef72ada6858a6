"""A rendering that doses at another frequency: twice daily -> 每日三次.

Why it matters: the dose a day changes while every number of milligrams stays right.
Leaves alone: the same frequency said otherwise (bid, 每日两次, every twelve hours is another thing and is compared).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantity import frequency_differences
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each frequency of the source that the rendering lacks or changes."""
    for difference in frequency_differences(scope.text, scope.source_language, scope.rendering, scope.language):
        source, target = difference.source, difference.target
        start, end = (source.start, source.end) if source else (0, len(scope.text))
        place = (target.start, target.end) if target else None
        yield Found(start, end, target=place, confidence=0.9)


FREQUENCY_DIFFERS = Rule(
    id="frequency_differs", severity="critical", mqm="mistranslation", its="numbers",
    message="Dosing frequency differs from the source", message_zh="用药频次与原文不符",
    source="peers: check 49", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take one tablet twice daily.", "twice daily", rendering="每日三次，每次一片。"),
        Fires("Inject it once a week.", "once a week", rendering="每日注射一次。"),
    ),
    quiet=(
        Quiet("Take one tablet twice daily.", "the same frequency", rendering="每日两次，每次一片。"),
        Quiet("Inject it once a week.", "the same frequency", rendering="每周注射一次。"),
    ),
)  # fmt: skip
