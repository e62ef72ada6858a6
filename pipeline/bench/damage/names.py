"""Damage to drug names: misspelt, in odd capitals, a brand in small letters, a Chinese one a character off."""

from __future__ import annotations

import random
from functools import cache

from pipeline.bench.damage.shape import Damaged, Line, swapped
from pipeline.bench.damage.stock import Stock, listed
from pipeline.lexicon.matcher import Hit
from pipeline.text import fold, is_han

_SHORTEST = 6  # a shorter name damaged is any word at all
_VOWELS, _CONSONANTS = "aeiouy", "bcdfghjklmnpqrstvwxz"
# Spellings of one sound, longest first.
_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("ch", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("k", "c"),
    ("c", "k"),
    ("i", "y"),
    ("y", "i"),
)


def misspelt(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """An English drug name with one or two slips: a letter changed, lost, added, swapped, or heard wrong."""
    places = [hit for hit in _words(line, stock) if hit.end - hit.start >= _SHORTEST]
    if line.lang != "en" or not places:
        return None
    hit = rng.choice(places)
    name = line.text[hit.start : hit.end]
    slips = rng.choice((1, 1, 2)) if len(name) >= 8 else 1
    wrong = name
    for _ in range(slips):
        wrong = _slip(wrong, rng)
    if wrong == name or fold(wrong) in stock.lexicon.known_words or fold(wrong) in stock.lexicon.drug_names:
        return None
    return swapped(line.text, hit.start, hit.end, wrong)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    heard = [(n, old, new) for old, new in _SOUNDS for n in range(1, len(word)) if word.startswith(old, n)]
    kind = rng.choice(("change", "lose", "add", "swap", "double", "hear" if heard else "change"))
    if kind == "hear":
        n, old, new = rng.choice(heard)
        return word[:n] + new + word[n + len(old) :]
    alike = _VOWELS if word[at] in _VOWELS else _CONSONANTS
    return {
        "change": word[:at] + rng.choice(alike) + word[at + 1 :],
        "lose": word[:at] + word[at + 1 :],
        "add": word[:at] + rng.choice(_VOWELS + _CONSONANTS) + word[at:],
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "double": word[:at] + word[at] + word[at:],
    }[kind]


def odd_capitals(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A generic name with a slip and capitals inside, as engines leave unknown pieces: eSKamine."""
    places = [
        hit for hit in _words(line, stock)
        if hit.end - hit.start >= _SHORTEST and line.text[hit.start : hit.end].islower()
    ]  # fmt: skip
    if line.lang != "en" or not places:
        return None
    hit = rng.choice(places)
    name = _slip(line.text[hit.start : hit.end], rng)
    at = rng.randrange(1, len(name) - 3)
    wrong = rng.choice((name.upper(), name[:at] + name[at : at + 2].upper() + name[at + 2 :]))
    if fold(wrong) in stock.lexicon.known_words or fold(wrong) in stock.lexicon.drug_names:
        return None
    return swapped(line.text, hit.start, hit.end, wrong)


def brand_in_small_letters(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A brand without its capital, or an acronym whose case is mixed (rTMS, HbA1c) in capitals alone."""
    places = [
        (hit, new)
        for hit, entry in stock.terms(line.text, "en")
        if stock.mine(entry.id) and (new := _other_case(line.text[hit.start : hit.end], entry.kind)) is not None
    ]
    if not places:
        return None
    hit, new = rng.choice(places)
    return swapped(line.text, hit.start, hit.end, new)


def _other_case(word: str, kind: str) -> str | None:
    if kind == "brand" and word[1:].islower() and word[0].isupper():
        return word.lower()
    inner = sum(char.isupper() for char in word[1:])
    if inner >= 2 and word[0].islower() and word.isalpha():
        return word.upper()
    return None


def same_sound(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A Chinese drug name with one character replaced by another of the same sound: 洛沙坦, 舍曲琳."""
    places = [
        (at, others)
        for hit in _words(line, stock)
        for at in range(hit.start, hit.end)
        if (others := _alike().get(line.text[at]))
    ]
    if line.lang != "zh" or not places:
        return None
    at, others = rng.choice(places)
    hit = next(hit for hit in _words(line, stock) if hit.start <= at < hit.end)
    wrong = line.text[hit.start : at] + rng.choice(others) + line.text[at + 1 : hit.end]
    return None if _is_listed(wrong, stock) else swapped(line.text, hit.start, hit.end, wrong)


def character_lost(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A Chinese drug name of four characters or more without one of them: 阿伐他汀."""
    places = [hit for hit in _words(line, stock) if hit.end - hit.start >= 4]
    if line.lang != "zh" or not places:
        return None
    hit = rng.choice(places)
    at = rng.randrange(hit.start, hit.end)
    wrong = line.text[hit.start : at] + line.text[at + 1 : hit.end]
    return None if _is_listed(wrong, stock) else swapped(line.text, hit.start, hit.end, wrong)


def by_sound(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A Chinese drug name written anew by its English sound, at times with the English name behind it: 普罗帕诺洛尔."""
    places = [
        (hit, entry.en.preferred)
        for hit, entry in stock.drugs(line.text, "zh")
        if entry.kind == "drug" and entry.en.preferred.isalpha() and entry.en.preferred.isascii()
    ]
    if line.lang != "zh" or not places:
        return None
    hit, english = rng.choice(places)
    wrong = _transcribed(english.lower())
    if _is_listed(wrong, stock) or wrong == line.text[hit.start : hit.end]:
        return None
    named = rng.random() < 0.5 and not line.text[hit.end :].startswith(("（", "("))
    bracket = f"（{english}）" if named else ""
    before, behind = line.text[: hit.start], line.text[hit.end :]
    sound = before + line.text[hit.start : hit.end] + bracket + behind
    return Damaged(before + wrong + bracket + behind, ((hit.start, hit.start + len(wrong + bracket)),), sound=sound)


def _transcribed(name: str) -> str:
    """Each longest run of letters the table has, as its characters."""
    written, at = "", 0
    while at < len(name):
        run = next((name[at : at + n] for n in (3, 2, 1) if name[at : at + n] in _syllables()), "")
        written += _syllables().get(run, "")
        at += max(1, len(run))
    return written


@cache
def _syllables() -> dict[str, str]:
    return dict(line.split(" ") for line in listed("syllables.txt"))


def _words(line: Line, stock: Stock) -> list[Hit]:
    """Where single-word drug names stand, wholly in the line's script."""
    found = []
    for hit, entry in stock.drugs(line.text, line.lang):
        word = line.text[hit.start : hit.end]
        if all(map(is_han, word)) if line.lang == "zh" else entry.kind == "drug" and word.isalpha() and word.isascii():
            found.append(hit)
    return found


def _is_listed(word: str, stock: Stock) -> bool:
    return fold(word) in stock.lexicon.by_surface


@cache
def _alike() -> dict[str, str]:
    return {char: group.replace(char, "") for group in listed("same-sound.txt") for char in group}
