"""Scrub: take out injected spam, also inside words, and page furniture; what goes stays as findings."""

from __future__ import annotations

from dataclasses import replace

from pipeline.context import Context
from pipeline.model import Article, Block
from pipeline.repairs import SCRUBBERS
from pipeline.running import run_units
from pipeline.scanning import block_units
from pipeline.text import view


def scrub(article: Article, context: Context) -> Article:
    """Remove spam and page debris, and mark blocks that are empty afterwards as removed."""
    cleaned = run_units(article, block_units(article), SCRUBBERS, context)
    if cleaned.edits == article.edits:
        return cleaned
    return cleaned.with_blocks(tuple(_emptied(cleaned, block) for block in cleaned.blocks))


def _emptied(article: Article, block: Block) -> Block:
    if block.kind == "removed" or view(article, block.start, block.end).text.strip(" \t\n.,;，。；"):
        return block
    return replace(block, kind="removed")
