"""Repair: glued words, corrupted names, known wrong renderings with strong evidence; each yields edits."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.model import Article
from pipeline.repairs import REPAIRS
from pipeline.running import run_units
from pipeline.scanning import sentence_units


def repair(article: Article, context: Context) -> Article:
    """Run the repairs over every sentence, in their listed order."""
    return run_units(article, sentence_units(article), REPAIRS, context)
