"""A drug or disease in the rendering that the source does not name.

Why it matters: an engine that does not know a name puts a common one, and a reader takes the wrong drug.
Leaves alone: another name of the same thing, the generic beside its brand, and what the source says in other words.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.rendered import Side, unrendered
from pipeline.lexicon.swaps import DRUGS, proven
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each term of the rendering that nothing in the source accounts for."""
    source, rendering = Side(scope.text, scope.hits), Side(scope.rendering, scope.rendering_hits)
    added = unrendered(rendering, source, scope.lexicon.counterparts)
    if not added:
        return
    lost = unrendered(source, rendering, scope.lexicon.counterparts)
    for item in proven(added, lost, source, source.entries.values()):
        yield Found(
            0, len(scope.text), target=(item.hit.start, item.hit.end),
            severity="critical" if item.entry.kind in DRUGS else None, evidence=(f"glossary: {item.entry.id}",),
            confidence=round(0.95 - item.share / 3, 2),
        )  # fmt: skip


TERM_ADDED = Rule(
    id="term_added", severity="major", mqm="addition", its="addition",
    message="Drug, disease or other term not in the source", message_zh="译文出现原文没有的药名、疾病等术语",
    source="peers: checks 52 and 53, turned on the rendering", triggers=(ALWAYS,), find=find, doc=__doc__,
    level="rendering",
    fires=(
        Fires("Take this medicine every day.", "Take this medicine every day.", rendering="请每天服用华法林。"),
        Fires("哮喘很常见。", "哮喘很常见。", rendering="Gout is common."),
    ),
    quiet=(
        Quiet("Prozac may help.", "the generic beside its brand", rendering="百忧解（氟西汀）可能有效。"),
        Quiet("TB is curable.", "the full form of the acronym", rendering="结核病是可以治愈的。"),
    ),
)  # fmt: skip
