"""A rendering that uses a form the term base avoids, or a word in a sense it does not have: 睡眠艾滋病 for sleep aids.

Why it matters: engines make the very mistakes this tool repairs; a rendering may not bring them back.
Leaves alone: what the repairs of source texts leave alone: the same cues and counter-cues decide here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.repairs import avoided_term, wrong_sense
from pipeline.rule import HAS_AVOID, HAS_SENSE, Fires, Found, Quiet, Rule, Scope
from pipeline.text import View

ROLES = frozenset({"avoid", "wrong"})
# A cue that is only somewhere in the sentence convicts too often: both false alarms on 3,380 sound renderings had one.
SURE = 0.9


def find(scope: Scope) -> Iterator[Found]:
    """Yield each wrong surface of the rendering that the repairs would change or flag in a source."""
    if not any(hit.form.role in ROLES for hit in scope.rendering_hits):
        return
    rendering = replace(
        scope, view=View(scope.rendering, 0, len(scope.rendering)), hits=scope.rendering_hits, unknown=()
    )
    for finder in (avoided_term.find, wrong_sense.find):
        for item in finder(rendering):
            yield Found(
                0, len(scope.text), target=(item.start, item.end), suggest_en=item.suggest_en, suggest_zh=item.suggest_zh,
                severity="minor" if item.confidence < SURE else item.severity, evidence=item.evidence, confidence=item.confidence,
            )  # fmt: skip


AVOIDED_FORM_USED = Rule(
    id="avoided_form_used", severity="major", mqm="wrong-term", its="terminology",
    message="Form to avoid, or wrong sense, in the rendering", message_zh="译文使用了应避免的译法或词义错误的译法",
    source="peers: checks 11 and 13; glossary", triggers=(HAS_AVOID, HAS_SENSE), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("She was given sleep aids.", "She was given sleep aids.", rendering="医生开了睡眠艾滋病给她。"),
        Fires("He once had a heart attack.", "He once had a heart attack.", rendering="他曾患心肌梗塞。"),
    ),
    quiet=(
        Quiet("He has AIDS.", "the disease itself", rendering="他患有艾滋病。"),
        Quiet("He once had a heart attack.", "the approved term", rendering="他曾患心肌梗死。"),
    ),
)  # fmt: skip
