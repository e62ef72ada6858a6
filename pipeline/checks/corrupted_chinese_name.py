"""A Chinese drug name one character away from a real one: 阿伐他汀 for 阿托伐他汀.

Why it matters: transliterated names differ by one character, and a wrong one is nobody's medicine or another one's.
Leaves alone: every listed name, and words that only end like a name; it looks only where a name stem ends a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from pipeline.lexicon.matcher import TERM_ROLES
from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import is_han

# The endings of generic names by class (glossary/names/stems.yaml), the ones no ordinary word ends in.
STEMS = (
    "沙坦",
    "西汀",
    "普利",
    "洛尔",
    "他汀",
    "地平",
    "替丁",
    "替尼",
    "沙星",
    "西林",
    "拉唑",
    "格列",
    "列汀",
    "列净",
    "曲普坦",
    "巴韦",
    "夫定",
    "培南",
    "西泮",
    "卡因",
    "膦酸",
)
LONGEST = 8


def find(scope: Scope) -> Iterator[Found]:
    """Yield each stem whose word is no listed name but one character from some; from several is worse."""
    text = scope.text
    for stem in STEMS:
        at = text.find(stem)
        while at >= 0:
            end = at + len(stem)
            found = _nearest(scope, at, end, stem)
            if found is not None:
                yield found
            at = text.find(stem, end)


def _nearest(scope: Scope, at: int, end: int, stem: str) -> Found | None:
    if any(h.start < at and end <= h.end and h.form.role in (*TERM_ROLES, "avoid") for h in scope.hits):
        return None
    options: dict[str, int] = {}
    for start in range(max(0, at - LONGEST + len(stem)), at):
        window = scope.text[start:end]
        if all(map(is_han, window)) and len(window) >= 4:
            for name in scope.lexicon.zh_drug_names_ending(stem):
                if abs(len(name) - len(window)) <= 1 and OSA.distance(window, name, score_cutoff=1) == 1:
                    options[name] = max(start, options.get(name, 0))
    # A window one longer than the name is the name with its neighbour: then the name itself stands there.
    named = {name: start for name, start in options.items() if name not in scope.text[start:end]}
    if not named:
        return None
    entry = scope.lexicon.entry_of(next(iter(named))) if len(named) == 1 else None
    return Found(
        max(named.values()), end, suggest_zh=next(iter(named)) if len(named) == 1 else None,
        suggest_en=entry.en.preferred if entry else None, evidence=("one character from " + ", ".join(sorted(named)),),
        severity="critical" if len(named) > 1 else None, confidence=0.8,
    )  # fmt: skip


CORRUPTED_CHINESE_NAME = Rule(
    id="corrupted_chinese_name", severity="major", mqm="wrong-term", its="misspelling",
    message="Chinese drug name one character from a listed one", message_zh="药名与标准名称差一字",
    source="中国药品通用名称", triggers=STEMS, find=find, doc=__doc__,
    fires=(
        Fires("医生建议服用阿伐他汀降低血脂。", "阿伐他汀"),
        Fires("每日服用一次氨氯低地平。", "氨氯低地平"),
    ),
    quiet=(
        Quiet("医生建议服用阿托伐他汀降低血脂。", "the listed name"),
        Quiet("他汀类药物可降低血脂。", "a class, not a name"),
    ),
)  # fmt: skip
