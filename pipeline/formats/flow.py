"""The text of a page as it flows out of the tree: inline text joins, block elements part it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.formats.citation import is_citation
from pipeline.formats.layout import MARKER, NUMBER, is_heading
from pipeline.model import Block, BlockKind

_SPACES = re.compile(r"[ \t\n\r\f]+")  # HTML's own white space: a no-break space stays
_BREAKS = re.compile(r"\n(?: *\n)+")
_OPENS_LAYOUT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote"})
# A cell of so many paragraphs and characters holds an article, not a datum: its table is page layout.
_LAYOUT_PARTS, _LAYOUT_CHARS = 3, 400
_INDENT = "  "
_DEEPEST = 20  # deeper lists and quotes are shown as deep: their markers would outgrow the text


@dataclass(slots=True)
class _List:
    """A list that is open; `number` is None for bullets, `fresh` until its current item has given a block."""

    number: int | None
    fresh: bool = False


@dataclass(slots=True)
class _Row:
    """A table row that is open: the parts of each of its cells."""

    cells: list[list[str]] = field(default_factory=list)
    header: bool = True
    layout: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: BlockKind
    level: int
    marker: str
    text: str


class Flow:
    """Collects pieces from enter, text and leave; `bold` is how many bold elements are open."""

    def __init__(self) -> None:
        self.bold = 0
        self._buffer: list[str] = []
        self._only_bold = True
        self._heading = 0
        self._pre = 0
        self._quotes = 0
        self._lists: list[_List] = []
        self._rows: list[_Row] = []
        self._pieces: list[_Piece] = []

    def text(self, text: str) -> None:
        """Take a text node."""
        if not self._pre:  # in <pre> line breaks count
            text = _SPACES.sub(" ", text)
        self._buffer.append(text)
        if not self.bold and not text.isspace():
            self._only_bold = False

    def line_break(self) -> None:
        """Take a <br>: a space, or the end of the block where repeated."""
        self._buffer.append("\n")

    def enter(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Take the start of a block element."""
        self.flush()
        if tag in _OPENS_LAYOUT and self._rows and not self._rows[-1].layout:
            self._release(self._rows[-1])
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(_List(_integer(attributes.get("start"), 1) - 1 if tag == "ol" else None))
        elif tag == "li":
            self._enter_item(attributes)
        elif tag == "tr":
            self._rows.append(_Row())
        elif tag in ("td", "th"):
            self._enter_cell(header=tag == "th")
        elif tag[0] == "h" and tag[1:].isdigit():
            self._heading = int(tag[1])
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1

    def leave(self, tag: str) -> None:
        """Take the end of a block element."""
        self.flush()
        if tag in ("ul", "ol", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "li" and self._lists:
            self._lists[-1].fresh = False
        elif tag == "tr" and self._rows:
            self._leave_row(self._rows.pop())
        elif tag[0] == "h" and tag[1:].isdigit():
            self._heading = 0
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre":
            self._pre -= 1

    def flush(self) -> None:
        """End the block that inline text has been joining."""
        if not self._buffer:
            return
        raw = "".join(self._buffer)
        only_bold, self._only_bold = self._only_bold, True
        self._buffer.clear()
        for part in _parts(raw):
            if self._rows and not self._rows[-1].layout:
                self._cell().append(part)
            else:
                self._pieces.append(self._piece(part, only_bold=only_bold))

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Write the pieces one after the other and return the text with its blocks."""
        written: list[str] = []
        blocks: list[Block] = []
        at = 0
        for piece in self._pieces:
            lead = 0 if not blocks else _lead(blocks[-1], piece)
            start = at + lead + len(piece.marker)
            written += ("\n" * lead, piece.marker, piece.text)
            at = start + len(piece.text)
            blocks.append(Block(len(blocks), piece.kind, piece.level, piece.marker, start, at, (), lead))
        return "".join(written), tuple(blocks)

    def _enter_item(self, attributes: Mapping[str, str | None]) -> None:
        if not self._lists:
            self._lists.append(_List(None))
        current = self._lists[-1]
        current.fresh = True
        if current.number is not None:
            current.number = _integer(attributes.get("value"), current.number + 1)

    def _enter_cell(self, *, header: bool) -> None:
        if not self._rows:
            return
        self._rows[-1].cells.append([])
        self._rows[-1].header &= header

    def _cell(self) -> list[str]:
        cells = self._rows[-1].cells
        if not cells:
            cells.append([])
        return cells[-1]

    def _release(self, row: _Row) -> None:
        """A row that turns out to be page layout gives its cells as ordinary blocks."""
        row.layout = True
        self._pieces += [self._piece(part, only_bold=False) for cell in row.cells for part in cell]

    def _leave_row(self, row: _Row) -> None:
        if row.layout or not any(row.cells):
            return
        texts = [" ".join(cell) for cell in row.cells]
        if len(texts) == 1 or any(_is_article(cell) for cell in row.cells):
            self._release(row)
        elif self._rows and not self._rows[-1].layout:
            self._cell().append(" | ".join(texts))
        else:
            self._pieces.append(_Piece("table_row", int(row.header), "", " | ".join(texts)))

    def _piece(self, text: str, *, only_bold: bool) -> _Piece:
        quote = "> " * min(self._quotes, _DEEPEST)
        if self._heading:
            return _Piece("heading", self._heading, quote + "#" * self._heading + " ", text)
        if self._lists:
            return self._listed(text, quote)
        match = MARKER.match(text)
        if match is not None and match.end() < len(text):
            kind: BlockKind = "citation" if _cites(text[match.end() :], match[0]) else "list_item"
            return _Piece(kind, 0, quote + match[0], text[match.end() :])
        if only_bold and not quote and is_heading(text):
            return _Piece("heading", 3, "### ", text)
        return _Piece("citation" if _cites(text, "") else "paragraph", 0, quote, text)

    def _listed(self, text: str, quote: str) -> _Piece:
        depth, current = min(len(self._lists), _DEEPEST), self._lists[-1]
        if not current.fresh:
            return _Piece("paragraph", depth, quote + _INDENT * depth, text)
        current.fresh = False
        bullet = "• " if current.number is None else f"{current.number}. "
        marker = quote + _INDENT * (depth - 1) + bullet
        return _Piece("citation" if _cites(text, bullet) else "list_item", depth - 1, marker, text)


def _parts(raw: str) -> list[str]:
    """Cut joined text at repeated breaks; one break is a space, unless it begins a line with a bullet or number."""
    parts: list[str] = []
    for chunk in _BREAKS.split(raw):
        lines = [line for line in (_SPACES.sub(" ", line).strip(" ") for line in chunk.split("\n")) if line.strip()]
        listed = any(MARKER.match(line) for line in lines[1:])
        parts += lines if listed else [" ".join(lines)] if lines else []
    return parts


def _is_article(cell: list[str]) -> bool:
    return len(cell) >= _LAYOUT_PARTS and sum(map(len, cell)) > _LAYOUT_CHARS


def _cites(text: str, marker: str) -> bool:
    return is_citation(text, numbered=NUMBER.match(marker) is not None)


def _lead(before: Block, piece: _Piece) -> int:
    rows = before.kind == piece.kind == "table_row"
    items = _in_list(before.kind, before.marker) and _in_list(piece.kind, piece.marker)
    return 1 if rows or items else 2


def _in_list(kind: BlockKind, marker: str) -> bool:
    return kind == "list_item" or (kind == "citation" and marker != "")


def _integer(value: str | None, default: int) -> int:
    digits = (value or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= 9 else default
