"""One sentence pair with what augmentation needs to know about it, and the line of text it travels as.

All offsets are code points of the pair's own texts, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from training.errors import TrainingError

Side = Literal["en", "zh"]
COLUMNS = 9


class Link(NamedTuple):
    """A stretch of the English that means a stretch of the Chinese.

    `key` is an index into the word lists (`WordLists.entries` for a term, `WordLists.slips` for a slip), -1 for a
    phrase.
    """

    en_start: int
    en_end: int
    zh_start: int
    zh_end: int
    key: int = -1

    def span(self, side: Side) -> tuple[int, int]:
        """The stretch on one side."""
        return (self.en_start, self.en_end) if side == "en" else (self.zh_start, self.zh_end)


@dataclass(frozen=True, slots=True)
class Pair:
    """English and Chinese that say the same.

    Attributes:
        tier: what kind of text it is: `domain`, `general`, `glossary` ...; decides how often it is drawn.
        phrases: aligned phrases, without overlap.
        splits: places where both sentences can be cut so that the parts before and after mean the same.
        terms: glossary entries that stand on both sides, without overlap on either.
        slips: stretches with a known wrong rendering; they may overlap phrases and terms.
        source: id of the source, as in SOURCES.md.
        right_zh: the clean Chinese where `zh` is a bad machine rendering, else empty.

    """

    tier: str
    en: str
    zh: str
    phrases: tuple[Link, ...] = ()
    splits: tuple[tuple[int, int], ...] = ()
    terms: tuple[Link, ...] = ()
    slips: tuple[Link, ...] = ()
    source: str = ""
    right_zh: str = ""

    def text(self, side: Side) -> str:
        """The text that spans of this side refer to."""
        return self.en if side == "en" else self.zh

    def target(self, to: Side) -> str:
        """The clean sentence a model should give."""
        return self.en if to == "en" else self.right_zh or self.zh


def other(side: Side) -> Side:
    """The other language."""
    return "zh" if side == "en" else "en"


def write_line(pair: Pair) -> str:
    """The pair as one line without its end.

    Raises:
        TrainingError: if a text holds a tab or a line end, which would break the file.

    """
    texts = (pair.tier, pair.en, pair.zh, pair.source, pair.right_zh)
    if any(char in text for text in texts for char in "\t\n\r\x85\u2028\u2029"):
        message = f"pair {pair.en[:40]!r}: a tab or line end inside a text; replace it by a space before packing"
        raise TrainingError(message)
    return "\t".join((
        pair.tier, pair.en, pair.zh, _write(link[:4] for link in pair.phrases), _write(pair.splits),
        _write(pair.terms), _write(pair.slips), pair.source, pair.right_zh,
    ))  # fmt: skip


def read_line(line: str) -> Pair:
    """The pair of one line.

    Raises:
        TrainingError: if it has not nine columns.

    """
    columns = line.rstrip("\n").split("\t")
    if len(columns) != COLUMNS:
        message = f"packed pair {line[:40]!r}: {len(columns)} columns, expected {COLUMNS}; run training.prepare again"
        raise TrainingError(message)
    tier, en, zh, phrases, splits, terms, slips, source, right_zh = columns
    return Pair(
        tier, en, zh, read_links(phrases), read_splits(splits), read_links(terms), read_links(slips), source, right_zh
    )


def read_links(field: str) -> tuple[Link, ...]:
    """Links written as `en_start,en_end,zh_start,zh_end[,key];...`."""
    return tuple(Link(*map(int, item.split(","))) for item in field.split(";")) if field else ()


def read_splits(field: str) -> tuple[tuple[int, int], ...]:
    """Split points written as `en,zh;...`."""
    if not field:
        return ()
    return tuple((int(en), int(zh)) for en, zh in (item.split(",") for item in field.split(";")))


def _write(rows: Iterable[Sequence[int]]) -> str:
    return ";".join(",".join(map(str, row)) for row in rows)
