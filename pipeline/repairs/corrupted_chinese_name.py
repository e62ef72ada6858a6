"""A Chinese drug name that is on no list but sounds like one that is, or differs by one character: 洛萨坦, 阿伐他汀.

Why it matters: engines write the sound of a name anew with other characters, and nobody can take it to a pharmacy.
Leaves alone: every listed name and what stands inside a longer term, words that only sound alike by accident, and places
and people (格拉斯哥), which no dose or tablet stands beside. Of several names in reach it takes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.matcher import TERM_ROLES, Entry, Hit
from pipeline.lexicon.sounds import Near
from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope

# What stands in a sentence about taking a medicine; without it a name one syllable off may be a place (依赖, 莫拉维亚).
_MEDICINE = re.compile(
    r"服|药|毫克|微克|毫升|剂|片|胶囊|注射|静脉|滴注|口服|给予|每[日天晚次]|处方|治疗|疗效|不良反应|副作用|受体|抑制|mg|µg|mL"
)
_MEDICAL = frozenset({"drug", "brand", "drug_class", "condition", "symptom", "treatment"})
_DRUGS = frozenset({"drug", "brand"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield each corrupted name; it is mended where it sounds just like one drug, and the sentence is about medicines."""
    near = scope.lexicon.chinese_names.near(scope.text)
    if not near:
        return
    near = [item for item in near if not _is_known(scope, item)]
    about_medicine = _MEDICINE.search(scope.text) is not None or any(_is_medical(hit) for hit in scope.hits)
    for item, others in _best(near):
        names = sorted({name for one in (item, *others) for name in one.names})
        entries = _entries(scope, names)
        named = next(iter(entries)) in scope.facts.names if len(entries) == 1 else False
        if item.edits and not about_medicine and not named:
            continue
        cut = scope.lexicon.chinese_names.may_have_lost_a_character(scope.text[item.start : item.end])
        yield _found(item, names, list(entries.values()), certain=(about_medicine or named) and not cut)


def _is_medical(hit: Hit) -> bool:
    return hit.form.role in TERM_ROLES and hit.form.entry is not None and hit.form.entry.kind in _MEDICAL


def _is_known(scope: Scope, item: Near) -> bool:
    """Whether a listed term takes in the window or crosses it, or a drug is named inside it (用|氯胺酮)."""
    for hit in scope.hits:
        if hit.form.role not in TERM_ROLES and hit.form.role != "avoid":
            continue
        if hit.end <= item.start or item.end <= hit.start:
            continue
        part = item.start <= hit.start and hit.end <= item.end and hit.end - hit.start < item.end - item.start
        if not part or (hit.form.entry is not None and hit.form.entry.kind in _DRUGS and not _is_of(item, hit, scope)):
            return True
    return any(name in scope.text[max(0, item.start - 1) : item.end + 1] for name in item.names)


def _is_of(item: Near, hit: Hit, scope: Scope) -> bool:
    """Whether the drug inside a window is a part of the name it sounds like (缬沙坦 of 砂库巴曲缬沙坦)."""
    return item.edits == 0 and any(scope.text[hit.start : hit.end] in name for name in item.names)


def _best(near: list[Near]) -> Iterator[tuple[Near, list[Near]]]:
    """Yield, of windows that overlap, the nearest and longest, with its rivals: as near, and no part of it."""
    ordered = sorted(near, key=lambda item: (item.edits, item.start - item.end, item.start))
    taken: list[Near] = []
    for item in ordered:
        if any(other.start < item.end and item.start < other.end for other in taken):
            continue
        taken.append(item)
        yield item, [
            other for other in near
            if other is not item and other.edits == item.edits and other.start < item.end and item.start < other.end
            and not (item.start <= other.start and other.end <= item.end and other.end - other.start < item.end - item.start)
        ]  # fmt: skip


def _entries(scope: Scope, names: list[str]) -> dict[str, Entry]:
    found = (entry for name in names for entry in scope.lexicon.by_surface.get(name, ()) if entry.kind == "drug")
    return {entry.id: entry for entry in found}


def _found(item: Near, names: list[str], entries: list[Entry], *, certain: bool) -> Found:
    entry = entries[0] if len(entries) == 1 else None
    preferred = entry.zh.preferred if entry is not None and entry.zh is not None else None
    right = preferred if preferred in names or len(names) > 1 else names[0]
    mends = item.edits == 0 and item.whole and certain and entry is not None and entry.status == "approved"
    how = "sounds like " if item.edits == 0 else "one character from "
    return Found(
        item.start, item.end, right if mends else None, suggest_zh=right if entry else None,
        suggest_en=entry.en.preferred if entry else None, evidence=(how + ", ".join(names),),
        severity="critical" if entry is None else None, confidence=0.97 if mends else 0.8,
    )  # fmt: skip


CORRUPTED_CHINESE_NAME = Rule(
    id="corrupted_chinese_name", severity="major", mqm="wrong-term", its="misspelling",
    message="Corrupted Chinese drug name", message_zh="中文药名有误，与标准名称音近或差一字",
    source="中国药品通用名称", triggers=(HAS_HAN,), find=find, doc=__doc__,
    fires=(
        Fires("患者每日服用洛萨坦50毫克。", "洛萨坦", "氯沙坦"),
        Fires("舍曲琳的常见副作用是恶心。", "舍曲琳", "舍曲林"),
        Fires("医生建议服用阿伐他汀降低血脂。", "阿伐他汀"),
        Fires("每日服用一次氨氯低地平。", "氨氯低地平"),
    ),
    quiet=(
        Quiet("医生建议服用阿托伐他汀降低血脂。", "the listed name"),
        Quiet("他汀类药物可降低血脂，苯丙氨酸不是药物。", "a class, and a name inside a longer word"),
        Quiet("大便失禁的患者应每日服药。", "sounds like 苄丝肼 by accident"),
        Quiet("他在格拉斯哥学习，后来去了马拉维。", "places one syllable from a drug"),
    ),
)  # fmt: skip
