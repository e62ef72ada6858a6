"""A quotation mark or title mark that opens and never closes in its paragraph, or closes what nothing opened.

Why it matters: a reader cannot tell whose words these are, or where a title ends.
Leaves alone: apostrophes, inches and seconds (5'10"), decades ('90s), and a quotation that goes on in the next paragraph,
which begins with a mark again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.kinds import unpaired
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope

_PAIRS = {"“": "”", "《": "》", "〈": "〉", "「": "」", "『": "』", "«": "»"}
_ALONE = re.compile("(?<=[0-9])[”″]|„[^“”]*[“”]")
_INCH = re.compile(r'(?<=[0-9])"')


def find(scope: Scope) -> Iterator[Found]:
    """Yield each mark without its other half."""
    for n, at in unpaired(scope, _PAIRS, _ALONE):
        if not (scope.views[n].text[at] == "“" and _goes_on(scope, n)):
            yield _found(scope, n, at)
    yield from _straight(scope)


def _goes_on(scope: Scope, n: int) -> bool:
    """Whether the next paragraph begins with an opening mark, as the parts of a long quotation do."""
    later = next((k for k in range(n + 1, len(scope.views)) if scope.blocks[k] != scope.blocks[n]), None)
    return later is not None and scope.views[later].text.startswith("“")


def _straight(scope: Scope) -> Iterator[Found]:
    """Yield the last straight mark of a block with an odd number of them; one after a digit may be inches."""
    places: list[tuple[int, int]] = []
    inches = 0
    for n, view in enumerate(scope.views):
        if '"' in view.text and scope.kinds[n] != "code":
            places += [(n, mark.start()) for mark in re.finditer('"', view.text)]
            inches += len(_INCH.findall(view.text))
        last = n + 1 == len(scope.views) or scope.blocks[n + 1] != scope.blocks[n]
        if last:
            if len(places) % 2 and not inches:
                yield _found(scope, *places[-1])
            places, inches = [], 0


def _found(scope: Scope, n: int, at: int) -> Found:
    start = scope.view.from_original(scope.views[n].start) + at
    return Found(start, start + 1, confidence=0.8)


UNPAIRED_QUOTE = Rule(
    id="unpaired_quote", severity="minor", mqm="punctuation", its="typographical",
    message="Quotation mark without its other half", message_zh="引号或书名号不成对",
    source="peers: check 28", triggers=(ALWAYS,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("She called it “a heavy fog and slept all day.", "“"),
        Fires('The label says "take with food.', '"'),
        Fires("请参阅《中国高血压防治指南。", "《"),
    ),
    quiet=(
        Quiet("He is 5'10\" tall; it's a habit of the '90s.", "feet, inches, an apostrophe and a decade"),
        Quiet("“It began at night.\n\n“By morning it was gone.”", "a quotation of two paragraphs"),
        Quiet("她说：“我头痛。”然后休息。", "a pair around a sentence"),
    ),
)  # fmt: skip
