"""Flag: the checks on the repaired article, sentence by sentence, then on the article as a whole."""

from __future__ import annotations

from pipeline.checks import ARTICLE_CHECKS, CHECKS
from pipeline.context import Context
from pipeline.model import Article
from pipeline.running import number_findings, run_article, run_units
from pipeline.scanning import sentence_units


def flag(article: Article, context: Context) -> Article:
    """Add what the checks find and number the findings in document order."""
    units = sentence_units(article)
    checked = run_units(article, units, CHECKS, context)
    checked = run_article(checked, units, ARTICLE_CHECKS, context)
    return number_findings(checked)
