"""Reviewers' own patterns: what a broken or slow one is refused with, and what a sound one finds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.build import build_context
from pipeline.errors import GlossaryError
from pipeline.lexicon.load import load
from pipeline.lexicon.patterns import TooSlowError, found
from pipeline.model import Article
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings
from tests.support import context

PATTERN = """\
- id: zz-brand-in-capitals
  pattern: '(?<![A-Z])(ZOLOFT|PROZAC)(?![A-Z])'
  language: en
  severity: minor
  message: Brand in capitals
  suggestion: {en: 'a brand: \\1'}
  matches: [Take ZOLOFT daily.]
  spares: [Take Zoloft daily.]
  source: {name: project}
"""


TERM = """\
- id: zz-fever
  en: {preferred: zzfever}
  zh: {preferred: 甲热}
  kind: symptom
  domain: symptoms
  status: approved
  source: {name: project}
"""


def folder_with(folder: Path, patterns: str) -> Path:
    (folder / "terms").mkdir(parents=True)
    (folder / "terms" / "zz.yaml").write_text(TERM, "utf-8")
    (folder / "patterns.yaml").write_text(patterns, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("(ZOLOFT|PROZAC)", "(ZOLOFT|PROZAC", "patterns.yaml:2:12: pattern: "),
        ("Take ZOLOFT daily.", "Take Zoloft now.", "the pattern does not match 'Take Zoloft now.'"),
        ("Take Zoloft daily.", "Ask for PROZAC.", "the pattern matches 'Ask for PROZAC.'"),
        ("matches:", "macthes:", "did you mean 'matches'"),
        ("language: en", "language: fr", "'fr' is not known"),
        ("  spares: [Take Zoloft daily.]\n", "", "spares: this key is missing"),
    ],
)
def test_a_broken_pattern_is_refused_with_its_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    folder = folder_with(tmp_path / "glossary", PATTERN.replace(old, new))
    with pytest.raises(GlossaryError) as err:
        load(folder)
    assert words in str(err.value)
    assert f"{folder / 'patterns.yaml'}:" in str(err.value)


def test_a_pattern_that_backtracks_without_end_is_refused_in_seconds(tmp_path: Path) -> None:
    slow = PATTERN.replace("(?<![A-Z])(ZOLOFT|PROZAC)(?![A-Z])", r"(?:[\w .]|\w\w)+ZOLOFT(?: daily)?\.$")
    folder = folder_with(tmp_path / "glossary", slow)
    begin = time.monotonic()
    with pytest.raises(GlossaryError, match="takes too long"):
        load(folder)
    assert time.monotonic() - begin < 20


def test_a_search_ends_when_its_time_is_up() -> None:
    begin = time.monotonic()
    with pytest.raises(TooSlowError):
        found("(?:a|aa)+$", "a" * 60 + "b", seconds=0.1)
    assert time.monotonic() - begin < 5


def test_a_pattern_in_force_finds_and_suggests_and_a_draft_does_not(tmp_path: Path) -> None:
    text = "Ask your doctor about PROZAC first."
    for status, expected in (("approved", [("PROZAC", "a brand: PROZAC", "minor")]), ("draft", [])):
        folder = folder_with(tmp_path / status, PATTERN + f"  status: {status}\n")
        own = build_context(Settings(glossary=folder), engines=False)
        article = process(Article("a", "-", "txt", text), own, CHECK_STAGES)
        hits = [f for f in article.findings if f.rule == "user_pattern"]
        assert [(article.original[f.start : f.end], f.suggest_en, f.severity) for f in hits] == expected


def test_a_pattern_for_english_leaves_chinese_alone() -> None:
    article = process(Article("a", "-", "txt", "每日一次（qod）滴眼，共用两周。"), context(), CHECK_STAGES)
    assert [f for f in article.findings if f.rule == "user_pattern"] == []
