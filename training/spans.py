"""From word links to what code-switching needs: aligned phrases and split points, in characters.

Both are refused where a number or a negation would be lost or doubled by them: words that alignment left unlinked
(not, %, 未) are the ones that change the meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from training.pairs import Link, Pair

Tokens = Sequence[tuple[int, int]]  # character spans
WordLinks = Sequence[tuple[int, int]]  # English token, Chinese token
LONGEST_PHRASE = 5  # tokens a side
MOST_PHRASES = 6
MOST_SPLITS = 3
# fmt: off
_FUNCTION_WORDS = frozenset((
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or", "is", "are", "was", "were", "be", "been", "by",
    "with", "as", "that", "this", "it", "its", "from", "not", "no", "if", "you", "your", "may", "can", "will", "have",
    "has", "had", "do", "does", "did",
))
# fmt: on
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[%％‰]")
_NEGATION_EN = re.compile(
    r"(?<![a-z])(?:(?:not|no|never|without|nor|neither|nobody|nothing|cannot|unless)(?![a-z])|non)|n['’]t(?![a-z])",
    re.I,
)
_NEGATION_ZH = re.compile("[不没无未非勿莫]")


@dataclass(frozen=True)
class Alignment:
    """Two texts, their words, and links between the words' numbers."""

    en: str
    zh: str
    en_tokens: Tokens
    zh_tokens: Tokens
    links: WordLinks

    @cached_property
    def zh_of(self) -> dict[int, list[int]]:
        """Chinese words by English word."""
        return _grouped((en, zh) for en, zh in self.links)

    @cached_property
    def en_of(self) -> dict[int, list[int]]:
        """English words by Chinese word."""
        return _grouped((zh, en) for en, zh in self.links)


def phrases(aligned: Alignment) -> tuple[Link, ...]:
    """Up to six phrases, long ones first, that are linked to each other and nothing else, without overlap."""
    count = len(aligned.en_tokens)
    found = [
        link
        for first in range(count)
        for last in range(first, min(count, first + LONGEST_PHRASE))
        if _is_content(aligned, first, last)
        and (link := _phrase(aligned, first, last)) is not None
        and is_honest(aligned.en, aligned.zh, link)
    ]
    found.sort(key=lambda link: (link.en_start - link.en_end, link.en_start))
    kept: list[Link] = []
    for link in found:
        if all(link.en_end <= other.en_start or other.en_end <= link.en_start for other in kept):
            kept.append(link)
    return tuple(sorted(kept[:MOST_PHRASES]))


def splits(aligned: Alignment) -> tuple[tuple[int, int], ...]:
    """Up to three places where every link before stays before, in both languages."""
    if len(aligned.en_tokens) < 8 or len(aligned.zh_tokens) < 6 or len(aligned.links) < 4:
        return ()
    found = [point for point in _monotone_points(aligned) if splits_evenly(aligned.en, aligned.zh, point)]
    return tuple(found[:: max(1, len(found) // MOST_SPLITS)][:MOST_SPLITS])


def is_honest(en: str, zh: str, link: Link) -> bool:
    """Whether putting one side of a phrase in the place of the other loses, doubles or cuts no number or negation."""
    if any(_cuts_number(en, at) for at in link[:2]) or any(_cuts_number(zh, at) for at in link[2:4]):
        return False
    return says_the_same(en[link.en_start : link.en_end], zh[link.zh_start : link.zh_end])


def says_the_same(en: str, zh: str) -> bool:
    """Whether two stretches agree in their digits, percent signs and in whether they negate.

    >>> says_the_same("about 70", "约70%"), says_the_same("do-not-resuscitate", "复苏")
    (False, False)
    """
    return numbers(en) == numbers(zh) and bool(_NEGATION_EN.search(en)) == bool(_NEGATION_ZH.search(zh))


def splits_evenly(en: str, zh: str, point: tuple[int, int]) -> bool:
    """Whether both parts of a split agree in digits and negations, and no number is cut."""
    if _cuts_number(en, point[0]) or _cuts_number(zh, point[1]):
        return False
    return all(says_the_same(a, b) for a, b in ((en[: point[0]], zh[: point[1]]), (en[point[0] :], zh[point[1] :])))


def numbers(text: str) -> list[str]:
    """Numbers and percent signs, thousands' commas aside, sorted."""
    return sorted(match[0].replace(",", "").replace("％", "%") for match in _NUMBER.finditer(text))


def trusted(pair: Pair) -> tuple[tuple[Link, ...], tuple[tuple[int, int], ...]]:
    """Phrases and splits of a pair aligned elsewhere, without those refused here."""
    kept = tuple(link for link in pair.phrases if is_honest(pair.en, pair.zh, link))
    return kept, tuple(point for point in pair.splits if splits_evenly(pair.en, pair.zh, point))


def _cuts_number(text: str, at: int) -> bool:
    """Whether a place lies inside a number such as 12,847 or 0.5."""
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    return (before[-1:].isdigit() and (after[:1].isdigit() or (after[:1] in ",." and after[1:].isdigit()))) or (
        before[-1:] in (",", ".") and before[:1].isdigit() and after[:1].isdigit()
    )


def _grouped(links: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, two in links:
        found.setdefault(one, []).append(two)
    return found


def _phrase(aligned: Alignment, first: int, last: int) -> Link | None:
    """The Chinese of the English words `first` to `last`, if it is near together and links to nothing else."""
    if first not in aligned.zh_of or last not in aligned.zh_of:
        return None
    linked = [zh for en in range(first, last + 1) for zh in aligned.zh_of.get(en, ())]
    zh_first, zh_last = min(linked), max(linked)
    if zh_last - zh_first >= LONGEST_PHRASE:
        return None
    if any(not first <= en <= last for zh in range(zh_first, zh_last + 1) for en in aligned.en_of.get(zh, ())):
        return None
    begin, end = aligned.en_tokens[first][0], aligned.en_tokens[last][1]
    return Link(begin, end, aligned.zh_tokens[zh_first][0], aligned.zh_tokens[zh_last][1])


def _is_content(aligned: Alignment, first: int, last: int) -> bool:
    """Whether the phrase begins and ends with a word of content."""
    edges = (aligned.en[slice(*aligned.en_tokens[n])].lower() for n in (first, last))
    return all(word[0].isalnum() and word not in _FUNCTION_WORDS for word in edges)


def _monotone_points(aligned: Alignment) -> Iterator[tuple[int, int]]:
    for at in range(3, len(aligned.en_tokens) - 2):
        before = [zh for en, zh in aligned.links if en < at]
        after = [zh for en, zh in aligned.links if en >= at]
        if len(before) >= 2 and len(after) >= 2 and max(before) < min(after):
            yield aligned.en_tokens[at][0], aligned.zh_tokens[max(before) + 1][0]
