"""English words or clauses left inside a Chinese sentence.

Why it matters: half the sentence is missing for the reader of the Chinese version.
Leaves alone: acronyms, units, genes, names in brackets, letters of names (B超), addresses, citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_BOTH, Fires, Found, Quiet, Rule, Scope
from pipeline.text import LATIN

_LETTER = re.compile(f"[{LATIN}]")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each damaged English run, trimmed to its words; a run that is one glossary term says which."""
    if scope.kind == "citation" or not any(run.kind == "damage" for run in scope.original_runs):
        return
    for run in scope.runs:
        if run.kind != "damage" or run.lang != "en":
            continue
        span = scope.text[run.start : run.end]
        core = span.rstrip(" ,.;:()（）“”\"'-—，。；：、！？!?")
        if _LETTER.search(core) is None:
            continue
        entry = scope.lexicon.entry_of(core)
        yield Found(
            run.start, run.start + len(core), suggest_zh=entry.zh.preferred if entry and entry.zh else None,
            confidence=0.92, evidence=(f"glossary: {entry.id}",) if entry else (),
        )  # fmt: skip


ENGLISH_IN_CHINESE = Rule(
    id="english_in_chinese", severity="major", mqm="untranslated", its="untranslated",
    message="English left in a Chinese sentence", message_zh="中文句子中残留英文",
    source="peers: leftover source language", triggers=(HAS_BOTH,), find=find, doc=__doc__,
    fires=(
        Fires("患者应在饭后take the tablet并多喝水。", "take the tablet"),
        Fires("这种药可能导致dizziness和疲劳，请注意。", "dizziness"),
    ),
    quiet=(
        Quiet("美国FDA批准了这种药物。", "an acronym"),
        Quiet("每日剂量为20 mg，检查HbA1c水平。", "a unit and a test"),
    ),
)  # fmt: skip
