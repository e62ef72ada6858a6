"""Where glossary terms stand on both sides of a pair, and where a known wrong rendering could stand instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import TERM_ROLES, Hit, longest
from pipeline.lexicon.schema import Sense
from pipeline.text import fold
from training.pairs import Link, Pair
from training.prepare.entries import Entries

MOST_SLIPS = 8  # a pair: more would only fill the packed folder
_SHORTEST_RIGHT = 2  # a right rendering of one character (占, 环) stands inside too many other words


class _Right(NamedTuple):
    """A right rendering in the language of the slip, and what the other side must hold for it to be that sense."""

    number: int
    evidence: re.Pattern[str]


class Annotator:
    """Finds terms and slips in pairs; `slips` are the wrong renderings by number, language first."""

    def __init__(self, lexicon: Lexicon, entries: Entries) -> None:
        """Compile the renderings to look for."""
        self._lexicon = lexicon
        self._entries = entries
        self.slips: list[tuple[str, ...]] = []
        self._avoided = dict(self._collect_avoided())
        self._right = {lang: self._collect_senses(lang) for lang in ("zh", "en")}
        self._finders = {
            lang: AhoCorasick(list(rights), matchkind=MatchKind.LeftmostLongest) for lang, rights in self._right.items()
        }

    def annotated(self, pair: Pair) -> Pair:
        """The pair with its terms and slips."""
        terms = self._terms(pair)
        if pair.right_zh:
            return replace(pair, terms=tuple(link for link in terms if self._is_right(pair, link)))
        slips = [link._replace(key=self._avoided[link.key]) for link in terms if link.key in self._avoided]
        slips += [*self._senses(pair, "zh"), *self._senses(pair, "en")]
        return replace(pair, terms=terms, slips=tuple(slips[:MOST_SLIPS]))

    def _collect_avoided(self) -> Iterator[tuple[int, int]]:
        for number, entry in enumerate(self._entries.entries):
            if entry.zh is not None and entry.zh.avoid:
                self.slips.append(("zh", *(avoid.form for avoid in entry.zh.avoid)))
                yield number, len(self.slips) - 1

    def _collect_senses(self, lang: str) -> dict[str, list[_Right]]:
        found: dict[str, list[_Right]] = {}
        for sense in self._lexicon.glossary.senses:
            right = sense.right.zh if lang == "zh" else sense.right.en
            evidence = _evidence(sense)
            if sense.lang != lang or sense.status != "approved" or not right or evidence is None:
                continue
            if len(right) >= _SHORTEST_RIGHT:
                self.slips.append((lang, *sense.wrong))
                found.setdefault(fold(right), []).append(_Right(len(self.slips) - 1, evidence))
        return found

    def _terms(self, pair: Pair) -> tuple[Link, ...]:
        en, zh = (
            self._by_entry(longest(self._lexicon.scan(text)), lang) for text, lang in ((pair.en, "en"), (pair.zh, "zh"))
        )
        links = [
            Link(here.start, here.end, there.start, there.end, number)
            for number in en.keys() & zh.keys()
            if len(en[number]) == len(zh[number])
            for here, there in zip(en[number], zh[number], strict=True)
        ]
        return tuple(_apart(sorted(links)))

    def _by_entry(self, hits: Iterable[Hit], lang: str) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for hit in hits:
            entry = hit.form.entry
            if (
                entry is not None
                and hit.form.lang == lang
                and hit.form.role in TERM_ROLES
                and entry.id in self._entries.numbers
            ):
                found.setdefault(self._entries.numbers[entry.id], []).append(hit)
        return found

    def _is_right(self, pair: Pair, link: Link) -> bool:
        """Whether the clean Chinese has the entry's approved form too."""
        entry = self._entries.entries[link.key]
        return entry.zh is not None and entry.zh.preferred in pair.right_zh

    def _senses(self, pair: Pair, lang: str) -> Iterator[Link]:
        text, across = (pair.zh, pair.en) if lang == "zh" else (pair.en, pair.zh)
        folded, folded_across = fold(text), fold(across)
        for _, start, end in self._finders[lang].find_matches_as_indexes(folded):
            right = folded[start:end]
            if lang == "en" and not _stands_alone(folded, start, end):
                continue
            if folded.count(right) > 1:
                continue
            for number, evidence in self._right[lang][right]:
                found = evidence.search(folded_across)
                if found is not None:
                    here, there = (start, end), found.span()
                    yield Link(*there, *here, number) if lang == "zh" else Link(*here, *there, number)
                    break


def _evidence(sense: Sense) -> re.Pattern[str] | None:
    """What the other language says where the sense is meant: the English word or its inflection, or the Chinese."""
    if sense.lang == "en":
        return re.compile(re.escape(sense.right.zh)) if sense.right.zh else None
    words = {fold(text) for text in (sense.word, sense.right.en) if text and text.isascii()}
    if not words:
        return None
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{listed})(?:s|es)?(?![a-z0-9])")


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _apart(links: Sequence[Link]) -> Iterator[Link]:
    """The links that cross no earlier one on either side."""
    kept: list[Link] = []
    for link in links:
        if all(
            link.en_start >= old.en_end and (link.zh_end <= old.zh_start or old.zh_end <= link.zh_start) for old in kept
        ):
            kept.append(link)
            yield link
