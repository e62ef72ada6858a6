"""Pieces of the page around the article, and marks of lists that broke: they are added, nothing is taken away."""

from __future__ import annotations

from random import Random

from training.wordlists import WordLists

_NOTES = ("[1]", "[2]", "[12]", "[citation needed]", "[来源请求]", "^", "|", "»", "&nbsp;", "<br>", "\u200b", "…more")
_MARKS = ("•", "·", "●", "▪", "◦", "-", "–", "*", "○", "□", "◆", "•·", "--", "1)", "2.", "(3)", "①", "a.", "•1.")


def page_debris(text: str, lists: WordLists, dice: Random) -> str:
    """The text with a footnote mark, a bit of mark-up or a line of page furniture at an end."""
    if lists.debris and dice.random() < 0.5:
        piece, join = dice.choice(lists.debris), dice.choice((" ", " ", "", " | "))
    else:
        piece, join = dice.choice(_NOTES), dice.choice(("", " "))
    return piece + join + text if dice.random() < 0.35 else text + join + piece


def broken_list_mark(text: str, lists: WordLists, dice: Random) -> str:  # noqa: ARG001
    """The text behind one or two list marks, glued on or not, or with a stray one at its end."""
    mark = dice.choice(_MARKS)
    kind = dice.random()
    if kind < 0.15:
        return f"{text} {mark}"
    if kind < 0.3:
        mark = f"{mark} {dice.choice(_MARKS)}"
    # A number glued to a number would be another number.
    join = " " if text[:1].isascii() and text[:1].isalnum() else dice.choice(("", " ", "  "))
    return mark + join + text
