"""A full stop left after an acronym and glued to Chinese: MRI.检查 for MRI检查.

Why it matters: it looks like the end of a sentence and cuts one in two.
Leaves alone: a full stop after an English word (a sentence may end there) and after 'et al.'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_BOTH, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN

# The span takes in the two Han characters after the stop: the usual Chinese word, so that a reader sees what was cut.
_GLUED = re.compile(rf"(?<![A-Za-z])([A-Za-z]?[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9-]*)(\.)[{HAN}]{{1,2}}")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each acronym with a glued full stop; the edit takes the stop out."""
    for match in _GLUED.finditer(scope.text):
        yield Found(match.start(), match.end(), "", at=match.span(2), confidence=0.96)


GLUED_FULL_STOP = Rule(
    id="glued_full_stop", severity="minor", mqm="punctuation", its="typographical",
    message="Full stop glued between an acronym and Chinese text", message_zh="缩写与汉字之间多余的句点",
    source="project: left by sentence-wise machine translation", triggers=(HAS_BOTH,), find=find, doc=__doc__,
    fires=(Fires("MRI.检查需要三十分钟。", "MRI.检查", "MRI检查"), Fires("患者的LDL.水平下降。", "LDL.水平", "LDL水平")),
    quiet=(
        Quiet("It uses an MRI. 检查需要三十分钟。", "the stop is spaced: a sentence ends there"),
        Quiet("剂量为2.5毫克。", "a decimal point"),
    ),
)  # fmt: skip
