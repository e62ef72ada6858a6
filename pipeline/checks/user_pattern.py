"""What a pattern of the glossary's own `patterns.yaml` finds: checks a reviewer wrote without a line of code.

Why it matters: every site has faults of its own, and who sees one again and again should be able to name it once.
Leaves alone: what the pattern's own counter-examples hold, tried whenever the glossary is loaded, citations, and drafts
and deprecated patterns. A pattern that takes too long on a sentence gives up there and says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.patterns import TooSlowError, found
from pipeline.lexicon.schema import Pattern
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language


def find(scope: Scope) -> Iterator[Found]:
    """Yield each match of each pattern in force for the sentence's language."""
    patterns = scope.lexicon.glossary.patterns
    if not patterns or scope.kind == "citation":
        return
    language = main_language(scope.text)
    for pattern in patterns:
        if pattern.status == "approved" and pattern.language in ("any", language):
            yield from _matches(pattern, scope.text)


def _matches(pattern: Pattern, text: str) -> Iterator[Found]:
    name = f"pattern: {pattern.id}"
    try:
        matches = found(pattern.pattern, text)
    except TooSlowError:
        yield Found(
            0, len(text), severity="minor", evidence=(name, "gave up: too slow on this sentence"), confidence=0.1
        )
        return
    right = pattern.suggestion
    for match in matches:
        yield Found(
            match.start(), match.end(), severity=pattern.severity, evidence=(pattern.message, name), confidence=0.9,
            suggest_en=match.expand(right.en) if right.en else None,
            suggest_zh=match.expand(right.zh) if right.zh else None,
        )  # fmt: skip


USER_PATTERN = Rule(
    id="user_pattern", severity="major", mqm="textual-conventions", its="pattern-problem",
    message="Pattern of the glossary's own list", message_zh="符合术语库自定义模式",
    source="glossary/patterns.yaml", triggers=(ALWAYS,), find=find, doc=__doc__,
    fires=(
        Fires("Honey cures every cough.[citation needed]", "[citation needed]"),
        Fires("Put in one drop q.o.d. for two weeks.", "q.o.d."),
    ),
    quiet=(
        Quiet("Another citation was needed for that claim.", "the words of a note, in a sentence"),
        Quiet("Put in one drop every day for two weeks.", "the same written out"),
    ),
)  # fmt: skip
