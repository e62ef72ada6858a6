"""A loop inside a sentence: the same group of words said three times or more in a row.

Why it matters: an engine ran in circles there, and what it was to say instead is lost.
Leaves alone: doubled words (`doubled_word`), laughter, and rows that differ in a number (day 1: 5 mg, day 2: 5 mg).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, LATIN, fold

_TOKEN = re.compile(rf"[{LATIN}0-9]+|[{HAN}]")
# Words or Han characters of a group, and of the whole loop: two words four times, or three words three times.
SHORTEST, LONGEST, WHOLE = 2, 24, 8
TIMES = 3
LEAST_AGAIN = 5  # words of the shortest loops that were said before: six of three times three, six of four times two


def find(scope: Scope) -> Iterator[Found]:
    """Yield each loop from its first round to its last."""
    words = _TOKEN.findall(fold(scope.text))
    if len(words) < WHOLE or len(set(words)) > len(words) - LEAST_AGAIN or scope.kind == "citation":
        return  # every word of a loop but those of its first round was said before
    if len(set(zip(words, words[1:], words[2:], strict=False))) > len(words) - 2 - 3:
        return  # and three of its triples at least
    tokens = list(_TOKEN.finditer(scope.text))
    at = 0
    while at < len(words) - WHOLE + 1:
        size, end = _loop(words, at)
        if size:
            start, stop = tokens[at].start(), tokens[end - 1].end()
            yield Found(start, stop, evidence=(f"said {(end - at) // size} times",), confidence=0.9)
        at = end


def _loop(words: list[str], at: int) -> tuple[int, int]:
    """The size of the smallest group that repeats from here and where its loop ends; size 0 and the next word if none."""
    for size in range(SHORTEST, min(LONGEST, (len(words) - at) // TIMES) + 1):
        end = at + size
        while end < len(words) and words[end] == words[end - size]:
            end += 1
        rounds = (end - at) // size
        group = words[at : at + size]
        if rounds >= TIMES and rounds * size >= WHOLE and len(set(group)) > 1 and not all(map(str.isdigit, group)):
            return size, at + rounds * size
    return 0, at + 1


REPETITION_IN_TEXT = Rule(
    id="repetition_in_text", severity="major", mqm="addition", its="duplication",
    message="The same words three times or more in a row", message_zh="同一语句连续重复三次以上",
    source="peers: check 60; argos-translate#422", triggers=(HAS_LATIN, HAS_HAN), find=find, doc=__doc__,
    fires=(
        Fires("The test is negative or positive, negative or positive, negative or positive in most people.", "negative or positive, negative or positive, negative or positive"),
        Fires("结果为阴性、阳性、阴性、阳性、阴性、阳性。", "阴性、阳性、阴性、阳性、阴性、阳性"),
        Fires("Drink enough water in the morning in the morning in the morning.", "in the morning in the morning in the morning"),
    ),
    quiet=(
        Quiet("Take 5 mg on day one, 5 mg on day two, 5 mg on day three.", "each round says another day"),
        Quiet("她一步一步地走，哈哈哈哈哈哈哈哈地笑。", "reduplication and laughter"),
        Quiet("It came again and again and again.", "emphasis on one word"),
    ),
)  # fmt: skip
