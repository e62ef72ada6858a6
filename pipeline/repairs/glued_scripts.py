"""English and Chinese glued without a space in an English sentence: has糖尿病and.

Why it matters: once the Chinese word is replaced by its English rendering, the words around it must not run together.
Leaves alone: Chinese sentences, where no space stands between Han and Latin, and brackets and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_BOTH, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language
from pipeline.text import HAN, LATIN

_JOINT = re.compile(rf"([{LATIN}0-9]+)(?=[{HAN}])|([{HAN}]+)(?=[{LATIN}0-9])")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each joint; the edit inserts a space there."""
    if main_language(scope.text) != "en" or scope.kind == "citation":
        return
    for match in _JOINT.finditer(scope.text):
        yield Found(match.start(), match.end(), " ", at=(match.end(), match.end()), confidence=0.95)


GLUED_SCRIPTS = Rule(
    id="glued_scripts", severity="minor", mqm="spelling", its="whitespace",
    message="English and Chinese glued in an English sentence", message_zh="英文句子中英汉文字粘连",
    source="project: sentence-wise machine translation drops the space", triggers=(HAS_BOTH,), find=find, doc=__doc__,
    fires=(
        Fires("Nobody in her family has糖尿病 or has ever smoked.", "has", "has "),
        Fires("People with 高血压should check it at home every week.", "高血压", "高血压 "),
    ),
    quiet=(
        Quiet("医生建议做MRI检查。", "Chinese sets no space beside Latin"),
        Quiet("The herb (人参) is sold as a tonic.", "a bracket stands between"),
    ),
)  # fmt: skip
