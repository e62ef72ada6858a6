"""Injected advertising, also inside a word (Samhs万博手机客户端a), by the grammar of the glossary's spam.yaml."""

from __future__ import annotations

import re
from random import Random

from training.wordlists import WordLists

_INSIDE_WORD = re.compile(r"(?<=[A-Za-z]{2})(?=[A-Za-z]{2})")
# A quarter of the injections name a brand no list has: the model has to know them by their shape.
_UNSEEN = "亚博万利金皇冠华天乐鱼星凯发龙银澳门新葡京球彩鸿运赢胜通宝盛世纪大众"


def injected(text: str, lists: WordLists, dice: Random) -> str:
    """The text with one injection: inside a word, between words, or at an end."""
    if not (lists.spam_brands and lists.spam_products):
        return text
    spam = _injection(lists, dice)
    inside = [match.start() for match in _INSIDE_WORD.finditer(text)]
    kind = dice.random()
    if inside and kind < 0.35:
        at = dice.choice(inside)
    elif kind < 0.7:
        at = dice.choice([0, len(text), *(n for n, char in enumerate(text) if char in " ，。,.")])
    else:
        at = dice.choice((0, len(text)))
    return text[:at] + spam + text[at:]


def _injection(lists: WordLists, dice: Random) -> str:
    kind = dice.random()
    if lists.spam_phrases and kind < 0.1:
        return dice.choice(lists.spam_phrases)
    unseen = "".join(dice.sample(_UNSEEN, dice.randrange(2, 5)))
    brand = unseen if kind < 0.35 else dice.choice(lists.spam_brands)
    products = "".join(dice.choice(lists.spam_products) for _ in range(dice.choice((1, 1, 1, 2))))
    return brand + dice.choice(("", "", "", " ", "·", "-")) + products
