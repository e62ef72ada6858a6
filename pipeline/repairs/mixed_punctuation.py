"""ASCII commas, colons, brackets between Chinese characters, or two marks where one belongs.

Why it matters: form only, but it is on every line of a damaged page, and it breaks sentence splitting.
Leaves alone: citations, numbers, times, and marks between two Latin words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language
from pipeline.text import HAN, LATIN, zh_mark_edits

_DOUBLED = re.compile(rf"(?<=[{HAN}])([，。；：、])\1+|(?<=[{HAN}])[，,]\s?(?=。)")


_EN_MARKS = {"，": ", ", "。": ". ", "；": "; ", "：": ": ", "！": "! ", "？": "? ", "、": ", "}
_IN_ENGLISH = re.compile(
    rf"(?<=[{LATIN}0-9)”\"’%])([，。；：！？、]) ?(?=[{LATIN}0-9(“\"]|$)|(?<=[{LATIN}]),(?=,)|(?<=[{LATIN}])[,;](?=\.(?:\s|$))"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each mark with the one that belongs, and each doubled one."""
    if scope.kind == "citation":
        return
    edits = _in_chinese(scope.text) if main_language(scope.text) == "zh" else _in_english(scope.text)
    at = 0
    for start, end, new in sorted(edits):
        if start >= at:
            at = end
            yield Found(start, end, new, confidence=0.97)


def _in_chinese(text: str) -> list[tuple[int, int, str]]:
    doubled = [(match.start(), match.end(), match[1] or "") for match in _DOUBLED.finditer(text)]
    return [*zh_mark_edits(text), *doubled]


def _in_english(text: str) -> list[tuple[int, int, str]]:
    edits = []
    for match in _IN_ENGLISH.finditer(text):
        new = _EN_MARKS[match[1]] if match[1] else ""
        edits.append((match.start(), match.end(), new.rstrip() if match.end() == len(text) else new))
    return edits


MIXED_PUNCTUATION = Rule(
    id="mixed_punctuation", severity="minor", mqm="punctuation", its="typographical",
    message="Punctuation of the other language, or doubled", message_zh="标点混用或重复",
    source="GB/T 15834-2011", triggers=(HAS_HAN, *_EN_MARKS, ",,", ",.", ";."), find=find, doc=__doc__,
    fires=(
        Fires("Take it with food，not with milk.", "，", ", "),
        Fires("头痛,恶心和呕吐很常见。", ",", "，"), Fires("请按时服药。。", "。。", "。")),
    quiet=(
        Quiet("上午9:30服药。", "a time of day keeps its colon"),
        Quiet("Headache, nausea and vomiting are common.", "ASCII marks are right in English"),
    ),
)  # fmt: skip
