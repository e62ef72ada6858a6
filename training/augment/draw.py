"""START HERE: one pair -> one training example. The shares of `Mix` decide what the source looks like.

numbers    the same new values on both sides
layout     the source language; the target language (to be repaired, or kept); a clause in each
patches    phrases, enforced glossary terms and wrong-sense words over that layout
damage     to the form of what came out
symbols    ⟦1⟧ in source and target instead (never together with patches, which might hide one of the two)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from training.augment.damage import damaged
from training.augment.numbers import resampled
from training.augment.opaque import hidden
from training.augment.patches import Patch, Stretch, patched, rendered, whole, without_overlap
from training.augment.phrases import clauses, switches
from training.augment.slips import wrong_renderings
from training.augment.terms import enforced
from training.pairs import Pair, Side, other
from training.wordlists import WordLists


class Example(NamedTuple):
    """What a model reads and what it should say."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of the kinds of source. They were set by hand from how the engine is used, and are not tuned.

    Attributes:
        numbers: pairs whose shared numbers get new values.
        symbols: pairs with symbols in the place of shared strings or phrases; the rest is divided as follows.
        plain: undamaged sentences of the source language.
        same: sentences of the target language; these are repaired, or kept where nothing is wrong with them.
        clause: half a sentence in each language, of pairs that have a split point.
        phrases, terms, slips: layouts that get patches of that kind, of pairs that have any.
        damage: sources damaged in form, of those that are not plain.

    """

    numbers: float = 0.3
    symbols: float = 0.05
    plain: float = 0.34
    same: float = 0.16
    clause: float = 0.2
    phrases: float = 0.4
    terms: float = 0.65
    slips: float = 0.4
    damage: float = 0.55


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws examples for one direction."""

    to: Side
    lists: WordLists
    mix: Mix = Mix()

    def draw(self, pair: Pair, dice: Random) -> Example:
        """One example of a pair."""
        mix, to = self.mix, self.to
        if dice.random() < mix.numbers:
            pair = resampled(pair, dice)
        target = pair.target(to)
        if dice.random() < mix.symbols and not pair.right_zh:
            return _with_symbols(pair, to, dice)
        if dice.random() < mix.plain and not pair.right_zh:
            return Example(pair.text(other(to)), target)
        stretches = self._layout(pair, dice)
        patches: dict[Side, list[Patch]] = {"en": [], "zh": []}
        for side in dict.fromkeys(stretch.side for stretch in stretches):
            patches[side] = self._patches(pair, side, dice)
        source = rendered(pair, stretches, patches, dice)
        if dice.random() < mix.damage:
            source = damaged(source, self.lists, dice)
        return Example(source.strip(), target)

    def draws(self, pairs: Iterable[Pair], dice: Random) -> Iterator[Example]:
        """One example of each pair, those with an empty side left out."""
        for pair in pairs:
            example = self.draw(pair, dice)
            if example.source and example.target:
                yield example

    def _layout(self, pair: Pair, dice: Random) -> tuple[Stretch, ...]:
        kind = dice.random()
        if pair.splits and kind < self.mix.clause:
            return clauses(pair, dice)
        if pair.right_zh:  # the bad rendering is what these pairs are for, whichever the target
            return (whole(pair, "zh" if kind < 0.8 else "en"),)
        return (whole(pair, self.to if kind > 1 - self.mix.same else other(self.to)),)

    def _patches(self, pair: Pair, side: Side, dice: Random) -> list[Patch]:
        """Patches over one side; the first kind to claim a stretch keeps it."""
        mix, lists = self.mix, self.lists
        made: list[Patch] = []
        if pair.slips and dice.random() < mix.slips:
            made += without_overlap(wrong_renderings(pair, side, lists, dice))
        if pair.terms and side != self.to and dice.random() < mix.terms:
            made += without_overlap(enforced(pair, self.to, lists, dice), made)
        if pair.phrases and dice.random() < mix.phrases:
            made += without_overlap(switches(pair, side, dice), made)
        return made


def _with_symbols(pair: Pair, to: Side, dice: Random) -> Example:
    base = other(to) if dice.random() < 0.8 else to
    patches = hidden(pair, base, dice)
    return Example(patched(pair.text(base), patches[base], dice), patched(pair.text(to), patches[to], dice))
