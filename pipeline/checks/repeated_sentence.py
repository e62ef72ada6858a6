"""The same long sentence twice in one article.

Why it matters: scrapers paste passages twice, and a reader looks for a difference that is not there.
Leaves alone: short phrases, headings, list items and cells, which may rightly recur.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold, han_count

LEAST_LETTERS, LEAST_HAN = 40, 16


def find(scope: Scope) -> Iterator[Found]:
    """Yield every later copy of a sentence."""
    first: set[str] = set()
    for view, kind in zip(scope.views, scope.kinds, strict=True):
        if kind != "paragraph" or (len(view.text) < LEAST_LETTERS and han_count(view.text) < LEAST_HAN):
            continue
        key = " ".join(fold(view.text).split())
        if key in first:
            start = scope.view.from_original(view.start)
            yield Found(start, start + len(view.text), confidence=0.9, evidence=("stands earlier in the article",))
        first.add(key)


REPEATED_SENTENCE = Rule(
    id="repeated_sentence", severity="minor", mqm="addition", its="duplication",
    message="Sentence stands twice in the article", message_zh="句子重复出现",
    source="peers: repetition", triggers=(ALWAYS,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("Drink plenty of water while you take this medicine every day.\n\nDrink plenty of water while you take this medicine every day.", "Drink plenty of water while you take this medicine every day."),
        Fires("服药期间请多喝水，并按时测量血压和心率。\n\n服药期间请多喝水，并按时测量血压和心率。", "服药期间请多喝水，并按时测量血压和心率。"),
    ),
    quiet=(
        Quiet("Call your doctor.\n\nCall your doctor.", "a short advice may recur"),
        Quiet("Drink plenty of water while you take this medicine at home.\n\nDrink plenty of water while you take this medicine at work.", "they differ"),
    ),
)  # fmt: skip
