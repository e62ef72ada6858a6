"""What a line of text is: markers, headings, citations, hard-wrapped prose. Shared by plain text, Markdown and HTML.

A reader cuts its text into `Line`s; `assemble` joins wrapped lines and makes blocks of them, so that text which only
calls itself Markdown comes out as plain text would.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.formats.citation import is_citation
from pipeline.model import Block, BlockKind
from pipeline.text import HAN, HAN_CHAR, LATIN

_WS = "[ \t\u00a0\u3000]"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
MARKER = re.compile(
    rf"""
    [^\S\n]*                                                   # indentation
    (?: [•●○▪◦■□◆◇▶►➢➤‣⁃∙·✓✔☑※\uf0b7\uf0a7\uf0d8\u2460-\u2473\u2776-\u277f]{_WS}*
      | [-*+–](?:{_WS}+|$)                                     # these are also signs: '-5', '*p'
      | [(（](?:\d{{1,3}}|{_HAN_NUMBER})[)）]{_WS}*            # (1) （一）
      | [(（](?:[A-Za-z]|[ivx]{{2,4}})[)）](?:{_WS}+|(?=[{HAN}])|$)
      | \d{{1,3}}(?:[)）、]{_WS}*|[.．](?!\d){_WS}*)           # 1) 1、 1. but not 1.5
      | (?:[a-h]|[ivx]{{2,4}})[.)]{_WS}+                       # a. a) iv. but not e.g. or p. 5
      | {_HAN_NUMBER}[、．.]{_WS}*                             # 一、
    )""",
    re.VERBOSE,
)
NUMBER = re.compile(r"[^\S\n]*[\[(（]?(\d{1,3})[.．)）、\]]")
RULE = re.compile(r"(?:[-=_*~+|: \t]|—){3,}")
_HAS_LETTER = re.compile(f"[{HAN}{LATIN}]")
_TERMINAL = re.compile(r"[.。!?！？:：;；…][\"”’»)\]）』」》*_]*$")
_ABBREVIATION = re.compile(r"(?:Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|al|Fig|approx)\.$")
_NOT_HEADING = re.compile(r"[。！？]|://|@|www\.|[.。!?！？:：;；,，、…]$")
# A wrapped line is 60 to 160 columns wide, Han counting two: nobody wraps narrower prose, and longer lines without an
# end mark are paragraphs that lost theirs (common in scraped pages).
WRAPPED = (60, 160)
HEADING_WORDS, HEADING_HAN, HEADING_CHARS = 12, 25, 100


class Line(NamedTuple):
    """A line that is not blank: its content is text[start:end], just after `marker`.

    `kind` paragraph leaves open whether it is a heading, a citation or the rest of the line before. `level` of a list
    item is -1 if only its `indent` (columns) tells; `gap` says that a blank line comes before.
    """

    start: int
    end: int
    marker: str
    kind: BlockKind
    level: int
    indent: int
    gap: bool


def columns(text: str) -> int:
    """Width of a text on a terminal, Han counting two."""
    return len(text) if text.isascii() else len(text) + len(HAN_CHAR.findall(text))


def width(indentation: str) -> int:
    """Columns of white space: a tab goes to the next multiple of four, an ideographic space is two."""
    return len(indentation.expandtabs(4).replace("\u3000", "  "))


def is_heading(text: str) -> bool:
    """Whether a line alone reads as a heading: short, no end mark, no address.

    >>> is_heading("Before Taking"), is_heading("服用之前"), is_heading("Call your doctor.")
    (True, True, False)
    """
    return (
        len(text) <= HEADING_CHARS
        and _NOT_HEADING.search(text) is None
        and len(text.split()) <= HEADING_WORDS
        and _HAS_LETTER.search(text) is not None
        and (text.isascii() or len(HAN_CHAR.findall(text)) <= HEADING_HAN)
    )


def is_wrapped(text: str) -> bool:
    """Whether a line is prose that goes on in the next one."""
    low, high = WRAPPED
    if len(text) > high or len(text) * 2 < low or not low <= columns(text) <= high:
        return False
    return _TERMINAL.search(text, len(text) - 6) is None or _ABBREVIATION.search(text, len(text) - 8) is not None


def plain_line(text: str, start: int, end: int, *, gap: bool) -> Line:
    """Classify text[start:end], a line that is not blank and holds no line break."""
    line = text[start:end].rstrip()
    end = start + len(line)
    body = line.lstrip()
    at = end - len(body)
    if body[0] in "|-=_*~+:—" and RULE.fullmatch(body):
        return Line(at, end, "", "code", 0, 0, gap)
    if body[0] == "|" or body.count("\t") >= 2:
        return Line(at, end, "", "table_row", 0, 0, gap)
    match = MARKER.match(line)
    if match is None:
        return Line(at, end, "", "paragraph", 0, width(text[start:at]), gap)
    return Line(start + match.end(), end, match[0], "list_item", -1, width(text[start:at]), gap)


def assemble(text: str, lines: Sequence[Line]) -> tuple[Block, ...]:
    """Join wrapped lines, decide headings and citations, and number the blocks."""
    blocks: list[Block] = []
    indents: list[int] = []
    at, count = 0, len(lines)
    while at < count:
        line = lines[at]
        after = _last_joined(text, lines, at) + 1
        end = lines[after - 1].end
        kind = _kind(text, line, lines[after] if after < count else None, end)
        level = line.level
        if kind == "list_item" or line.level < 0:
            level = _depth(indents, line.indent) if line.level < 0 else line.level
        else:
            indents.clear()
        if kind == "heading" and line.kind == "paragraph":
            level = 1 if not blocks else 2
        lead = _lead(text, blocks[-1].end, line) if blocks else 0
        blocks.append(Block(len(blocks), kind, level, line.marker, line.start, end, (), lead))
        at = after
    return tuple(blocks)


def _lead(text: str, before: int, line: Line) -> int:
    """Line breaks between the block that ends at `before` and a line; none between a text and its closing tag."""
    return 2 if line.gap else 1 if "\n" in text[before : line.start - len(line.marker)] else 0


def _last_joined(text: str, lines: Sequence[Line], first: int) -> int:
    """Index of the last line of the prose that begins at `first`."""
    head = lines[first]
    if head.kind not in ("paragraph", "list_item") or (head.kind == "paragraph" and head.marker.strip()):
        return first
    last = first
    while last + 1 < len(lines):
        follow = lines[last + 1]
        if follow.gap or follow.kind != "paragraph" or follow.marker.strip():
            break
        if head.kind == "list_item" and follow.indent <= head.indent:
            break
        if not is_wrapped(text[lines[last].start : lines[last].end]):
            break
        last += 1
    return last


def _kind(text: str, line: Line, follow: Line | None, end: int) -> BlockKind:
    if line.kind not in ("paragraph", "list_item"):
        return line.kind
    body = text[line.start : end]
    if is_citation(body, numbered=NUMBER.match(line.marker) is not None):
        return "citation"
    if line.kind == "paragraph" and line.gap and line.level == 0 and not line.marker.strip() and is_heading(body):
        alone = follow is None or follow.gap or follow.kind != "paragraph"
        if alone or (follow is not None and columns(text[follow.start : follow.end]) >= WRAPPED[0]):
            return "heading"
    return line.kind


def _depth(indents: list[int], indent: int) -> int:
    """Depth of a list item by its indentation; `indents` holds those of the items it is inside of."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indent >= indents[-1] + 2:
        indents.append(indent)
    return len(indents) - 1
