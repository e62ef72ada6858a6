"""Which English words stand together in the glossary's terms, to see a wrong word in a fixed phrase.

"Blood pleasure" is no term, but every word of it is one word of "blood pressure" or like it. Whether such a pair of
words may yet be sound is asked of the glossary, of its memory and of the pairs symspellpy counted in general English.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from pipeline.lexicon.matcher import Entry
from pipeline.text import fold

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_PLAIN = re.compile("[a-z]+(?:[ -][a-z]+)*")
USUAL = 2  # how this was chosen stands with `real_word_error`
SHORTEST = 4  # a shorter word of a term has a neighbour by accident


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a term: the term's words and the place of that word among them."""

    term: tuple[str, ...]
    place: int


@dataclass(frozen=True)
class Collocations:
    """The table; build it once with `learn_collocations`.

    Attributes:
        after, before: for a word of a term, the slots that stand right behind or before it, by the first letter of
            their own word and by its last three.
        pairs: words that stand side by side in a term or in the memory.
        usual: words that stand in more terms than a wrong word may, and function words.

    """

    after: dict[str, dict[str, tuple[Slot, ...]]]
    before: dict[str, dict[str, tuple[Slot, ...]]]
    pairs: frozenset[tuple[str, str]]
    usual: frozenset[str]

    def slots(self, words: list[str], n: int) -> Iterator[Slot]:
        """Yield the slots beside the neighbours of a word whose own word begins or ends as it does."""
        word = words[n]
        for table, at in ((self.after, n - 1), (self.before, n + 1)):
            if 0 <= at < len(words) and (there := table.get(words[at])) is not None:
                yield from there.get(word[0], ())
                yield from there.get(word[-3:], ())

    def attested(self, one: str, other: str) -> bool:
        """Whether two words stand side by side anywhere we know of."""
        return (one, other) in self.pairs or f"\n{one} {other} " in _general_pairs()


@cache
def _general_pairs() -> str:
    """The 242,000 pairs of words symspellpy carries, as its file has them: a pair and its count a line."""
    file = resources.files("symspellpy") / "frequency_bigramdictionary_en_243_342.txt"
    return "\n" + file.read_text(encoding="utf-8-sig")


def learn_collocations(entries: Iterable[Entry], memory: Iterable[str], small: frozenset[str]) -> Collocations:
    """Build the table from approved entries and the English side of the memory; `small` words make no term fixed."""
    after: dict[str, list[Slot]] = defaultdict(list)
    before: dict[str, list[Slot]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    terms_with: Counter[str] = Counter()
    for term in _terms(entries):
        pairs.update(pairwise(term))
        terms_with.update(set(term))
        if not small.isdisjoint(term):
            continue
        for place, word in enumerate(term):
            if len(word) < SHORTEST or "-" in word:
                continue
            if place > 0:
                after[term[place - 1]].append(Slot(term, place))
            else:
                before[term[1]].append(Slot(term, 0))
    for line in memory:
        words = [fold(word) for word in WORD.findall(line)]
        pairs.update(pairwise(words))
    usual = small | {word for word, count in terms_with.items() if count > USUAL}
    return Collocations(_frozen(after), _frozen(before), frozenset(pairs), usual)


def _terms(entries: Iterable[Entry]) -> Iterable[tuple[str, ...]]:
    forms = {
        fold(form) for entry in entries if entry.status == "approved" for form in (entry.en.preferred, *entry.en.also)
    }
    return [tuple(form.split(" ")) for form in sorted(forms) if " " in form and _PLAIN.fullmatch(form)]


def _frozen(table: dict[str, list[Slot]]) -> dict[str, dict[str, tuple[Slot, ...]]]:
    return {word: _by_ends(slots) for word, slots in table.items() if len(word) > 1}


def _by_ends(slots: list[Slot]) -> dict[str, tuple[Slot, ...]]:
    """Slots by the first letter of their word, and again by its last three: those that end may lack their beginning."""
    found: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        word = slot.term[slot.place]
        found[word[0]].append(slot)
        found[word[-3:]].append(slot)
    return {key: tuple(listed) for key, listed in found.items()}
