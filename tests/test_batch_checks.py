"""The reduce step: what is said of a batch, and that no article's own files know of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pipeline.batch.reduce import batch_findings
from pipeline.cli import main
from tests.support import context


def _document(name: str, *sentences: tuple[str, str], status: str = "machine") -> dict[str, Any]:
    rows = [
        {"source": source, "en": None, "zh": {"text": zh, "by": "llm", "status": status}} for source, zh in sentences
    ]
    return {"document": {"id": name}, "blocks": [{"index": 0, "sentences": rows}]}


ONE = _document("a", ("Ask your pharmacist.", "请咨询药师。"))
OTHER = _document(
    "b", ("Ask your pharmacist.", "请向药剂师询问。"), ("Take 5 mg.", "请服用。"), ("Take 50 mg.", "请服用。")
)


def test_one_sentence_rendered_in_two_ways_is_one_finding_with_both_places() -> None:
    found = [f for f in batch_findings([ONE, OTHER], context())["findings"] if f["rule"] == "inconsistent_rendering"]
    assert len(found) == 1
    assert [(place["document"], place["sentence"]) for place in found[0]["places"]] == [("a", [0, 0]), ("b", [0, 0])]


def test_one_rendering_of_two_doses_is_found() -> None:
    found = [f for f in batch_findings([OTHER], context())["findings"] if f["rule"] == "reused_rendering"]
    assert [place["source"] for place in found[0]["places"]] == ["Take 5 mg.", "Take 50 mg."]


def test_the_order_of_articles_changes_nothing() -> None:
    assert batch_findings([ONE, OTHER], context()) == batch_findings([OTHER, ONE], context())


def test_what_a_person_decided_takes_no_part() -> None:
    decided = _document("b", ("Ask your pharmacist.", "请向药剂师询问。"), status="reviewed")
    assert batch_findings([ONE, decided], context())["findings"] == []


def test_a_run_writes_the_file_of_the_batch_beside_those_of_the_articles(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("High blood pressure\n\nDrink enough water.\n", "utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["run", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(out)])
    assert result.exit_code == 0
    assert json.loads((out / "batch.findings.json").read_text("utf-8")) == {"schema": 1, "findings": []}


def test_an_article_named_batch_keeps_its_findings_to_itself(tmp_path: Path) -> None:
    (tmp_path / "batch.txt").write_text("Drink enough water.\n", "utf-8")
    out = tmp_path / "out"
    assert CliRunner().invoke(main, ["run", str(tmp_path / "batch.txt"), "-o", str(out)]).exit_code == 0
    assert json.loads((out / "batch.txt.findings.json").read_text("utf-8"))["document"]["id"] == "batch.txt"
    assert "document" not in json.loads((out / "batch.findings.json").read_text("utf-8"))
