"""A small valid HTML page rebuilt from blocks; every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from pipeline.formats.layout import NUMBER, RULE
from pipeline.formats.markup import TAGS
from pipeline.model import Block

_BAR = re.compile(r"(?<!\\) ?\| ?|\t+")
_SIGN = re.compile(r"[ \t\u00a0\u3000>]*[•●○▪◦■□◆◇▶►➢➤‣⁃∙·✓✔☑※\uf0b7\uf0a7\uf0d8*+–-]?[ \t\u00a0\u3000]*")
_STYLE = "body{max-width:45em;margin:2em auto;padding:0 1em;line-height:1.6}td,th{border:1px solid #999;padding:.3em}"


def page(blocks: Iterable[tuple[Block, str]], notice: str | None, lang: str, name: str) -> str:
    """Write the page; its title is the first heading, or the article's name."""
    blocks = list(blocks)
    title = next((text for block, text in blocks if block.kind == "heading" and text.strip()), name)
    body = _Body()
    for block, text in blocks:
        body.add(block, text)
    body.close()
    if notice:
        body.parts.append(f'<p class="notice">{escape(notice)}</p>')
    head = (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(' '.join(title.split()))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return head + "\n".join(body.parts) + "\n</body>\n</html>\n"


class _Body:
    """The elements written so far, and which lists or other wrapper are still open."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._lists: list[str] = []
        self._number: list[int] = []
        self._wrapper = ""

    def add(self, block: Block, text: str) -> None:
        """Write one block."""
        if block.kind == "code" and _is_layout(text):
            return
        number = NUMBER.match(block.marker.replace(">", ""))
        if block.kind == "list_item" or (block.kind == "citation" and number):
            self._item(block, text, int(number[1]) if number else None)
            return
        if block.kind == "paragraph" and block.level > 0 and self._lists:
            self._close_lists(block.level)
            self.parts.append(f"<p>{escape(text)}</p>")
            return
        self._close_lists(0)
        self._wrap(_wrapper(block))
        self.parts.append(_element(block, text))

    def close(self) -> None:
        """Close what is open."""
        self._close_lists(0)
        self._wrap("")

    def _item(self, block: Block, text: str, number: int | None) -> None:
        quoted = "blockquote" if block.marker.lstrip().startswith(">") else ""
        if quoted != self._wrapper:
            self._close_lists(0)
            self._wrap(quoted)
        tag = "ul" if number is None else "ol"
        depth = min(block.level, len(self._lists)) + 1
        self._close_lists(depth)
        if len(self._lists) == depth and self._lists[-1] != tag:
            self._close_lists(depth - 1)
        if len(self._lists) == depth:
            self.parts.append("</li>")
        else:
            self.parts.append(f"<{tag}>" if number in (None, 1) else f'<{tag} start="{number}">')
            self._lists.append(tag)
            self._number.append((number or 1) - 1)
        self._number[-1] += 1
        value = "" if number in (None, self._number[-1]) else f' value="{number}"'
        self._number[-1] = number or self._number[-1]
        self.parts.append(f"<li{value}>{escape(_label(block, number) + text)}")

    def _close_lists(self, depth: int) -> None:
        while len(self._lists) > depth:
            self.parts.append(f"</li>\n</{self._lists.pop()}>")
            self._number.pop()

    def _wrap(self, wrapper: str) -> None:
        if wrapper == self._wrapper:
            return
        if self._wrapper:
            self.parts.append(f"</{self._wrapper}>")
        if wrapper:
            self.parts.append(f"<{wrapper}>")
        self._wrapper = wrapper


def _is_layout(code: str) -> bool:
    """Whether code is but a rule, an underline, the second line of a table or tags: HTML has its own means."""
    return not code.strip("> \t") or RULE.fullmatch(code) is not None or TAGS.fullmatch(code) is not None


def _wrapper(block: Block) -> str:
    if block.kind == "table_row":
        return "table"
    return "blockquote" if block.marker.lstrip().startswith(">") else ""


def _element(block: Block, text: str) -> str:
    if block.kind == "heading":
        level = min(max(block.level, 1), 6)
        return f"<h{level}>{escape(text)}</h{level}>"
    if block.kind == "table_row":
        tag = "th" if block.level else "td"
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells(text)) + "</tr>"
    if block.kind == "code":
        return f"<pre>{escape(text)}</pre>"
    return f"<p>{escape(text)}</p>"


def cells(row: str) -> list[str]:
    r"""The cells of a table row: between bars, outer bars not counting, or between tabs.

    >>> cells("| dose | 5 mg |"), cells("dose |  | daily")
    (['dose', '5 mg'], ['dose', '', 'daily'])
    """
    row = row.strip()
    if row.startswith("|") and row.endswith("|") and len(row) > 1:
        row = row[1:-1]
    return [cell.strip(" ") for cell in _BAR.split(row)]


def _label(block: Block, number: int | None) -> str:
    """A marker that HTML lists cannot show by themselves (一、, （一）, a.) stays in the text."""
    return "" if number is not None else block.marker[_SIGN.match(block.marker).end() :]  # type: ignore[union-attr]
