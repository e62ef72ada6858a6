"""Reviewers' commands: entries are written where they belong and nothing else moves; an edit shows what it changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.curation.shapes import PARTS, header_of, json_schema
from pipeline.curation.write import edit_entry, put_entries, split_entries
from pipeline.errors import GlossaryError
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.load import data_files
from pipeline.lexicon.schema import Forms, Source, Term
from tests.support import ROOT

SHIPPED = ROOT / "glossary"


def call(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "glossary"
    assert call("glossary", "init", str(made)).exit_code == 0
    return made


def test_init_copies_the_built_in_glossary_and_never_writes_over_one(folder: Path) -> None:
    assert load_cached(folder).terms == load_cached(SHIPPED).terms
    assert call("glossary", "lint", "--glossary", str(folder)).exit_code == 0
    result = call("glossary", "init", str(folder))
    assert (result.exit_code, "is not empty" in result.output) == (2, True)


def test_a_term_is_added_at_its_place_and_every_other_byte_stays(folder: Path) -> None:
    file = folder / "terms" / "symptoms.yaml"
    before = file.read_text("utf-8")
    result = call(
        "glossary", "add", "term", "--en", "mm fever: high", "--zh", "甲热", "--also-zh", "甲高热", "--abbr", "MMF",
        "--avoid-zh", "甲烧=lay word", "--kind", "symptom", "--domain", "symptoms", "--glossary", str(folder),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    after = file.read_text("utf-8")
    ids = [name for name, _ in split_entries(after)[1]]
    assert ids == sorted(ids)
    assert "".join(text for name, text in split_entries(after)[1] if name != "mm-fever-high") == "".join(text for _, text in split_entries(before)[1])  # fmt: skip
    term = next(term for term in load_cached(folder).terms if term.id == "mm-fever-high")
    assert (term.status, term.reviewed_by, term.en.preferred, term.zh.avoid[0].why) == ("draft", None, "mm fever: high", "lay word")  # fmt: skip
    line = int(result.output.split(":")[1])
    assert after.splitlines()[line - 1] == "- id: mm-fever-high"


def test_a_signed_entry_is_approved_and_a_taken_id_refused(folder: Path) -> None:
    args = ["glossary", "add", "name", "--kind", "drug", "--en", "zzmab", "--zh", "甲单抗", "--glossary", str(folder), "--by", "R. Eader"]  # fmt: skip
    assert call(*args).exit_code == 0
    name = next(name for name in load_cached(folder).names if name.id == "zzmab")
    assert (name.status, name.reviewed_by) == ("approved", "R. Eader")
    result = call(*args)
    assert (result.exit_code, "is there already" in result.output) == (2, True)


def test_a_sense_and_a_brand_of_spam_work_in_the_next_check(folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("医生开了甲球场的抗生素。开元甲乙棋牌官网病人好转。\n", "utf-8")
    before = call("check", str(article), "--glossary", str(folder)).output
    assert "甲球场" not in before
    args = ["--lang", "zh", "--word", "course", "--wrong", "甲球场", "--right-zh", "疗程", "--alone", "--why", "therapy", "--by", "R"]  # fmt: skip
    assert call("glossary", "add", "sense", *args, "--glossary", str(folder)).exit_code == 0
    spam = (folder / "spam.yaml").read_text("utf-8")
    assert call("glossary", "add", "spam", "--as", "brands", "开元甲乙棋牌", "--glossary", str(folder)).exit_code == 0
    assert (folder / "spam.yaml").read_text("utf-8").replace("  - 开元甲乙棋牌\n", "") == spam
    after = call("check", str(article), "--glossary", str(folder)).output
    assert "wrong_sense" in after
    assert "甲球场" in after
    assert "injected_spam" in after


def test_a_form_to_avoid_needs_a_reason(folder: Path) -> None:
    result = call("glossary", "add", "term", "--en", "zz", "--zh", "甲热", "--kind", "symptom", "--domain", "symptoms", "--avoid-zh", "甲烧", "--glossary", str(folder))  # fmt: skip
    assert (result.exit_code, "expected FORM=WHY" in result.output) == (2, True)


def test_an_edit_keeps_comments_order_and_quotes(tmp_path: Path) -> None:
    file = tmp_path / "terms" / "a.yaml"
    file.parent.mkdir()
    text = (
        "# head\n- id: a  # first\n  en: {preferred: \"a\", also: ['b']}\n  zh: {preferred: 甲热}\n  kind: symptom\n"
        "  domain: d\n  # why\n  status: draft\n  source: {name: project}\n- id: b\n  en: {preferred:   bb}\n"
        "  zh: {preferred: 乙热}\n  kind: symptom\n  domain: d\n  status: draft\n  source: {name: project}\n"
    )
    file.write_text(text, "utf-8")
    edit_entry(file, "a", lambda entry: entry.update(status="approved"))
    assert file.read_text("utf-8") == text.replace("status: draft", "status: approved", 1)
    with pytest.raises(GlossaryError, match=r"a\.yaml:8:11: status: 'aproved' is not known"):
        edit_entry(file, "a", lambda entry: entry.update(status="aproved"))
    assert file.read_text("utf-8") == text.replace("status: draft", "status: approved", 1)
    with pytest.raises(GlossaryError, match="no entry 'zz'"):
        edit_entry(file, "zz", lambda entry: None)


def test_a_file_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "terms" / "a.yaml"
    file.parent.mkdir()
    term = Term(id="a", en=Forms(preferred="a"), zh=Forms(preferred="甲热"), kind="symptom", domain="d", status="draft", source=Source(name="p"))  # fmt: skip
    put_entries(file, [term])

    def someone_else(entry: object) -> None:
        file.write_text("# mine\n", "utf-8")

    with pytest.raises(GlossaryError, match="changed by someone else"):
        edit_entry(file, "a", someone_else)
    assert file.read_text("utf-8") == "# mine\n"


def test_every_glossary_file_names_its_schema_and_obeys_it() -> None:
    import jsonschema

    from pipeline.lexicon.nodes import plain, read_nodes

    for part in PARTS:
        schema = json.loads(json_schema(part))
        jsonschema.Draft202012Validator.check_schema(schema)
        kept = SHIPPED / "schema" / f"{part.name}.json"
        assert kept.read_text("utf-8") == json_schema(part), "run docs/generate.py"
    for file in (file for file in data_files(SHIPPED) if file.suffix == ".yaml"):
        assert file.read_text("utf-8").splitlines()[0] == header_of(file), file
    wrong = {**plain(read_nodes(SHIPPED / "spam.yaml")), "brnads": []}  # type: ignore[dict-item]
    with pytest.raises(jsonschema.ValidationError, match="brnads"):
        jsonschema.validate(wrong, json.loads((SHIPPED / "schema" / "spam.json").read_text("utf-8")))


def test_impact_shows_what_an_edit_changes_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "in" / "a.txt"
    article.parent.mkdir()
    article.write_text("He has zzfever and a cough.\n\n他患有甲球场病。\n", "utf-8")
    out = tmp_path / "out"
    assert call("run", str(article), "-o", str(out), "--glossary", str(folder), "--quiet").exit_code == 0
    same = call("glossary", "impact", str(folder), "--output", str(out), "--glossary", str(folder))
    assert same.output == "0 entries or parts differ\n0 articles would change: 0 findings more, 0 fewer, 0 sentences read otherwise\n"  # fmt: skip
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    call("glossary", "add", "sense", "--lang", "zh", "--word", "court", "--wrong", "甲球场病", "--right-zh", "乙病", "--alone", "--why", "x", "--by", "R", "--glossary", str(other))  # fmt: skip
    result = call("glossary", "impact", str(other), "--output", str(out), "--glossary", str(folder))
    assert "added    court-x" in result.output
    assert "a: + major wrong_sense '甲球场病'" in result.output
    assert "1 articles would change: 1 findings more, 0 fewer" in result.output
    back = call("glossary", "impact", str(folder), "--output", str(out), "--glossary", str(other))
    assert "removed  court-x" in back.output
    assert "a: - major wrong_sense" in back.output


def test_impact_wants_an_output_of_a_run(folder: Path, tmp_path: Path) -> None:
    result = call("glossary", "impact", str(folder), "--output", str(tmp_path), "--glossary", str(folder))
    assert (result.exit_code, "no output of a run" in result.output) == (2, True)


def test_find_offers_the_nearest_name() -> None:
    result = call("glossary", "find", "esketmine", "--glossary", str(SHIPPED))
    assert result.output.splitlines()[1].startswith("esketamine ")


def test_candidates_are_pairs_the_articles_give(folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "患者被诊断为甲乙丙综合征（zeta epsilon syndrome, ZES）。恶心（nausea）常见。\n\n"
        "The quality zeta response scale (QZRS) was used, as was blood pressure (BP).\n", "utf-8",
    )  # fmt: skip
    out = tmp_path / "out"
    call("run", str(article), "-o", str(out), "--glossary", str(folder), "--quiet")
    result = call("glossary", "add", "candidates", str(out), "--write", "--glossary", str(folder))
    assert result.exit_code == 0, result.output
    assert "zeta epsilon syndrome (ZES) | 甲乙丙综合征" in result.output
    assert "quality zeta response scale (QZRS) | -" in result.output
    assert "nausea" not in result.output
    assert "(BP)" not in result.output
    (term,) = [term for term in load_cached(folder).terms if term.domain == "candidates"]
    assert (term.zh.preferred, term.en.abbr, term.status) == ("甲乙丙综合征", ("ZES",), "draft")
