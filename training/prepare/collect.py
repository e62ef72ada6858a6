"""All pairs of a training set in a fixed order, and the sieve they pass: nothing twice, nothing held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.lexicon.lexicon import Lexicon
from training.pairs import Pair
from training.prepare.corpus import read_aligned
from training.prepare.entries import glossary_pairs
from training.prepare.heldout import Gate
from training.prepare.phrasebook import BAD_TIER, SOURCE, TIER, Phrase, bad_pairs

LONGEST = 600  # characters of English: some 130 pieces, more than a model is ever given


def all_pairs(corpus: Iterable[Path], phrases: tuple[Phrase, ...], lexicon: Lexicon) -> Iterator[Pair]:
    """Corpus files as given, phrasebook, bad renderings, glossary; a repeated pair is best aligned where it is first.

    Raises:
        TrainingError: at a malformed row.

    """
    for file in corpus:
        yield from read_aligned(file)
    yield from (Pair(TIER, phrase.en, phrase.zh, source=SOURCE) for phrase in phrases)
    yield from bad_pairs(phrases)
    yield from glossary_pairs(lexicon)


class Sieve:
    """Lets through what may be learnt.

    Attributes:
        dropped: how many pairs were not let through, by why.
        held_out: phrasebook pairs among them that may be scored on, with the alignment a corpus file gave them.

    """

    def __init__(self, phrases: tuple[Phrase, ...], gate: Gate, exclude: frozenset[str]) -> None:
        """Take phrasebook rows only if they are among `phrases`: rows in corpus files just lend their alignment."""
        self._learnt = {(phrase.en, phrase.zh) for phrase in phrases}
        self._gate = gate
        self._exclude = exclude
        self._seen: set[tuple[str, str, str, str]] = set()
        self.dropped: Counter[str] = Counter()
        self.held_out: dict[tuple[str, str], Pair] = {}

    def passing(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Yield the pairs to learn from."""
        for pair in pairs:
            why = self._objection(pair)
            if why:
                self.dropped[why] += 1
                if why == "held out" and pair.tier == TIER:
                    self.held_out[pair.en, pair.zh] = pair
            else:
                self._seen.add(_identity(pair))
                yield pair

    def _objection(self, pair: Pair) -> str:
        if pair.source in self._exclude:
            return "excluded"
        if not self._gate.lets_in(pair):
            return "held out"
        if pair.tier in (TIER, BAD_TIER) and (pair.en, pair.target("zh")) not in self._learnt:
            return "not in the phrasebook"
        if not pair.en or not pair.zh or len(pair.en) > LONGEST:
            return "too long or empty"
        return "repeated" if _identity(pair) in self._seen else ""


def _identity(pair: Pair) -> tuple[str, str, str, str]:
    return pair.en, pair.zh, pair.right_zh, pair.tier if pair.tier.startswith("synonym") else ""
