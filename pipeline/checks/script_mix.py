"""Sentences in Traditional characters in a Simplified article, or the other way round.

Why it matters: the passage comes from another page, and its terms are another region's (硬體, 鎮靜劑).
Leaves alone: quotations, titles and brackets, names of one or two characters, and characters both scripts use (台, 后).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import simplified, traditional

LEAST = 3  # different characters of the other script in a sentence; fewer may be a name
_ASIDE = re.compile("“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|（[^）]*）|\\([^)]*\\)")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each sentence in the script the rest of the article is not in."""
    if scope.text.isascii():
        return
    one, other = _scripts(scope.lexicon.words("shared-characters"))
    if not other.search(scope.text) or not one.search(scope.text):
        return
    places = [_places(view.text, one, other) for view in scope.views]
    in_simplified, in_traditional = (sum(len(place[n]) for place in places) for n in (0, 1))
    minority = 0 if in_simplified < in_traditional else 1
    for n, place in enumerate(places):
        text, there = scope.views[n].text, place[minority]
        if len({text[at] for at in there}) < LEAST or scope.kinds[n] == "citation":
            continue
        start = scope.view.from_original(scope.views[n].start)
        sample = "".join(dict.fromkeys(text[at] for at in there))[:12]
        said = ("Simplified", "Traditional")[minority]
        right = traditional(text) if minority == 0 else simplified(text)
        yield Found(start, start + len(text), suggest_zh=right, evidence=(f"{said}: {sample}",), confidence=0.9)


@cache
def _scripts(shared: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters that only Simplified has, and those that only Traditional has."""
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    lines = "\n".join(every)
    as_simplified, as_traditional = simplified(lines).split("\n"), traditional(lines).split("\n")
    rows = list(zip(every, as_simplified, as_traditional, strict=True))
    only_simplified = "".join(char for char, _, other in rows if other != char and char not in shared)
    only_traditional = "".join(char for char, other, _ in rows if other != char and char not in shared)
    return re.compile(f"[{only_simplified}]"), re.compile(f"[{only_traditional}]")


def _places(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Where characters of only one script stand, outside quotations and brackets: Simplified, Traditional."""
    found = [match.start() for match in one.finditer(text)], [match.start() for match in other.finditer(text)]
    if not found[0] and not found[1]:
        return found
    aside = [match.span() for match in _ASIDE.finditer(text)]
    kept = ([at for at in places if not any(start <= at < end for start, end in aside)] for places in found)
    return next(kept), next(kept)


SCRIPT_MIX = Rule(
    id="script_mix", severity="minor", mqm="inconsistent-style", its="inconsistency",
    message="Simplified and Traditional characters in one article", message_zh="简体与繁体混用",
    source="peers: check 61; OpenCC", triggers=(ALWAYS,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("高血压患者应按时服药，并定期测量血压。\n\n請勿自行停藥或調整劑量。", "請勿自行停藥或調整劑量。"),
        Fires("憂鬱症患者應按時服藥，並與醫師討論劑量。\n\n这种药可能引起头晕。", "这种药可能引起头晕。"),
    ),
    quiet=(
        Quiet("憂鬱症患者應按時服藥，並與醫師討論劑量。", "the whole article is Traditional"),
        Quiet("他在书中写道：「請勿自行停藥。」这句话很有名。", "a quotation in its own script"),
        Quiet("台湾的朋友几天后来信，谈到頤和园。", "a name, and characters both scripts use"),
    ),
)  # fmt: skip
