"""The general English word list: what a word is known by when no glossary knows it."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

# What British and American spelling set for one another, written alike.
_VARIANTS = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        ("our", "or"), ("re$", "er"), ("re(?=[sd]$)", "er"), ("ae|oe", "e"), ("k", "c"), ("[sz]|c(?=[eiy])", "s"),
        ("y", "i"),
        (r"([lpstgm])\1(?=(?:ing|ings|ed|er|ers|or|ors|al|able|ation|ment|ful)$)", r"\1"),
        ("e(?=ment|ing|able|al)", ""),
    )
)  # fmt: skip


@cache
def english_words() -> frozenset[str]:
    """The 82,000-word English list that symspellpy carries (the package is used for this list only)."""
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    return frozenset(file.read_text(encoding="utf-8-sig").split()[::2])  # word, frequency, word, frequency ...


@cache
def word_counts() -> dict[str, int]:
    """How often each word of that list stands in its corpus; only orders of magnitude mean anything."""
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    fields = file.read_text(encoding="utf-8-sig").split()
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))


def is_spelling_variant(word: str, other: str) -> bool:
    """Whether two words are one in British and American spelling.

    >>> is_spelling_variant("travelling", "traveling"), is_spelling_variant("fibre", "fiber")
    (True, True)
    >>> is_spelling_variant("infusion", "fusion")
    False
    """
    for pattern, one in _VARIANTS:
        word, other = pattern.sub(one, word), pattern.sub(one, other)
    return word == other
