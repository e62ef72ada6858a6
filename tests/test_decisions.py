"""A filled-in review file is a decision: the next run obeys it, and undoing is suppressing, never patching."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.support import ROOT

TEXT = "Fluoxatine is taken in the morning.\n\n这种药可能损害记忆、引人注目和判断。\n\nThe moon is a quiet place for grandmothers.\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "glossary", tmp_path / "glossary")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def run() -> Result:
    return CliRunner().invoke(main, ["run", "a.txt", "-o", "out", "--quiet"])


def fill(work: Path, section: str, where: dict[str, object], answers: dict[str, object]) -> None:
    file = work / "out" / "a.review.yaml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data["reviewer"] = "R. Eader"
    item = next(i for i in data[section] if all(i.get(key) == value for key, value in where.items()))
    item.update(answers)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def test_edited_sentence_is_reviewed_in_the_next_run(work: Path) -> None:
    assert run().exit_code == 0
    fill(
        work,
        "sentences",
        {"source": "The moon is a quiet place for grandmothers."},
        {"decision": "edit", "zh": "月亮很安静。"},
    )
    assert run().exit_code == 0
    chinese = (work / "out" / "a.zh.txt").read_text("utf-8")
    assert "月亮很安静。" in chinese
    assert "已人工审阅1句" in chinese
    stored = yaml.safe_load((work / "glossary" / "decisions.yaml").read_text("utf-8"))
    assert [(d["rule"], d["decision"], d["reviewer"]) for d in stored] == [("sentence", "edit", "R. Eader")]


def test_an_accepted_sentence_is_memory_for_other_articles(work: Path) -> None:
    run()
    source = "The moon is a quiet place for grandmothers."
    fill(work, "sentences", {"source": source}, {"decision": "edit", "zh": "月亮很安静。"})
    run()
    assert (work / "glossary" / "phrases" / "reviewed.tsv").read_text("utf-8") == f"{source}\t月亮很安静。\n"
    (work / "b.txt").write_text(f"Fluoxetine is a medicine. {source}\n", "utf-8")
    assert CliRunner().invoke(main, ["run", "b.txt", "-o", "out", "--quiet"]).exit_code == 0
    assert "月亮很安静。" in (work / "out" / "b.zh.txt").read_text("utf-8")


def test_an_edited_text_beside_one_nobody_read_is_no_memory(work: Path) -> None:
    run()
    fill(
        work,
        "sentences",
        {"source": "这种药可能损害记忆、引人注目和判断。"},
        {"decision": "edit", "en": "It may impair memory."},
    )
    run()
    assert not (work / "glossary" / "phrases" / "reviewed.tsv").exists()


def test_rejected_flag_is_settled_and_its_sentence_no_draft(work: Path) -> None:
    run()
    assert "⟦待审" in (work / "out" / "a.zh.txt").read_text("utf-8")
    fill(work, "findings", {"rule": "wrong_sense"}, {"decision": "reject"})
    run()
    assert "这种药可能损害记忆、引人注目和判断。" in (work / "out" / "a.zh.txt").read_text("utf-8")
    assert "⟦待审" not in (work / "out" / "a.zh.txt").read_text("utf-8")


def test_unknown_decision_is_one_line_naming_the_file(work: Path) -> None:
    run()
    fill(work, "findings", {"rule": "wrong_sense"}, {"decision": "maybe"})
    result = run()
    assert result.exit_code == 2
    assert "a.review.yaml" in result.output
    assert "use accept, edit or reject" in result.output


def test_two_different_decisions_for_one_key_are_an_error(work: Path) -> None:
    run()
    fill(work, "findings", {"rule": "wrong_sense"}, {"decision": "reject"})
    run()
    data = yaml.safe_load((work / "glossary" / "decisions.yaml").read_text("utf-8"))
    from pipeline.errors import GlossaryError
    from pipeline.lexicon.schema import Decision
    from pipeline.review.decisions import store

    other = Decision.model_validate({**data[0], "decision": "accept", "reviewer": "S. Econd"})
    with pytest.raises(GlossaryError, match=r"R\. Eader and accept by S\. Econd"):
        store(work / "glossary", [other])


def test_review_file_changed_without_a_decision_is_not_overwritten(work: Path) -> None:
    run()
    file = work / "out" / "a.review.yaml"
    file.write_text(file.read_text("utf-8") + "# ask Dr Wu about this one\n", "utf-8")
    result = run()
    assert result.exit_code == 3
    assert "changed since the last run" in result.output
    assert "ask Dr Wu" in file.read_text("utf-8")
