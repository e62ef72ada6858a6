"""A rendering that changed sides: the left eye -> 右眼.

Why it matters: wrong-side surgery begins with one word.
Leaves alone: right as 'correct', left as 'departed', and sentences whose sides agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantity import side_swaps
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each side the rendering names where the source names the other."""
    for side in side_swaps(scope.text, scope.source_language, scope.rendering, scope.language):
        yield Found(0, len(scope.text), target=(side.start, side.end), confidence=0.9)


LATERALITY_DIFFERS = Rule(
    id="laterality_differs", severity="critical", mqm="mistranslation", its="mistranslation",
    message="Left and right differ from the source", message_zh="左右方位与原文不符",
    source="peers: check 51", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Put one drop into the left eye.", "Put one drop into the left eye.", rendering="在右眼滴一滴。"),
        Fires("疼痛在右膝。", "疼痛在右膝。", rendering="The pain is in the left knee."),
    ),
    quiet=(
        Quiet("Put one drop into the left eye.", "the same side", rendering="在左眼滴一滴。"),
        Quiet("This is the right dose.", "right means correct", rendering="这是正确的剂量。"),
    ),
)  # fmt: skip
