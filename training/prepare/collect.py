"""All pairs of a training set in a fixed order: corpus, phrasebook, bad renderings, glossary; nothing twice or held out."""

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


def collected(
    corpus: Iterable[Path],
    phrases: tuple[Phrase, ...],
    lexicon: Lexicon,
    gate: Gate,
    exclude: frozenset[str],
    dropped: Counter[str],
) -> Iterator[Pair]:
    """Yield every pair to learn from; `dropped` counts what was left out by why.

    The phrasebook as given decides what of it is learnt: rows of it in the corpus files only lend their alignment.
    """
    seen: set[tuple[str, str, str, str]] = set()
    learnt = {(phrase.en, phrase.zh) for phrase in phrases}
    for pair in _all(corpus, phrases, lexicon, exclude):
        key = (pair.en, pair.zh, pair.right_zh, pair.tier if pair.tier.startswith("synonym") else "")
        if pair.source in exclude:
            dropped["excluded"] += 1
        elif not gate.lets_in(pair):
            dropped["held out"] += 1
        elif pair.tier in (TIER, BAD_TIER) and (pair.en, pair.target("zh")) not in learnt:
            dropped["not in the phrasebook"] += 1
        elif key in seen:
            dropped["repeated"] += 1
        elif len(pair.en) > LONGEST or not pair.en or not pair.zh:
            dropped["too long or empty"] += 1
        else:
            seen.add(key)
            yield pair


def _all(
    corpus: Iterable[Path], phrases: tuple[Phrase, ...], lexicon: Lexicon, exclude: frozenset[str]
) -> Iterator[Pair]:
    for file in corpus:
        yield from read_aligned(file, exclude)
    yield from (Pair(TIER, phrase.en, phrase.zh, source=SOURCE) for phrase in phrases)
    yield from bad_pairs(phrases)
    yield from glossary_pairs(lexicon)
