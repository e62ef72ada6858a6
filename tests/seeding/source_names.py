"""Damage to drug names and to the numbers of results: seeders for `source_kinds`."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache

from pipeline.lexicon.matcher import Entry
from pipeline.lexicon.schema import Name
from pipeline.text import is_han
from tests.seeding.source_kinds import Damaged, _drugs, _put
from tests.support import context

# What an engine writes for the syllables of a drug name it does not know.
_SYLLABLES = dict(
    item.split(" ") for item in ["a 阿", "e 埃", "i 伊", "o 奥", "u 乌", "ba 巴", "be 贝", "bi 比", "bo 博", "bu 布", "ca 卡", "ce 塞", "ci 西", "co 科", "cu 库", "da 达", "de 德", "di 迪", "do 多", "du 杜", "fa 法", "fe 费", "fi 菲", "fo 福", "fu 夫", "ga 加", "ge 格", "gi 吉", "go 戈", "gu 古", "ha 哈", "he 赫", "hi 希", "ho 霍", "hu 胡", "ja 贾", "jo 乔", "ka 卡", "ke 克", "ki 基", "ko 科", "ku 库", "la 拉", "le 莱", "li 利", "lo 洛", "lu 卢", "ma 马", "me 梅", "mi 米", "mo 莫", "mu 穆", "na 纳", "ne 内", "ni 尼", "no 诺", "nu 努", "pa 帕", "pe 佩", "pi 皮", "po 波", "pu 普", "qu 库", "ra 拉", "re 雷", "ri 里", "ro 罗", "ru 鲁", "sa 萨", "se 塞", "si 西", "so 索", "su 苏", "ta 塔", "te 特", "ti 蒂", "to 托", "tu 图", "va 瓦", "ve 韦", "vi 维", "vo 沃", "vu 武", "wa 瓦", "xa 克萨", "xe 克塞", "xi 克西", "xo 克索", "ya 亚", "za 扎", "ze 泽", "zi 齐", "zo 佐", "zu 祖", "b 布", "c 克", "d 德", "f 夫", "g 格", "h 赫", "j 杰", "k 克", "l 尔", "m 姆", "n 恩", "p 普", "q 克", "r 尔", "s 斯", "t 特", "v 夫", "w 夫", "x 克斯", "y 伊", "z 兹"]
)  # fmt: skip


@cache
def _like_sounding() -> dict[str, list[str]]:
    """Characters by the pinyin of the project's own table, without its classes of like sounds."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in context().glossary.words("sounds"):
        _, _, characters = line.partition(" ")
        for char in characters:
            found[char] = list(characters)
    return found


def homophone(text: str, rng: random.Random) -> Damaged | None:
    """Write one or two characters of a Chinese drug name with others of the same pinyin."""
    places = [
        hit
        for hit in _drugs(text, chinese=True)
        if hit.end - hit.start >= 3 and all(map(is_han, text[hit.start : hit.end]))
    ]
    if not places:
        return None
    hit = rng.choice(places)
    name = list(text[hit.start : hit.end])
    for at in rng.sample(range(len(name)), rng.choice((1, 1, 2))):
        name[at] = rng.choice(_like_sounding().get(name[at], [name[at]]))
    return _unlisted(text, hit.start, hit.end, "".join(name))


def one_character(text: str, rng: random.Random) -> Damaged | None:
    """Leave out, add, change or swap one character of a Chinese drug name of four or more."""
    places = [
        hit
        for hit in _drugs(text, chinese=True)
        if hit.end - hit.start >= 4 and all(map(is_han, text[hit.start : hit.end]))
    ]
    if not places:
        return None
    hit = rng.choice(places)
    name = text[hit.start : hit.end]
    at = rng.randrange(len(name) - 1)
    other = rng.choice("阿卡拉米罗洛诺普沙索他特替托维西尼达伐")
    new = rng.choice((name[:at] + name[at + 1 :], name[:at] + other + name[at:], name[:at] + other + name[at + 1 :],
                      name[:at] + name[at + 1] + name[at] + name[at + 2 :]))  # fmt: skip
    return _unlisted(text, hit.start, hit.end, new)


def transliterated(text: str, rng: random.Random) -> Damaged | None:
    """Write a Chinese drug name anew, syllable by syllable from its English."""
    places = [
        hit
        for hit in _drugs(text, chinese=True)
        if hit.form.entry is not None and " " not in hit.form.entry.en.preferred
    ]
    if not places:
        return None
    hit = rng.choice(places)
    assert hit.form.entry is not None
    english = re.sub(r"ph", "f", hit.form.entry.en.preferred.lower())
    english = re.sub(r"th", "t", english.removesuffix("e"))
    pieces = re.findall(r"[bcdfghjklmnpqrstvwxyz]?[aeiou]|[a-z]", english)
    return _unlisted(text, hit.start, hit.end, "".join(_SYLLABLES.get(piece, "") for piece in pieces))


