"""Forms of terms and names: shared by two concepts, forbidden elsewhere, too short, glued, broken, or page debris.

What users of other term bases asked for: abbreviations that hit everywhere (D, AI), words glued or hyphenated by a
scan (heartdisease, elec- tron), page numbers inside terms, one abbreviation with different targets.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pipeline.curation.complaint import Complaint, both, entries_of
from pipeline.lexicon.english import english_words
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry
from pipeline.model import Language
from pipeline.text import HAN_CHAR, fold

_LONG = re.compile(r"[a-z]{10,}")
_BROKEN = re.compile(r"[a-z]- [a-z]|[a-z] -[a-z]|­")  # a hyphen of a line end, a soft hyphen
_PAGE = re.compile(r"\bp{1,2}\. ?\d|[a-z], \d{1,4}(?:[-–, ]+\d{1,4})*$|[a-z] \d{3,4}$|\.{3,}")
_YEAR = re.compile(r" (?:19|20)\d\d$")
_PARTS = 5  # letters: shorter halves are endings and prefixes


def form_complaints(glossary: Glossary) -> Iterator[Complaint]:
    """Yield complaints on the forms of every entry."""
    entries = entries_of(glossary)
    yield from _shared(entries)
    yield from _forbidden_elsewhere(entries)
    spaced = _pairs_written_apart(glossary, entries)
    for entry in entries:
        for language, forms in both(entry):
            for form in (forms.preferred, *forms.also, *forms.abbr):
                yield from _strange(entry, language, form)
                if language == "en" and entry.kind not in ("drug", "brand", "journal", "gene"):
                    yield from _damaged(entry, form, spaced)
            yield from _short_abbreviations(entry, forms.abbr)
            yield from _against_itself(entry, language)


def _shared(entries: list[Entry]) -> Iterator[Complaint]:
    """Two approved entries with one form: neither can be chosen, so neither renders anything."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        if entry.status == "approved" and entry.kind != "journal":
            for language, forms in both(entry):
                for form in (forms.preferred, *forms.also):
                    owners[language, fold(form)].add(entry.id)
                for form in forms.abbr:
                    owners[language, form].add(entry.id)
    for (_, form), ids in sorted(owners.items()):
        if len(ids) > 1:
            first, *others = sorted(ids)
            yield Complaint("error", first, f"{form!r} is also a form of {', '.join(others)}; join or tell apart")


def _forbidden_elsewhere(entries: list[Entry]) -> Iterator[Complaint]:
    """A form one entry uses and another forbids: the text would be changed back and forth."""
    used: dict[str, str] = {}
    for entry in entries:
        for _, forms in both(entry):
            used.update({fold(form): entry.id for form in (forms.preferred, *forms.also)})
    for entry in entries:
        for _, forms in both(entry):
            for avoid in forms.avoid:
                owner = used.get(fold(avoid.form))
                if owner is not None:
                    yield Complaint("error", entry.id, f"avoids {avoid.form!r}, which is a form of {owner}")


def _strange(entry: Entry, language: Language, form: str) -> Iterator[Complaint]:
    if len(form) < 2 and entry.kind != "drug":
        yield Complaint("error", entry.id, f"{form!r} has one character and will match everywhere")
    if (
        language == "zh"
        and not HAN_CHAR.search(form)
        and form not in (entry.en.preferred, *entry.en.also, *entry.en.abbr)
    ):
        yield Complaint("warning", entry.id, f"Chinese form {form!r} holds no Chinese")
    if language == "en" and HAN_CHAR.search(form):
        yield Complaint("error", entry.id, f"English form {form!r} holds Chinese")
    if form != " ".join(form.split()):
        yield Complaint("error", entry.id, f"{form!r} has stray spaces")
    if form != unicodedata.normalize("NFC", form):
        yield Complaint("error", entry.id, f"{form!r} is not in Unicode normal form C; type it again")


def _damaged(entry: Entry, form: str, spaced: frozenset[tuple[str, str]]) -> Iterator[Complaint]:
    for word in _LONG.findall(form):
        cuts = range(_PARTS, len(word) - _PARTS + 1)
        apart = next((n for n in cuts if (word[:n], word[n:]) in spaced), None)
        if apart is None or word in english_words():
            continue
        own = form.replace(word, f"{word[:apart]} {word[apart:]}")
        if own not in (entry.en.preferred, *entry.en.also):
            yield Complaint("error", entry.id, f"{form!r} looks glued: {word!r} is written as two words elsewhere")
    if _BROKEN.search(form):
        yield Complaint("error", entry.id, f"{form!r} looks broken at a line end; join the word")
    if _PAGE.search(form) and not _YEAR.search(form):
        yield Complaint("error", entry.id, f"{form!r} ends like a line of an index; take the page number out")


def _pairs_written_apart(glossary: Glossary, entries: list[Entry]) -> frozenset[tuple[str, str]]:
    """Two words of five letters or more that stand side by side in a term or in the memory."""
    texts = [form for entry in entries for form in (entry.en.preferred, *entry.en.also)]
    texts += [english for english, _, _ in glossary.phrases]
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        words = text.lower().split(" ")
        pairs.update((a, b) for a, b in pairwise(words) if min(len(a), len(b)) >= _PARTS)
    return frozenset(pairs)


def _short_abbreviations(entry: Entry, abbreviations: tuple[str, ...]) -> Iterator[Complaint]:
    """Two letters alone mean many things: they count only beside their full form, and never where they spell a word."""
    for abbr in abbreviations:
        if fold(abbr) in _SMALL_WORDS:
            yield Complaint("error", entry.id, f"abbreviation {abbr!r} is also a common word; drop it")


_SMALL_WORDS = frozenset("am an as at be by do go he if in is it me my no of ok on or so to up us we".split())  # noqa: SIM905


def _against_itself(entry: Entry, language: Language) -> Iterator[Complaint]:
    """An entry that forbids a form its own right forms hold as a whole, or lists one form twice."""
    forms = entry.en if language == "en" else entry.zh
    if forms is None:
        return
    right = [form if entry.kind == "gene" else fold(form) for form in (forms.preferred, *forms.also)]
    for form in sorted({form for form in right if right.count(form) > 1}):
        yield Complaint("error", entry.id, f"{form!r} is listed twice")
    seen: set[str] = set()
    for avoid in forms.avoid:
        if avoid.form in seen:
            yield Complaint("error", entry.id, f"avoids {avoid.form!r} twice")
        seen.add(avoid.form)
