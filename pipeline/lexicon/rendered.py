"""Tell which terms of one text stand in another, and how much of the others a paraphrase may explain.

Serves both directions: terms of a source in its rendering (lost ones), terms of the rendering in its source (added
ones). Texts may be in one language, the other or both: a term is looked for in every form its entry has in the
language of the other text, and in the same words where both texts hold its language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon.counterparts import Counterparts, characters, stems
from pipeline.lexicon.matcher import TERM_ROLES, Entry, Hit, longest
from pipeline.lexicon.schema import Forms, Term
from pipeline.text import fold, simplified

_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,6}(?![A-Za-z0-9])")
_PRONOUN = re.compile(r"(?<![a-z])(?:it|its|they|them|their|this|these|those|one)(?![a-z])")
LEAST_APART = 4  # Chinese characters of a form that may stand apart; three often meet by chance
LEAST_INSIDE = 6  # Latin letters of a form that may stand inside a longer word


@dataclass(frozen=True)
class Side:
    """A text with what the glossary found in it."""

    text: str
    hits: tuple[Hit, ...]

    @cached_property
    def folded(self) -> str:
        """The text as forms are looked for in it."""
        return fold(simplified(self.text))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The entries one of whose forms in use stands in it, by id."""
        found = (hit.form.entry for hit in self.hits if hit.form.role in TERM_ROLES)
        return {entry.id: entry for entry in found if entry is not None}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its runs of two to six capitals, folded."""
        return frozenset(fold(match) for match in _ACRONYM.findall(self.text))

    @cached_property
    def refers(self) -> bool:
        """Whether a pronoun of its English may stand for what an earlier sentence named."""
        return _PRONOUN.search(self.folded) is not None

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its English words."""
        return stems(self.text)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Its Chinese characters."""
        return characters(self.text)


@dataclass(frozen=True, slots=True)
class Unrendered:
    """A term no form of which stands in the other text; `share` of it is explained there in other words, 0..1."""

    hit: Hit
    entry: Entry
    share: float


def unrendered(here: Side, there: Side, counterparts: Counterparts) -> list[Unrendered]:
    """Return the approved terms of `here` that `there` renders by no form, in order.

    Everyday terms (`general`) are left out: they have many right renderings. So is an English word that is a form of
    a term only in capitals it does not have here (same, SAMe).
    """
    found: list[Unrendered] = []
    for hit in longest(here.hits):
        entry = hit.form.entry
        if entry is None or entry.status != "approved" or (isinstance(entry, Term) and entry.general):
            continue
        surface = here.text[hit.start : hit.end]
        if _lost_its_capitals(hit.form.text, surface) or stands(entry, there) or _is_scattered(entry, there):
            continue
        found.append(Unrendered(hit, entry, _share(hit, entry, surface, there, counterparts)))
    return found


def _lost_its_capitals(form: str, surface: str) -> bool:
    return surface.islower() and surface.isascii() and form[1:] != form[1:].lower()


def stands(entry: Entry, there: Side) -> bool:
    """Whether any form of an entry, or an acronym of its first letters, stands in a text."""
    if entry.id in there.entries or any(fold(form) in there.folded for form in _forms(entry)):
        return True
    return bool(there.acronyms) and any(_initials(form) in there.acronyms for form in _of(entry.en))


def _is_scattered(entry: Entry, there: Side) -> bool:
    """Whether all of a form stands in the text, but apart: 甲型和乙型流感, a disorder of the blood."""
    chinese = (entry.zh.preferred, *entry.zh.also) if entry.zh and there.characters else ()
    if any(len(form) >= LEAST_APART and characters(form) <= there.characters for form in chinese):
        return True
    english = (entry.en.preferred, *entry.en.also) if there.stems else ()
    return any(" " in form and stems(form) <= there.stems for form in english)


def _initials(form: str) -> str:
    """The first letters of the words of a form: an acronym no list holds (PE) may stand for pulmonary embolism."""
    return "".join(word[0] for word in fold(form).replace("-", " ").split())


def _forms(entry: Entry) -> Sequence[str]:
    """Forms to look for as they are; a short Latin one may stand inside any word and is left to the scan (ECT, infection)."""  # noqa: E501
    chinese = _of(entry.zh) if entry.zh else ()
    return (*chinese, *(text for text in _of(entry.en) if len(text) >= LEAST_INSIDE))


def _of(forms: Forms) -> Sequence[str]:
    return (forms.preferred, *forms.also, *forms.abbr)


def _share(hit: Hit, entry: Entry, surface: str, there: Side, counterparts: Counterparts) -> float:
    """The best share of any wording of the term, by the words of the other text in either language."""
    if hit.form.lang == "en":
        wordings = (entry.en.preferred, *entry.en.also)
        other = [counterparts.share_of_english(text, there.characters) for text in (surface, *wordings)]
        same = [_overlap(stems(text), there.stems) for text in wordings]
    else:
        wordings = (entry.zh.preferred, *entry.zh.also) if entry.zh else ()
        other = [counterparts.share_of_chinese(text, there.stems) for text in (surface, *wordings)]
        same = [_overlap(characters(text), there.characters) for text in wordings]
    return max(*other, *same, 0.0)


def _overlap(own: frozenset[str], there: frozenset[str]) -> float:
    return len(own & there) / len(own) if own else 0.0
