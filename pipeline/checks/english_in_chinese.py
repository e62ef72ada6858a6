"""English words or clauses left inside a Chinese sentence.

Why it matters: half the sentence is missing for the reader of the Chinese version.
Leaves alone: acronyms, units, genes, names in brackets, letters of names (B超), addresses, citations.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.kinds import left_over
from pipeline.rule import HAS_BOTH, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each damaged run, trimmed to its words."""
    yield from left_over(scope, "en")


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
