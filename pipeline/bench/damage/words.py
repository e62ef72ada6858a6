"""Words lost, said twice, or cut off with the rest of their sentence."""

from __future__ import annotations

import random
import re

from pipeline.bench.damage.shape import Damaged, Line, before_end, chosen, swapped
from pipeline.bench.damage.stock import Stock
from pipeline.lexicon.english import english_words, is_spelling_variant
from pipeline.text import HAN, LATIN, fold

_WORD = re.compile(r"(?<=[a-z,] )[A-Za-z'’-]{2,} (?=[A-Za-z]{2})")  # neither the first nor the last of its clause
_PAIR = re.compile(f"(?<=[{HAN}])[{HAN}]{{2}}(?=[{HAN}])")
_LETTER = re.compile(r"(?<=[A-Za-z])[a-z](?=[a-z])")
_SINGLE = re.compile(r"(?<![A-Za-z'’-])([A-Za-z]{2,}) (?=[A-Za-z])")
_ONE_OR_TWO = re.compile(f"(?<=[{HAN}])[{HAN}]{{1,2}}(?=[{HAN}])")
_ORDINARY = re.compile(r"(?<![A-Za-z'’-])[a-z]{6,12}(?![A-Za-z'’-])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAST = {"en": 6, "zh": 12}  # words or characters of a sentence that can be cut off


def dropped(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A word in the midst of a sentence is lost, in Chinese two characters."""
    place = chosen(_WORD if line.lang == "en" else _PAIR, line.text, rng)
    return None if place is None else swapped(line.text, *place.span(), "", around=4 if line.lang == "en" else 2)


def cut_off(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """The last words of a sentence are lost with its end mark."""
    end = before_end(line.text)
    if end == len(line.text):
        return None
    pieces = [m.end() for m in re.finditer(r"[^ ]+" if line.lang == "en" else f"[{HAN}]", line.text[:end])]
    if len(pieces) < _LEAST[line.lang]:
        return None
    cut = pieces[-rng.randint(2, 4) - 1]
    return Damaged(line.text[:cut], ((max(0, cut - 12), cut),))


def doubled(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """A word twice in a row, in Chinese one or two characters."""
    place = chosen(_SINGLE if line.lang == "en" else _ONE_OR_TWO, line.text, rng)
    if place is None:
        return None
    text = line.text[: place.end()] + place[0] + line.text[place.end() :]
    return Damaged(text, ((place.start(), place.end() + len(place[0])),))


def loop(line: Line, rng: random.Random, _: Stock) -> Damaged | None:
    """Two to four words, in Chinese three to six characters, said three or four times in a row."""
    words = re.compile(r"(?<=[a-z] )[a-z]+(?: [a-z]+){1,3} (?=[a-z])" if line.lang == "en" else f"[{HAN}]{{3,6}}")
    place = chosen(words, line.text, rng)
    if place is None:
        return None
    more = place[0] * rng.randint(2, 3)
    text = line.text[: place.end()] + more + line.text[place.end() :]
    return Damaged(text, ((place.start(), place.end() + len(more)),))


def misspelt(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """An ordinary English word with a letter lost, changed, doubled or in the wrong order."""
    taken = [(hit.start, hit.end) for hit, entry in stock.terms(line.text) if entry.kind in ("drug", "brand")]
    places = [
        match for match in _ORDINARY.finditer(line.text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]  # fmt: skip
    if line.lang != "en" or not places:
        return None
    place = rng.choice(places)
    word, at = place[0], rng.randrange(1, len(place[0]) - 1)
    wrong = rng.choice((
        word[:at] + word[at + 1 :], word[:at] + rng.choice("aeiou") + word[at + 1 :], word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip
    return None if fold(wrong) in stock.lexicon.known_words else swapped(line.text, *place.span(), wrong)


def another_word(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A word of a medical term becomes another English word, one letter away: kidney stove, IV fusion."""
    if line.lang != "en":
        return None
    places = [
        (hit.start + match.start(), match[0])
        for hit, _ in stock.terms(line.text, "en")
        if " " in line.text[hit.start : hit.end]
        for match in re.finditer(r"(?<![A-Za-z-])[a-z]{4,}(?![A-Za-z-])", line.text[hit.start : hit.end])
    ]
    rng.shuffle(places)
    for start, word in places:
        words = [
            other
            for other in _one_letter_away(word)
            if other in english_words() and not is_spelling_variant(word, other)
        ]
        if words:
            return swapped(line.text, start, start + len(word), rng.choice(words))
    return None


def _one_letter_away(word: str) -> list[str]:
    """A letter changed or lost, but no plural and no other ending: those are the same word."""
    changed = [word[:at] + letter + word[at + 1 :] for at in range(len(word) - 1) for letter in _LETTERS]
    lost = [word[:at] + word[at + 1 :] for at in range(len(word) - 1)]
    return sorted({*changed, *lost} - {word})


def said_again(line: Line, rng: random.Random, _: Stock) -> Damaged | None:  # noqa: ARG001 - all makers are called alike
    """The whole sentence twice."""
    space = " " if line.lang == "en" else ""
    start = len(line.text) + len(space)
    if before_end(line.text) == len(line.text):
        return None
    return Damaged(line.text + space + line.text, ((start, start + len(line.text)),))


def letter_repeated(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A letter three times in a row."""
    place = chosen(_LETTER, line.text, rng)
    if place is None:
        return None
    text = line.text[: place.end()] + place[0] * 2 + line.text[place.end() :]
    left, right = place.start(), place.end() + 2
    while left > 0 and re.match(f"[{LATIN}]", text[left - 1]):
        left -= 1
    while right < len(text) and re.match(f"[{LATIN}]", text[right]):
        right += 1
    return None if fold(text[left:right]) in stock.lexicon.known_words else Damaged(text, ((left, right),))


def small_beginning(line: Line, rng: random.Random, _: Stock) -> Damaged | None:  # noqa: ARG001
    """An English sentence that lost its beginning, or its capital."""
    first = re.match(r"[A-Z][a-z]+(?= [a-z]+ )", line.text)
    if line.lang != "en" or first is None or before_end(line.text) == len(line.text):
        return None
    return swapped(line.text, *first.span(), first[0].lower())
