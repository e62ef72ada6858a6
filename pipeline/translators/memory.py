"""Translation memory: exact hits, and fuzzy hits whose only differences are numbers it can carry over.

A fuzzy hit that differs in any word is refused: a sentence about another drug or another duty is fluent and wrong.
Candidates are found through the rarest character 4-grams of the query, then ranked by rapidfuzz.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from pipeline.model import Language
from pipeline.text import digest, fold, simplified
from pipeline.translators.protocol import Candidate, Request

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|[^\sA-Za-z0-9]")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_GRAM = 4
_RAREST = 6  # grams looked up a query; changed numbers leave most of them intact. Not tuned
_MOST = 60  # candidates ranked a query, so that a common sentence costs no more than a rare one


class Memory:
    """A translation memory over (English, Chinese) pairs."""

    name = "memory"
    second_pass = False

    def __init__(self, pairs: Iterable[tuple[str, str]], *, floor: float) -> None:
        """Index the pairs; `floor` is the lowest similarity (0..1) of a fuzzy candidate."""
        self._pairs = list(dict.fromkeys(pairs))
        self._floor = floor
        self.signature = "memory:" + digest(*(text for pair in self._pairs for text in pair))[:16]
        self._exact: dict[Language, dict[str, int]] = {"en": {}, "zh": {}}
        self._grams: dict[Language, dict[str, list[int]]] = {"en": defaultdict(list), "zh": defaultdict(list)}
        for n, (en, zh) in enumerate(self._pairs):
            for lang, text in (("en", en), ("zh", zh)):
                key = _key(text)
                self._exact[lang].setdefault(key, n)  # type: ignore[index]
                for gram in {key[i : i + _GRAM] for i in range(max(1, len(key) - _GRAM + 1))}:
                    self._grams[lang][gram].append(n)  # type: ignore[index]

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Return the exact rendering, else the best fuzzy one that can be adapted, else none."""
        return [self._one(request) for request in requests]

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        source: Language = "en" if request.target == "zh" else "zh"
        if request.source not in (source, "other"):
            return ()
        key = _key(request.text)
        exact = self._exact[source].get(key)
        if exact is not None:
            return (Candidate(self._side(exact, request.target), 1.0, "memory", exact=True),)
        adapted = self._fuzzy(key, source, request.target)
        return (adapted,) if adapted else ()

    def _side(self, n: int, lang: Language) -> str:
        return self._pairs[n][0 if lang == "en" else 1]

    def _fuzzy(self, key: str, source: Language, target: Language) -> Candidate | None:
        if _NUMBER.search(key) is None:
            return None
        best: tuple[float, int] | None = None
        for n in self._nearby(key, source):
            score = fuzz.ratio(key, _key(self._side(n, source))) / 100
            if score >= self._floor and (best is None or (score, -n) > (best[0], -best[1])):
                best = (score, n)
        if best is None:
            return None
        text = _carry_numbers(_key(self._side(best[1], source)), key, self._side(best[1], target))
        return Candidate(text, best[0], "memory") if text else None

    def _nearby(self, key: str, source: Language) -> list[int]:
        index = self._grams[source]
        grams = sorted(
            {key[i : i + _GRAM] for i in range(len(key) - _GRAM + 1)}, key=lambda g: (len(index.get(g, ())), g)
        )
        known = [gram for gram in grams if gram in index][:_RAREST]
        counts = Counter(n for gram in known for n in index[gram])
        return [n for n, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]]


def _key(text: str) -> str:
    """What two sentences must share to be the same: width, case of letters, spacing and end marks aside."""
    flat = unicodedata.normalize("NFKC", simplified(text)).replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(fold(flat).split()).rstrip(".。 ")


def _carry_numbers(stored: str, query: str, rendering: str) -> str | None:
    """Put the query's numbers into the stored rendering; None if anything but numbers differs."""
    old, new = _TOKEN.findall(stored), _TOKEN.findall(query)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if tag != "replace" or b - a != d - c:
            return None
        for was, now in zip(old[a:b], new[c:d], strict=True):
            if not (_NUMBER.fullmatch(was) and _NUMBER.fullmatch(now)):
                return None
            place = rf"(?<![0-9.,]){re.escape(was)}(?![0-9]|[.,][0-9])"
            if len(re.findall(place, rendering)) != 1:
                return None
            rendering = re.sub(place, now, rendering)
    return rendering
