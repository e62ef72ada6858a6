"""Blocks back to a file of the same structure: each block's marker is kept, its text comes from the caller."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from pipeline.formats.page import page
from pipeline.model import Article, Block
from pipeline.text import view

Body = Callable[[Block], str | None]
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_HASHES = re.compile(r"#{1,6} +")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)")


def compose(
    article: Article, body: Body, notice: str | None, fmt: str, title_lang: Literal["en", "zh-Hans", "zh-Hant"]
) -> str:
    """Write an article in one language; blocks of kind code stand as they are, in txt and md.

    `body` gives the text of a block, or None to leave it out; `notice` is the last line. `fmt` is 'txt', 'md' or
    'html': where it is not the article's own format, the markers of headings and lists are adapted.
    """
    shown = list(_shown(article, body))
    if fmt == "html":
        return page(shown, notice, title_lang, article.id)
    parts: list[str] = []
    for block, text in shown:
        if parts:
            parts.append("\n" * block_lead(block))
        parts += (_marker(block, article.format, fmt), text)
    text = "".join(parts).rstrip()
    if notice:
        text = f"{text}\n\n{notice}" if text else notice
    return text + "\n" if text else ""


def block_lead(block: Block) -> int:
    """Line breaks before a block, at most one blank line."""
    return min(max(block.lead, 0), 2)


def _shown(article: Article, body: Body) -> Iterator[tuple[Block, str]]:
    """The blocks that stay with their texts; one after a block left out keeps the wider of both gaps."""
    lead, underlined = 0, False
    for block in article.blocks:
        text = _text(article, block, body)
        lead = max(lead, block.lead)
        if text is None:
            underlined = block.kind == "heading"
            continue
        if block.kind == "code" and underlined and block.lead == 1 and _UNDERLINE.fullmatch(text):
            continue
        yield (block if lead == block.lead else _with_lead(block, lead)), text
        lead, underlined = 0, False


def _with_lead(block: Block, lead: int) -> Block:
    return Block(block.index, block.kind, block.level, block.marker, block.start, block.end, block.sentences, lead)


def _text(article: Article, block: Block, body: Body) -> str | None:
    if block.kind == "removed":
        return None
    if block.kind == "code":
        return view(article, block.start, block.end).text
    text = body(block)
    return None if text is None else _BLANK_LINES.sub("\n", text).rstrip()


def _marker(block: Block, source: str, fmt: str) -> str:
    """The marker, with the hashes Markdown wants of a heading and plain text does not."""
    if block.kind == "heading" and fmt == "txt" and source != "txt":
        return _HASHES.sub("", block.marker)
    if block.kind == "heading" and fmt == "md" and source == "txt":
        return "#" * min(max(block.level, 1), 6) + " " + block.marker
    if block.kind == "list_item" and fmt == "md" and source == "html":
        return block.marker.replace("• ", "- ")
    return block.marker
