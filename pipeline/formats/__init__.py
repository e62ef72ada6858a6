"""File formats: bytes to text (`charset`), text to blocks (`parse`), blocks back to a file (`compose`)."""

from __future__ import annotations

from pipeline.formats import html, markdown, plain
from pipeline.formats.charset import tidy
from pipeline.formats.compose import compose
from pipeline.model import Block

__all__ = ["FORMATS", "compose", "parse"]

FORMATS: dict[str, str] = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
}


def parse(text: str, fmt: str) -> tuple[str, tuple[Block, ...]]:
    """Return the text that all offsets refer to, and its blocks; `fmt` is one of the values of `FORMATS`.

    For HTML that text is the extracted one; the text of a JSONL record reads as Markdown.
    """
    text = tidy(text)
    if fmt == "html":
        return html.extract(text)
    return text, plain.parse(text) if fmt == "txt" else markdown.parse(text)
