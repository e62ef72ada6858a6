"""The glossary that ships is sound, and `bilingual glossary` says what is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.lexicon.matcher import Form, compile_forms, irregular_plural, longest
from tests.support import ROOT, context


def call(*args: str) -> Result:
    return CliRunner().invoke(main, ["glossary", *args])


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("- {id: zz, en: {preferred: nausea}, zh: {preferred: 甲病}, kind: symptom, domain: d, status: approved, source: {name: p}}", "'nausea' is also a form of"),
        ("- {id: zz, en: {preferred: zzword}, zh: {preferred: 病}, kind: symptom, domain: d, status: approved, source: {name: p}}", "will match everywhere"),
        ("- {id: zz, en: {preferred: zzword}, zh: {preferred: 甲病, avoid: [{form: 恶心, why: no}]}, kind: symptom, domain: d, status: approved, source: {name: p}}", "which is a form of nausea"),
    ],
)  # fmt: skip
def test_lint_names_the_entry_and_the_trouble(tmp_path: Path, bad: str, words: str) -> None:
    folder = tmp_path / "glossary"
    shutil.copytree(ROOT / "glossary", folder)
    (folder / "terms" / "zz.yaml").write_text(bad.replace("why: no}", "why: 'no'}") + "\n", "utf-8")
    result = call("lint", "--glossary", str(folder))
    assert result.exit_code == 2
    assert words in result.output


def test_find_looks_in_both_languages() -> None:
    result = call("find", "恶心", "--glossary", str(ROOT / "glossary"))
    assert result.exit_code == 0
    assert result.output.startswith("nausea ")
    assert call("find", "qqqq", "--glossary", str(ROOT / "glossary")).exit_code == 1


def test_stats_say_what_nobody_has_signed() -> None:
    result = call("stats", "--glossary", str(ROOT / "glossary"))
    assert "signed by nobody" in result.output


@pytest.mark.parametrize(
    ("forms", "text", "chosen"),
    [
        (("中风", "风险"), "其中风险很高", ["风险"]),
        (("疾病", "病患", "患者"), "免疫疾病患者", ["疾病", "患者"]),
        (("换血", "血糖仪"), "更换血糖仪", ["血糖仪"]),
        (("便急", "急救", "急救人员"), "以便急救人员到达", ["急救人员"]),
        (("抑郁", "抑郁症", "难治性抑郁症"), "难治性抑郁症", ["难治性抑郁症"]),
        (("blood", "blood pressure", "pressure"), "high blood pressure", ["blood pressure"]),
        (("virus", "diagnosis", "artery"), "viruses, diagnoses and arteries, not virusoid", ["viruses", "diagnoses", "arteries"]),
        (("blood-brain barrier", "Crohn's disease"), "blood–brain barrier; Crohn’s disease", ["blood–brain barrier", "Crohn’s disease"]),
        (("ketamine",), "使用ketamine治疗，不用esketamine", ["ketamine"]),
        (("MS",), "MS and ms", ["MS", "ms"]),
    ],
)  # fmt: skip
def test_of_forms_that_overlap_the_right_ones_are_chosen(forms: tuple[str, ...], text: str, chosen: list[str]) -> None:
    entry = context().glossary.entries["nausea"]
    plurals = [plural for form in forms if form.isascii() and (plural := irregular_plural(form)) is not None]
    made = [Form(form, "en" if form.isascii() else "zh", "preferred", entry) for form in (*forms, *plurals)]
    assert [text[hit.start : hit.end] for hit in longest(compile_forms(made).scan(text))] == chosen
