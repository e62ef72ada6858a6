"""Betting adverts of brands nobody has listed: made by rule, with the endings such injections have.

The two seeds coin their brands by different rules; one that the list of known brands holds is coined anew.
"""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, before_end, chosen
from pipeline.bench.damage.stock import Stock

_FIRST = {"A": "金银宝龙凤盛恒鼎鸿泰", "B": "云海星辰锦瑞嘉腾捷富"}
_SECOND = {"A": "利达博胜赢发源通", "B": "航悦城辉沃森彩冠"}
_TRADE = {"A": ("体育", "娱乐", "国际", "棋牌", "彩票"), "B": ("体育", "娱乐城", "电竞", "真人", "彩")}
_LETTERS = {"A": ("", "", "m", "pt", "w88"), "B": ("", "jx", "ob", "d88", "vns")}
_PRODUCTS = (
    "app下载",
    "官网",
    "客户端",
    "手机客户端",
    "手机版",
    "注册",
    "登录",
    "官方网站",
    "app",
    "平台",
    "下载",
    "入口",
)
_LONG_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{6,}(?![A-Za-z])")
_GAP = re.compile(r"(?<=[，；,;])")


def brand(rng: random.Random, stock: Stock) -> str:
    """A betting brand as they are coined: two lucky characters and a trade, at times with letters."""
    seed = stock.seed
    while True:
        name = rng.choice(_FIRST[seed]) + rng.choice(_SECOND[seed]) + rng.choice(_TRADE[seed])
        letters = rng.choice(_LETTERS[seed])
        coined = letters + name if seed == "A" else name + letters
        if not any(known in coined for known in stock.lexicon.glossary.spam.brands):
            return coined


def inside_a_word(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A brand with its product inside an English word, one to three letters before its end: Samhs..客户端a."""
    place = chosen(_LONG_WORD, line.text, rng)
    if place is None:
        return None
    at = place.end() - rng.randint(1, 3)
    advert = brand(rng, stock) + rng.choice(_PRODUCTS)
    text = line.text[:at] + advert + line.text[at:]
    return Damaged(text, ((place.start(), place.end() + len(advert)),))


def between_clauses(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A brand with its product behind a comma."""
    place = chosen(_GAP, line.text, rng)
    if place is None:
        return None
    advert = brand(rng, stock) + rng.choice(_PRODUCTS)
    return _inserted(line.text, place.start(), advert)


def behind_the_sentence(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A brand with its product behind the last word or the end of a sentence."""
    advert = brand(rng, stock) + rng.choice(_PRODUCTS)
    return _inserted(line.text, rng.choice((before_end(line.text), len(line.text))), advert)


def whole_advert(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A sentence of advertising behind the sentence."""
    advert = rng.choice(stock.lines("betting.txt")).replace("⟦1⟧", brand(rng, stock))
    return _inserted(line.text, len(line.text), advert)


def _inserted(text: str, at: int, advert: str) -> Damaged:
    return Damaged(text[:at] + advert + text[at:], ((at, at + len(advert)),))
