"""Normalise: encoding damage, invisible characters, full-width letters and digits, exotic spaces."""

from __future__ import annotations

import re

from pipeline.context import Context
from pipeline.model import Article
from pipeline.repairs import NORMALISERS
from pipeline.running import run_units
from pipeline.scanning import block_units

# What the rules are woken by; most articles hold none of it.
_CHARACTERS = "".join(sorted({trigger for rule in NORMALISERS for trigger in rule.triggers}))
_MAY_DIFFER = re.compile(f"[{re.escape(_CHARACTERS)}]", re.IGNORECASE)


def normalise(article: Article, context: Context) -> Article:
    """Run the character-level repairs over every block."""
    if not _MAY_DIFFER.search(article.original):
        return article
    return run_units(article, block_units(article), NORMALISERS, context)
