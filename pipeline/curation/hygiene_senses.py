"""Senses: rules that can never fire, that would change right terms, or that would chase each other's tails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.curation.complaint import Complaint, both, entries_of
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.schema import Sense
from pipeline.text import fold


def sense_complaints(glossary: Glossary) -> Iterator[Complaint]:
    """Yield complaints on every sense."""
    right_forms = _approved_forms(glossary)
    for sense in glossary.senses:
        yield from _dead(sense)
        yield from _against_terms(sense, right_forms)
    yield from _loops(glossary)
    yield from _rivals(glossary)


def _dead(sense: Sense) -> Iterator[Complaint]:
    if not sense.alone and not any(sense.cues.model_dump().values()):
        yield Complaint("error", sense.id, "has no cue and is not `alone`: it can never fire")
    right = _right(sense)
    if right is None:
        yield Complaint("error", sense.id, f"right.{sense.lang} is missing: the wrong word has nothing to become")
    elif right in sense.wrong:
        yield Complaint("error", sense.id, f"right {right!r} is also listed as wrong")
    for form in sorted({form for form in sense.wrong if sense.wrong.count(form) > 1}):
        yield Complaint("error", sense.id, f"{form!r} is listed twice")
    if sense.lang == "zh" and sense.alone:
        for form in (form for form in sense.wrong if len(form) < 2):
            yield Complaint("error", sense.id, f"{form!r} is one character and `alone`: it would fire everywhere")


def _against_terms(sense: Sense, right_forms: dict[tuple[str, str], str]) -> Iterator[Complaint]:
    """A right term that is called wrong needs cues that touch it or a counter-cue, or right uses of it are flagged."""
    if sense.status != "approved":
        return
    cues = sense.cues
    far = any((cues.near, cues.list, cues.block, cues.domain))
    loose = sense.alone or (far and not any(sense.counter.model_dump().values()))
    for form in sense.wrong:
        owner = right_forms.get((sense.lang, fold(form)))
        if owner is not None and loose:
            yield Complaint("error", sense.id, f"{form!r} is a form of {owner}; give a counter-cue, and not `alone`")


def _loops(glossary: Glossary) -> Iterator[Complaint]:
    """What one rule writes and another rule calls wrong wherever it stands."""
    wrong: dict[tuple[str, str], str] = {}
    for sense in glossary.senses:
        if sense.alone and sense.status == "approved":
            wrong.update({(sense.lang, fold(form)): sense.id for form in sense.wrong})
    for entry in entries_of(glossary):
        if entry.status == "approved":
            for language, forms in both(entry):
                wrong.update({(language, fold(item.form)): entry.id for item in forms.avoid})
    for sense in glossary.senses:
        right = _right(sense)
        owner = wrong.get((sense.lang, fold(right))) if right is not None else None
        if owner is not None:
            yield Complaint("error", sense.id, f"writes {right!r}, which {owner} calls wrong")


def _rivals(glossary: Glossary) -> Iterator[Complaint]:
    """Two senses that fire on one surface without any cue and want different words there."""
    alone: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    for sense in glossary.senses:
        if sense.alone and not any(sense.cues.model_dump().values()):
            for form in sense.wrong:
                alone[sense.lang, fold(form)].append(sense)
    for (_, form), senses in sorted(alone.items()):
        if len({_right(sense) for sense in senses}) > 1:
            others = ", ".join(sense.id for sense in senses[1:])
            yield Complaint("error", senses[0].id, f"{form!r} becomes something else in {others}; keep one")


def _right(sense: Sense) -> str | None:
    return sense.right.zh if sense.lang == "zh" else sense.right.en


def _approved_forms(glossary: Glossary) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for entry in entries_of(glossary):
        if entry.status == "approved" and entry.kind != "journal":
            for language, forms in both(entry):
                found.update({(language, fold(form)): entry.id for form in (forms.preferred, *forms.also)})
    return found
