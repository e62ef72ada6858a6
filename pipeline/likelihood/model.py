"""The weights of garbled Chinese, their file, and the score of a text.

The model is linear over character bigrams and trigrams, and no weight is negative: a text gathers evidence of being
garbled and nothing else. So Chinese of a kind it never saw scores low, where a language model of sound Chinese (and the
contrast of two such models) calls it unlikely; figures in `training/chinese_likelihood.py`.

File (UTF-8, lines end in LF; `#` begins a comment, but only before the first blank line):

    # garbled-chinese 1                   name and version of the format
    threshold <score>                     texts that score less are not garbled
    band <score> <right> <garbled>        of each band from that score up: the right and the garbled held-back sentences
                                          that scored in it; the first begins at the threshold
                                          (blank line)
    <weight> <gram> <gram> ...            weight: 1..60; grams: sorted, 2 or 3 characters of what `normal` returns
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import ahocorasick_rs

from pipeline.likelihood.normal import FIGURE, WORD
from pipeline.text import HAN

HEAD = "# garbled-chinese 1"
FILE = "garbled-chinese.txt"
ORDERS = (2, 3)
# The sum of weights grows with length, but more slowly: a sentence is as garbled as its evidence by length ** 0.75.
# Power 1 finds 15% fewer at the same false alarms, 0.5 flags twice as many long news sentences. Under 20 characters
# length counts as 20: one odd word must not condemn a short sentence.
POWER, FLOOR = 0.75, 22  # the two ends count
_TELLING = re.compile(rf"^[^{FIGURE}{WORD}]*[{HAN}][^{FIGURE}{WORD}]*$|[{HAN}]{{2}}")
LEAST = 8  # Chinese characters; under it a text has too few for any evidence


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `start` up to the next band: the held-back right and garbled sentences that scored so."""

    start: float
    right: int
    garbled: int

    @property
    def precision(self) -> float:
        """How often a sentence that scored so was garbled, rounded down: never 1, for one more right one may come."""
        return 100 * self.garbled // (self.garbled + self.right + 1) / 100


@dataclass(frozen=True)
class Model:
    """Weights by gram, the score from which a text is called garbled, and the bands from there up."""

    weights: dict[str, int]
    threshold: float
    bands: tuple[Band, ...]

    def score(self, normal: str) -> float:
        """Score a text that `normal.normal` made: each gram counts once, however often it stands there."""
        values = self._values
        found = {hit[0] for hit in self._automaton.find_matches_as_indexes(normal, overlapping=True)}
        return sum(values[n] for n in found) / length(normal)

    @cached_property
    def _values(self) -> list[int]:
        return list(self.weights.values())

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        """All grams at once: six times as fast as looking up each gram of a text, built in 15 ms."""
        return ahocorasick_rs.AhoCorasick(list(self.weights), store_patterns=False)

    def confidence(self, score: float) -> float:
        """The measured precision of the band a score at or above the threshold falls in."""
        at = bisect_right([band.start for band in self.bands], score) - 1
        return self.bands[max(0, at)].precision


def grams(normal: str) -> set[str]:
    """Return every bigram and trigram of a normal text that says something of its Chinese.

    It must hold a Chinese character, and two beside a figure or a Latin word: bad machine Chinese has more of 的A, 0至
    because it keeps Latin names and figures; so have laboratory reports.
    """
    found = (normal[at : at + n] for n in ORDERS for at in range(len(normal) - n + 1))
    return {gram for gram in found if _TELLING.search(gram)}


def length(normal: str) -> float:
    """What a text's sum of weights is divided by."""
    return float(max(FLOOR, len(normal)) ** POWER)


def parse(text: str) -> Model:
    """Read a model file; it is part of the package, so a broken one is a broken installation and raises ValueError."""
    head, _, body = text.partition("\n\n")
    first, *rest = head.splitlines()
    if first != HEAD:
        message = f"{FILE}: expected '{HEAD}' in its first line, found '{first[:40]}'; install the package again"
        raise ValueError(message)
    threshold, bands = 0.0, []
    for line in rest:
        match line.split():
            case ["threshold", score]:
                threshold = float(score)
            case ["band", start, right, garbled]:
                bands.append(Band(float(start), int(right), int(garbled)))
    weights: dict[str, int] = {}
    for line in body.splitlines():
        weight, *listed = line.split(" ")
        weights.update(dict.fromkeys(listed, int(weight)))
    return Model(weights, threshold, tuple(bands))


def written(model: Model, comments: tuple[str, ...] = ()) -> str:
    """Write a model as a file: the same text for the same model."""
    by_weight: dict[int, list[str]] = {}
    for gram, weight in model.weights.items():
        by_weight.setdefault(weight, []).append(gram)
    lines = [HEAD, *(f"# {comment}" for comment in comments), f"threshold {model.threshold:.2f}"]
    lines += [f"band {band.start:.2f} {band.right} {band.garbled}" for band in model.bands]
    lines.append("")
    lines += [f"{weight} {' '.join(sorted(by_weight[weight]))}" for weight in sorted(by_weight, reverse=True)]
    return "\n".join(lines) + "\n"


@cache
def garbled_chinese() -> Model:
    """The model of the package, read when it is first asked for."""
    return parse((resources.files(__package__ or "") / FILE).read_text("utf-8"))
