"""Words that ran together where a link or a line break stood, and a full stop that stands where nothing ends."""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, chosen, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.text import HAN, fold

_TWO_WORDS = re.compile(r"(?<![A-Za-z'’.-])([A-Za-z]{2,})( )(?=([A-Za-z]{2,})(?![A-Za-z'’-]))")
_SHORTEST = 7  # letters of both words; shorter pairs make other words (to day, an other)
_BESIDE_NUMBER = re.compile(r"(?<=[a-z]{2})( )(?=[0-9])|(?<=[0-9])( )(?=[a-z]{3,})")
_BEFORE_HAN = re.compile(rf"(?<![A-Za-z])[A-Za-z]*[A-Z][A-Z0-9]+(?=[{HAN}])")


def two_words(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """Two English words side by side lose their space: andsensorimotor."""
    if line.lang != "en":
        return None
    places = [m for m in _TWO_WORDS.finditer(line.text) if len(m[1] + m[3]) >= _SHORTEST]
    places = [m for m in places if fold(m[1] + m[3]) not in stock.lexicon.known_words]
    return _joined(line.text, rng.choice(places)) if places else None


def beside_a_drug(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A drug name glued to the word before or behind it: likeprozac."""
    if line.lang != "en":
        return None
    edges = {edge for hit, _ in stock.drugs(line.text, "en") for edge in (hit.start - 1, hit.end)}
    places = [m for m in _TWO_WORDS.finditer(line.text) if m.start(2) in edges]
    return _joined(line.text, rng.choice(places)) if places else None


def _joined(text: str, place: re.Match[str]) -> Damaged:
    start, end = place.start(1), place.end(3) - 1
    return Damaged(text[: place.start(2)] + text[place.end(2) :], ((start, end),))


def beside_a_number(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A number glued to the word before or behind it: for6 weeks."""
    place = chosen(_BESIDE_NUMBER, line.text, rng) if line.lang == "en" else None
    return None if place is None else swapped(line.text, *place.span(), "", around=2)


def stop_after_acronym(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A full stop between an acronym and the Chinese that goes on: MRI.检查."""
    place = chosen(_BEFORE_HAN, line.text, rng) if line.lang == "zh" else None
    return None if place is None else swapped(line.text, place.end(), place.end(), ".", around=1)
