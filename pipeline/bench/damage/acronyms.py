"""An acronym with a wrong expansion before it: 电耦合治疗（ECT）."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from pipeline.bench.damage.shape import Damaged, Line, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.lexicon.matcher import Entry
from pipeline.text import fold, is_han

_WrongOf = Callable[[str, Entry, Line, random.Random, Stock], str | None]
_SHORTEST = {"zh": 4, "en": 10}  # characters of a full form; shorter ones have nothing to garble


def garbled_expansion(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """An expansion with two characters, or one word, of another expansion in place of its own."""
    return _put(line, rng, stock, _garbled_zh if line.lang == "zh" else _garbled_en)


def another_concept(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """The name of another concept of the same kind before the acronym."""
    return _put(line, rng, stock, _another)


def expansion_lost(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """The acronym alone where its full form stood."""
    places = [
        (hit.start, hit.end, acronym)
        for hit, entry in stock.terms(line.text, line.lang)
        if (acronym := stock.acronym(entry)) is not None and stock.mine(entry.id) and acronym not in line.text
        and hit.end - hit.start >= _SHORTEST[line.lang]
    ]  # fmt: skip
    if not places:
        return None
    start, end, acronym = rng.choice(places)
    return swapped(line.text, start, end, acronym)


def _put(line: Line, rng: random.Random, stock: Stock, wrong_of: _WrongOf) -> Damaged | None:
    """Replace a full form, and write its acronym behind it if it does not stand there."""
    places = []
    for hit, entry in stock.terms(line.text, line.lang):
        full, acronym = line.text[hit.start : hit.end], stock.acronym(entry)
        if acronym is None or entry.zh is None or not stock.mine(entry.id) or len(full) < _SHORTEST[line.lang]:
            continue
        behind = re.match(rf" ?[（(]{re.escape(acronym)}[）)]", line.text[hit.end :])
        if (behind is not None or acronym not in line.text) and (" " in full or all(map(is_han, full))):
            places.append((hit, entry, acronym, len(behind[0]) if behind else 0))
    if not places:
        return None
    hit, entry, acronym, given = rng.choice(places)
    full = line.text[hit.start : hit.end]
    wrong = wrong_of(full, entry, line, rng, stock)
    if wrong is None:
        return None
    mark = f"（{acronym}）" if line.lang == "zh" else f" ({acronym})"
    before, behind_it = line.text[: hit.start], line.text[hit.end + given :]
    spot = (hit.start, hit.start + len(wrong + mark))
    return Damaged(before + wrong + mark + behind_it, (spot,), sound=before + full + mark + behind_it)


def _garbled_zh(full: str, _: Entry, line: Line, rng: random.Random, stock: Stock) -> str | None:
    other = _other_name(line, rng, stock)
    at, from_at = rng.randrange(len(full) - 1), rng.randrange(max(1, len(other) - 1))
    wrong = full[:at] + other[from_at : from_at + 2] + full[at + 2 :]
    return wrong if wrong != full and all(map(is_han, wrong)) and fold(wrong) not in stock.lexicon.by_surface else None


def _garbled_en(full: str, _: Entry, line: Line, rng: random.Random, stock: Stock) -> str | None:
    words, others = full.split(" "), _other_name(line, rng, stock).lower().split(" ")
    words[rng.randrange(len(words))] = rng.choice(others)
    wrong = " ".join(words)
    return wrong if wrong != full and fold(wrong) not in stock.lexicon.by_surface else None


def _other_name(line: Line, rng: random.Random, stock: Stock) -> str:
    entry = rng.choice(stock.with_acronym)
    return entry.zh.preferred if line.lang == "zh" and entry.zh else entry.en.preferred


def _another(full: str, entry: Entry, line: Line, rng: random.Random, stock: Stock) -> str | None:
    alike = [item for item in stock.with_acronym if item.kind == entry.kind and item.id != entry.id]
    if not alike:
        return None
    other = rng.choice(alike)
    name = other.zh.preferred if line.lang == "zh" and other.zh else other.en.preferred
    return None if fold(name) == fold(full) else name
