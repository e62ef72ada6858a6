"""A bracket that opens and never closes in its paragraph, or closes what nothing opened.

Why it matters: half of an aside is lost, or two asides have run into one another.
Leaves alone: （） and () in one pair, marks of lists (a) 1）), faces made of marks, half-open intervals, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.kinds import unpaired
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope

_PAIRS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "{": "}"}
_ALONE = re.compile(
    r"(?:(?<=^)|(?<=[\s;；,，:：。.、]))(?:[0-9]{1,2}|[A-Za-z]|[ivx]{2,4}|[一二三四五六七八九十]{1,2}|[①-⑳])[)）]"
    r"|[:;=8]-?[()（）](?![A-Za-z])|[\[(]\s?-?[0-9.∞]+\s?[,;]\s?[-+0-9.∞]+\s?[\])]"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each bracket without its other half."""
    for n, at in unpaired(scope, _PAIRS, _ALONE):
        start = scope.view.from_original(scope.views[n].start) + at
        yield Found(start, start + 1, confidence=0.85)


UNPAIRED_BRACKET = Rule(
    id="unpaired_bracket", severity="minor", mqm="punctuation", its="typographical",
    message="Bracket without its other half", message_zh="括号不成对",
    source="peers: check 27", triggers=(ALWAYS,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("Some medicines (such as aspirin can upset the stomach.", "("),
        Fires("抗抑郁药（如舍曲林可能引起恶心。", "（"),
        Fires("It was repeated] after a week.", "]"),
    ),
    quiet=(
        Quiet("抗抑郁药（如舍曲林)可能引起恶心。", "full-width and half-width marks make one pair"),
        Quiet("Check: a) the dose, b) the time; 1) first, 2) second.", "marks of lists only close"),
        Quiet("She felt better :) and the range was [0, 5) mg (see below. It is short).", "a face, an interval, an aside of two sentences"),
    ),
)  # fmt: skip
