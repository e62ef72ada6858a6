"""Words in the wrong sense and renderings the term base forbids, put where the right one stands."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.bench.damage.shape import Damaged, Line, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.lexicon.schema import Avoid, Sense
from pipeline.model import Language
from pipeline.text import fold, like


def wrong_sense_zh(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """In a Chinese sentence whose English has the word, its right rendering becomes a listed wrong one."""
    return _wrong_sense(line, rng, stock) if line.lang == "zh" else None


def wrong_sense_en(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """In an English sentence whose Chinese has the word, its right rendering becomes a listed wrong one."""
    return _wrong_sense(line, rng, stock) if line.lang == "en" else None


def _wrong_sense(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    places = list(_senses(line, stock))
    if not places:
        return None
    sense, place = rng.choice(places)
    wrong = rng.choice(sense.wrong)
    damaged = swapped(line.text, *place.span(), like(place[0], wrong))
    return Damaged(damaged.text, damaged.spots, severity=sense.severity)


def _senses(line: Line, stock: Stock) -> Iterator[tuple[Sense, re.Match[str]]]:
    """Senses whose word stands in the other language, with the place of the right rendering in the line."""
    folded, other = fold(line.text), fold(line.other)
    for sense, right in stock.senses[line.lang]:
        if right not in folded or (sense.whole and folded.strip() != right):
            continue
        if any(fold(wrong) in folded for wrong in sense.wrong):
            continue
        place = _word(right, line.lang).search(line.text)
        if place is not None and _word(sense.word, "en" if line.lang == "zh" else "zh").search(other):
            yield sense, place


@lru_cache(maxsize=4096)
def _word(form: str, lang: Language) -> re.Pattern[str]:
    """A form as a whole word, in English with its simple endings."""
    if lang == "zh":
        return re.compile(re.escape(form), re.IGNORECASE)
    return re.compile(rf"(?i)(?<![a-z]){re.escape(form)}(?:s|es|ed|ing)?(?![a-z])")


def avoided(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """An approved term becomes a form its entry says to avoid."""
    places: list[tuple[int, int, Avoid]] = []
    for hit, entry in stock.terms(line.text, line.lang):
        forms = entry.en if line.lang == "en" else entry.zh
        if forms is None or entry.status != "approved" or not stock.mine(entry.id):
            continue
        if fold(line.text[hit.start : hit.end]) == fold(forms.preferred):
            places += [(hit.start, hit.end, avoid) for avoid in forms.avoid]
    if not places:
        return None
    start, end, avoid = rng.choice(places)
    damaged = swapped(line.text, start, end, like(line.text[start], avoid.form))
    return Damaged(damaged.text, damaged.spots, severity=avoid.severity)
