"""A rendering that makes a duty a permission, or a permission a duty: You must stop -> 您可以停药.

Why it matters: "must be taken with food" and "may be taken with food" are different orders.
Leaves alone: all shades between must, should and need, and duties said by an order or a condition (请, 才能, 只能).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quantity import modality_reversal
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield the whole sentence if its modality is turned round."""
    reversal = modality_reversal(scope.text, scope.source_language, scope.rendering, scope.language)
    if reversal is not None:
        target = (0, len(scope.rendering))
        yield Found(0, len(scope.text), target=target, evidence=(reversal,), confidence=0.8)


MODALITY_DIFFERS = Rule(
    id="modality_differs", severity="major", mqm="mistranslation", its="mistranslation",
    message="Duty and permission differ from the source", message_zh="“必须”与“可以”与原文不符",
    source="peers: check 50", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("You must stop at once.", "You must stop at once.", rendering="您可以立即停药。"),
        Fires("空腹者必须禁饮。", "空腹者必须禁饮。", rendering="Fasting patients may drink nothing."),
        Fires("You may drink water.", "You may drink water.", rendering="您必须饮水。"),
    ),
    quiet=(
        Quiet("You must see a doctor first.", "a condition", rendering="先看医生才可以服用。"),
        Quiet("You should rest.", "should is no clear duty", rendering="您可以休息。"),
    ),
)  # fmt: skip
