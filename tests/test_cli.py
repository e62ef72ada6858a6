"""The outside contract: commands, files, exit codes and error lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.support import ROOT

CLEAN = "High blood pressure often has no symptoms. Have it checked every year.\n"
DAMAGED = "# Blood pressure\n\nMost people with 高血压 feel well. 医生开了睡眠艾滋病给她。\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(DAMAGED, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(CLEAN, "utf-8")
    return tmp_path


def call(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--glossary", str(ROOT / "glossary")])


def test_run_writes_the_contracted_files(work: Path) -> None:
    result = call("run", "in", "-o", "out", "--quiet")
    assert result.exit_code == 0, result.output
    names = sorted(file.name for file in (work / "out").iterdir())
    per_article = ["en.EXT", "findings.json", "report.html", "review.yaml", "source.txt", "zh.EXT"]
    expected = [
        f"{name}.{part}".replace("EXT", ext) for name, ext in (("a", "md"), ("b", "txt")) for part in per_article
    ]
    assert names == sorted([*expected, "batch.findings.json", "index.html", "run.json"])


def test_findings_json_has_the_contracted_keys(work: Path) -> None:
    call("run", "in/a.md", "-o", "out", "--quiet")
    data = json.loads((work / "out" / "a.findings.json").read_text("utf-8"))
    assert list(data) == ["schema", "document", "blocks", "findings", "stats", "signature"]
    assert list(data["document"]) == ["id", "source", "chars", "sha256"]
    assert list(data["blocks"][0]) == ["index", "kind", "start", "end", "sentences"]
    assert list(data["blocks"][0]["sentences"][0]) == ["start", "end", "source", "lang", "en", "zh"]
    assert list(data["blocks"][0]["sentences"][0]["en"]) == ["text", "by", "status", "confidence"]
    assert list(data["findings"][0]) == [
        "id", "rule", "severity", "mqm", "its", "side", "sentence", "start", "end", "span", "target", "message", "message_zh",
        "action", "edit", "suggest_en", "suggest_zh", "evidence", "confidence", "fingerprint", "group", "status",
    ]  # fmt: skip
    assert [finding["id"] for finding in data["findings"]] == [f"f{n}" for n in range(1, len(data["findings"]) + 1)]


def test_two_runs_give_the_same_bytes(work: Path) -> None:
    call("run", "in", "-o", "one", "--quiet")
    call("run", "in", "-o", "two", "--quiet")
    for file in (work / "one").iterdir():
        if file.name != "run.json":
            assert file.read_bytes() == (work / "two" / file.name).read_bytes(), file.name


def test_outputs_mirror_folders_and_meeting_names_keep_their_suffix(work: Path) -> None:
    (work / "in" / "deep").mkdir()
    (work / "in" / "deep" / "c.txt").write_text(CLEAN, "utf-8")
    (work / "in" / "b.html").write_text(f"<p>{CLEAN}</p>", "utf-8")
    call("run", "in", "-o", "out", "--quiet")
    assert (work / "out" / "deep" / "c.en.txt").read_text("utf-8").startswith("High blood pressure")
    assert (work / "out" / "b.html.en.html").exists()
    assert (work / "out" / "b.txt.en.txt").exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "no text in it"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not text but a PNG image"),
        ("long.txt", b"a" * 8_000_001, "longer than"),
    ],
)
def test_bad_article_is_one_line_and_exit_3_and_the_others_are_done(
    work: Path, name: str, data: bytes, words: str
) -> None:
    (work / "in" / name).write_bytes(data)
    result = call("run", "in", "-o", "out", "--quiet")
    assert result.exit_code == 3
    lines = [line for line in result.output.splitlines() if name in line]
    assert len(lines) == 1
    assert words in lines[0]
    assert (work / "out" / "b.en.txt").exists()


def test_missing_file_beside_a_good_one_is_exit_3_and_alone_exit_2(work: Path) -> None:
    both = call("run", "in/b.txt", "in/nowhere.txt", "-o", "out", "--quiet")
    assert both.exit_code == 3
    assert "in/nowhere.txt: no such file or folder; check the path" in both.output
    assert (work / "out" / "b.en.txt").exists()
    alone = call("run", "in/nowhere.txt", "-o", "out")
    assert alone.exit_code == 2
    assert alone.output.count("\n") == 1


def test_folder_without_articles_is_exit_2(work: Path) -> None:
    (work / "none").mkdir()
    result = call("run", "none", "-o", "out")
    assert result.exit_code == 2
    assert "no articles here" in result.output


def test_output_that_is_a_file_is_exit_2(work: Path) -> None:
    (work / "out").write_text("x", "utf-8")
    result = call("run", "in", "-o", "out")
    assert result.exit_code == 2
    assert "out: is a file; OUTPUT must be a folder" in result.output


def test_broken_utf8_is_a_finding_not_a_failure(work: Path) -> None:
    (work / "in" / "c.txt").write_bytes(
        "每日服用一片，饭后服药。\n".encode() * 3 + "剂量为5".encode() + b"\xff\xfe" + "毫克。\n".encode()
    )
    result = call("check", "in/c.txt", "--fail-on", "never")
    assert result.exit_code == 0
    assert "undecodable_text" in result.output


def test_check_fails_at_its_gate_and_passes_clean_text(work: Path) -> None:
    assert call("check", "in/a.md").exit_code == 1
    assert call("check", "in/a.md", "--fail-on", "never").exit_code == 0
    assert call("check", "in/b.txt").exit_code == 0


def test_check_prints_file_line_and_column(work: Path) -> None:
    result = call("check", "in/a.md")
    assert "in/a.md:3:18: major chinese_in_english [flagged]" in result.output


def test_check_json_is_json(work: Path) -> None:
    result = call("check", "in/a.md", "--format", "json", "--fail-on", "never")
    assert [item["document"]["id"] for item in json.loads(result.output)] == ["a"]


def test_run_gate(work: Path) -> None:
    assert call("run", "in", "-o", "out", "--quiet", "--fail-on", "major").exit_code == 1
    assert call("run", "in/b.txt", "-o", "out2", "--quiet", "--fail-on", "major").exit_code == 0


def test_output_a_person_changed_is_left_alone_until_force(work: Path) -> None:
    call("run", "in/b.txt", "-o", "out", "--quiet")
    (work / "out" / "b.en.txt").write_text("mine", "utf-8")
    result = call("run", "in/b.txt", "-o", "out", "--quiet")
    assert result.exit_code == 3
    assert "changed since the last run" in result.output
    assert (work / "out" / "b.en.txt").read_text("utf-8") == "mine"
    assert call("run", "in/b.txt", "-o", "out", "--quiet", "--force").exit_code == 0
    assert (work / "out" / "b.en.txt.bak").read_text("utf-8") == "mine"


def test_jsonl_keeps_order_keys_and_reports_bad_lines(work: Path) -> None:
    rows = [{"id": "x", "text": CLEAN, "url": "u"}, {"text": DAMAGED}]
    lines = [json.dumps(rows[0]), "{broken", json.dumps(rows[1], ensure_ascii=False)]
    (work / "in" / "c.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    result = call("run", "in/c.jsonl", "-o", "out", "--quiet")
    assert result.exit_code == 3
    out = [json.loads(line) for line in (work / "out" / "c.en.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row.get("url")) for row in out] == [("x", "u"), ("3", None)]
    assert len((work / "out" / "c.findings.jsonl").read_text("utf-8").splitlines()) == 2
    assert not list((work / "out").glob("*.report.html"))


def test_stdin_is_named(work: Path) -> None:
    result = CliRunner().invoke(
        main, ["run", "-", "-o", "out", "--quiet", "--glossary", str(ROOT / "glossary")], input=CLEAN
    )
    assert result.exit_code == 0
    assert (work / "out" / "stdin.en.txt").read_text("utf-8").startswith("High blood")


def test_dry_run_writes_nothing(work: Path) -> None:
    assert call("run", "in", "-o", "out", "--dry-run").exit_code == 0
    assert not (work / "out").exists()


def test_unknown_setting_names_file_line_and_nearest_key(work: Path) -> None:
    (work / "bilingual.toml").write_text('engin = "none"\n', "utf-8")
    result = call("check", "in")
    assert result.exit_code == 2
    assert "bilingual.toml:1: engin: extra inputs are not permitted (did you mean 'engine'?)" in result.output


def test_no_notice_drops_the_last_line(work: Path) -> None:
    call("run", "in/b.txt", "-o", "out", "--quiet")
    call("run", "in/b.txt", "-o", "bare", "--quiet", "--no-notice")
    assert (work / "out" / "b.en.txt").read_text("utf-8").rstrip().endswith("gaps.]")
    assert (work / "bare" / "b.en.txt").read_text("utf-8") == CLEAN


def test_rules_and_config_answer() -> None:
    listing = CliRunner().invoke(main, ["rules"])
    assert "corrupted_name" in listing.output
    one = CliRunner().invoke(main, ["rules", "glued_words"])
    assert "Leaves alone:" in one.output
    wrong = CliRunner().invoke(main, ["rules", "glued_wrods"])
    assert wrong.exit_code == 2
    assert "did you mean 'glued_words'?" in wrong.output
    assert 'engine = "auto"' in CliRunner().invoke(main, ["config"]).output


def test_an_error_nobody_foresaw_fails_one_article_and_not_the_batch(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch import local

    process = local.process

    def breaks(article: object, context: object) -> object:
        if getattr(article, "id", "") == "a":
            message = "boom"
            raise IndexError(message)
        return process(article, context)  # type: ignore[arg-type]

    monkeypatch.setattr(local, "process", breaks)
    result = call("run", "in", "-o", "out", "--quiet")
    assert result.exit_code == 3
    assert "in/a.md: internal error IndexError at test_cli.py" in result.output
    assert (work / "out" / "b.en.txt").exists()


def test_one_language_and_the_other_script(work: Path) -> None:
    assert call("run", "in/a.md", "-o", "en", "--to", "en", "--quiet").exit_code == 0
    assert not list((work / "en").glob("*.zh.*"))
    assert (
        call("run", "in/a.md", "-o", "zh", "--to", "zh", "--zh", "zh-Hant", "--format", "html", "--quiet").exit_code
        == 0
    )
    page = (work / "zh" / "a.zh.html").read_text("utf-8")
    assert '<html lang="zh-Hant">' in page
    assert "助眠藥" in page


def test_engine_none_still_renders_terms_but_no_memory(work: Path) -> None:
    (work / "in" / "c.txt").write_text("Sleep stages\n\nDizziness\n", "utf-8")
    assert call("run", "in/c.txt", "-o", "out", "--engine", "none", "--quiet", "--no-notice").exit_code == 0
    assert (work / "out" / "c.zh.txt").read_text("utf-8") == "⟦缺译1⟧\n\n头晕\n"
