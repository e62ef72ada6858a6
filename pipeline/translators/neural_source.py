"""What a neural model reads for a request: the sentence with its terms in the target language and marks for the opaque.

A model brought up on mixed sentences copies what already stands in the target language; that is how approved terms get
into its renderings. URLs, phone numbers and the like are not shown to it at all: ⟦1⟧ stands for each, and a rendering
that does not hold exactly the marks of its source is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.lexicon.matcher import TERM_ROLES, Entry, Hit
from pipeline.lexicon.schema import Term
from pipeline.model import Language
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import is_latin, simplified
from pipeline.translators.protocol import Request

# Sound renderings say these in too many ways for one form to be right (see a doctor: 就医); journals are the words of
# every sentence (Sleep, Stroke).
FREE = frozenset({"person", "setting", "concept", "measure", "journal"})
_MARK = re.compile("⟦[0-9]+⟧")
_POSSESSIVE = re.compile("['’]s(?![A-Za-z])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """A text to encode; `held` are the marks in it with what each stands for; `terms` counts the terms put in."""

    text: str
    held: tuple[tuple[str, str], ...] = ()
    terms: int = 0


class _Change(NamedTuple):
    start: int
    end: int
    new: str


def source_of(request: Request, symbols: tuple[str, ...], *, constrain: bool) -> Source:
    """Prepare a request for a model; without `constrain` its terms stay as they are.

    `symbols` are the marks the model knows; more opaque stretches than marks stay in the text.
    """
    text = simplified(request.text)
    opaque = opaque_spans(text)
    free = [symbol for symbol in symbols if symbol not in text]
    hidden = [_Change(*span, symbol) for span, symbol in zip(opaque, free, strict=False)]
    terms = list(_terms(request, opaque)) if constrain else []
    changed = _changed(text, [*hidden, *terms])
    held = tuple((change.new, text[change.start : change.end]) for change in hidden)
    return Source(_SPACES.sub(" ", unicodedata.normalize("NFC", changed)).strip(), held, len(terms))


def same_marks(source: str, rendering: str) -> bool:
    """Whether a rendering holds every mark of its source as often as the source, and no other."""
    return sorted(_MARK.findall(source)) == sorted(_MARK.findall(rendering))


def restored(rendering: str, source: Source) -> str:
    """Put back what the marks stand for."""
    held = dict(source.held)
    return _MARK.sub(lambda mark: held.get(mark[0], mark[0]), rendering)


def _terms(request: Request, opaque: Iterable[tuple[int, int]]) -> Iterable[_Change]:
    text = request.text
    taken = list(opaque)
    for hit in sorted(request.terms, key=lambda hit: (hit.start, -hit.end)):
        form = _target_form(hit, text, request.target)
        if form is None or any(start < hit.end and hit.start < end for start, end in taken):
            continue
        taken.append((hit.start, hit.end))
        yield _fitted(hit, form, text, request.target)


def _target_form(hit: Hit, text: str, target: Language) -> str | None:
    """The form to put in for a hit; None if it is no constraint, already in the language, or rightly left as it is."""
    form = hit.form
    entry = form.entry
    if entry is None or form.lang == target or form.role not in TERM_ROLES or _is_free(entry):
        return None
    if form.role == "abbr" and target == "zh":
        return None  # an acronym stands in Chinese as it is
    surface = text[hit.start : hit.end]
    if surface.islower() and surface.isascii() and form.text[1:] != form.text[1:].lower():
        return None  # an English word that is a term in capitals only (same, SAMe)
    if _is_part_of_compound(text, hit):
        return None
    side = entry.zh if target == "zh" else entry.en
    if side is None:
        return None  # a name without a Chinese form stays Latin
    return side.abbr[0] if form.role == "abbr" and side.abbr else side.preferred


def _is_free(entry: Entry) -> bool:
    return entry.status != "approved" or entry.kind in FREE or (isinstance(entry, Term) and entry.general)


def _is_part_of_compound(text: str, hit: Hit) -> bool:
    """Whether a hyphen joins the hit to a word: insulin-dependent, non-steroidal."""
    before, after = text[max(0, hit.start - 2) : hit.start], text[hit.end : hit.end + 2]
    return (before[1:] == "-" and is_latin(before[0])) or (after[:1] == "-" and is_latin(after[1:] or " "))


def _fitted(hit: Hit, form: str, text: str, target: Language) -> _Change:
    """The form as this place wants it: no possessive s in Chinese, a capital at the start of an English sentence."""
    end = hit.end
    if target == "zh":
        possessive = _POSSESSIVE.match(text, end)
        return (
            _Change(hit.start, end, form) if possessive is None else _Change(hit.start, possessive.end(), form + "的")
        )
    if not any(map(str.isalnum, text[: hit.start])) and form.split(" ", 1)[0].islower():
        form = form[0].upper() + form[1:]
    return _Change(hit.start, end, form)


def _changed(text: str, changes: list[_Change]) -> str:
    """Apply disjoint changes; two Latin words or numbers never become one."""
    for start, end, new in sorted(changes, reverse=True):
        head, tail = text[:start], text[end:]
        left = " " if head and _is_word(head[-1]) and _is_word(new[0]) else ""
        right = " " if tail and _is_word(new[-1]) and _is_word(tail[0]) else ""
        text = head + left + new + right + tail
    return text


def _is_word(char: str) -> bool:
    return is_latin(char) or char.isdigit()
