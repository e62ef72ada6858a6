"""Hygiene of a glossary that loads: what the schema cannot see but a matcher or a reader would stumble over.

Each complaint names the entry and what to do. `error` means matching or repair goes wrong; `warning` asks for a look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.lexicon.english import english_words
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry
from pipeline.lexicon.schema import Forms
from pipeline.model import LANGUAGES
from pipeline.text import HAN_CHAR, fold

Level = Literal["error", "warning"]
_WORD = re.compile(r"[a-z]{10,}")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with one entry."""

    level: Level
    entry: str
    text: str


def lint(glossary: Glossary) -> list[Complaint]:
    """Return every complaint, errors first."""
    entries: list[Entry] = [*glossary.terms, *glossary.names]
    found = [
        *_shared_forms(entries),
        *_avoided_and_used(entries),
        *_short_or_strange_forms(entries),
        *_dangling_references(glossary, entries),
        *_senses(glossary),
    ]
    return sorted(found, key=lambda item: (item.level, item.entry, item.text))


def _forms(entry: Entry) -> Iterator[tuple[str, Forms]]:
    for language in LANGUAGES:
        forms = entry.en if language == "en" else entry.zh
        if forms is not None:
            yield language, forms


def _shared_forms(entries: list[Entry]) -> Iterator[Complaint]:
    """Two approved entries with one form: neither can be chosen, so neither renders anything."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        if entry.status == "approved" and entry.kind != "journal":
            for language, forms in _forms(entry):
                for form in (forms.preferred, *forms.also):
                    owners[language, fold(form)].add(entry.id)
                for form in forms.abbr:
                    owners[language, form].add(entry.id)
    for (_, form), ids in sorted(owners.items()):
        if len(ids) > 1:
            yield Complaint(
                "error", sorted(ids)[0], f"{form!r} is also a form of {', '.join(sorted(ids)[1:])}; join or tell apart"
            )


def _avoided_and_used(entries: list[Entry]) -> Iterator[Complaint]:
    used: dict[str, str] = {}
    for entry in entries:
        for _, forms in _forms(entry):
            used.update({fold(form): entry.id for form in (forms.preferred, *forms.also)})
    for entry in entries:
        for _, forms in _forms(entry):
            for avoid in forms.avoid:
                owner = used.get(fold(avoid.form))
                if owner is not None:
                    yield Complaint("error", entry.id, f"avoids {avoid.form!r}, which is a form of {owner}")


def _short_or_strange_forms(entries: list[Entry]) -> Iterator[Complaint]:
    for entry in entries:
        for language, forms in _forms(entry):
            for form in (forms.preferred, *forms.also, *forms.abbr):
                if len(form) < 2 and entry.kind != "drug":
                    yield Complaint("error", entry.id, f"{form!r} has one character and will match everywhere")
                if language == "zh" and not HAN_CHAR.search(form):
                    yield Complaint("warning", entry.id, f"Chinese form {form!r} holds no Chinese")
                if language == "en" and HAN_CHAR.search(form):
                    yield Complaint("error", entry.id, f"English form {form!r} holds Chinese")
                if language == "en" and entry.kind not in ("drug", "brand") and _is_glued(form):
                    yield Complaint("warning", entry.id, f"{form!r} looks glued; check for a lost space")
                if form != " ".join(form.split()):
                    yield Complaint("error", entry.id, f"{form!r} has stray spaces")


def _is_glued(form: str) -> bool:
    """Whether a word of the form is two English words run together (heartdisease); combining forms end in -o."""
    english = english_words()
    for word in _WORD.findall(form):
        if word not in english:
            cuts = range(5, len(word) - 4)
            if any(word[n - 1] != "o" and word[:n] in english and word[n:] in english for n in cuts):
                return True
    return False


def _dangling_references(glossary: Glossary, entries: list[Entry]) -> Iterator[Complaint]:
    ids = {entry.id for entry in entries}
    for name in glossary.names:
        if name.of is not None and name.of not in ids:
            yield Complaint("error", name.id, f"of: no entry {name.of!r}")


def _senses(glossary: Glossary) -> Iterator[Complaint]:
    for sense in glossary.senses:
        cues = sense.cues.model_dump()
        if not sense.alone and not any(cues.values()):
            yield Complaint("error", sense.id, "has no cue and is not `alone`: it can never fire")
        right = sense.right.zh if sense.lang == "zh" else sense.right.en
        if right is None:
            yield Complaint("error", sense.id, f"right.{sense.lang} is missing: the wrong word has nothing to become")
        elif right in sense.wrong:
            yield Complaint("error", sense.id, f"right {right!r} is also listed as wrong")
