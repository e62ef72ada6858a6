"""What goes out to another tool's format comes back as what it was; what strangers send is read safely."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.curation.start import start
from pipeline.curation.transfer import exported, imported, memory_of
from pipeline.errors import InputError
from pipeline.exchange.filed import Filed, filed, from_json, to_json
from pipeline.exchange.sheet import from_csv, to_csv
from pipeline.exchange.tbx import from_tbx, to_tbx
from pipeline.exchange.tmx import from_tmx, to_tmx
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.schema import Avoid, Forms, Source, Term
from tests.support import ROOT, context

SHIPPED = ROOT / "glossary"
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)

# The first draw of a text builds Hypothesis's tables of characters, seconds on a busy machine.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def terms(draw: st.DrawFn) -> Filed:
    avoid = tuple(Avoid(form=draw(PRINTABLE), why=draw(PRINTABLE), severity="minor") for _ in range(draw(st.integers(0, 2))))  # fmt: skip
    forms = [Forms(preferred=draw(PRINTABLE), also=(draw(PRINTABLE), draw(PRINTABLE)), avoid=avoid) for _ in "ab"]
    entry = Term(id="x", en=forms[0], zh=forms[1], kind="concept", domain=draw(PRINTABLE), general=draw(st.booleans()), status="draft", source=Source(name=draw(PRINTABLE)))  # fmt: skip
    return Filed("terms/x.yaml", entry)


@pytest.mark.parametrize("kind", ["csv", "json", "tbx"])
def test_the_shipped_terms_and_names_come_back_equal(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"all.{kind}"
    file.write_text(exported(context().glossary.glossary, kind, file.name)[0], "utf-8", newline="")
    start(tmp_path / "new", SHIPPED, empty=True)
    result = imported(tmp_path / "new", file, kind)
    back, shipped = load_cached(tmp_path / "new"), load_cached(SHIPPED)
    assert sum(result.added.values()) == len(shipped.terms) + len(shipped.names)
    assert {(f.file, f.entry.id): f.entry for f in filed(back)} == {(f.file, f.entry.id): f.entry for f in filed(shipped)}  # fmt: skip
    assert imported(tmp_path / "new", file, kind).same == len(shipped.terms) + len(shipped.names)


def test_the_memory_comes_back_byte_for_byte_with_its_bad_column(tmp_path: Path) -> None:
    file = tmp_path / "memory.tmx"
    file.write_text(exported(context().glossary.glossary, "tmx", file.name)[0], "utf-8")
    start(tmp_path / "new", SHIPPED, empty=True)
    imported(tmp_path / "new", file, "tmx")
    assert list(memory_of(tmp_path / "new")) == list(memory_of(SHIPPED))
    assert any(bad for _, (_, _, bad) in memory_of(SHIPPED))


def test_an_independent_reader_opens_tmx() -> None:
    tmx = pytest.importorskip("translate.storage.tmx")
    pairs = [("a", ("One & <two>.", "一和<二>。", "")), ("a", ("Three.", "三。", "坏三。"))]
    store = tmx.tmxfile.parsestring(to_tmx(pairs).encode())
    assert [(unit.source, unit.target) for unit in store.units] == [(en, zh) for _, (en, zh, _) in pairs]
    store = tmx.tmxfile.parsestring(exported(context().glossary.glossary, "tmx", "x")[0].encode())
    assert len(store.units) == len(list(memory_of(SHIPPED)))


@PATIENT
@given(st.lists(terms(), max_size=2))
def test_csv_and_json_hold_any_text(items: list[Filed]) -> None:
    assert from_csv(to_csv(items), "x.csv") == items
    assert from_json(to_json(items), "x.json") == items


@PATIENT
@given(st.lists(terms(), max_size=2))
def test_tbx_holds_any_text(items: list[Filed]) -> None:
    assert from_tbx(to_tbx(items).encode(), "x.tbx") == items


@pytest.mark.parametrize("start_with", ["=", "+", "-", "@", "'=", "'"])
def test_no_cell_runs_in_a_spreadsheet(start_with: str) -> None:
    forms = Forms(preferred=f"{start_with}HYPERLINK(1)")
    entry = Term(id="x", en=forms, zh=forms, kind="concept", domain="d", status="draft", source=Source(name="p"))
    text = to_csv([Filed("terms/x.yaml", entry)])
    cells = next(iter(list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert from_csv(text, "x")[0].entry == entry


def test_a_spreadsheet_of_a_stranger_becomes_drafts(tmp_path: Path) -> None:
    file = tmp_path / "hospital.csv"
    file.write_text("en,zh,domain,zh_avoid\nzz fever,甲热,infection,甲烧 | lay word\n", "utf-8-sig")
    start(tmp_path / "new", SHIPPED, empty=True)
    imported(tmp_path / "new", file, "csv")
    (term,) = load_cached(tmp_path / "new").terms
    assert (term.id, term.status, term.kind, term.zh.avoid[0].why) == ("zz-fever", "draft", "concept", "lay word")


FOREIGN_TBX = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="42"><descrip type="subjectField">Heart Disease</descrip>
<langSet xml:lang="en-US"><tig><term>zz flutter</term></tig><tig><term>ZZF</term><termNote type="termType">acronym</termNote></tig></langSet>
<langSet xml:lang="zh-CN"><ntig><termGrp><term>甲扑动</term></termGrp></ntig><tig><term>甲飘动</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry><termEntry id="43"><langSet xml:lang="de"><tig><term>Herz</term></tig></langSet></termEntry></body></text></martif>"""


