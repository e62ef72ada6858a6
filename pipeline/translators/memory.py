"""Translation memory: exact hits, and fuzzy hits whose differing numbers and names can be carried over.

A fuzzy hit that differs in any other word is refused: a sentence about another duty is fluent and wrong. What is
adapted is a candidate like any other, scored below 1, which `verify` compares with its source in full. Requests in
both languages, or in the target language, get no answer.

Nothing is indexed before it is asked for: exact look-up of one direction at its first request, the search for like
sentences at the first request that holds a number or a name and is not known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property

from pipeline.lexicon.lexicon import Lexicon
from pipeline.model import Language
from pipeline.text import simplified
from pipeline.translators.memory_adapt import adapt, cut
from pipeline.translators.memory_index import Index
from pipeline.translators.memory_key import body_of, key_of, mark_of, with_mark
from pipeline.translators.memory_pairs import Pair
from pipeline.translators.protocol import Candidate, Request

TRIED = 8  # like sentences, best first, of which the first that can be adapted is offered
_MOST = 0.99  # a fuzzy hit is never certain, whatever its spelling


class Memory:
    """A translation memory over (English, Chinese) pairs; of two with one source the first one wins."""

    name = "memory"
    second_pass = False

    def __init__(self, pairs: Iterable[Pair], lexicon: Lexicon, *, floor: float) -> None:
        """Keep the pairs; `floor` is the lowest similarity (0..1) of a fuzzy candidate."""
        self._pairs = list(dict.fromkeys(pairs))
        self._lexicon = lexicon
        self._floor = floor
        content = "\0".join(text for pair in self._pairs for text in pair).encode("utf-8", "surrogatepass")
        self.signature = f"memory:2:{hashlib.sha256(content).hexdigest()[:16]}:{floor}:{lexicon.digest}"
        self._sides: dict[Language, _Side] = {}

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Return the exact rendering, else the best fuzzy one that can be adapted, else none."""
        return [self._one(request) for request in requests]

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        source: Language = "en" if request.target == "zh" else "zh"
        if request.source not in (source, "other"):
            return ()
        text = request.text if request.text.isascii() else simplified(request.text)  # numbers are read in Simplified
        side = self._side(source)
        key = key_of(text)
        exact = side.places.get(key)
        if exact is not None:
            return (Candidate(self._rendering(exact, source, text), 1.0, "memory", exact=True),)
        return self._fuzzy(text, key, source)

    def _fuzzy(self, text: str, key: str, source: Language) -> tuple[Candidate, ...]:
        query = cut(body_of(text), source, self._lexicon)
        if not any(piece.quantity or piece.name for piece in query.pieces):
            return ()
        for likeness, n in self._side(source).index.nearest(key, self._floor, TRIED):
            stored = cut(body_of(self._pairs[n][_COLUMN[source]]), source, self._lexicon)
            adapted = adapt(stored, self._rendering(n, source, text), query, self._lexicon)
            if adapted is not None:
                return (Candidate(adapted.text, round(min(likeness, _MOST) * adapted.weight, 3), "memory"),)
        return ()

    def _side(self, source: Language) -> _Side:
        if source not in self._sides:
            self._sides[source] = _Side([pair[_COLUMN[source]] for pair in self._pairs])
        return self._sides[source]

    def _rendering(self, n: int, source: Language, query: str) -> str:
        """The other text of a pair, with the mark at its end that the query has."""
        target: Language = "zh" if source == "en" else "en"
        stored, rendering = self._pairs[n][_COLUMN[source]], self._pairs[n][_COLUMN[target]]
        return with_mark(rendering, target, mark_of(stored), mark_of(query))


_COLUMN: dict[Language, int] = {"en": 0, "zh": 1}


class _Side:
    """The texts of one language: by key, and to be searched by likeness."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys = [key_of(text) for text in texts]
        self.places: dict[str, int] = {}
        for n, key in enumerate(self._keys):
            self.places.setdefault(key, n)

    @cached_property
    def index(self) -> Index:
        return Index(self._keys)
