"""Chinese that keeps English grammar: 对大脑进行改变症状, 会小心用户, 携带风险.

Why it matters: each of these is a sentence no Chinese writer makes; what it says can only be guessed.
Leaves alone: the same words in their own constructions (随身携带药物, 小心驾驶).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope

# One construction each: (pattern, what the English was).
_CONSTRUCTIONS: tuple[tuple[str, str], ...] = (
    (r"对[^，。；,]{1,12}进行(?:变化|改变|发生)[^，。；,]{0,8}", "make changes to"),
    (r"在(?:个人|人们|人|患者)中(?:被)?(?:禁用|禁忌|使用|避免)", "in individuals"),
    (r"(?:携带|承载|运送)[^，。；,药物]{0,6}(?:风险|副作用|危险|后果)", "carries risks"),
    (r"(?:将|会|应该)小心(?:用户|患者|人们|消费者|病人)", "will caution users"),
    (r"(?:正在|努力)努力?(?:抑郁|焦虑|失眠|成瘾|疼痛|疾病|癌症|肥胖)[症病障碍]*", "struggling with"),
    (r"有[^，。；,]{0,6}(?:滥用|自杀|依赖|成瘾|伤害)[^，。；,]{0,6}的潜力", "potential for"),
    (r"警告(?:FDA|EMA|机构|管理局|标签)?[^，。；,]{0,3}问题", "warning the agency issues"),
    (r"(?:提交|参考|提及)(?:[^，。；,]{0,4})(?:心理治疗|专科医生|治疗师|专家|心脏科|眼科)", "refer to"),
    (r"被用现在|那将|这将会是那个", "which will"),
    (r"(?:服用|采取|拿)(?:一个)?(?:休息|打破|散步)", "take a break"),
    (r"(?:运行|跑)(?:一个|在)[^，。；,]{0,4}(?:家庭|家族|发烧)", "runs in families"),
    (r"(?:它|这)?是(?:重要|必要|可能|困难)的(?:到|去)[^，。；,]{1,8}", "it is important to"),
    (r"(?:更|较)(?:多|少)(?:可能|比)[^，。；,]{0,6}比", "more likely than"),
    (r"(?:当|如果)你(?:是|正在)(?:服用|采取)(?:着|了)?(?:这个)?(?:药丸|平板)", "if you are taking"),
)
# What each construction cannot do without.
_WORDS = (
    "进行", "人中", "人们中", "者中", "携带", "承载", "运送", "小心", "努力", "正在", "潜力", "警告", "提交", "参考", "提及",
    "被用现在", "那将", "这将会", "休息", "打破", "散步", "运行", "跑", "的到", "的去", "比", "如果你", "当你",
)  # fmt: skip
_GARBLED = re.compile("|".join(f"({pattern})" for pattern, _ in _CONSTRUCTIONS))


def find(scope: Scope) -> Iterator[Found]:
    """Yield each construction with the English behind it."""
    for match in _GARBLED.finditer(scope.text):
        english = _CONSTRUCTIONS[(match.lastindex or 1) - 1][1]
        yield Found(match.start(), match.end(), evidence=(f"literal '{english}'",), confidence=0.85)


LITERAL_GRAMMAR = Rule(
    id="literal_grammar", severity="major", mqm="unintelligible", its="grammar",
    message="English grammar kept in Chinese", message_zh="中文保留了英文语法，不通顺",
    source="project: constructions of word-by-word engines", triggers=_WORDS, find=find, doc=__doc__,
    fires=(
        Fires("该药对血管进行改变血压症状。", "对血管进行改变血压症状"),
        Fires("标签会小心患者可能头晕。", "会小心患者"),
        Fires("这种手术携带一些风险。", "携带一些风险"),
    ),
    quiet=(
        Quiet("外出时请随身携带药物。", "carrying a medicine"),
        Quiet("服药后请小心驾驶。", "drive carefully"),
        Quiet("对伤口进行清洗。", "进行 with a verb of doing"),
    ),
)  # fmt: skip
