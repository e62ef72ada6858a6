"""ASCII commas, colons, brackets between Chinese characters, or two marks where one belongs.

Why it matters: form only, but it is on every line of a damaged page, and it breaks sentence splitting.
Leaves alone: English sentences, citations, numbers, times, and marks between two Latin words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language
from pipeline.text import HAN, zh_mark_edits

_DOUBLED = re.compile(rf"(?<=[{HAN}])([，。；：、])\1+|(?<=[{HAN}])[，,]\s?(?=。)")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each mark with its full-width form, and each doubled one."""
    if scope.kind == "citation" or main_language(scope.text) != "zh":
        return
    doubled = [(match.start(), match.end(), match[1] or "") for match in _DOUBLED.finditer(scope.text)]
    at = 0
    for start, end, new in sorted([*zh_mark_edits(scope.text), *doubled]):
        if start >= at:
            at = end
            yield Found(start, end, new, confidence=0.97)


MIXED_PUNCTUATION = Rule(
    id="mixed_punctuation", severity="minor", mqm="punctuation", its="typographical",
    message="Punctuation of the other language, or doubled", message_zh="标点混用或重复",
    source="GB/T 15834-2011", triggers=(HAS_HAN,), find=find, doc=__doc__,
    fires=(Fires("头痛,恶心和呕吐很常见。", ",", "，"), Fires("请按时服药。。", "。。", "。")),
    quiet=(
        Quiet("上午9:30服药。", "a time of day keeps its colon"),
        Quiet("Headache, nausea and vomiting are common.", "an English sentence"),
    ),
)  # fmt: skip
