"""What a pattern of the glossary's own `patterns.yaml` finds: checks a reviewer wrote without a line of code.

Why it matters: every site has faults of its own, and who sees one again and again should be able to name it once.
Leaves alone: what the pattern's own counter-examples hold, tried whenever the glossary is loaded, citations, and drafts
and deprecated patterns. A pattern that takes too long on a sentence gives up there and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.patterns import TooSlowError, found, is_found
from pipeline.lexicon.schema import Pattern
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language

_ANCHOR = re.compile(r"[\^$]|\\[AZbB]")  # what means another thing in an article than in a sentence of it


def find(scope: Scope) -> Iterator[Found]:
    """Yield each match of each pattern in force, sentence by sentence."""
    for pattern in scope.lexicon.glossary.patterns:
        if pattern.status == "approved" and _may_match(pattern, scope.text):
            for view, kind in zip(scope.views, scope.kinds, strict=True):
                if kind != "citation":
                    yield from _matches(pattern, view.text, scope.view.from_original(view.start))


def _may_match(pattern: Pattern, text: str) -> bool:
    """Whether a pattern is to be tried on the sentences of an article: one look at the whole spares most of them all."""
    if _ANCHOR.search(pattern.pattern):
        return True
    try:
        return is_found(pattern.pattern, text)
    except TooSlowError:
        return True


def _matches(pattern: Pattern, text: str, at: int) -> Iterator[Found]:
    name = f"pattern: {pattern.id}"
    try:
        matches = found(pattern.pattern, text)
    except TooSlowError:
        evidence = (name, "gave up: too slow on this sentence")
        yield Found(at, at + len(text), severity="minor", evidence=evidence, confidence=0.1)
        return
    if not matches or pattern.language not in ("any", main_language(text)):
        return
    right = pattern.suggestion
    for match in matches:
        yield Found(
            at + match.start(), at + match.end(), severity=pattern.severity, evidence=(pattern.message, name),
            suggest_en=match.expand(right.en) if right.en else None,
            suggest_zh=match.expand(right.zh) if right.zh else None, confidence=0.9,
        )  # fmt: skip


USER_PATTERN = Rule(
    id="user_pattern", severity="major", mqm="textual-conventions", its="pattern-problem",
    message="Pattern of the glossary's own list", message_zh="符合术语库自定义模式",
    source="glossary/patterns.yaml", triggers=(ALWAYS,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("Honey cures every cough.[citation needed]", "[citation needed]"),
        Fires("Put in one drop q.o.d. for two weeks.", "q.o.d."),
    ),
    quiet=(
        Quiet("Another citation was needed for that claim.", "the words of a note, in a sentence"),
        Quiet("Put in one drop every day for two weeks.", "the same written out"),
    ),
)  # fmt: skip
