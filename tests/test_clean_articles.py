"""Sound articles full of traps, written without knowledge of the rules: nothing critical or major is said of them.

What each of them holds stands in `tests/clean/README.md`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Article
from pipeline.run import CHECK_STAGES, STAGES, process
from tests.support import context

FOLDER = Path(__file__).parent / "clean"
FILES = sorted(file for file in FOLDER.iterdir() if file.name != "README.md")


def test_there_are_at_least_ten_in_every_format() -> None:
    assert len(FILES) >= 20
    assert {file.suffix for file in FILES} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_critical_or_major_is_found(file: Path) -> None:
    article = process(Article(file.stem, "-", file.suffix[1:], file.read_text("utf-8")), context(), CHECK_STAGES)
    harm = [(f.rule, article.original[f.start : f.end]) for f in article.findings if f.severity != "minor"]
    assert harm == []


SIMPLIFIED = [file for file in FILES if "taiwan" not in file.stem]  # the other is written in another script by default


@pytest.mark.parametrize("file", SIMPLIFIED, ids=lambda file: file.stem)
def test_every_sentence_of_a_clean_article_stands_word_for_word_in_its_own_language(file: Path) -> None:
    article = process(Article(file.stem, "-", file.suffix[1:], file.read_text("utf-8")), context(), STAGES)
    own = [
        (sentence.lang, getattr(sentence, sentence.lang))
        for block in article.blocks
        if block.kind not in ("removed", "citation")
        for sentence in block.sentences
        if sentence.lang in ("en", "zh")
    ]
    kept = [rendering.status for _, rendering in own]
    assert kept.count("draft") == kept.count("gap") == 0
    assert kept.count("original") > len(kept) * 0.8
