"""The glossary as training material: its entries by number, and each as a few short pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import Entry
from training.pairs import Pair

SOURCE = "glossary"
TIER = "glossary"
TO_EN, TO_ZH = "synonym-to-en", "synonym-to-zh"  # drawn for one direction only: their source is no approved form


@dataclass(frozen=True, slots=True)
class Entries:
    """Approved entries with a form in both languages, and the number of each by its id."""

    entries: tuple[Entry, ...]
    numbers: dict[str, int]

    def forms(self) -> tuple[tuple[str, str], ...]:
        """English and Chinese preferred form of every entry, by number."""
        return tuple((entry.en.preferred, entry.zh.preferred) for entry in self.entries if entry.zh is not None)


def approved_entries(lexicon: Lexicon) -> Entries:
    """The entries that may be put into a text."""
    approved = [e for e in lexicon.entries.values() if e.status == "approved" and e.zh is not None]
    return Entries(tuple(approved), {entry.id: n for n, entry in enumerate(approved)})


def glossary_pairs(lexicon: Lexicon) -> Iterator[Pair]:
    """Short pairs of the approved entries: preferred forms for both directions, synonyms as sources only.

    A name without Chinese stays Latin in Chinese, so its pair has the same text twice.
    """
    for entry in lexicon.entries.values():
        if entry.status != "approved" or entry.kind == "journal":
            continue
        en, zh = entry.en.preferred, entry.zh.preferred if entry.zh else entry.en.preferred
        yield Pair(TIER, en, zh, source=SOURCE)
        if entry.zh is None:
            continue
        yield from (Pair(TO_ZH, also, zh, source=SOURCE) for also in entry.en.also)
        yield from (Pair(TO_EN, en, also, source=SOURCE) for also in entry.zh.also)
        for abbr in entry.en.abbr:
            yield Pair(TIER, f"{en} ({abbr})", f"{zh}（{abbr}）", source=SOURCE)
