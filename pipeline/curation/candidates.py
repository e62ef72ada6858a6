"""Terms that a batch explains itself, proposed as drafts: 难治性抑郁症（treatment-resistant depression, TRD）.

Careful Chinese medical writing gives the English term in brackets at first mention, careful English the abbreviation.
Both pairs stand in the text, so nothing is made up; where the Chinese term begins is a guess, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.exchange.filed import slug
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.schema import Forms, Source, Term
from pipeline.model import Article
from pipeline.text import fold

_BOTH = re.compile(
    r"(?P<zh>[\u4e00-\u9fff]{2,14})[（(](?P<en>[A-Za-z][a-z]+(?:[ -][A-Za-z]+){0,5})"
    r"(?:[,，;；] ?(?P<abbr>[A-Z][A-Za-z0-9-]{1,8}))?[)）]"
)
_SHORT = re.compile(r"(?P<en>[A-Za-z][a-z]+(?:[ -][A-Za-z][a-z]+){1,5}) \((?P<abbr>[A-Z][A-Za-z0-9-]{1,8}?)s?\)")
# What stands before a term and is not part of it; a term hardly holds one of these characters.
_BEFORE_TERM = re.compile(
    r"^.*(?:诊断为|称为|称作|患有|名为|属于|包括|例如|比如|以及|使用|服用|接受|采用|治疗"
    r"|[是为的和与或及在被将即如等了用患指把])"
)
_LEAST = 2  # characters


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair a text gives: English, Chinese and abbreviation (or None), in how many articles, and one of them."""

    en: str
    zh: str | None
    abbr: str | None
    articles: int
    seen_in: str


def candidates(articles: Iterable[Article], lexicon: Lexicon) -> list[Candidate]:
    """Pairs the articles give and the glossary does not have, the most frequent first."""
    seen: dict[tuple[str, str | None, str | None], list[str]] = {}
    for article in articles:
        for pair in dict.fromkeys(_pairs(article.original, lexicon)):
            seen.setdefault(pair, []).append(article.id)
    found = [Candidate(*pair, len(names), names[0]) for pair, names in seen.items()]
    return sorted(found, key=lambda item: (-item.articles, item.en, item.zh or ""))


def as_draft(candidate: Candidate) -> Term | None:
    """The draft entry of a pair in both languages; None for an abbreviation alone."""
    if candidate.zh is None:
        return None
    abbr = (candidate.abbr,) if candidate.abbr else ()
    return Term(
        id=slug(candidate.en), en=Forms(preferred=candidate.en, abbr=abbr), zh=Forms(preferred=candidate.zh),
        kind="concept", domain="candidates", status="draft", source=Source(name=f"article {candidate.seen_in}"),
        note=f"the pair stands in {candidate.articles} article(s); check where the Chinese term begins",
    )  # fmt: skip


def _pairs(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str | None, str | None]]:
    for match in _BOTH.finditer(text):
        chinese = _BEFORE_TERM.sub("", match["zh"])
        if len(chinese) >= _LEAST and not _known(match["en"], lexicon):
            yield _lowered(match["en"]), chinese, match["abbr"]
    for match in _SHORT.finditer(text):
        english = _spelled(match["en"], match["abbr"])
        if english is not None and match["abbr"] not in lexicon.abbreviations:
            yield english, None, match["abbr"]


def _known(english: str, lexicon: Lexicon) -> bool:
    return fold(english) in lexicon.by_surface


def _lowered(english: str) -> str:
    """A phrase as a term base writes it: small first letter, unless the word has capitals of its own."""
    return english[0].lower() + english[1:] if english[1:].islower() else english


def _spelled(words: str, abbr: str) -> str | None:
    """The last words whose initials the abbreviation spells; None if it does not."""
    letters = [char for char in abbr.lower() if char.isalpha()]
    parts = re.split(r"[ -]", words)[-len(letters) :]
    if len(letters) < _LEAST or [part[0].lower() for part in parts] != letters:
        return None
    return _lowered(words[words.index(parts[0]) :])
