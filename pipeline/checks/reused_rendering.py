"""One rendering that stands for sentences with different values, negations or drugs in different places of a batch.

Why it matters: at least one of the sentences is rendered wrongly, and each alone may look right.
Leaves alone: sentences that say the same in other words (nausea and feeling sick are both 恶心).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Lang
from pipeline.quantity import differences, lost_negations
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope

_SAID_BY_NAME = frozenset({"drug", "brand"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield once if another source of the rendering cannot mean the same."""
    source = scope.source_language
    others = [other for other in scope.others if _cannot_be_equal(scope.text, other, source, scope)]
    if others:
        yield Found(
            0, len(scope.text), target=(0, len(scope.rendering)), confidence=0.9,
            evidence=tuple(f"also renders: {other}" for other in others),
        )  # fmt: skip


def _cannot_be_equal(text: str, other: str, language: Lang, scope: Scope) -> bool:
    if differences(text, language, other, language):
        return True
    if lost_negations(text, language, other, language) or lost_negations(other, language, text, language):
        return True
    return _names(text, scope) != _names(other, scope)


def _names(text: str, scope: Scope) -> set[str]:
    entries = (hit.form.entry for hit in scope.lexicon.scan(text))
    return {entry.id for entry in entries if entry is not None and entry.kind in _SAID_BY_NAME}


REUSED_RENDERING = Rule(
    id="reused_rendering", severity="major", mqm="mistranslation", its="inconsistency",
    message="Different sentences have this one rendering", message_zh="不同的句子用了同一译文",
    source="peers: check 8", triggers=(ALWAYS,), find=find, doc=__doc__, level="batch",
    fires=(
        Fires("Take 5 mg.", "Take 5 mg.", rendering="服用5 mg。", others=("Take 50 mg.",)),
        Fires("不要停药。", "不要停药。", rendering="Stop the medicine.", others=("请停药。",)),
    ),
    quiet=(
        Quiet("Nausea", "two names of one thing", rendering="恶心", others=("Feeling sick",)),
        Quiet("Take 5 mg.", "the same value spelt out", rendering="服用5 mg。", others=("Take five mg.",)),
    ),
)  # fmt: skip
