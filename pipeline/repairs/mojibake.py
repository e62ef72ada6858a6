"""UTF-8 text that was read as Latin-1 or Windows-1252: â€™ for ’, æŠ‘ for 抑.

Why it matters: the letters are there but nobody can read them, and every later rule takes them for foreign words.
Leaves alone: accented names, full-width punctuation and curly quotes; only a stretch that decodes cleanly is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import ftfy

from pipeline.rule import Fires, Found, Quiet, Rule, Scope

# What UTF-8 lead bytes become in Latin-1 and Windows-1252; no sound text of ours holds two such characters together.
_SUSPECT = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+(?:[\u00c2-\u00f4\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122])*"
)
_LEADS = "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóô"


def find(scope: Scope) -> Iterator[Found]:
    """Yield each stretch that decodes to sound text."""
    for match in _SUSPECT.finditer(scope.text):
        fixed = ftfy.fix_encoding(match[0])
        if fixed != match[0] and len(fixed) < len(match[0]):
            yield Found(match.start(), match.end(), fixed, confidence=0.98)


MOJIBAKE = Rule(
    id="mojibake", severity="minor", mqm="character-encoding", its="characters",
    message="Text decoded with the wrong character set", message_zh="字符编码错误（乱码）",
    source="ftfy: fixes for mojibake", triggers=tuple(_LEADS.lower()), find=find, doc=__doc__, everywhere=True, level="block",
    fires=(
        Fires("The patientâ€™s blood pressure fell.", "â€™", "’"),
        Fires("Doctors call it æŠ‘éƒ disorder.".replace("æŠ‘éƒ ", "æŠ‘ "), "æŠ‘", "抑"),
    ),
    quiet=(
        Quiet("Dr José Núñez wrote the naïve summary.", "accented letters, one at a time"),
        Quiet("She called it “a façade” — twice.", "curly quotes beside an accented word"),
    ),
)  # fmt: skip
