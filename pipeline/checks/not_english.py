"""A Latin-script block that is not English at all: German, French, Spanish, Indonesian ...

Why it matters: no rule here can judge it, so it is kept as it is and said so.
Leaves alone: blocks under forty letters, where no detector is right often enough to be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.rule import HAS_LATIN, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each sentence of a block that segmentation found not to be English."""
    runs = scope.original_runs
    if runs and all(run.lang == "other" and run.kind == "text" for run in runs):
        yield Found(0, len(scope.text), confidence=0.9)


NOT_ENGLISH = Rule(
    id="not_english", severity="minor", mqm="untranslated", its="locale-specific-content",
    message="Neither English nor Chinese; kept as it is", message_zh="非英文亦非中文，原样保留",
    source="langdetect, seeded, restricted profiles", triggers=(HAS_LATIN,), find=find, doc=__doc__,
    fires=(
        Fires(
            "Bluthochdruck bleibt häufig lange unbemerkt und schädigt unterdessen Herz, Nieren und Gefäße.",
            "Bluthochdruck bleibt häufig lange unbemerkt und schädigt unterdessen Herz, Nieren und Gefäße.",
        ),
        Fires(
            "La presión arterial alta suele pasar inadvertida durante muchos años seguidos.",
            "La presión arterial alta suele pasar inadvertida durante muchos años seguidos.",
        ),
    ),
    quiet=(
        Quiet("High blood pressure often goes unnoticed for years and harms the heart meanwhile.", "an English sentence of the same shape"),
        Quiet("Guten Tag", "too short to judge"),
    ),
)  # fmt: skip
