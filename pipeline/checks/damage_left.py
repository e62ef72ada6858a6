"""Damage in a rendering: replacement characters, place holders, broken encoding, doubled marks, advertising.

Why it matters: a clean version may not carry the damage it was made to remove, nor what an engine adds of its own.
Leaves alone: ellipses and dashes, "?!", and Latin names the source holds as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

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
    if scope.language == "en":
        for start, end in scope.lexicon.unknown_words(rendering):
            if _is_invented(rendering[start:end], source):
                yield Found(0, len(source), target=(start, end), confidence=0.7)


def _is_invented(word: str, source: str) -> bool:
    """A small-letter word no list knows and the source does not hold: names are capitalised, and stand there too."""
    return word.islower() and word not in fold(source)


DAMAGE_LEFT = Rule(
    id="damage_left", severity="major", mqm="unintelligible", its="characters",
    message="Damage in the rendering", message_zh="译文中有损坏的字符或词语",
    source="peers: checks 33 to 35; DESIGN section 7", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take it with water.", "Take it with water.", rendering="用水⟦2⟧送服。"),
        Fires("Rest in bed.", "Rest in bed.", rendering="请卧床，，休息。"),
        Fires("按时服药。", "按时服药。", rendering="Take your medicine ontimme."),
    ),
    quiet=(
        Quiet("Wait... then breathe.", "an ellipsis", rendering="等一等……再呼吸。"),
        Quiet("服用xyzolimus。", "a name the source holds", rendering="Take xyzolimus."),
    ),
)  # fmt: skip
