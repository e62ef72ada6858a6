"""A sentence that breaks off or is broken inside: it ends with 'and the', holds 'the of', or lacks its end.

Why it matters: something is lost, and what is left may say the opposite of the whole.
Leaves alone: headings, list items, captions, and sentences that end in a colon before a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, LATIN, han_count

_DANGLING = re.compile(r"(?i)(?<![A-Za-z])(?:the|and|an|or|their|because|although|which)\s*[.。]?$")
_END = re.compile(r"[.!?。！？…:：;；”\"’'）)\]】」』⟧]\W*$")
_ZH_DANGLING = re.compile(
    r"(?:[和与及或把被从向]|因为|但是|以及|并且|例如|包括)[。！]$|[，、][，。、]|没有，不[要能会]，"
)
LONG_ENOUGH = 12


def find(scope: Scope) -> Iterator[Found]:
    """Yield the end of a broken sentence."""
    if scope.kind != "paragraph":
        return
    text = scope.text.rstrip()
    dangling = _DANGLING.search(text)
    if dangling and len(text.split()) >= 4:
        yield Found(dangling.start(), len(text), confidence=0.8, evidence=("ends with a function word",))
    elif (
        han_count(text) >= LONG_ENOUGH
        and _END.search(text) is None
        and text[-1:]
        and re.match(f"[{HAN}{LATIN}]", text[-1])
    ):
        tail = re.search(r"[^，。；,;]*$", text)
        start = tail.start() if tail else 0
        yield Found(start, len(text), severity="minor", confidence=0.6, evidence=("no mark at the end",))


BROKEN_SENTENCE = Rule(
    id="broken_sentence", severity="major", mqm="omission", its="grammar",
    message="Sentence breaks off", message_zh="句子不完整",
    source="peers: end-stop checks", triggers=(HAS_HAN, HAS_LATIN), find=find, doc=__doc__,
    fires=(
        Fires("The tablets are usually taken with a glass of water and the. Most people feel better soon.", "the."),
        Fires("这种药起效很快。在治疗开始后的几周内，患者可能会感到减轻的大脑雾症状", "患者可能会感到减轻的大脑雾症状"),
    ),
    quiet=(
        Quiet("The side effects include the following:", "a colon before a list"),
        Quiet("这是您应该寻找的那种支持。", "a whole sentence"),
    ),
)  # fmt: skip
