"""Cut a text into pieces so that findings that overlap can all be highlighted without nesting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import WEIGHT

RANK: Mapping[str, int] = {str(severity): weight for severity, weight in WEIGHT.items()}


@dataclass(frozen=True, slots=True)
class Note:
    """What a highlight needs to know of its finding; `anchor` is its id in the page."""

    anchor: str
    severity: str
    action: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding's place in one text; `home` is the place the page jumps to."""

    start: int
    end: int
    note: Note
    home: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same findings, the worst first; `homes` are the anchors that begin here."""

    text: str
    notes: tuple[Note, ...] = ()
    homes: tuple[str, ...] = ()

    @property
    def look(self) -> str:
        """CSS classes: severity and action of the worst finding, and whether the piece is only a point."""
        worst = self.notes[0]
        return f"{worst.severity} {worst.action}{'' if self.text else ' point'}"

    @property
    def anchors(self) -> str:
        """Anchors of all findings here, as one attribute value."""
        return " ".join(note.anchor for note in self.notes)

    @property
    def title(self) -> str:
        """What a pointer or a screen reader is told about the highlight."""
        return "; ".join(f"{note.anchor} {note.severity} {note.rule}" for note in self.notes)


def cut(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Split a text at every bound of every mark.

    >>> note = Note("f1", "minor", "flagged", "double_space")
    >>> [piece.text for piece in cut("150/90 mmHg", [Mark(0, 6, note, True), Mark(4, 11, note, False)])]
    ['150/', '90', ' mmHg']
    """
    inside = [mark for mark in marks if 0 <= mark.start <= mark.end <= len(text)]
    bounds = sorted({0, len(text), *(at for mark in inside for at in (mark.start, mark.end))})
    points = [mark for mark in inside if mark.start == mark.end]
    pieces = []
    for start, end in zip(bounds, [*bounds[1:], len(text)], strict=True):
        here = [mark for mark in points if mark.start == start]
        if here:
            pieces.append(_piece("", here, start))
        if end > start:
            over = [mark for mark in inside if mark.start <= start and end <= mark.end]
            pieces.append(_piece(text[start:end], over, start))
    return tuple(pieces)


def _piece(text: str, marks: Sequence[Mark], start: int) -> Piece:
    ranked = sorted(marks, key=lambda mark: -RANK.get(mark.note.severity, 0))
    homes = tuple(mark.note.anchor for mark in marks if mark.home and mark.start == start)
    return Piece(text, tuple(mark.note for mark in ranked), homes)


def locate(text: str, start: int, end: int, span: str) -> tuple[int, int] | None:
    """Return where a span stands in a text: where it is said to be, else where it is found, else nowhere.

    A rendering may have been typeset or withdrawn after a check looked at it; a highlight on other words would mislead.

    >>> locate("take 5 mg", 5, 9, "5 mg"), locate("“take 5 mg”", 5, 9, "5 mg"), locate("take", 5, 9, "5 mg")
    ((5, 9), (6, 10), None)
    """
    if 0 <= start <= end <= len(text) and text[start:end] == span:
        return start, end
    at = text.find(span) if span else -1
    return (at, at + len(span)) if at >= 0 else None
