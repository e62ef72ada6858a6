"""Pages a person opens in a browser: one report an article, one index a run; each a single self-contained file."""

from __future__ import annotations

from pipeline.report.article import mark_numbers, render_article
from pipeline.report.index import IndexRow, render_index

__all__ = ["IndexRow", "mark_numbers", "render_article", "render_index"]
