"""Scoring sets made of held-out sentences: plain, code-switched and damaged, and with their glossary terms put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

from training.augment.draw import Drawer, Mix
from training.augment.patches import Patch, patched
from training.pairs import Pair, Side, other
from training.wordlists import WordLists

_HAN = re.compile("[\u4e00-\u9fff]")
_TRIES = 60  # draws until one is mixed: most sentences need one or two, one without a phrase or a term never is
_DAMAGED = Mix(numbers=0, symbols=0, plain=0)


def mixed_rows(pairs: Iterable[Pair], lists: WordLists, seed: int) -> Iterator[tuple[str, str, str]]:
    """Source, English and Chinese of every pair that can be given in both languages at once."""
    dice = Random(seed)
    drawers = [Drawer(to, lists, _DAMAGED) for to in ("en", "zh")]
    for pair in pairs:
        sources = (dice.choice(drawers).draw(pair, dice).source for _ in range(_TRIES))
        source = next((text for text in sources if text not in (pair.en, pair.zh) and _is_mixed(text)), None)
        if source is not None:
            yield source, pair.en, pair.zh


def enforced_rows(pairs: Iterable[Pair], to: Side, seed: int) -> Iterator[tuple[str, str, str]]:
    """Every pair with terms, all of them put in as the target has them: source, target, terms joined by `|`."""
    dice = Random(seed)
    for pair in pairs:
        forms = [pair.text(to)[slice(*link.span(to))] for link in pair.terms]
        links = [link.span(other(to)) for link in pair.terms]
        if forms:
            patches = [Patch(*span, form, foreign=True) for span, form in zip(links, forms, strict=True)]
            yield patched(pair.text(other(to)), patches, dice), pair.text(to), "|".join(forms)


def _is_mixed(text: str) -> bool:
    return _HAN.search(text) is not None and sum(char.isascii() and char.isalpha() for char in text) >= 4
