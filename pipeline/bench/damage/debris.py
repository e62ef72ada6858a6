"""Page furniture scraped with the article: as lines of their own, and left inside a sentence."""

from __future__ import annotations

import random

from pipeline.bench.damage.shape import Damaged, Line
from pipeline.bench.damage.stock import Stock


def own_line(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A line of furniture in a block of its own behind the sentence."""
    furniture = _in_language(stock.lines("furniture.txt"), line, rng)
    start = len(line.text) + 2
    return Damaged(f"{line.text}\n\n{furniture}", ((start, start + len(furniture)),))


def in_the_sentence(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """The words of a link or a button behind the sentence, in its own line."""
    words = _in_language(stock.lines("page-words.txt"), line, rng)
    space = " " if line.lang == "en" else ""
    start = len(line.text) + len(space)
    return Damaged(line.text + space + words, ((start, start + len(words)),))


def keywords(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A line written for search engines behind the sentence: one of its terms again and again."""
    terms = [line.text[hit.start : hit.end] for hit, _ in stock.terms(line.text, line.lang)]
    terms = [term for term in terms if len(term) >= (3 if line.lang == "zh" else 6)]
    if not terms:
        return None
    term = rng.choice(terms)
    shapes = rng.sample(_in_language_all(stock.lines("searches.txt"), line), rng.randint(3, 4))
    words = rng.choice(("_", ",", "、", " | ") if line.lang == "zh" else (", ", " | ", " - ")).join(
        shape.replace("⟦1⟧", term) for shape in shapes
    )
    start = len(line.text) + 2
    return Damaged(f"{line.text}\n\n{words}", ((start, start + len(words)),))


def _in_language(lines: tuple[str, ...], line: Line, rng: random.Random) -> str:
    return rng.choice(_in_language_all(lines, line))


def _in_language_all(lines: tuple[str, ...], line: Line) -> list[str]:
    return [words for words in lines if words.replace("⟦1⟧", "").isascii() == (line.lang == "en")]
