"""The other language left in a rendering outside legitimate islands.

Why it matters: a version that mixes languages is not clean, whatever else is right.
Leaves alone: islands (acronyms, units, names), citations, addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import runs_of


def find(scope: Scope) -> Iterator[Found]:
    """Yield each stretch of the other language."""
    for run in runs_of(scope.rendering, scope.kind, scope.lexicon):
        foreign = run.kind == "damage" or (run.kind == "text" and run.lang not in (scope.language, "other"))
        if foreign:
            yield Found(0, len(scope.text), target=(run.start, run.end), confidence=0.95)


LANGUAGE_RESIDUE = Rule(
    id="language_residue", severity="critical", mqm="untranslated", its="untranslated",
    message="The other language left in a rendering", message_zh="译文中残留另一种语言",
    source="peers: check 33", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take the tablet with food.", "Take the tablet with food.", rendering="请随food服用药片。"),
        Fires("Drink plenty of water.", "Drink plenty of water.", rendering="请drink many water喝水。"),
    ),
    quiet=(
        Quiet("The FDA approved it.", "an acronym is an island", rendering="FDA批准了它。"),
        Quiet("Take 20 mg.", "a unit is an island", rendering="服用20 mg。"),
    ),
)  # fmt: skip
