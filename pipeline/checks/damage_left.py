"""Damage in a rendering: replacement characters, place holders, broken encoding, doubled marks, glued words, advertising.

Why it matters: a clean version may not carry the damage it was made to remove, nor what an engine adds of its own.
Leaves alone: ellipses and dashes, "?!", and Latin names the source holds as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.repairs import corrupted_name, glued_words
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import View, fold

_JUNK = re.compile(
    "\ufffd|[\u0000-\u0008\u000b-\u001f\u007f\u200b\ue000-\uf8ff]"  # replacement, control and private characters
    "|[\u27e6\u27e7]"  # ⟦ ⟧: place holders that were not filled again
    "|<(?:unk|pad|s|/s)>|[\u2581]"  # pieces of a tokenizer
    "|[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf\u2018-\u203a™œ\u009d]?|锟斤拷|烫烫烫|屯屯屯"  # text read in a wrong encoding
    "|，[，。、；]|。[，。、；]|、[，。、]|；[；。]|：[：。]|(?<![.…])\\.\\.(?![.…])|,,|;;|(?<!:)::(?!:)|, ?[.;](?![0-9])"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each piece of damage the rendering has and the source, there, has not."""
    rendering, source = scope.rendering, scope.text
    for match in _JUNK.finditer(rendering):
        if match[0] not in source or not match[0].isascii():
            yield Found(0, len(source), target=match.span(), confidence=0.95)
    for span in scope.lexicon.spam_spans(rendering):
        yield Found(0, len(source), target=span, confidence=0.9, severity="critical")
    yield from _misspelt(scope)


def _misspelt(scope: Scope) -> Iterator[Found]:
    """Glued words and corrupted drug names the repairs would change, unless the source holds them as well."""
    rendering, source = scope.rendering, fold(scope.text)
    unknown = tuple(
        (start, end)
        for start, end in scope.lexicon.unknown_words(rendering)
        if fold(rendering[start:end]) not in source
    )
    if not unknown:
        return
    seen = replace(scope, view=View(rendering, 0, len(rendering)), hits=scope.rendering_hits, unknown=unknown)
    for finder in (glued_words.find, corrupted_name.find):
        for item in finder(seen):
            if item.new is not None:
                yield Found(0, len(scope.text), target=(item.start, item.end), confidence=item.confidence)


DAMAGE_LEFT = Rule(
    id="damage_left", severity="major", mqm="unintelligible", its="characters",
    message="Damage in the rendering", message_zh="译文中有损坏的字符或词语",
    source="peers: checks 33 to 35; DESIGN section 7", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take it with water.", "Take it with water.", rendering="用水⟦2⟧送服。"),
        Fires("Rest in bed.", "Rest in bed.", rendering="请卧床，，休息。"),
        Fires("按时服用阿司匹林。", "按时服用阿司匹林。", rendering="Take theaspirin on time."),
    ),
    quiet=(
        Quiet("Wait... then breathe.", "an ellipsis", rendering="等一等……再呼吸。"),
        Quiet("服用xyzolimus。", "a name the source holds", rendering="Take xyzolimus."),
    ),
)  # fmt: skip
