"""The general English word list: what a word is known by when no glossary knows it."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def english_words() -> frozenset[str]:
    """The 82,000-word English list that symspellpy carries (the package is used for this list only)."""
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    return frozenset(file.read_text(encoding="utf-8-sig").split()[::2])  # word, frequency, word, frequency ...
