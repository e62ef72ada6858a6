"""Read: lay the article out in blocks. For HTML the extracted text becomes the original every offset refers to."""

from __future__ import annotations

from dataclasses import replace

from pipeline import formats
from pipeline.context import Context
from pipeline.model import Article


def read(article: Article, _context: Context) -> Article:
    """Cut the decoded text into blocks (headings, paragraphs, list items, table rows, citations)."""
    text, blocks = formats.parse(article.original, article.format)
    return replace(article, original=text, blocks=blocks)
