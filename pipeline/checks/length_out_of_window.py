"""A rendering far shorter or longer than any sound one of its source: a clause dropped, or invented.

Why it matters: what was left out of a warning is not missed by anyone who reads only the rendering.
Leaves alone: all lengths that sound renderings have. Between those and the clear cases a rendering is flagged only if
a term of the source has no trace in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.lexicon.rendered import Side, unrendered
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import LATIN, han_count

# A Han character says as much as 3.1 Latin letters: with this one figure the middle of the ratio rendering to source is
# 1.0 in both directions and for every length (13,260 sound pairs), so that mixed sentences need no other.
LETTERS_PER_HAN = 3.1
_LETTER = re.compile(f"[{LATIN}]")
_NUMBER = re.compile("[0-9]+")
# An acronym may be written out on the other side. (Leaving brackets out of the count was tried: twice the false alarms.)
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,6}(?![a-z])")
LETTERS_OF_ACRONYM = 8  # between what is written and what it stands for
# By size of the source in letters: below the first ratio 0.1 to 0.2% of sound renderings lie, below the second 3%, and
# above the third 0.1%. Of renderings with a clause dropped, 7 in 10 lie below the first and 17 in 20 below the second.
STEPS = (30, 60, 100, 160)
WINDOWS = ((0.38, 0.54, 2.7), (0.46, 0.66, 1.9), (0.57, 0.71, 1.65), (0.6, 0.73, 1.4), (0.7, 0.78, 1.3))
LITTLE = 0.34  # share of a term below which it has left no trace


def find(scope: Scope) -> Iterator[Found]:
    """Yield the whole sentence if its rendering is too short or too long."""
    source = size(scope.text)
    if not source:
        return
    ratio = size(scope.rendering) / source
    shortest, short, longest = WINDOWS[bisect_right(STEPS, source)]
    if short <= ratio <= longest:
        return
    if shortest <= ratio < short and not _has_lost_term(scope):
        return
    yield Found(
        0, len(scope.text), target=(0, len(scope.rendering)), evidence=(f"{ratio:.2f} of the expected length",),
        confidence=0.9 if ratio < shortest or ratio > longest else 0.75,
    )  # fmt: skip


def size(text: str) -> float:
    """How much a text says, in Latin letters; a number counts as two.

    >>> size("服药3天"), size("for 3 days")
    (11.3, 9.0)
    """
    letters = len(_LETTER.findall(text)) + sum(LETTERS_OF_ACRONYM - len(word) for word in _ACRONYM.findall(text))
    return round(LETTERS_PER_HAN * han_count(text) + letters + 2 * len(_NUMBER.findall(text)), 1)


def _has_lost_term(scope: Scope) -> bool:
    source, rendering = Side(scope.text, scope.hits), Side(scope.rendering, scope.rendering_hits)
    return any(item.share < LITTLE for item in unrendered(source, rendering, scope.lexicon.counterparts))


LENGTH_OUT_OF_WINDOW = Rule(
    id="length_out_of_window", severity="major", mqm="omission", its="length",
    message="Rendering much shorter or longer than the source", message_zh="译文长度与原文相差过大",
    source="peers: check 17", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires(
            "Stop the tablets at once, tell your doctor, and do not drive until you feel well again.",
            "Stop the tablets at once, tell your doctor, and do not drive until you feel well again.",
            rendering="立即停药，并告知医生。",
        ),
        Fires("请多喝水。", "请多喝水。", rendering="Drink plenty of water, rest in bed, avoid alcohol and see your doctor."),
    ),
    quiet=(
        Quiet("Store below 25 °C.", "Chinese is short", rendering="25 ℃以下保存。"),
        Quiet("Side effects", "a heading", rendering="不良反应"),
    ),
)  # fmt: skip
