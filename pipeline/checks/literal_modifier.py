"""A symptom in a list with its adjective in English order: 增加的心率 for 心率加快.

Why it matters: Chinese names symptoms noun first; the literal order reads as "the feeling that was reduced".
Leaves alone: running text, and nouns of which such phrases are said (减少的剂量, 增加的原因).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN

_PREDICATE = {
    "减少": "减少", "增加": "增加", "增多": "增多", "降低": "降低", "升高": "升高", "增强": "增强", "减弱": "减弱",
    "减退": "减退", "加快": "加快", "减慢": "减慢", "模糊": "模糊", "丧失": "丧失", "失去": "丧失", "肿胀": "肿胀",
    "抬高": "升高", "改变": "改变", "受损": "受损",
}  # fmt: skip
_FACULTIES = ("感觉", "食欲", "性欲", "视力", "听力", "记忆", "记忆力", "嗅觉", "味觉", "知觉")
_LITERAL = re.compile(rf"\W*((?:{'|'.join(_PREDICATE)}))的([{HAN}]{{2,4}})\W*")
_NOT_SYMPTOMS = re.compile(r"原因|方法|风险|剂量|时间|情况|患者|人群|次数|费用|疼痛管理|数量|部分")


def find(scope: Scope) -> Iterator[Found]:
    """Yield a list item or cell that is nothing but such a phrase."""
    if not scope.whole or scope.kind not in ("list_item", "table_row", "heading"):
        return
    match = _LITERAL.fullmatch(scope.text)
    if match is None or _NOT_SYMPTOMS.search(match[2]):
        return
    verb = "减退" if match[1] in ("减少", "降低") and match[2] in _FACULTIES else _PREDICATE[match[1]]
    yield Found(
        match.start(1), match.end(2), suggest_zh=match[2] + verb, confidence=0.85,
        evidence=("a symptom is named noun first",),
    )  # fmt: skip


LITERAL_MODIFIER = Rule(
    id="literal_modifier", severity="major", mqm="unidiomatic", its="grammar",
    message="Symptom rendered in English word order", message_zh="症状按英文语序直译",
    source="project: adjectives of side-effect lists", triggers=tuple(f"{verb}的" for verb in _PREDICATE), find=find,
    doc=__doc__,
    fires=(
        Fires("• 恶心\n• 增加的心率\n• 头痛", "增加的心率"),
        Fires("• 皮疹\n• 减少的食欲\n• 腹泻", "减少的食欲"),
        Fires("• 便秘\n• 模糊的视力\n• 口干", "模糊的视力"),
    ),
    quiet=(
        Quiet("• 减少的剂量\n• 常规剂量", "said of a dose"),
        Quiet("治疗后感觉减少的疼痛并未复发。", "running text"),
    ),
)  # fmt: skip
