"""A rendering the term base says must not be used: X光 for X线, 心肌梗塞 for 心肌梗死.

Why it matters: non-approved terms count as errors in Chinese medical publishing, and the wrong ones mislead.
Leaves alone: the form inside a longer term where it is right, and entries that are not approved (they only suggest).
Deprecated forms of everyday speech are marked minor in the glossary and are flagged, not changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.matcher import TERM_ROLES, Hit
from pipeline.rule import HAS_AVOID, Fires, Found, Quiet, Rule, Scope
from pipeline.text import like


def find(scope: Scope) -> Iterator[Found]:
    """Yield each form to avoid, with the preferred one."""
    for hit in scope.hits:
        entry = hit.form.entry
        if hit.form.role != "avoid" or entry is None or _covered(scope, hit):
            continue
        forms = entry.en if hit.form.lang == "en" else entry.zh
        if forms is None:
            continue
        avoid = next(item for item in forms.avoid if item.form == hit.form.text)
        changes = avoid.severity != "minor" and entry.status == "approved"
        yield Found(
            hit.start, hit.end, like(scope.text[hit.start], forms.preferred) if changes else None, suggest_en=entry.en.preferred,
            suggest_zh=entry.zh.preferred if entry.zh else None, evidence=(avoid.why,), severity=avoid.severity,
            confidence=0.95,
        )  # fmt: skip


def _covered(scope: Scope, hit: Hit) -> bool:
    """Whether a term that is right, or a longer form to avoid, already takes in this place."""
    for other in scope.hits:
        if other is hit or not (other.start <= hit.start and hit.end <= other.end):
            continue
        longer = other.end - other.start > hit.end - hit.start
        if other.form.role in TERM_ROLES or (other.form.role == "avoid" and longer):
            return True
    return False


AVOIDED_TERM = Rule(
    id="avoided_term", severity="major", mqm="termbase", its="terminology",
    message="Rendering the term base says to avoid", message_zh="术语库规定避免使用的译法",
    source="glossary/terms and glossary/names", triggers=(HAS_AVOID,), find=find, doc=__doc__, everywhere=True,
    fires=(
        Fires("他曾患心肌梗塞。", "心肌梗塞", "心肌梗死"),
        Fires("诊断为抗性抑郁症的患者。", "抗性抑郁症", "难治性抑郁症"),
    ),
    quiet=(
        Quiet("他曾患心肌梗死。", "the approved term"),
        Quiet("诊断为难治性抑郁症的患者。", "the approved term holds no form to avoid"),
    ),
)  # fmt: skip
