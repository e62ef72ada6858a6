"""A rendering that lost or gained a negation: Do not take -> 服用.

Why it matters: it turns a warning into an instruction.
Leaves alone: negation said otherwise (without = 无), and sentences with more than one, where counting proves little.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantity import added_negations, lost_negations, negations
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each negation the rendering lost, and each it holds where the source negates nothing."""
    source = scope.source_language
    for cue in lost_negations(scope.text, source, scope.rendering, scope.language):
        doubtful = cue.weak and bool(negations(scope.rendering, scope.language))
        yield Found(
            cue.start, cue.end, confidence=0.4 if doubtful else 0.8, severity="minor" if doubtful else None,
            evidence=("negation lost",),
        )  # fmt: skip
    for cue in added_negations(scope.text, source, scope.rendering, scope.language):
        yield Found(0, len(scope.text), target=(cue.start, cue.end), confidence=0.7, evidence=("negation gained",))


NEGATION_DIFFERS = Rule(
    id="negation_differs", severity="critical", mqm="mistranslation", its="mistranslation",
    message="Negation lost or gained", message_zh="否定含义丢失或增加",
    source="peers: check 50", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Do not take it with alcohol.", "not", rendering="请与酒精同服。"),
        Fires("Never stop suddenly.", "Never", rendering="请突然停药。"),
    ),
    quiet=(
        Quiet("Do not drink alcohol.", "both negate", rendering="请勿饮酒。"),
        Quiet("Many have a 抑郁症 that hasn't resolved.", "negated in English beside Chinese", rendering="Many have a depression that hasn't resolved."),
        Quiet("It is not only safe but cheap.", "'not only' affirms", rendering="它不仅安全，而且便宜。"),
    ),
)  # fmt: skip
