"""Find the stored texts most like a query: by rare character 4-grams first, then ranked by rapidfuzz.

Of a text every third of its 4-grams is kept, of a short one all. A query looks up all of its own and follows the
rarest, those that fewest texts hold, until it has seen enough texts; rapidfuzz compares these. Everything stays in
flat arrays: 4 bytes for each gram of a text and 12 for each that is different.

The figures below were tried on 100,000 segments of 91 English or 26 Chinese characters, 1,500 queries each: of the
segments at 80% or more that a comparison with all finds, 3,675 of 3,677 are found (tests/bench/memory_speed.py).
Every second gram kept finds no more (3,672) in half as much space again; 2,000 places in place of 3,000 find 3,654.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

from rapidfuzz import fuzz, process

GRAM = 4
KEPT = 3  # one in so many grams of a text
SHORT = 16  # a text of fewer grams keeps them all
POSTINGS = 3000  # places where a gram is held, looked at in a query
RANKED = 300  # where more texts share a gram with the query, those that share two are compared with it


class Index:
    """Texts that can be searched by likeness; each is known by its place in the sequence."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index the texts."""
        self._texts = texts
        known: dict[str, int] = {}
        kept, ends = array("I"), array("I")
        for text in texts:
            for gram in _kept(text):
                kept.append(known.setdefault(gram, len(known)))
            ends.append(len(kept))
        self._starts, self._owners = _by_gram(kept, ends, len(known))
        hashes = array("I", map(_hash, known))
        self._numbers = array("I", sorted(range(len(hashes)), key=hashes.__getitem__))
        self._hashes = array("I", [hashes[number] for number in self._numbers])

    def nearest(self, query: str, floor: float, limit: int) -> list[tuple[float, int]]:
        """The texts whose similarity (0..1) is at least `floor`, as (similarity, place), best first."""
        near = self._sharing(query)
        texts = [self._texts[n] for n in near]
        found = process.extract(query, texts, scorer=fuzz.ratio, score_cutoff=floor * 100, limit=None)
        ranked = sorted((-score, near[place]) for _, score, place in found)
        return [(-score / 100, n) for score, n in ranked[:limit]]

    def _sharing(self, query: str) -> list[int]:
        starts, owners = self._starts, self._owners
        by_rarity = sorted((starts[number + 1] - starts[number], number) for number in self._known(query))
        pool = array("I")
        for size, number in by_rarity:
            if pool and len(pool) + size > POSTINGS:
                break
            pool += owners[starts[number] : starts[number + 1]]
        shared = Counter(pool)
        if len(shared) <= RANKED:
            return list(shared)
        return [n for n, times in shared.items() if times > 1] or list(shared)

    def _known(self, query: str) -> set[int]:
        hashes, found = self._hashes, set()
        for gram in _grams(query):
            wanted = _hash(gram)
            at = bisect_left(hashes, wanted)
            if at < len(hashes) and hashes[at] == wanted:
                found.add(self._numbers[at])
        return found


def _grams(text: str) -> list[str]:
    return [text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))]


def _hash(gram: str) -> int:
    """The same in every process, other than Python's own; two grams of one hash only bring a text more to compare."""
    return crc32(gram.encode("utf-8", "surrogatepass"))


def _kept(text: str) -> Iterable[str]:
    count = len(text) - GRAM + 1
    if count < SHORT:
        return dict.fromkeys(_grams(text))
    return dict.fromkeys([text[at : at + GRAM] for at in range(0, count, KEPT)])


def _by_gram(kept: array[int], ends: array[int], grams: int) -> tuple[array[int], array[int]]:
    """Turn the grams of each text into the texts of each gram: those of gram g stand at starts[g]..starts[g + 1]."""
    sizes = Counter(kept)
    starts = array("I", accumulate((sizes[gram] for gram in range(grams)), initial=0))
    owners = array("I", bytes(4 * len(kept)))
    free = starts[:]
    begin = 0
    for n, end in enumerate(ends):
        for gram in kept[begin:end]:
            owners[free[gram]] = n
            free[gram] += 1
        begin = end
    return starts, owners
