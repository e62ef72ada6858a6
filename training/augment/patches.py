"""Replacing stretches of a sentence, and putting a source together from stretches of both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from training.pairs import Pair, Side


class Patch(NamedTuple):
    """New text for a stretch; `foreign` text may be glued to its neighbours or stand between spaces."""

    start: int
    end: int
    text: str
    foreign: bool = False


class Stretch(NamedTuple):
    """A part of one side of a pair."""

    side: Side
    start: int
    end: int


def whole(pair: Pair, side: Side) -> Stretch:
    """One side, all of it."""
    return Stretch(side, 0, len(pair.text(side)))


def without_overlap(patches: Iterable[Patch], taken: Iterable[Patch] = ()) -> list[Patch]:
    """The patches that cross neither one `taken` nor an earlier one of their own."""
    kept: list[Patch] = []
    used = [(patch.start, patch.end) for patch in taken]
    for patch in patches:
        if all(patch.end <= start or end <= patch.start for start, end in used):
            kept.append(patch)
            used.append((patch.start, patch.end))
    return kept


def patched(text: str, patches: Iterable[Patch], dice: Random) -> str:
    """The text with the patches applied, which may not overlap."""
    for patch in sorted(patches, reverse=True):
        head, tail = text[: patch.start], text[patch.end :]
        join = dice.random() if patch.foreign else 0.5
        if join < 0.45:  # a link stood here and its spaces are gone: the commonest form in scraped pages
            head, tail = head.rstrip(" "), tail.lstrip(" ")
        elif join > 0.8:
            head, tail = f"{head.rstrip(' ')} " if head else "", f" {tail.lstrip(' ')}" if tail else ""
        text = _joined(_joined(head, patch.text), tail)
    return text


def _joined(left: str, right: str) -> str:
    """Both together; two Latin words or numbers never become one, for nobody could tell them apart again."""
    if left and right and _is_word(left[-1]) and _is_word(right[0]):
        return f"{left} {right}"
    return left + right


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def rendered(pair: Pair, stretches: Sequence[Stretch], patches: dict[Side, list[Patch]], dice: Random) -> str:
    """The stretches one after the other, each with the patches that lie wholly in it."""
    parts: list[str] = []
    for side, start, end in stretches:
        inside = [
            patch._replace(start=patch.start - start, end=patch.end - start)
            for patch in patches[side]
            if start <= patch.start and patch.end <= end
        ]
        parts.append(patched(pair.text(side)[start:end], inside, dice))
    text = parts[0]
    for part in parts[1:]:
        text = _joined(text.rstrip(" ") + dice.choice(("", "", " ")), part.lstrip(" "))
    return text
