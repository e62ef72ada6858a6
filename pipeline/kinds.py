"""Shapes several rules share: a character class to replace, and what one language leaves in a sentence of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.model import Language
from pipeline.rule import Found, Scope
from pipeline.text import is_han, is_latin

_EDGE = " ,.;:()（）“”\"'-—，。；：、！？!?"


def replaced_runs(chars: str, new: Callable[[str], str]) -> Callable[[Scope], Iterator[Found]]:
    """Return the generator of a rule that replaces every run of some characters by `new` of it."""
    pattern = re.compile(f"[{re.escape(chars)}]+")

    def find(scope: Scope) -> Iterator[Found]:
        for match in pattern.finditer(scope.text):
            yield Found(match.start(), match.end(), new(match[0]), confidence=0.99)

    return find


def left_over(scope: Scope, language: Language) -> Iterator[Found]:
    """Yield each damaged run of a language, trimmed to its words; a run that is one glossary term says which."""
    if scope.kind == "citation" or not any(run.kind == "damage" for run in scope.original_runs):
        return
    belongs = is_han if language == "zh" else is_latin
    for run in scope.runs:
        core = scope.text[run.start : run.end].rstrip(_EDGE)
        if run.kind != "damage" or run.lang != language or not any(map(belongs, core)):
            continue
        entry = scope.lexicon.entry_of(core)
        chinese = entry.zh.preferred if entry is not None and entry.zh is not None else None
        yield Found(
            run.start,
            run.start + len(core),
            suggest_en=entry.en.preferred if entry is not None and language == "zh" else None,
            suggest_zh=chinese if language == "en" else None,
            evidence=(f"glossary: {entry.id}",) if entry is not None else (),
            confidence=0.95 if language == "zh" else 0.92,
        )