def transliterated_again(text: str, rng: random.Random) -> Damaged | None:
    """The same in an article that names the drug in English."""
    damaged = transliterated(text, rng)
    if damaged is None:
        return None
    entry = context().glossary.entry_of(damaged.right)
    if entry is None:
        return None
    lead = f"This page is about {entry.en.preferred} and its use.\n\n"
    return Damaged(lead + damaged.text, damaged.start + len(lead), damaged.end + len(lead), damaged.right)


def _unlisted(text: str, start: int, end: int, new: str) -> Damaged | None:
    """The damage, unless it happens to make a listed name."""
    return None if context().glossary.by_surface.get(new) else _put(text, start, end, new)


@cache
def _entries(kind: str) -> tuple[Entry, ...]:
    return tuple(e for e in context().glossary.entries.values() if e.kind == kind and e.status == "approved" and e.zh)


def wrong_brand(text: str, rng: random.Random) -> Damaged | None:
    """Set a brand of another drug in brackets behind a drug's name."""
    chinese = any(map(is_han, text))
    places = [
        hit
        for hit in _drugs(text, chinese=chinese)
        if text[hit.end : hit.end + 1] not in ("(", "（") and text[hit.end : hit.end + 2] != " ("
    ]
    if not places:
        return None
    hit = rng.choice(places)
    brands = [
        e for e in _entries("brand") if isinstance(e, Name) and e.of and hit.form.entry and e.of != hit.form.entry.id
    ]
    brand = rng.choice(brands)
    name = brand.zh.preferred if chinese and brand.zh else brand.en.preferred
    bracket = f"（{name}）" if chinese else f" ({name})"
    return _put(text, hit.end, hit.end, bracket)


def wrong_pair(text: str, rng: random.Random) -> Damaged | None:
    """Set the English name of another drug of the same ending in brackets behind a Chinese name."""
    places = [hit for hit in _drugs(text, chinese=True) if text[hit.end : hit.end + 1] != "（"]
    if not places:
        return None
    hit = rng.choice(places)
    others = [e for e in _entries("drug") if hit.form.entry and e.id != hit.form.entry.id and e.zh]
    alike = [e for e in others if e.zh and e.zh.preferred[-2:] == text[hit.end - 2 : hit.end]]
    return _put(text, hit.end, hit.end, f"（{rng.choice(alike or others).en.preferred}）")


def interval_moved(text: str, rng: random.Random) -> Damaged | None:
    """Add a result whose interval lies beside its estimate."""
    low = round(rng.uniform(0.2, 3.0), 2)
    high = round(low + rng.uniform(0.1, 0.9), 2)
    estimate = round(rng.choice((low - rng.uniform(0.05, 0.15), high + rng.uniform(0.05, 2.0))), 2)
    if any(map(is_han, text)):
        measure = rng.choice(("风险比为", "OR=", "比值比", "HR "))
        added = f"{measure}{estimate}（95%CI：{low}～{high}）"
    else:
        measure = rng.choice(("the hazard ratio was ", "OR ", "relative risk ", "a mean change of "))
        joint = rng.choice((" to ", "-", "–", ", "))
        added = f"{measure}{estimate} (95% CI {low}{joint}{high})"
    return _put(text, 0, 0, f"{added}; ")


def range_reversed(text: str, rng: random.Random) -> Damaged | None:
    """Turn a range with a unit upside down."""
    places = list(
        re.finditer(
            r"(?<![0-9.])([0-9]+)([-–～])([0-9]+)(?= ?(?:mg|weeks|days|months|hours|minutes|years|%|毫克|周|天|个月|小时|分钟|岁))",
            text,
        )
    )
    if not places:
        return None
    place = rng.choice(places)
    return _put(text, *place.span(), f"{place[3]}{place[2]}{place[1]}")


def p_value_shifted(text: str, rng: random.Random) -> Damaged | None:
    """Add a p-value that lost its decimal point."""
    value = rng.choice(("1.2", "5", "38", "4.7", "49", "2.03"))
    sign = rng.choice(("=", "<", " = ", " < ", "＝"))
    return _put(text, 0, 0, f"{rng.choice('Pp')}{sign}{value}; ")
