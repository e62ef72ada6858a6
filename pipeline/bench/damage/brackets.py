"""A drug name with another drug in the bracket behind it: Prozac (sertraline), 舍曲林（fluoxetine）."""

from __future__ import annotations

import random

from pipeline.bench.damage.shape import Damaged, Line
from pipeline.bench.damage.stock import Stock
from pipeline.lexicon.matcher import Entry
from pipeline.lexicon.schema import Name

_OPENING = ("(", "（")


def other_drug(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """The name of another drug in the other language behind a drug name."""
    places = [
        (hit.start, hit.end, entry)
        for hit, entry in stock.drugs(line.text, line.lang)
        if entry.kind == "drug" and entry.zh is not None
    ]
    return _bracket(line, rng, places, stock, "zh" if line.lang == "en" else "en")


def other_generic(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """The name of another generic in the same language behind a brand."""
    entries = stock.lexicon.entries
    places = [
        (hit.start, hit.end, entries[entry.of])
        for hit, entry in stock.drugs(line.text, line.lang)
        if isinstance(entry, Name) and entry.kind == "brand" and entry.of in entries
    ]
    return _bracket(line, rng, places, stock, line.lang)


def _bracket(
    line: Line, rng: random.Random, places: list[tuple[int, int, Entry]], stock: Stock, lang: str
) -> Damaged | None:
    """Write a bracket behind a name that has none, where its drug is not named anyway."""
    free = [place for place in places if _is_free(line.text, place[1], _name(place[2], lang))]
    if not free:
        return None
    start, end, entry = rng.choice(free)
    others = [name for name in stock.generics if name.id != entry.id and _name(name, lang) not in line.text]
    right, wrong = _name(entry, lang), _name(rng.choice(others), lang)
    before, behind = line.text[:end], line.text[end:]
    shape = " ({})" if line.lang == "en" else "（{}）"
    text = before + shape.format(wrong) + behind
    return Damaged(text, ((start, end + len(shape.format(wrong))),), sound=before + shape.format(right) + behind)


def _is_free(text: str, end: int, name: str) -> bool:
    """Whether no bracket stands behind a name, and its counterpart nowhere."""
    return not text[end:].lstrip().startswith(_OPENING) and bool(name) and name not in text


def _name(entry: Entry, lang: str) -> str:
    if lang == "zh":
        return entry.zh.preferred if entry.zh else ""
    return entry.en.preferred
