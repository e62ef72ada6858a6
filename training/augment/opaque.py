"""Symbols ⟦1⟧ to ⟦9⟧ in the place of what must not be translated: links, codes, phone numbers.

At run time the engine puts them there and takes them back out of the rendering. They are pieces of every vocabulary;
here they are learnt in the place of strings both sentences share and, so that they are learnt everywhere, of phrases.
"""

from __future__ import annotations

import re
from random import Random

from training.augment.patches import Patch
from training.pairs import Link, Pair, Side

SYMBOLS = tuple(f"⟦{n}⟧" for n in range(1, 10))
_SHARED = re.compile(
    r"https?://[!-~]+|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.]+|[A-Za-z]*[0-9][0-9A-Za-z.,/:%-]*|[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*"
)
_MOST = 3
AFTER_ANOTHER = (0, 0, 0, 1, 4)  # symbols that came before: an earlier sentence of the block may have used some


def hidden(pair: Pair, base: Side, dice: Random) -> dict[Side, list[Patch]]:
    """Patches that put the same symbols into both sides, numbered in the order of the base side."""
    links = _candidates(pair)
    chosen = dice.sample(links, min(len(links), dice.choice((1, 1, 2, _MOST))))
    chosen.sort(key=lambda link: link.span(base))
    first = dice.choice(AFTER_ANOTHER)
    patches: dict[Side, list[Patch]] = {"en": [], "zh": []}
    for n, link in enumerate(chosen, first):
        patches["en"].append(Patch(*link.span("en"), SYMBOLS[n]))
        patches["zh"].append(Patch(*link.span("zh"), SYMBOLS[n]))
    return patches


def _candidates(pair: Pair) -> list[Link]:
    """Strings that stand once in both texts, then phrases that cross none of them, without overlap."""
    links: list[Link] = []
    for match in _SHARED.finditer(pair.zh):
        text = match[0].rstrip(".,:/%-")
        if len(text) > 1 and pair.zh.count(text) == 1 and pair.en.count(text) == 1:
            at = pair.en.find(text)
            links.append(Link(at, at + len(text), match.start(), match.start() + len(text)))
    for phrase in pair.phrases:
        if not any(_cross(phrase, link) for link in links):
            links.append(phrase)
    return links


def _cross(one: Link, two: Link) -> bool:
    return (one.en_start < two.en_end and two.en_start < one.en_end) or (
        one.zh_start < two.zh_end and two.zh_start < one.zh_end
    )
