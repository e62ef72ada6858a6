"""Zero-width spaces, soft hyphens, byte-order marks and control characters inside the text.

Why it matters: they split words for every matcher and nobody sees why (dia­betes is not diabetes).
Leaves alone: line breaks, tabs, and the joiners inside emoji.
"""

from __future__ import annotations

from pipeline.kinds import replaced_runs
from pipeline.rule import Fires, Quiet, Rule

_CHARS = "\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u0007\u0008\u000b\u000c\u001b\u007f"

find = replaced_runs(_CHARS, lambda _run: "")

INVISIBLE_CHARACTER = Rule(
    id="invisible_character", severity="minor", mqm="character-encoding", its="characters",
    message="Invisible character inside the text", message_zh="文本中含不可见字符",
    source="Weblate: zero-width space check", triggers=tuple(_CHARS), find=find, doc=__doc__, everywhere=True, level="block",
    fires=(Fires("Type 2 dia\u00adbetes is common.", "\u00ad", ""), Fires("每日\u200b一次", "\u200b", "")),
    quiet=(
        Quiet("A family \U0001f468\u200d\U0001f469 icon.", "the zero-width joiner of an emoji is U+200D, which belongs"),
        Quiet("Blood\tpressure", "a tab is layout, not damage"),
    ),
)  # fmt: skip
