"""Errors of terms: another drug, another disease, a term left out, a word left in the other language."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache

from pipeline.lexicon.matcher import Entry, Hit, longest
from pipeline.text import is_han
from tests.seeding.pairs import Pair, Seeded, replaced
from tests.support import context

_GROUPS = {
    "drug": frozenset({"drug", "brand"}),
    "disease": frozenset({"condition"}),
    "test": frozenset({"test", "scale"}),
    "treatment": frozenset({"treatment"}),
}


@cache
def _entries(group: str) -> tuple[Entry, ...]:
    entries = context().glossary.entries.values()
    return tuple(e for e in entries if e.kind in _GROUPS[group] and e.status == "approved" and e.zh is not None)


@cache
def _look_alikes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(map(sorted, context().glossary.look_alikes)):
        one, other = pair if len(pair) == 2 else (*pair, *pair)
        found[one].append(other)
        found[other].append(one)
    return found


@cache
def _hits(text: str) -> tuple[Hit, ...]:
    return tuple(longest(context().glossary.scan(text)))


def _shared(pair: Pair, group: str) -> list[tuple[Hit, Entry]]:
    """The terms of a kind in the rendering that stand in the source as well, each once."""
    named = {hit.form.entry.id for hit in _hits(pair.source) if hit.form.entry is not None}
    found = []
    for hit in _hits(pair.rendering):
        entry = hit.form.entry
        if hit.form.lang != pair.language or entry is None or entry.status != "approved":
            continue
        if entry.kind in _GROUPS[group] and entry.id in named and not getattr(entry, "general", False):
            found.append((hit, entry))
    return found if len({entry.id for _, entry in found}) == len(found) else []


def _form(entry: Entry, pair: Pair) -> str:
    return entry.zh.preferred if pair.language == "zh" and entry.zh else entry.en.preferred


def _swapped(pair: Pair, rng: random.Random, group: str) -> Seeded | None:
    places = _shared(pair, group)
    if not places:
        return None
    hit, entry = rng.choice(places)
    others = [e for e in _entries(group) if e.id != entry.id]
    form = _form(rng.choice(others), pair)
    return None if form in pair.rendering else replaced(pair, hit.start, hit.end, form)


def other_drug(pair: Pair, rng: random.Random) -> Seeded | None:
    """Name another drug."""
    return _swapped(pair, rng, "drug")


def look_alike_drug(pair: Pair, rng: random.Random) -> Seeded | None:
    """Name a drug whose name looks or sounds alike."""
    places = [(hit, e) for hit, e in _shared(pair, "drug") if _look_alikes().get(e.en.preferred.lower())]
    if not places:
        return None
    hit, entry = rng.choice(places)
    name = rng.choice(_look_alikes()[entry.en.preferred.lower()])
    found = context().glossary.drug_names.get(name)
    if found is None or found.id == entry.id or (pair.language == "zh" and found.zh is None):
        return None
    return replaced(pair, hit.start, hit.end, _form(found, pair))


def other_disease(pair: Pair, rng: random.Random) -> Seeded | None:
    """Name another disease."""
    return _swapped(pair, rng, "disease")


def other_test(pair: Pair, rng: random.Random) -> Seeded | None:
    """Name another test."""
    return _swapped(pair, rng, "test")


def other_treatment(pair: Pair, rng: random.Random) -> Seeded | None:
    """Name another treatment."""
    return _swapped(pair, rng, "treatment")


def drug_to_drugs(pair: Pair, rng: random.Random) -> Seeded | None:
    """Leave a drug's name out: 'the drug' stands in its place."""
    places = _shared(pair, "drug")
    if not places:
        return None
    hit, _ = rng.choice(places)
    return replaced(pair, hit.start, hit.end, "该药" if pair.language == "zh" else "the drug")


def untranslated(pair: Pair, rng: random.Random) -> Seeded | None:
    """Leave a term in the source's language."""
    source = {hit.form.entry.id: hit for hit in _hits(pair.source) if hit.form.entry is not None}
    places = []
    for hit in _hits(pair.rendering):
        entry = hit.form.entry
        if entry is None or entry.id not in source or hit.form.role == "abbr":
            continue
        there = source[entry.id]
        if there.form.role != "abbr" and _is_other(pair, pair.source[there.start : there.end]):
            places.append((hit, pair.source[there.start : there.end]))
    if not places:
        return None
    hit, word = rng.choice(places)
    return replaced(pair, hit.start, hit.end, word)


def _is_other(pair: Pair, word: str) -> bool:
    """Whether a word is wholly in the source's language: acronyms and units belong in both."""
    if pair.language == "en":
        return all(map(is_han, word))
    return word.isascii() and not any(letter.isupper() for letter in word[1:])
