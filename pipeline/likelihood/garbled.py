"""Find the stretches of a text that read like garbled machine Chinese, with how sure that is.

A text is judged in stretches between English ones; a short English piece (a name, an acronym, a left-over term) belongs
to the Chinese around it. Traditional Chinese is judged as Simplified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.likelihood.model import LEAST, Model, garbled_chinese, grams
from pipeline.likelihood.normal import END, START, normal, placed
from pipeline.text import LATIN, han_count, simplified

# Four English words and more are a stretch of their own; bad machine Chinese keeps up to three (sleep aids).
_ENGLISH = re.compile(rf"[{LATIN}][{LATIN}'’-]*(?:[ ,;:.()]+[{LATIN}][{LATIN}'’-]*){{3,}}")
_CLAUSE = re.compile(r"[^，；：。！？]+[，；：。！？]*")
_EDGES = " \t\n，；：。！？,;:.!?、"
SHOWN = 3  # unlikely pieces named as evidence


@dataclass(frozen=True, slots=True)
class Garbled:
    """A garbled stretch: its range, the measured precision of its score, and its unlikeliest pieces in order."""

    start: int
    end: int
    confidence: float
    pieces: tuple[str, ...]


def garbled(text: str) -> tuple[Garbled, ...]:
    """Return the garbled stretches of a text, in its own offsets; most texts have none.

    The whole stretch between English ones is judged; what is returned is the run of its clauses that is garbled most.
    """
    found: list[Garbled] = []
    for start, end in _stretches(text):
        if end - start < LEAST:
            continue
        stretch = text[start:end]
        plain = simplified(stretch)
        model = garbled_chinese()
        score = model.score(normal(plain))
        if score < model.threshold or han_count(plain) < LEAST:  # few texts are counted: counting costs as much
            continue
        begin, stop = _worst_clauses(plain, model)
        pieces = _unlikely_pieces(stretch, plain, (begin, stop), model)
        found.append(Garbled(start + begin, start + stop, model.confidence(score), pieces))
    return tuple(found)


def _stretches(text: str) -> list[tuple[int, int]]:
    """What lies between stretches of English."""
    bounds = [0]
    for match in _ENGLISH.finditer(text):
        bounds += match.span()
    bounds.append(len(text))
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _worst_clauses(text: str, model: Model) -> tuple[int, int]:
    """Range of the run of clauses with the highest score, without marks and spaces at its ends."""
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    runs = [(start, end) for n, (start, _) in enumerate(clauses) for _, end in clauses[n:]]
    long_enough = [run for run in runs if han_count(text[run[0] : run[1]]) >= LEAST]
    start, end = max(long_enough, key=lambda run: (model.score(normal(text[run[0] : run[1]])), run[0] - run[1]))
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip(_EDGES)), end - len(inside) + len(inside.rstrip(_EDGES))


def _unlikely_pieces(text: str, plain: str, span: tuple[int, int], model: Model) -> tuple[str, ...]:
    """Name the heaviest grams inside a range that do not overlap, as they stand in the text."""
    seen, places = placed(plain[span[0] : span[1]])
    known = ((gram, seen.find(gram)) for gram in sorted(grams(seen) & model.weights.keys()))
    weighed = sorted(
        (-model.weights[gram], at, at + len(gram)) for gram, at in known if gram.strip(START + END) == gram
    )
    taken: list[tuple[int, int]] = []
    for _, at, stop in weighed:
        if len(taken) < SHOWN and all(stop <= start or end <= at for start, end in taken):
            taken.append((at, stop))
    return tuple(text[span[0] + places[at][0] : span[0] + places[stop - 1][1]] for at, stop in sorted(taken))
