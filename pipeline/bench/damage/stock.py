"""What generators may draw from: the entries of the glossary that belong to a seed, and its made-up names.

Entries are dealt by the digest of their id: one in five belongs to the held-out seed, the rest to the other. So no
drug, sense, acronym or journal is ever drawn by both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import TERM_ROLES, Entry, Hit, longest
from pipeline.lexicon.schema import Name, Sense, Term
from pipeline.model import Language
from pipeline.text import fold

Seed = Literal["A", "B"]
SEEDS: tuple[Seed, ...] = ("A", "B")
HELD_BACK = 5  # one in so many
DATA = Path(__file__).parent / "data"
_KEPT = 4000  # texts whose hits are kept; a line is asked about by every kind
_Item = TypeVar("_Item")


def seed_of(name: str) -> Seed:
    """The seed an id belongs to."""
    return "B" if hashlib.sha256(name.encode()).digest()[0] % HELD_BACK == 0 else "A"


def listed(file: str) -> tuple[str, ...]:
    """The lines of a data file of this folder, but for empty ones and comments."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True)
class Stock:
    """A glossary seen by one seed."""

    lexicon: Lexicon
    seed: Seed
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict, compare=False, repr=False)

    def mine(self, name: str) -> bool:
        """Whether an id belongs to this seed."""
        return seed_of(name) == self.seed

    def lines(self, file: str) -> tuple[str, ...]:
        """The lines of a data file that belong to this seed: half of them each."""
        parity = SEEDS.index(self.seed)
        return tuple(line for n, line in enumerate(listed(file)) if n % 2 == parity)

    def terms(self, text: str, lang: Language | None = None) -> list[tuple[Hit, Entry]]:
        """The terms and names of a text, leftmost longest, in one language if one is given."""
        found = self._hits.get(text)
        if found is None:
            if len(self._hits) > _KEPT:
                self._hits.clear()
            found = self._hits[text] = tuple(longest(self.lexicon.scan(text)))
        return [
            (hit, hit.form.entry)
            for hit in found
            if hit.form.entry is not None and hit.form.role in TERM_ROLES and lang in (None, hit.form.lang)
        ]

    def drugs(self, text: str, lang: Language) -> list[tuple[Hit, Entry]]:
        """The drugs and brands of a text that belong to this seed."""
        return [
            (hit, entry)
            for hit, entry in self.terms(text, lang)
            if entry.kind in ("drug", "brand") and self.mine(entry.id)
        ]

    @cached_property
    def senses(self) -> dict[Language, tuple[tuple[Sense, str], ...]]:
        """The approved senses of this seed by the language of their wrong surfaces, each with its folded right one."""
        own = self._own(self.lexicon.glossary.senses, lambda sense: sense.id, lambda sense: sense.status == "approved")
        return {
            "en": tuple((sense, fold(sense.right.en)) for sense in own if sense.lang == "en" and sense.right.en),
            "zh": tuple((sense, fold(sense.right.zh)) for sense in own if sense.lang == "zh" and sense.right.zh),
        }

    @cached_property
    def generics(self) -> tuple[Name, ...]:
        """Approved generic names with a Chinese form."""
        return self._own(
            self.lexicon.glossary.names, lambda name: name.id,
            lambda name: name.kind == "drug" and name.status == "approved" and name.zh is not None,
        )  # fmt: skip

    @cached_property
    def journals(self) -> tuple[Name, ...]:
        """Journals with stems of DOIs."""
        return self._own(
            self.lexicon.glossary.names, lambda name: name.id, lambda name: name.kind == "journal" and bool(name.doi)
        )

    @cached_property
    def with_acronym(self) -> tuple[Term | Name, ...]:
        """Approved entries with an acronym of three letters or more and a Chinese form."""
        entries: tuple[Term | Name, ...] = (*self.lexicon.glossary.terms, *self.lexicon.glossary.names)
        return self._own(
            entries, lambda entry: entry.id,
            lambda entry: entry.status == "approved" and entry.zh is not None and self.acronym(entry) is not None,
        )  # fmt: skip

    def acronym(self, entry: Term | Name) -> str | None:
        """The first abbreviation of an entry that is one of three letters or more and stands for nothing else."""
        for abbr in entry.en.abbr:
            same = self.lexicon.folded_abbreviations.get(fold(abbr), ())
            if len(abbr) >= 3 and abbr.isascii() and abbr.isalpha() and len({item.id for item in same}) == 1:
                return abbr
        return None

    def _own(
        self, items: tuple[_Item, ...], name: Callable[[_Item], str], keep: Callable[[_Item], bool]
    ) -> tuple[_Item, ...]:
        return tuple(sorted((item for item in items if keep(item) and self.mine(name(item))), key=name))
