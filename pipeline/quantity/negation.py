"""Words that turn a sentence round: not, never, 不, 未, and what a sound translation puts in their place.

A lost "not" reads fluently and is found by no other check. Hard cues must have a counterpart. What may be one besides
another negation depends on the cue: 不再 is "stop", 不超过 is "at most", 而非 is "rather than", and none of these is any of
the others. So every cue carries tags and two cues can be counterparts if they share one; counting alone would let
"ignored" stand for 不应.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.model import Lang
from pipeline.quantity.negation_words import EN_HARD, EN_NONE, EN_SOFT, ZH_HARD, ZH_NONE, ZH_SOFT
from pipeline.quantity.values import fold_text

# "not ... or ..." is 不…，也不…: one negation on one side, repeated on the other.
_AGAIN_EN = re.compile(r"(?<![a-z])(?:or|nor|and)(?![a-z])")
_AGAIN_ZH = re.compile("[也又亦更都均、和或及]$")
_SAID_FREELY = frozenset(("weak", "prefer"))
_NEGATIVE = frozenset(
    ("neg", "nil", "un", "lack", "free", "avoid", "ban", "stop", "unable", "refuse", "unaware", "well")
)
_SETTLED = frozenset(("ban", "max", "min", "lex", "fast", "same", "free"))
_CLAUSE_END = re.compile(r"[;:.!?](?=\s|$)|$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A negation at text[start:end]; a soft one may stand for one of the other language, or vanish.

    `tags` name what it may be the counterpart of.
    """

    start: int
    end: int
    soft: bool = False
    tags: frozenset[str] = frozenset()

    @property
    def weak(self) -> bool:
        """Whether its loss proves little."""
        return "weak" in self.tags


@lru_cache(maxsize=64)  # both texts of a pair are asked for three times
def negations(text: str, lang: Lang) -> tuple[Cue, ...]:
    """Return the negation cues of a text, in order.

    >>> [(c.start, c.end, c.soft) for c in negations("Do not stop, not only avoid", "en")]
    [(3, 6, False), (7, 11, True), (22, 27, True)]
    """
    folded = fold_text(text)
    cues: list[Cue] = []
    if lang != "zh" or _HAS_LATIN.search(folded):
        cues += _cues(folded, *_english())
    if lang != "en":
        cues += _cues(folded, *_chinese())
    return tuple(sorted(cues, key=lambda cue: cue.start))


_HAS_LATIN = re.compile("[a-z]{2}")
_Table = dict[str, tuple[frozenset[str], bool]]


def _cues(text: str, pattern: re.Pattern[str], table: _Table) -> list[Cue]:
    cues: list[Cue] = []
    for match in pattern.finditer(text):
        group = match.lastgroup or "none"
        if group == "none":
            continue
        tags, soft = table[group]
        cues.append(Cue(match.start(), match.end(), soft, tags))
    return cues


@cache
def _english() -> tuple[re.Pattern[str], _Table]:
    return _compiled(EN_NONE, EN_HARD, EN_SOFT, r"(?<![a-z'’])(?:{})(?![a-z])")


@cache
def _chinese() -> tuple[re.Pattern[str], _Table]:
    return _compiled(ZH_NONE, ZH_HARD, ZH_SOFT, "{}")


def _compiled(
    none: str, hard: tuple[tuple[str, str], ...], soft: tuple[tuple[str, str], ...], frame: str
) -> tuple[re.Pattern[str], _Table]:
    """One alternation over all rows, first match wins; a row is (tags, pattern)."""
    table: _Table = {}
    parts = [f"(?P<none>{none})"]
    for rows, is_soft in ((soft, True), (hard, False)):
        for tags, words in rows:
            name = f"g{len(table)}"
            table[name] = (frozenset(tags.split()), is_soft)
            parts.append(f"(?P<{name}>{words})")
    return re.compile(frame.format("|".join(parts))), table


def lost_negations(source: str, source_lang: Lang, target: str, target_lang: Lang) -> tuple[Cue, ...]:
    """Return the hard cues of the source that nothing in the target can stand for; call it both ways for added ones.

    Soft cues of both sides pair off first (infertility, 不孕), then hard ones; what is left of the soft ones may stand
    for a hard one they share a tag with.

    >>> [(cue.start, cue.end) for cue in lost_negations("Do not take it.", "en", "请服用。", "zh")]
    [(3, 6)]
    """
    ours, theirs = list(negations(source, source_lang)), list(negations(target, target_lang))
    if all(cue.soft for cue in ours):
        return ()
    again = _again(source, ours, target, theirs)
    _take_settled(ours, theirs)
    left = _without_counterpart([cue for cue in ours if not cue.soft], theirs)
    return tuple(left[: len(left) - again] if again < len(left) else ())


def added_negations(source: str, source_lang: Lang, target: str, target_lang: Lang) -> tuple[Cue, ...]:
    """Return the hard cues of a target whose source negates nothing and has no word they may stand for.

    Stricter than the reverse of `lost_negations`: Chinese says by a negation much that English does not (不例外,
    不亚于), and an added one does less often than a lost one turn the meaning round.

    >>> [(cue.start, cue.end) for cue in added_negations("Take it with food.", "en", "不要随餐服用。", "zh")]
    [(0, 2)]
    """
    said = negations(source, source_lang)
    if any(not cue.tags.isdisjoint(_NEGATIVE) for cue in said):
        return ()
    return tuple(
        cue
        for cue in negations(target, target_lang)
        if not cue.soft and cue.tags.isdisjoint(_SAID_FREELY) and not any(_fits(cue, other) for other in said)
    )


def _take_settled(ours: list[Cue], theirs: list[Cue]) -> None:
    """Take words off both lists that can hardly be anything but counterparts: contraindicated and 禁用."""
    for cue in list(ours):
        for other in theirs:
            if not _SETTLED.isdisjoint(cue.tags & other.tags):
                ours.remove(cue)
                theirs.remove(other)
                break


def _without_counterpart(ours: list[Cue], theirs: list[Cue]) -> list[Cue]:
    """The cues left over when as many as can be are given a counterpart of their own (Kuhn's matching)."""
    owner: dict[int, int] = {}

    def place(n: int, tried: set[int]) -> bool:
        fits = [m for m, other in enumerate(theirs) if m not in tried and _fits(ours[n], other)]
        for m in sorted(fits, key=lambda m: (theirs[m].soft, -len(ours[n].tags & theirs[m].tags))):
            tried.add(m)
            if m not in owner or place(owner[m], tried):
                owner[m] = n
                return True
        return False

    return [cue for n, cue in enumerate(ours) if not place(n, set())]


def _fits(one: Cue, other: Cue) -> bool:
    return not one.tags.isdisjoint(other.tags)


def _again(source: str, ours: list[Cue], target: str, theirs: list[Cue]) -> int:
    """How many negations of the source only repeat one: 不…，也不… where the target says not ... or."""
    repeated = sum(
        1
        for n, cue in enumerate(ours)
        if n and not cue.soft and _AGAIN_ZH.search(source, max(0, cue.start - 6), cue.start)
    )
    if not repeated:
        return 0
    joined = 0
    for cue in theirs:
        if not cue.soft:
            end = _CLAUSE_END.search(target, cue.end)
            joined += len(_AGAIN_EN.findall(target[cue.end : end.start() if end else len(target)]))
    return min(repeated, joined)
