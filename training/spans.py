"""From word links to what code-switching needs: aligned phrases and split points, in characters.

Both are refused where a number or a negation would be lost or doubled by them: words that alignment left unlinked
(not, %, 未) are the ones that change the meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from training.pairs import Link, Pair

Tokens = Sequence[tuple[int, int]]  # character spans
WordLinks = Sequence[tuple[int, int]]  # English token, Chinese token
LONGEST_PHRASE = 5  # tokens a side
MOST_PHRASES = 6
MOST_SPLITS = 3
_FUNCTION_WORDS = frozenset(
    "the a an of to in on at for and or is are was were be been by with as that this it its from not no if you your may "
    "can will have has had do does did".split()
)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[%％‰]")
_NEGATION_EN = re.compile(
    r"(?<![a-z])(?:(?:not|no|never|without|nor|neither|nobody|nothing|cannot|unless)(?![a-z])|non)|n['’]t(?![a-z])",
    re.I,
)
_NEGATION_ZH = re.compile("[不没无未非勿莫]")


def phrases(en: str, en_tokens: Tokens, zh: str, zh_tokens: Tokens, links: WordLinks) -> tuple[Link, ...]:
    """Up to six phrases, long ones first, that are linked to each other and nothing else, without overlap."""
    zh_of, en_of = _by(links, 0), _by(links, 1)
    found = [
        link
        for first in range(len(en_tokens))
        for last in range(first, min(len(en_tokens), first + LONGEST_PHRASE))
        if (link := _phrase(first, last, en_tokens, zh_tokens, zh_of, en_of)) is not None
        and _is_content(en, en_tokens[first : last + 1])
        and says_the_same(en[link.en_start : link.en_end], zh[link.zh_start : link.zh_end])
    ]
    found.sort(key=lambda link: (link.en_start - link.en_end, link.en_start))
    kept: list[Link] = []
    for link in found:
        if all(link.en_end <= other.en_start or other.en_end <= link.en_start for other in kept):
            kept.append(link)
    return tuple(sorted(kept[:MOST_PHRASES]))


def splits(en: str, en_tokens: Tokens, zh: str, zh_tokens: Tokens, links: WordLinks) -> tuple[tuple[int, int], ...]:
    """Up to three places where every link before stays before, in both languages."""
    if len(en_tokens) < 8 or len(zh_tokens) < 6 or len(links) < 4:
        return ()
    found = [point for point in _monotone_points(en_tokens, zh_tokens, links) if splits_evenly(en, zh, point)]
    return tuple(found[:: max(1, len(found) // MOST_SPLITS)][:MOST_SPLITS])


def says_the_same(en: str, zh: str) -> bool:
    """Whether two stretches agree in their digits, percent signs and in whether they negate.

    >>> says_the_same("about 70", "约70%"), says_the_same("do-not-resuscitate", "复苏")
    (False, False)
    """
    return numbers(en) == numbers(zh) and bool(_NEGATION_EN.search(en)) == bool(_NEGATION_ZH.search(zh))


def splits_evenly(en: str, zh: str, point: tuple[int, int]) -> bool:
    """Whether both parts of a split agree in digits and negations."""
    return all(says_the_same(a, b) for a, b in ((en[: point[0]], zh[: point[1]]), (en[point[0] :], zh[point[1] :])))


def numbers(text: str) -> list[str]:
    """Numbers and percent signs, thousands' commas aside, sorted."""
    return sorted(match[0].replace(",", "").replace("％", "%") for match in _NUMBER.finditer(text))


def trusted(pair: Pair) -> tuple[tuple[Link, ...], tuple[tuple[int, int], ...]]:
    """Phrases and splits of a pair aligned elsewhere, without those refused here."""
    kept = tuple(link for link in pair.phrases if says_the_same(pair.en[link[0] : link[1]], pair.zh[link[2] : link[3]]))
    return kept, tuple(point for point in pair.splits if splits_evenly(pair.en, pair.zh, point))


def _by(links: WordLinks, side: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for link in links:
        found.setdefault(link[side], []).append(link[1 - side])
    return found


def _phrase(
    first: int, last: int, en_tokens: Tokens, zh_tokens: Tokens, zh_of: dict[int, list[int]], en_of: dict[int, list[int]]
) -> Link | None:  # fmt: skip
    if first not in zh_of or last not in zh_of:
        return None
    linked = [zh for en in range(first, last + 1) for zh in zh_of.get(en, ())]
    zh_first, zh_last = min(linked), max(linked)
    if zh_last - zh_first >= LONGEST_PHRASE:
        return None
    if any(not first <= en <= last for zh in range(zh_first, zh_last + 1) for en in en_of.get(zh, ())):
        return None
    return Link(en_tokens[first][0], en_tokens[last][1], zh_tokens[zh_first][0], zh_tokens[zh_last][1])


def _is_content(en: str, tokens: Tokens) -> bool:
    """Whether the phrase begins and ends with a word of content."""
    edges = (en[slice(*tokens[0])].lower(), en[slice(*tokens[-1])].lower())
    return all(word[0].isalnum() and word not in _FUNCTION_WORDS for word in edges)


def _monotone_points(en_tokens: Tokens, zh_tokens: Tokens, links: WordLinks) -> Iterator[tuple[int, int]]:
    for at in range(3, len(en_tokens) - 2):
        before = [zh for en, zh in links if en < at]
        after = [zh for en, zh in links if en >= at]
        if len(before) >= 2 and len(after) >= 2 and max(before) < min(after):
            yield en_tokens[at][0], zh_tokens[max(before) + 1][0]
