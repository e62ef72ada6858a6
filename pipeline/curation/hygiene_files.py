"""Files and what holds them together: order, size, references, provenance, and names too alike to be repaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.curation.complaint import Complaint, entries_of
from pipeline.lexicon.load import Glossary
from pipeline.text import fold

MOST_ENTRIES = 500
ALIKE = 2  # edits: a word between two names this near could be a corruption of either
SHORTEST = 6


def file_complaints(glossary: Glossary) -> Iterator[Complaint]:
    """Yield complaints on files, references and sources."""
    yield from _order_and_size(glossary)
    yield from _references(glossary)
    yield from _sources(glossary)
    listed = {frozenset(map(fold, item.pair)) for item in glossary.look_alikes}
    for one, other in near_names(glossary):
        if frozenset((one, other)) not in listed:
            text = f"{one} and {other} are {ALIKE} letters apart at most; list the pair"
            yield Complaint("error", "look-alikes", text)


def near_names(glossary: Glossary) -> list[tuple[str, str]]:
    """Pairs of different one-word generic names at most two edits apart, sorted."""
    drugs = [name for name in glossary.names if name.kind == "drug"]
    names = {fold(form): drug.id for drug in drugs for form in _single(drug.en.preferred, *drug.en.also)}
    ordered = sorted(name for name in names if len(name) >= SHORTEST)
    pairs = []
    for n, name in enumerate(ordered):
        near = process.extract(name, ordered[n + 1 :], scorer=OSA.distance, score_cutoff=ALIKE, limit=None)
        pairs += [(name, other) for other, _, _ in near if names[other] != names[name]]
    return sorted(pairs)


def _single(*forms: str) -> list[str]:
    return [form for form in forms if " " not in form]


def _order_and_size(glossary: Glossary) -> Iterator[Complaint]:
    ids: dict[str, list[str]] = defaultdict(list)
    for entry_id, (file, _) in glossary.places.items():
        ids[file].append(entry_id)
    for file, there in sorted(ids.items()):
        misplaced = next((b for a, b in pairwise(there) if a > b), None)
        if misplaced is not None:
            yield Complaint("error", misplaced, f"{file} is sorted by id; this entry stands too late")
        if len(there) > MOST_ENTRIES:
            yield Complaint("error", there[0], f"{file} holds {len(there)} entries, over {MOST_ENTRIES}; split it")


def _references(glossary: Glossary) -> Iterator[Complaint]:
    ids = {entry.id for entry in entries_of(glossary)}
    for name in glossary.names:
        if name.of is not None and name.of not in ids:
            yield Complaint("error", name.id, f"of: no entry {name.of!r}")


def _sources(glossary: Glossary) -> Iterator[Complaint]:
    """A page is a source only with the day it was opened."""
    for item in [*entries_of(glossary), *glossary.senses]:
        source = item.source
        if (source.url is None) != (source.date is None):
            yield Complaint("error", item.id, "source: a url needs the date it was opened, and a date its url")
        if source.name.strip().lower() in ("", "none", "unknown", "todo"):
            yield Complaint("error", item.id, f"source: {source.name!r} is no source")
