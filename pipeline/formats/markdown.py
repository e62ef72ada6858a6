"""Markdown to blocks: markdown-it-py says what each line is, `layout` does the rest as for plain text.

Indented code is off: pages pasted as text indent prose and bullets at will, and an article that never reaches the
translator is worse than a code sample that does.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.formats.layout import Line, assemble, plain_line, width
from pipeline.formats.markup import html_lines
from pipeline.model import Block

_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
_QUOTE = re.compile(r"[ \t]*>[ \t]*")
_HASHES = re.compile(r"[ \t]*#{1,6}[ \t]*")
_VERBATIM = re.compile(r"[ \t>]+|[ \t]*\[[^\]\n]+\]:\s*\S+.*")  # empty quote lines, link definitions
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?=\n|$)")
_RAW_HTML = ("<script", "<style", "<pre", "<textarea", "<!", "<?")
# A setext heading longer than this is a paragraph above a rule that lost its blank line.
_SETEXT_CHARS = 100


class _Role(NamedTuple):
    """What Markdown makes of a line: `until` is the line after its block, `depth` and `quotes` what it is inside of."""

    what: str
    level: int
    until: int
    depth: int
    quotes: int


class _Roles(NamedTuple):
    roles: dict[int, _Role]
    items: Counter[int]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Only the block rules run, and no normalising, so that line numbers are those of the text."""
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    parser.core.ruler.enableOnly(["block"])
    return parser


def parse(text: str) -> tuple[Block, ...]:
    r"""Cut a Markdown text into blocks, as `plain.parse` does for plain text.

    >>> [(b.kind, b.level, b.marker) for b in parse("# Uses\n\n- Pain\n  - mild\n")]
    [('heading', 1, '# '), ('list_item', 0, '- '), ('list_item', 1, '  - ')]
    """
    front = _front_matter(text)
    head = text[:front]
    roles, items = _roles(_parser().parse("\n" * head.count("\n") + text[front:]))
    lines = [Line(0, len(head.rstrip()), "", "code", 0, 0, gap=True)] if head else []
    rows = text[front:].split("\n")
    first = head.count("\n")
    at, gap, number = front, not head, 0
    while number < len(rows):
        row = rows[number]
        role = roles.get(number + first)
        span = 1
        if role is not None and role.what == "code":
            span = max(1, min(role.until - number - first, len(rows) - number))
            row = "\n".join(rows[number : number + span])
        if row and not row.isspace():
            lines += _lines(text, at, row, role, items[number + first], gap=gap)
            gap = row.endswith("\n")
        else:
            gap = True
        at += len(row) + 1
        number += span
    return assemble(text, lines)


def _front_matter(text: str) -> int:
    """Where the front matter ends: two rules with a key between them; else 0."""
    match = _FRONT_MATTER.match(text)
    return match.end() + len(text[match.end() :][:1]) if match and re.search(r"\n[A-Za-z_][\w-]*:", match[0]) else 0


def _roles(tokens: list[Token]) -> _Roles:
    roles: dict[int, _Role] = {}
    items: Counter[int] = Counter()
    depth = quotes = 0
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
            items[(token.map or [0])[0]] += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.map is not None:
            for line, what, level, until in _said(token):
                roles.setdefault(line, _Role(what, level, until, depth, quotes))
    return _Roles(roles, items)


def _said(token: Token) -> list[tuple[int, str, int, int]]:
    """(line, what, level, until) for the lines a token speaks of; what an earlier token said stands."""
    start, end = token.map or [0, 0]
    if token.type == "html_block" and not token.content.lstrip().lower().startswith(_RAW_HTML):
        return [(line, "html", 0, line + 1) for line in range(start, end)]
    if token.type in ("fence", "html_block", "hr"):
        return [(start, "code", 0, end)]
    if token.type == "table_open":
        return [(start + 1, "code", 0, start + 2)]
    if token.type == "tr_open":
        return [(start, "table_row", 0, end)]
    if token.type == "thead_open":
        return [(start, "table_row", 1, end)]
    if token.type == "heading_open":
        return _heading_said(token, start, end)
    if token.type == "paragraph_open":
        return [(line, "text", 0, end) for line in range(start, end)]
    return []


def _heading_said(token: Token, start: int, end: int) -> list[tuple[int, str, int, int]]:
    level = int(token.tag[1])
    if token.markup.startswith("#"):
        return [(start, "atx", level, end)]
    what = "setext" if end - start == 2 else "text"
    return [(line, what, level, end) for line in range(start, end - 1)] + [(end - 1, "code", 0, end)]


def _lines(text: str, start: int, row: str, role: _Role | None, items: int, *, gap: bool) -> list[Line]:  # noqa: PLR0913
    """The lines a row of the text gives: one, or two for HTML with text between its tags.

    Indentation always stays, as part of the marker: in Markdown it has a meaning.
    """
    end = start + len(row.rstrip())
    bare = start + len(row) - len(row.lstrip())
    at = min(end, start + _prefix(row, items, role.quotes if role else 0))
    indent = width(text[start:bare])
    if at == end and ">" not in text[start:end]:
        return [Line(end, end, text[start:end], "list_item", max(0, role.depth - 1 if role else 0), indent, gap)]
    if role is None or at == end:
        if _VERBATIM.fullmatch(text, start, end):
            return [Line(bare, end, text[start:bare], "code", 0, 0, gap)]
        return [_indented(text, start, plain_line(text, start, end, gap=gap))]
    if role.what == "html":
        return html_lines(text, start, end, gap=gap)
    if role.what in ("code", "table_row"):
        return [Line(at, end, text[start:at], "code" if role.what == "code" else "table_row", role.level, indent, gap)]
    if role.what == "atx":
        match = _HASHES.match(text, at, end)
        at = match.end() if match else at
    if role.what == "atx" or (role.what == "setext" and end - at <= _SETEXT_CHARS):
        return [Line(at, end, text[start:at], "heading", role.level, indent, gap)]
    if not (items or role.quotes or role.depth):
        return [_indented(text, start, plain_line(text, start, end, gap=gap))]
    line = plain_line(text, at, end, gap=gap)
    return [_nested(line, text[start : line.start], role.depth, items, indent)]


def _indented(text: str, start: int, line: Line) -> Line:
    return line._replace(marker=text[start : line.start])


def _nested(line: Line, marker: str, depth: int, items: int, indent: int) -> Line:
    """A line of text inside lists or quotes: all of its prefix is its marker."""
    if line.kind == "paragraph" and items:
        return line._replace(marker=marker, kind="list_item", level=depth - 1, indent=indent)
    level = depth - 1 if line.kind == "list_item" and items else depth
    return line._replace(marker=marker, level=max(0, level), indent=indent)


def _prefix(row: str, items: int, quotes: int) -> int:
    """Length of the container marks in front of a row: at most so many list markers and quote marks, in any order."""
    at = 0
    while True:
        quote = _QUOTE.match(row, at) if quotes else None
        item = _ITEM.match(row, at) if items and not quote else None
        match = quote or item
        if match is None:
            break
        quotes -= quote is not None
        items -= item is not None
        at = match.end()
    return at + len(row) - at - len(row[at:].lstrip())
