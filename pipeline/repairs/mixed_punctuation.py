"""ASCII commas, colons, brackets between Chinese characters, or two marks where one belongs.

Why it matters: form only, but it is on every line of a damaged page, and it breaks sentence splitting.
Leaves alone: English sentences, numbers, times, and marks beside Latin text, which `text.typeset` settles later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN

_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BETWEEN = re.compile(
    rf"(?<=[{HAN}）”》]) ?([,;:?!]) ?(?=[{HAN}“（《])|(?<=[{HAN}])([，。；：、])\2+|(?<=[{HAN}])[，,]\s?(?=。)"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each mark with its full-width form."""
    if scope.kind == "citation":
        return
    for match in _BETWEEN.finditer(scope.text):
        new = _MARKS[match[1]] if match[1] else match[2] or ""
        yield Found(match.start(), match.end(), new, confidence=0.97)


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
