"""No-break, thin, ideographic and other exotic spaces where an ordinary space is meant.

Why it matters: "50 mg" with a no-break space is another string to a memory or a matcher.
Leaves alone: the ordinary space and the tab.
"""

from __future__ import annotations

from pipeline.kinds import replaced_runs
from pipeline.rule import Fires, Quiet, Rule

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

find = replaced_runs(_SPACES, lambda _run: " ")

EXOTIC_SPACE = Rule(
    id="exotic_space", severity="minor", mqm="punctuation", its="whitespace",
    message="Exotic space character", message_zh="特殊空格字符",
    source="Unicode: general category Zs", triggers=tuple(_SPACES), find=find, doc=__doc__, everywhere=True, level="block",
    fires=(Fires("Take 50\u00a0mg a day.", "\u00a0", " "), Fires("高血压\u3000患者", "\u3000", " ")),
    quiet=(
        Quiet("Take 50 mg a day.", "an ordinary space"),
        Quiet("Name\tDose", "a tab separates cells"),
    ),
)  # fmt: skip
