"""A rendering whose numbers or units are not those of its source: 20 -> 200, mg -> g, four -> 4 is equal.

Why it matters: a tenfold dose is the classic fatal translation error, and no general tool compares values.
Leaves alone: the same value written otherwise (四到六周 = four to six weeks, 100万 = 1 million, half = 50%).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantity import differences
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each number of the source that is missing, changed or added in the rendering."""
    for difference in differences(scope.text, scope.source_language, scope.rendering, scope.language):
        source, target = difference.source, difference.target
        start, end = (source.start, source.end) if source else (0, len(scope.text))
        place = (target.start, target.end) if target else None
        yield Found(start, end, target=place, evidence=(difference.kind,), confidence=0.95)


NUMBER_DIFFERS = Rule(
    id="number_differs", severity="critical", mqm="mistranslation", its="numbers",
    message="Numbers or units differ from the source", message_zh="数字或单位与原文不符",
    source="peers: checks 15 and 48, compared by value", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take 20 mg a day.", "20 mg", rendering="每天服用200毫克。"),
        Fires("Wait four hours.", "four hours", rendering="等待四天。"),
    ),
    quiet=(
        Quiet("It takes four to six weeks.", "the same range in numerals", rendering="需要4～6周。"),
        Quiet("About 1 million people have it.", "the same number in 万", rendering="约有100万人患病。"),
    ),
)  # fmt: skip
