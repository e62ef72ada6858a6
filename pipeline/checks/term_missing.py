"""A drug, disease, test or treatment of the source that the rendering does not name, or names wrongly.

Why it matters: a drug name or diagnosis lost in translation is the worst silent omission.
Leaves alone: any listed form, abbreviations included; other words that say the same (inflammation of the heart muscle
for 心肌炎); kinds of term that are worded freely (symptoms, parts of the body); names without a known Chinese form.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.rendered import Side, unrendered
from pipeline.lexicon.swaps import DRUGS, proven
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each term of the source whose absence proves an error."""
    source, rendering = Side(scope.text, scope.hits), Side(scope.rendering, scope.rendering_hits)
    lost = unrendered(source, rendering, scope.lexicon.counterparts)
    if not lost:
        return
    added = unrendered(rendering, source, scope.lexicon.counterparts)
    # A brand for its generic, but not where the source names both.
    kin = [entry for name, entry in rendering.entries.items() if name not in source.entries]
    for item in proven(lost, added, rendering, kin):
        entry = item.entry
        yield Found(
            item.hit.start, item.hit.end, suggest_en=entry.en.preferred,
            suggest_zh=entry.zh.preferred if entry.zh else None,
            severity="critical" if entry.kind in DRUGS else None, evidence=(f"glossary: {entry.id}",),
            confidence=round(0.95 - item.share / 3, 2),
        )  # fmt: skip


TERM_MISSING = Rule(
    id="term_missing", severity="major", mqm="termbase", its="terminology",
    message="Drug, disease or other term not rendered", message_zh="药名、疾病等术语漏译或误译",
    source="peers: check 10", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take sertraline every day.", "sertraline", rendering="请每天服药。"),
        Fires("患者正在服用二甲双胍。", "二甲双胍", rendering="The patient is taking the tablets."),
        Fires("Asthma is treated with inhalers.", "Asthma", rendering="痛风可用吸入剂治疗。"),
        Fires("Fluoxetine 可能导致恶心。", "Fluoxetine", rendering="It may cause nausea."),
    ),
    quiet=(
        Quiet("Take sertraline every day.", "rendered by its Chinese name", rendering="请每天服用舍曲林。"),
        Quiet("The FDA approved it.", "the acronym stays", rendering="FDA批准了它。"),
        Quiet("少数人会患心肌炎。", "said in other words", rendering="A few people have inflammation of the heart muscle."),
        Quiet("Set the alarm for the same time.", "SAMe, a drug, in small letters", rendering="把闹钟定在同一时间。"),
    ),
)  # fmt: skip
