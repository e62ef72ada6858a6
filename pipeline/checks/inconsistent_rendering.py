"""One sentence rendered differently in different places of a batch.

Why it matters: of two wordings for the same words one is worse, and a reader of both articles cannot know which.
Leaves alone: differences of spacing, width and punctuation.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantity import differences
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import words_only


def find(scope: Scope) -> Iterator[Found]:
    """Yield once if another rendering says it in other words; a difference in values is critical."""
    own = words_only(scope.rendering)
    others = [other for other in scope.others if words_only(other) != own]
    if not others:
        return
    worse = any(differences(scope.rendering, scope.language, other, scope.language) for other in others)
    yield Found(
        0, len(scope.text), target=(0, len(scope.rendering)), severity="critical" if worse else None,
        evidence=tuple(f"also rendered: {other}" for other in others), confidence=0.95 if worse else 0.9,
    )  # fmt: skip


INCONSISTENT_RENDERING = Rule(
    id="inconsistent_rendering", severity="minor", mqm="term-inconsistency", its="inconsistency",
    message="The same sentence is rendered differently elsewhere in the batch", message_zh="同一句在本批次中译法不一致",
    source="peers: check 7", triggers=(ALWAYS,), find=find, doc=__doc__, level="batch",
    fires=(
        Fires("Ask your pharmacist.", "Ask your pharmacist.", rendering="请咨询药师。", others=("请向您的药剂师询问。",)),
        Fires("每日两次。", "每日两次。", rendering="Twice a day.", others=("Two times daily.", "Twice a day.")),
    ),
    quiet=(
        Quiet("Ask your pharmacist.", "only the marks differ", rendering="请咨询药师。", others=("请咨询药师.",)),
        Quiet("每日两次。", "only the case differs", rendering="Twice a day.", others=("twice a day.",)),
    ),
)  # fmt: skip
