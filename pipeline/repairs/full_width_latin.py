"""Latin letters and digits in full-width form: ５０ｍｇ for 50mg.

Why it matters: a dose in full-width digits escapes every number check.
Leaves alone: full-width punctuation, which is right in Chinese.
"""

from __future__ import annotations

from pipeline.kinds import replaced_runs
from pipeline.rule import Fires, Quiet, Rule

_WIDE = "".join(chr(0xFF10 + n) for n in range(10)) + "".join(chr(0xFF21 + n) + chr(0xFF41 + n) for n in range(26))
_TO_ASCII = {ord(char): chr(ord(char) - 0xFEE0) for char in _WIDE}

find = replaced_runs(_WIDE, lambda run: run.translate(_TO_ASCII))

FULL_WIDTH_LATIN = Rule(
    id="full_width_latin", severity="minor", mqm="character-encoding", its="characters",
    message="Full-width Latin letters or digits", message_zh="全角拉丁字母或数字",
    source="GB/T 15835-2011: digits in half width", triggers=tuple(_WIDE.lower()), find=find, doc=__doc__, everywhere=True,
    level="block",
    fires=(Fires("每次服用５０毫克。", "５０", "50"), Fires("检查ＭＲＩ结果", "ＭＲＩ", "MRI")),
    quiet=(
        Quiet("每日两次，饭后服用。", "full-width comma and stop are right in Chinese"),
        Quiet("Take 50 mg (one tablet).", "ASCII already"),
    ),
)  # fmt: skip
