"""Damage seeded into sound sentences of a source article, to measure what the source rules find.

A seeder is shown one sound sentence and returns the damaged one with the place of the damage, or None where it has no
place. Seeders know nothing of the rules: they use word lists and patterns of their own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from pipeline.lexicon.english import word_counts
from pipeline.lexicon.matcher import Hit, longest
from pipeline.text import is_han, traditional
from tests.support import context


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged sentence, where the damage stands in it, and what stood there before."""

    text: str
    start: int
    end: int
    right: str


SourceSeeder = Callable[[str, random.Random], Damaged | None]
_WORD = re.compile(r"(?<![A-Za-z'’-])[a-z]{4,}(?![A-Za-z'’-])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _put(text: str, start: int, end: int, new: str) -> Damaged | None:
    old = text[start:end]
    return None if new == old else Damaged(text[:start] + new + text[end:], start, start + len(new), old)


def _english(text: str) -> bool:
    return not any(map(is_han, text))


def _word(text: str, rng: random.Random, least: int = 4) -> re.Match[str] | None:
    words = [match for match in _WORD.finditer(text) if len(match[0]) >= least] if _english(text) else []
    return rng.choice(words) if words else None


@cache
def _hits(text: str) -> tuple[Hit, ...]:
    return tuple(longest(context().glossary.scan(text)))


def _drugs(text: str, *, chinese: bool) -> list[Hit]:
    return [
        hit for hit in _hits(text)
        if hit.form.entry is not None and hit.form.entry.kind == "drug" and is_han(text[hit.start]) == chinese
    ]  # fmt: skip


def doubled_english(text: str, rng: random.Random) -> Damaged | None:
    """Say a function word twice."""
    words = list(re.finditer(r"(?<![A-Za-z'’-])(?:the|of|a|and|with|from|for|your|their)(?= )", text))
    if not words or not _english(text):
        return None
    word = rng.choice(words)
    return _put(text, word.start(), word.end(), f"{word[0]} {word[0]}")


def doubled_chinese(text: str, rng: random.Random) -> Damaged | None:
    """Say 的, 了, 在, 和 or 是 twice."""
    places = list(re.finditer("[的了在和是]", text))
    if not places:
        return None
    place = rng.choice(places)
    return _put(text, place.start(), place.end(), place[0] * 2)


def doubled_term(text: str, rng: random.Random) -> Damaged | None:
    """Say a Chinese term of three characters or more twice."""
    terms = [hit for hit in _hits(text) if hit.end - hit.start >= 3 and all(map(is_han, text[hit.start : hit.end]))]
    if not terms:
        return None
    term = rng.choice(terms)
    return _put(text, term.start, term.end, text[term.start : term.end] * 2)


def tripled(text: str, rng: random.Random) -> Damaged | None:
    """Write a letter inside a word three times."""
    word = _word(text, rng, 5)
    if word is None:
        return None
    at = rng.randrange(1, len(word[0]) - 1)
    return _put(text, word.start(), word.end(), word[0][:at] + word[0][at] * 3 + word[0][at + 1 :].lstrip(word[0][at]))


def bracket_lost(text: str, rng: random.Random) -> Damaged | None:
    """Leave out one half of a pair of brackets or quotation marks."""
    pairs = list(re.finditer(r"[（(][^（）()]*[）)]|“[^“”]*”|《[^《》]*》", text))
    if not pairs:
        return None
    pair = rng.choice(pairs)
    inside = pair[0][1:] if rng.random() < 0.5 else pair[0][:-1]
    return _put(text, pair.start(), pair.end(), inside)


def space_lost(text: str, rng: random.Random) -> Damaged | None:
    """Leave out the space after a comma."""
    places = [m.start() for m in re.finditer(r"(?<=[a-z]{2}), (?=[a-z]{2})", text)] if _english(text) else []
    if not places:
        return None
    at = rng.choice(places)
    return _put(text, at, at + 2, ",")


def space_before(text: str, rng: random.Random) -> Damaged | None:
    """Set a space before a comma or full stop."""
    places = [m.start() for m in re.finditer(r"(?<=[a-z])[,.](?=\s|$)", text)] if _english(text) else []
    if not places:
        return None
    at = rng.choice(places)
    return _put(text, at, at + 1, f" {text[at]}")


def small_start(text: str, rng: random.Random) -> Damaged | None:
    """Begin with a small letter."""
    if not re.match(r"[A-Z][a-z]+ .*[.?]$", text) or len(text.split()) < 5:
        return None
    return _put(text, 0, 1, text[0].lower())


def misspelt(text: str, rng: random.Random) -> Damaged | None:
    """Leave out, add, change or swap a letter of a word that is then no word."""
    word = _word(text, rng, 6)
    if word is None:
        return None
    w, at = word[0], rng.randrange(1, len(word[0]) - 1)
    new = rng.choice([w[:at] + w[at + 1 :], w[:at] + w[at + 1] + w[at] + w[at + 2 :],
                      w[:at] + rng.choice(_LETTERS) + w[at + 1 :], w[:at] + rng.choice(_LETTERS) + w[at:]])  # fmt: skip
    return None if new in context().glossary.known_words else _put(text, word.start(), word.end(), new)


def looped(text: str, rng: random.Random) -> Damaged | None:
    """Say a group of three to six words, or four to eight characters, three or four times."""
    if _english(text):
        words = list(re.finditer(r"[A-Za-z'’-]+", text))
        size = rng.randint(3, 6)
        if len(words) < size + 2:
            return None
        first = rng.randrange(len(words) - size)
        start, end = words[first].start(), words[first + size].start()
    else:
        size = rng.randint(4, 8)
        if len(text) < size + 3:
            return None
        start = rng.randrange(len(text) - size - 1)
        end = start + size
    return _put(text, start, end, text[start:end] * rng.choice((3, 4)))


def other_script(text: str, rng: random.Random) -> Damaged | None:
    """Write the sentence in Traditional characters, in an article that is Simplified."""
    if sum(map(is_han, text)) < 10:
        return None
    lead = "高血压患者应按时服药，并定期测量血压。\n\n如果出现头晕，请尽快联系医生，不要自行调整剂量。\n\n"
    damaged = _put(text, 0, len(text), traditional(text))
    return damaged and Damaged(lead + damaged.text, len(lead), len(lead) + len(text), text)


def stuffed(text: str, rng: random.Random) -> Damaged | None:
    """Add a line of search phrases about a condition the sentence names."""
    found = [hit for hit in _hits(text) if hit.form.entry is not None and hit.form.entry.kind == "condition"]
    if not found:
        return None
    hit = rng.choice(found)
    name = text[hit.start : hit.end]
    if is_han(name[0]):
        joint = rng.choice("_|，、")
        parts = rng.sample(
            (f"治疗{name}", f"{name}怎么治", f"{name}医院", f"{name}吃什么药", f"最好的{name}专家", f"怎么办{name}"), 4
        )
    else:
        joint = rng.choice((", ", " | ", "_", "; "))
        parts = rng.sample((f"best {name} treatment", f"{name} treatment online", f"{name} clinic near me", f"cheap {name}",
                            f"buy {name} pills", f"{name} cure"), 4)  # fmt: skip
    line = joint.join(parts)
    return Damaged(f"{text}\n\n{line}", len(text) + 2, len(text) + 2 + len(line), "")


def other_word(text: str, rng: random.Random) -> Damaged | None:
    """Put a common word for a like one in a two- or three-word term."""
    terms = [
        hit
        for hit in _hits(text)
        if hit.form.lang == "en" and hit.end - hit.start < 40 and " " in text[hit.start : hit.end]
    ]
    if not terms:
        return None
    term = rng.choice(terms)
    words = [m for m in _WORD.finditer(text, term.start, term.end) if len(m[0]) >= 4]
    if not words:
        return None
    word = rng.choice(words)
    near = _like_words(word[0])
    return _put(text, word.start(), word.end(), rng.choice(near)) if near else None


@cache
def _like_words(word: str) -> list[str]:
    """Common English words with the same first letter, an edit or two away, that are no form of the word."""
    most = 1 if len(word) < 7 else 2
    return [
        other for other, count in word_counts().items()
        if count >= 1_000_000 and other[0] == word[0] and other[:4] != word[:4] and len(other) >= 3
        and 0 < OSA.distance(word, other, score_cutoff=most) <= most and other.rstrip("s") != word.rstrip("s")
    ]  # fmt: skip
