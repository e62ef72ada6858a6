"""A number glued to the words beside it where a link was lost: call911for, at0800.

Why it matters: a helpline number nobody can read is a helpline nobody calls.
Leaves alone: units (20mg), ordinals (2nd), times (5pm), codes (B12, T4, 3D).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_DIGIT, Fires, Found, Quiet, Rule, Scope

_NUMBER = r"\+?[0-9][0-9()., -]*[0-9]|[0-9]"
_BEFORE = (
    "at|call|to|from|with|by|on|and|or|for|is|of|than|about|between|over|under|around|approximately|nearly|almost|"
    "dial|phone|text|within|until|after|before|every"
)
_AFTER = (
    "for|and|or|to|from|with|is|are|in|of|if|who|that|when|because|hours|hour|minutes|days|day|weeks|week|months|month|"
    "years|year|people|patients|adults|children|women|men|percent|times|participants|studies|trials"
)
_UNIT = r"(?:mg|mcg|g|kg|mL|ml|L|IU|mmHg|%)"
_GLUED = re.compile(rf"(?<![A-Za-z0-9])(?i:({_BEFORE}))?((?:{_NUMBER})(?: ?{_UNIT})?)(?:({_AFTER}))?(?![A-Za-z0-9])")

_TOUCHING = re.compile("[A-Za-z][+]?[0-9]|[0-9%][)]?[A-Za-z]")


def find(scope: Scope) -> Iterator[Found]:
    """Yield the number with the words glued to it."""
    if _TOUCHING.search(scope.text) is None:
        return
    for match in _GLUED.finditer(scope.text):
        before, number, after = match.groups()
        if before or after:
            parts = [part.strip() for part in (before, number, after) if part]
            yield Found(match.start(), match.end(), " ".join(parts), confidence=0.96)


GLUED_DIGITS = Rule(
    id="glued_digits", severity="minor", mqm="spelling", its="whitespace",
    message="Number glued to a word", message_zh="数字与单词粘连",
    source="project: link text lost in scraping", triggers=(HAS_DIGIT,), find=find, doc=__doc__,
    fires=(
        Fires("Call the line at0800-123-456for advice.", "at0800-123-456for", "at 0800-123-456 for"),
        Fires("The effect lasted for6weeks.", "for6weeks", "for 6 weeks"),
    ),
    quiet=(
        Quiet("Take 20mg of the drug at 5pm on the 2nd day.", "units, times and ordinals are written so"),
        Quiet("Vitamin B12 and free T4 were normal.", "codes hold digits"),
    ),
)  # fmt: skip
