"""Wrong-sense substitution: a rendering the glossary knows to be wrong in the place of the right one."""

from __future__ import annotations

from random import Random

from training.augment.patches import Patch
from training.pairs import Pair, Side
from training.wordlists import WordLists


def wrong_renderings(pair: Pair, base: Side, lists: WordLists, dice: Random) -> list[Patch]:
    """One or two wrong renderings for the base side.

    In a base of the other language (the English word stands there, 睡眠艾滋病 takes its place) this is the commonest
    damage of all: a word translated alone, into the wrong sense.
    """
    chosen = dice.sample(pair.slips, min(len(pair.slips), dice.choice((1, 1, 2))))
    patches = []
    for link in chosen:
        lang, *wrong = lists.slips[link.key]
        patches.append(Patch(*link.span(base), dice.choice(wrong), foreign=lang != base))
    return patches
