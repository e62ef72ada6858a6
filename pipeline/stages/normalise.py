"""Normalise: encoding damage, invisible characters, full-width letters and digits, exotic spaces."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.model import Article
from pipeline.repairs import NORMALISERS
from pipeline.running import block_units, run_units


def normalise(article: Article, context: Context) -> Article:
    """Run the character-level repairs over every block."""
    return run_units(article, block_units(article), NORMALISERS, context)
