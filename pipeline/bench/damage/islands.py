"""A term or a clause of a sentence left in the other language."""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.lexicon.matcher import Entry, Hit
from pipeline.lexicon.schema import Term
from pipeline.text import is_han

_CLAUSE_ZH = re.compile("[^，；。？！]+(?=[，；。？！]|$)")
_CLAUSE_EN = re.compile(r"[^,;.?! ][^,;.?!]*(?=[,;.?!]|$)")
_LEAST = {"zh": 5, "en": 12}  # characters of a clause; a shorter one is a term


def term_spaced(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A term in the other language, with the spaces English has around words and Chinese has not."""
    return _term(line, rng, stock, glued=line.lang == "zh")


def term_glued(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A Chinese term in an English sentence, without spaces: has糖尿病and."""
    return _term(line, rng, stock, glued=True) if line.lang == "en" else None


def _term(line: Line, rng: random.Random, stock: Stock, *, glued: bool) -> Damaged | None:
    places = [(hit, new) for hit, entry in stock.terms(line.text, line.lang) if (new := _island(line, hit, entry))]
    places = [(hit, new) for hit, new in places if _is_small(line.text[: hit.start] + line.text[hit.end :], new)]
    if not places:
        return None
    hit, new = rng.choice(places)
    start, end = hit.start, hit.end
    if glued and line.lang == "en":
        start, end = len(line.text[:start].rstrip()), len(line.text) - len(line.text[end:].lstrip())
        damaged = swapped(line.text, start, end, new)
        left = line.text.rfind(" ", 0, start) + 1
        return Damaged(damaged.text, ((left, start + len(new) + 1 if end < len(line.text) else start + len(new)),))
    return swapped(line.text, start, end, new)


def _island(line: Line, hit: Hit, entry: Entry) -> str | None:
    """The term in the other language, if it is one that may not stand there: no acronym, name in capitals or unit."""
    there = line.text[hit.start : hit.end]
    if entry.zh is None or entry.kind in ("brand", "gene", "journal", "organisation", "company", "scale"):
        return None
    if isinstance(entry, Term) and entry.general:
        return None
    if line.lang == "en":
        han = entry.zh.preferred
        return han if all(map(is_han, han)) and len(han) >= 2 and there.islower() else None
    english = entry.en.preferred
    return (
        english if english.islower() and len(english) >= 5 and english.isascii() and all(map(is_han, there)) else None
    )


def _is_small(rest: str, island: str) -> bool:
    """Whether the rest of the sentence outweighs the island by far, so that it is plain which of them is left over."""
    return _weight(rest) >= 2 * _weight(island)


def _weight(text: str) -> float:
    """Letters, a Chinese character counting as much as an English half word."""
    return sum(2.6 if is_han(char) else char.isalpha() for char in text)


def clause(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A clause of the rendering in place of the sentence's own, where both have as many.

    The whole sentence counts as the range: of two clauses in two languages either may be called the one left over.
    """
    own, theirs = (_CLAUSE_ZH, _CLAUSE_EN) if line.lang == "zh" else (_CLAUSE_EN, _CLAUSE_ZH)
    places, others = list(own.finditer(line.text)), list(theirs.finditer(line.other))
    if len(places) != len(others) or len(places) < 2:
        return None
    n = rng.randrange(len(places))
    if len(places[n][0]) < _LEAST[line.lang] or len(others[n][0]) < _LEAST["en" if line.lang == "zh" else "zh"]:
        return None
    text = swapped(line.text, *places[n].span(), others[n][0]).text
    return Damaged(text, ((0, len(text)),))
