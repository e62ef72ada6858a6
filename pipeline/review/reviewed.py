"""Sentences people have accepted, as translation memory: `glossary/phrases/reviewed.tsv`, sorted, one pair a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.atomic import write_whole
from pipeline.model import LANGUAGES

FILE = "phrases/reviewed.tsv"
Pair = tuple[str, str]


def pair_of(item: Mapping[str, Any]) -> Pair | None:
    """The (English, Chinese) of a decided sentence of a review file; None unless a person stands behind both.

    A side is a person's if it was accepted or edited, and sound if it is the source itself, unchanged.
    """
    if item["decision"] not in ("accept", "edit"):
        return None
    texts = [_side(item, language) for language in LANGUAGES]
    en, zh = (" ".join(text.split()) if text and "⟦" not in text else "" for text in texts)
    return (en, zh) if en and zh else None


def _side(item: Mapping[str, Any], language: str) -> str | None:
    shown = item.get(f"{language}_now")
    if item["decision"] == "accept" or item.get(f"{language}_status") == "original":
        return item.get(language) or shown
    return item.get(language)


def remember(folder: Path, pairs: Iterable[Pair]) -> bool:
    """Add pairs to the glossary's reviewed memory; return whether the file changed."""
    file = folder / FILE
    old = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    new = sorted({*old, *("\t".join(pair) for pair in pairs)})
    if new == old:
        return False
    write_whole(file, "".join(f"{line}\n" for line in new))
    return True
