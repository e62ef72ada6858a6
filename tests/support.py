"""What several tests share: one compiled context, and the places outside the project that may be missing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.build import build_context
from pipeline.context import Context
from pipeline.model import Article
from pipeline.run import CHECK_STAGES, STAGES, process
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT.parent / "shared" / "samples" / "esketamine-damaged.txt"
HELD_OUT = Path(__file__).parent / "heldout"


@lru_cache(maxsize=1)
def context() -> Context:
    return build_context(Settings(glossary=ROOT / "glossary"))


def checked(text: str, shape: str = "txt") -> Article:
    return process(Article("a", "-", shape, text), context(), CHECK_STAGES)


def cleaned(text: str, shape: str = "txt") -> Article:
    return process(Article("a", "-", shape, text), context(), STAGES)


def spans(article: Article, rule: str | None = None) -> list[str]:
    return [article.original[f.start : f.end] for f in article.findings if rule is None or f.rule == rule]