def test_tbx_of_version_2_is_read_as_drafts() -> None:
    (item,) = from_tbx(FOREIGN_TBX.encode(), "old.tbx")
    entry = item.entry
    assert (item.file, entry.en.preferred, entry.en.abbr, entry.status) == ("terms/heart-disease.yaml", "zz flutter", ("ZZF",), "draft")  # fmt: skip
    assert entry.zh is not None
    assert entry.zh.preferred == "甲扑动"
    assert entry.zh.avoid[0].form == "甲飘动"


@pytest.mark.parametrize("root", ["tbx", "tmx"])
def test_xml_that_declares_entities_is_refused(root: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    bombs = [
        f'<!DOCTYPE {root} [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><{root}>&b;</{root}>',
        f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><{root}>&x;</{root}>',
    ]
    reader = from_tbx if root == "tbx" else from_tmx
    for bomb in bombs:
        with pytest.raises(InputError, match="declares entities"):
            reader(bomb.encode(), "bomb")
    with pytest.raises(InputError, match="not well-formed"):
        reader(f"<{root}>".encode(), "broken")
    with pytest.raises(InputError, match="begins with <html>"):
        reader(b"<html/>", "page")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("en,chinese\na,b\n", "unknown columns ['chinese']"),
        ("zh\n甲\n", "no column 'en'"),
        ("en,zh\na\n", "x.csv:2: not as many cells"),
        ("en,zh,zh_avoid\na,甲,乙\n", "x.csv:2: zh_avoid: '乙': expected 'form | why'"),
        ("en,zh,status\na,甲,aproved\n", "x.csv:2: status:"),
        ("en,zh\na,\n", "x.csv:2: zh:"),
        ("en,zh,file\na,甲,../../outside.yaml\n", "x.csv:2: file '../../outside.yaml': expected terms/NAME.yaml"),
        ("en,zh,file\na,甲,/terms/x.yaml\n", "x.csv:2: file '/terms/x.yaml'"),
    ],
)
def test_a_broken_sheet_is_told_by_line(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        from_csv(text, "x.csv")
    assert words in str(caught.value)


def call(*args: str) -> Result:
    return CliRunner().invoke(main, ["glossary", *args])


def test_import_leaves_what_differs_and_says_so(tmp_path: Path) -> None:
    start(tmp_path / "new", SHIPPED, empty=True)
    folder = str(tmp_path / "new")
    sheet = tmp_path / "a.csv"
    sheet.write_text("id,en,zh,domain\nzz,zz fever,甲热,infection\n", "utf-8")
    assert call("import", str(sheet), "--glossary", folder, "--dry-run").output.startswith(f"{folder}/terms/infection.yaml: 1 would be added")  # fmt: skip
    assert load_cached(tmp_path / "new").terms == ()
    assert call("import", str(sheet), "--glossary", folder).exit_code == 0
    sheet.write_text("id,en,zh,domain\nzz,zz fever,乙热,infection\n", "utf-8")
    result = call("import", str(sheet), "--glossary", folder)
    assert (result.exit_code, "zz: is there already and differs" in result.output) == (1, True)
    assert load_cached(tmp_path / "new").terms[0].zh.preferred == "甲热"
    assert call("import", str(sheet), "--glossary", folder, "--replace").exit_code == 0
    assert load_cached(tmp_path / "new").terms[0].zh.preferred == "乙热"
    assert call("import", str(tmp_path / "a.xlsx"), "--glossary", folder).exit_code == 2
    assert call("export", str(tmp_path / "a.xlsx"), "--glossary", folder).exit_code == 2
