"""Code-switching: phrases or a whole clause in the other language, where alignment says they mean the same."""

from __future__ import annotations

from random import Random

from training.augment.patches import Patch, Stretch, whole
from training.pairs import Pair, Side, other


def clauses(pair: Pair, dice: Random) -> tuple[Stretch, ...]:
    """One language up to a split point, the other from there; the whole English if there is no split point."""
    if not pair.splits:
        return (whole(pair, "en"),)
    at_en, at_zh = dice.choice(pair.splits)
    if dice.random() < 0.5:
        return Stretch("en", 0, at_en), Stretch("zh", at_zh, len(pair.zh))
    return Stretch("zh", 0, at_zh), Stretch("en", at_en, len(pair.en))


def switches(pair: Pair, base: Side, dice: Random) -> list[Patch]:
    """One to three phrases of the base side in the other language."""
    chosen = dice.sample(pair.phrases, min(len(pair.phrases), dice.choice((1, 1, 2, 3))))
    foreign = other(base)
    return [Patch(*link.span(base), _slice(pair.text(foreign), link.span(foreign)), foreign=True) for link in chosen]


def _slice(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]
