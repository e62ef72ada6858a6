"""A rank rendered as a fraction: 死因的十分之一 for the tenth leading cause of death.

Why it matters: "tenth leading cause" becomes "a tenth of all causes", a number nobody measured.
Leaves alone: shares (占死因的十分之一, 三分之一的患者).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope

_RANK = re.compile(
    r"(?:第?[一二三四五六七八九十]?大?(?:最终|主要|首要|领先|最常见|常见|头号|顶级|致命)的?)?"
    r"(?:死亡原因|死因|病因|杀手|原因|癌症|肿瘤|疾病|感染|残疾)的?(?:第?[一二三四五六七八九十百0-9]+)分之[一1]"
)
_SUPERLATIVE = re.compile(r"最终|主要|首要|领先|最常见|头号|顶级|致命|杀手")
_SHARE = re.compile(r"占|约有|大约|近|超过|不到|达|总数|全部|所有")
_IS = re.compile(r"[是为成]|作为|位列|列为")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each rank phrase that nothing before it marks as a share."""
    for match in _RANK.finditer(scope.text):
        before = scope.text[max(0, match.start() - 12) : match.start()]
        clause = re.split(r"[，。,;；]", before)[-1]
        if _SHARE.search(clause):
            continue
        if _SUPERLATIVE.search(match[0]) or _IS.search(clause):
            yield Found(match.start(), match.end(), evidence=("a rank is never a share",), confidence=0.9)


ORDINAL_AS_FRACTION = Rule(
    id="ordinal_as_fraction", severity="critical", mqm="mistranslation", its="numbers",
    message="A rank rendered as a fraction", message_zh="名次被译成分数",
    source="project: 'tenth leading cause' rendered word by word", triggers=("分之",), find=find, doc=__doc__,
    fires=(
        Fires("糖尿病是主要死亡原因的七分之一。", "主要死亡原因的七分之一"),
        Fires("肺炎成为儿童的头号杀手的三分之一。", "头号杀手的三分之一"),
        Fires("在该国，中风是最常见病因的五分之一。", "最常见病因的五分之一"),
    ),
    quiet=(
        Quiet("心脏病约占死因的三分之一。", "a share, said with 占"),
        Quiet("三分之一的癌症可以预防。", "a share before its noun"),
        Quiet("这占所有疾病的十分之一。", "a share of all"),
    ),
)  # fmt: skip
