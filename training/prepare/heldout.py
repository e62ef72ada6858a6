"""The one definition of the held-out topics, brought over from the tests, and the gate that keeps them out.

A held-out sentence stays out by its text, in either language, whatever file it comes in: sources overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from tests.split import HELD_OUT_TOPICS
from training.pairs import Pair

_NOISE = re.compile(r"[\W_]+")


def is_held_out(topic: str) -> bool:
    """Whether nothing may be learnt from a topic of the phrasebook (its file name without the ending)."""
    return topic in HELD_OUT_TOPICS


@dataclass(frozen=True, slots=True)
class Gate:
    """Keeps back every pair that shares a sentence with the held-out ones."""

    keys: frozenset[str]

    def lets_in(self, pair: Pair) -> bool:
        """Whether no side of the pair is a held-out sentence, width, case, spacing and punctuation aside."""
        return not any(key_of(text) in self.keys for text in (pair.en, pair.zh, pair.right_zh) if text)


def gate(rows: Iterable[tuple[str, ...]]) -> Gate:
    """The gate against the texts of some rows."""
    return Gate(frozenset(key for row in rows for text in row if (key := key_of(text))))


def key_of(text: str) -> str:
    """What two copies of one sentence share.

    >>> key_of("Drink  WATER, often.") == key_of("drink water often")
    True
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
