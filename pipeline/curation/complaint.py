"""What lint says about one entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry
from pipeline.lexicon.schema import Forms
from pipeline.model import Language

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with one entry (its id, or the name of a part)."""

    level: Level
    entry: str
    text: str


def entries_of(glossary: Glossary) -> list[Entry]:
    """Terms and names."""
    return [*glossary.terms, *glossary.names]


def both(entry: Entry) -> Iterator[tuple[Language, Forms]]:
    """The forms of an entry, language by language."""
    yield "en", entry.en
    if entry.zh is not None:
        yield "zh", entry.zh
