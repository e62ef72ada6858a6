"""Replacement characters (U+FFFD): bytes no character set explains.

Why it matters: a character is lost for good, and it may have been a digit.
Leaves alone: everything that decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope

_LOST = re.compile("[^\\s\ufffd]*\ufffd+[^\\s\ufffd]*")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each word with lost characters."""
    for match in _LOST.finditer(scope.text):
        yield Found(match.start(), match.end(), confidence=0.99)


UNDECODABLE_TEXT = Rule(
    id="undecodable_text", severity="major", mqm="character-encoding", its="characters",
    message="Characters lost in decoding", message_zh="解码时丢失的字符",
    source="CheckMate: corrupted characters", triggers=("\ufffd",), find=find, doc=__doc__,
    fires=(Fires("Take 5\ufffd mg a day.", "5\ufffd"), Fires("高\ufffd压患者", "高\ufffd压患者")),
    quiet=(
        Quiet("Take 5 mg a day?", "an ordinary question mark"),
        Quiet("温度为38℃。", "a rare but sound character"),
    ),
)  # fmt: skip
