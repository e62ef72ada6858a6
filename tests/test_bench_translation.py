"""The translation benchmark: its sets, and that its scores tell good from bad."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.bench.devsets import DevSet, held_out_pairs, own_files, switched
from pipeline.bench.translation import score_engine, score_lines, terms_honoured
from pipeline.cli import main
from pipeline.errors import InputError
from pipeline.text import HAN_CHAR
from pipeline.translators.protocol import Candidate, Request
from tests.split import HELD_OUT_TOPICS
from tests.support import HELD_OUT, context

SET = DevSet(
    "own",
    "zh",
    ("Take 20 mg of sertraline every evening.", "Drink enough water."),
    ("每晚服用舍曲林20 mg。", "请多喝水。"),
)


class Answers:
    """An engine that gives each sentence the answers listed for it."""

    name = signature = "answers"
    second_pass = True

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self._answers = answers

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        return [tuple(Candidate(text, 0.9, "neural") for text in texts) for texts in self._answers[: len(requests)]]


def test_the_held_out_topics_are_the_split() -> None:
    assert {file.stem for file in (HELD_OUT / "phrases").glob("*.tsv")} == set(HELD_OUT_TOPICS)
    assert len(held_out_pairs()) == 704


def test_the_references_score_full_marks_and_pass() -> None:
    first, shown = score_engine(Answers(*((text,) for text in SET.references)), SET, context())
    assert (first.bleu, first.chrf, first.terms, first.passed, first.shown) == pytest.approx((100, 100, 100, 100, 100))
    assert shown.chrf == pytest.approx(100)


def test_a_wrong_dose_scores_but_is_not_shown() -> None:
    first, shown = score_engine(Answers(("每晚服用舍曲林200 mg。",), ("请多喝水。",)), SET, context())
    assert first.chrf > shown.chrf
    assert (first.passed, first.shown) == (50, 50)


def test_the_next_candidate_is_what_is_shown() -> None:
    _, shown = score_engine(Answers(("每晚服用舍曲林200 mg。", SET.references[0]), ("请多喝水。",)), SET, context())
    assert (shown.chrf, shown.passed, shown.shown) == pytest.approx((100, 50, 100))


def test_terms_are_counted_where_the_reference_honours_them() -> None:
    assert terms_honoured(SET, ("每晚服用氟西汀20 mg。", "请多喝水。"), context()) == 0
    assert score_lines("x", SET, SET.references, context()).terms == 100


def test_mixing_puts_terms_into_the_other_language_and_is_repeatable() -> None:
    lexicon = context().glossary
    mixed = [switched("Take sertraline for depression.", "zh", lexicon, n) for n in range(8)]
    assert all(text is not None and HAN_CHAR.search(text) for text in mixed)
    assert mixed == [switched("Take sertraline for depression.", "zh", lexicon, n) for n in range(8)]
    assert switched("It is so.", "zh", lexicon, 0) is None


def test_files_of_different_lengths_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one\ntwo\n", "utf-8")
    (tmp_path / "b").write_text("一\n", "utf-8")
    with pytest.raises(InputError, match="1 lines"):
        own_files(tmp_path / "a", tmp_path / "b", "zh")


def test_the_command_prints_a_table_for_files_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text("Nausea\nTake it.\n", "utf-8")
    (tmp_path / "a.zh").write_text("恶心\n请服用。\n", "utf-8")
    args = ["bench", "translation", str(tmp_path / "a.en"), str(tmp_path / "a.zh"), "--to", "zh", "--engine", "memory"]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0
    assert "glossary" in result.stdout
    assert CliRunner().invoke(main, args[:3]).exit_code == 2
