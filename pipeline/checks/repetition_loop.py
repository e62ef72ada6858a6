"""Words that a rendering says again and again: 请立即就医请立即就医请立即就医.

Why it matters: an engine caught in a loop fills a sentence with one phrase and drops the rest of it.
Leaves alone: emphasis by two (慢慢, very, very), digits, marks, and what the source repeats as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

# Any stretch that says something three times, or a long one twice; on 13,260 sound renderings neither occurs.
_LOOP = re.compile(r"(?P<short>.{2,60}?)(?P=short){2,}|(?P<long>.{12,120}?)(?P=long)")
_SAYS = re.compile("[\u4e00-\u9fffa-z].*[\u4e00-\u9fffa-z]|[\u4e00-\u9fffa-z].{2}|.{2}[\u4e00-\u9fffa-z]")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each stretch that repeats itself in the rendering, if nothing does in the source."""
    for match in _loops(fold(scope.rendering)):
        if not any(_loops(fold(scope.text))):
            yield Found(0, len(scope.text), target=match.span(), confidence=0.97)


def _loops(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _LOOP.finditer(text) if _SAYS.search(match["short"] or match["long"]))


REPETITION_LOOP = Rule(
    id="repetition_loop", severity="critical", mqm="addition", its="duplication",
    message="The rendering repeats itself", message_zh="译文反复重复",
    source="peers: checks 19 and 60", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("See a doctor at once.", "See a doctor at once.", rendering="请立即就医请立即就医请立即就医。"),
        Fires("疼痛会消失。", "疼痛会消失。", rendering="The pain will go the pain will go the pain will go."),
        Fires("Rest well.", "Rest well.", rendering="休息休息休息。"),
    ),
    quiet=(
        Quiet("Breathe very slowly.", "emphasis by two", rendering="慢慢、慢慢地呼吸。"),
        Quiet("It is very, very rare.", "said twice on both sides", rendering="这非常非常罕见。"),
    ),
)  # fmt: skip
