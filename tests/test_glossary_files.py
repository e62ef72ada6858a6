"""Every mistake in a glossary file is named with its file, line, column and what was expected; YAML's traps do not bite."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import GlossaryError
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.load import load, read_entries
from pipeline.lexicon.nodes import plain, read_nodes
from pipeline.lexicon.schema import Name, Sense, Term
from tests.support import ROOT

TERM = """\
- id: zz-fever
  en: {preferred: zzfever, also: [zzpyrexia], abbr: [ZZF]}
  zh:
    preferred: 甲热
    avoid:
      - {form: 甲烧, why: lay word, severity: minor}
  kind: symptom
  domain: symptoms
  status: approved
  source: {name: project, follows: 全国科学技术名词}
"""
NAME = """\
- id: zzmab
  kind: drug
  en: {preferred: zzmab}
  zh: {preferred: 甲单抗}
  status: approved
  source: {name: project}
"""
SENSE = """\
- id: zz-sense
  lang: zh
  word: course
  wrong: [甲球场]
  right: {zh: 甲疗程, en: course}
  cues: {near: [药], block: [list_item]}
  alone: true
  severity: major
  why: a course is no court
  status: approved
  source: {name: project}
"""
FILES = {"terms/zz.yaml": TERM, "names/zz.yaml": NAME, "senses/zz.yaml": SENSE,
         "names/look-alikes.yaml": "- {pair: [zza, zzb], source: project}\n",
         "names/stems.yaml": "- {en: -zzine, zh: -甲嗪}\n",
         "spam.yaml": "brands: [甲]\nproducts: [官网]\nphrases: [甲乙丙]\ncounter: [赌]\nfurniture: [广告]\n",
         "phrases/zz.tsv": "One.\t一。\n"}  # fmt: skip

# file, text to find, text to put there, line:column of the message, words it must hold
MISTAKES = [
    ("terms/zz.yaml", "  kind: symptom", "  knid: symptom", "7:3", "did you mean 'kind'"),
    ("terms/zz.yaml", "  kind: symptom\n", "", "1:3", "kind: this key is missing"),
    ("terms/zz.yaml", "  domain: symptoms\n", "", "1:3", "domain: this key is missing"),
    ("terms/zz.yaml", "  source: {name: project, follows: 全国科学技术名词}\n", "", "1:3", "source: this key is missing"),
    ("terms/zz.yaml", "- id: zz-fever\n ", "-", "1:3", "id: this key is missing"),
    ("terms/zz.yaml", "{preferred: zzfever, ", "{prefered: zzfever, ", "2:8", "did you mean 'preferred'"),
    ("terms/zz.yaml", "{preferred: zzfever, ", "{", "2:7", "en.preferred: this key is missing"),
    ("terms/zz.yaml", "why: lay word", "wy: lay word", "6:20", "did you mean 'why'"),
    ("terms/zz.yaml", ", why: lay word", "", "6:9", "why: this key is missing"),
    ("terms/zz.yaml", "severity: minor", "severity: mnior", "6:45", "did you mean 'minor'"),
    ("terms/zz.yaml", "status: approved", "status: aproved", "9:11", "did you mean 'approved'"),
    ("terms/zz.yaml", "kind: symptom", "kind: symptome", "7:9", "did you mean 'symptom'"),
    ("terms/zz.yaml", "also: [zzpyrexia]", "also: zzpyrexia", "2:34", "expected a list"),
    ("terms/zz.yaml", "preferred: 甲热", "preferred: [甲热]", "4:16", "expected text"),
    ("terms/zz.yaml", "preferred: 甲热", "preferred:", "4:15", "nothing: expected text"),
    ("terms/zz.yaml", "preferred: 甲热", "preferred: ''", "4:16", "is empty"),
    ("terms/zz.yaml", "en: {preferred: zzfever, also: [zzpyrexia], abbr: [ZZF]}", "en: zzfever", "2:7", "expected a mapping"),
    ("terms/zz.yaml", "  kind: symptom", "  kind: symptom\n  kind: test", "8:3", "'kind' stands twice (first in line 7)"),
    ("terms/zz.yaml", "source: {name: project,", "source: {name: project, date: soon,", "10:33", "expected a date"),
    ("terms/zz.yaml", "follows: 全国", "folows: 全国", "10:27", "did you mean 'follows'"),
    ("terms/zz.yaml", "  kind: symptom", "  kind: a: b", "7:10", "quote text holding"),
    ("terms/zz.yaml", "en: {preferred", "en: &x {preferred", "2:7", "anchor &x"),
    ("terms/zz.yaml", "preferred: zzfever", "preferred: *x", "2:19", "alias *x"),
    ("terms/zz.yaml", "preferred: zzfever", "preferred: !!str zzfever", "2:19", "tag"),
    ("terms/zz.yaml", TERM, TERM + TERM.replace("zz-fever", "zz-other"), "11:3", "the same concept as 'zz-fever'"),
    ("terms/zz.yaml", TERM, TERM + TERM, "11:3", "id 'zz-fever' is used twice (first in terms/zz.yaml:1)"),
    ("terms/zz.yaml", TERM, "zz: fever\n", "1:1", "expected a list of entries"),
    ("names/zz.yaml", "kind: drug", "kind: drgu", "2:9", "did you mean 'drug'"),
    ("names/zz.yaml", "  status: approved", "  statsu: approved", "5:3", "did you mean 'status'"),
    ("senses/zz.yaml", "alone: true", "alone: yes", "7:10", "expected true or false"),
    ("senses/zz.yaml", "wrong: [甲球场]", "wrong: []", "4:10", "at least one"),
    ("senses/zz.yaml", "near: [药]", "naer: [药]", "6:10", "did you mean 'near'"),
    ("senses/zz.yaml", "block: [list_item]", "block: [listitem]", "6:29", "did you mean 'list_item'"),
    ("senses/zz.yaml", "lang: zh", "lang: cn", "2:9", "valid values: zh, en"),
    ("senses/zz.yaml", "right: {zh:", "right: {ch:", "5:11", "valid keys: en, zh"),
    ("names/look-alikes.yaml", "[zza, zzb]", "[zza]", "1:10", "missing"),
    ("names/stems.yaml", "zh: -甲嗪", "hz: -甲嗪", "1:16", "valid keys: en, zh, examples"),
    ("spam.yaml", "brands:", "brnads:", "1:1", "did you mean 'brands'"),
    ("phrases/zz.tsv", "\t", " ", "1:1", "tab-separated"),
]  # fmt: skip


def build(folder: Path, **changed: str) -> Path:
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed.get(name, text), "utf-8")
    return folder


def test_the_small_glossary_is_sound(tmp_path: Path) -> None:
    glossary = load(build(tmp_path))
    assert [term.id for term in glossary.terms] == ["zz-fever"]
    assert glossary.places == {"zz-fever": ("terms/zz.yaml", 1), "zzmab": ("names/zz.yaml", 1), "zz-sense": ("senses/zz.yaml", 1)}  # fmt: skip
    assert glossary.senses[0].alone is True


@pytest.mark.parametrize(("name", "old", "new", "place", "words"), MISTAKES)
def test_every_mistake_has_its_place_and_remedy(
    tmp_path: Path, name: str, old: str, new: str, place: str, words: str
) -> None:
    assert old in FILES[name]
    build(tmp_path, **{name: FILES[name].replace(old, new, 1)})
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path)
    lines = str(caught.value).splitlines()
    assert any(line.startswith(f"{tmp_path / name}:{place}: ") and words in line for line in lines), caught.value


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    build(tmp_path, **{"terms/zz.yaml": TERM.replace("status", "statsu").replace("kind", "knid"),
                       "senses/zz.yaml": SENSE.replace("lang: zh", "lang: cn")})  # fmt: skip
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path)
    assert len(str(caught.value).splitlines()) == 5  # two unknown keys, two missing ones, one value


@pytest.mark.parametrize("word", ["no", "on", "12:30", "2024-01-02", "1e3", "0x10", "NaN", "off", "1_000"])
def test_yaml_converts_nothing(tmp_path: Path, word: str) -> None:
    build(tmp_path, **{"terms/zz.yaml": TERM.replace("zzpyrexia", word)})
    assert load(tmp_path).terms[0].en.also == (word,)


def test_a_bomb_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "bomb.yaml"
    file.write_text("[" * 100, "utf-8")
    with pytest.raises(GlossaryError, match=r"bomb\.yaml:1:13: nested more than 12 levels deep"):
        read_nodes(file)
    file.write_text("[" * 100_000, "utf-8")
    with pytest.raises(GlossaryError, match=r"bomb\.yaml:1:1001: not valid YAML"):
        read_nodes(file)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("ab:[]{}&*!#'\"-\n ,", max_size=40))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "any.yaml"
    file.write_text(text, "utf-8")
    try:
        plain(read_nodes(file))
    except GlossaryError as err:
        assert str(err).startswith(f"{file}:")


def test_the_cache_gives_the_same_glossary_and_follows_every_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = build(tmp_path / "glossary")
    first = load_cached(folder)
    (kept,) = (tmp_path / "cache" / "bilingual").glob("glossary-*.json")
    assert load_cached(folder) == first == load(folder)
    for record in (tmp_path / "cache" / "bilingual").iterdir():
        record.write_text("{broken", "utf-8")
        assert load_cached(folder) == first
    kept.unlink()
    assert load_cached(folder) == first
    (folder / "terms" / "zz.yaml").write_text(TERM.replace("zzpyrexia", "zzheat"), "utf-8")
    assert load_cached(folder).terms[0].en.also == ("zzheat",)


def test_a_cache_folder_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "under"))
    assert load_cached(build(tmp_path / "glossary")).terms[0].id == "zz-fever"


def test_the_shipped_glossary_comes_back_whole_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = ROOT / "glossary"
    assert load_cached(folder) == load_cached(folder) == load(folder)


def slips() -> list[tuple[str, int, str]]:
    """Thirty places in the shipped files: file, line of a key, and whether it is misspelt or deleted."""
    draw = random.Random(3)
    names = [
        "terms/anatomy.yaml",
        "terms/tests.yaml",
        "names/brands.yaml",
        "names/scales.yaml",
        "senses/care-and-people.yaml",
    ]
    found = []
    for name in names:
        lines = (ROOT / "glossary" / name).read_text("utf-8").splitlines()
        keys = [n for n, line in enumerate(lines) if re.match(r"  (?:kind|status|en|why|severity|word):", line)]
        found += [(name, n, draw.choice(["misspelt", "deleted"])) for n in draw.sample(keys, 6)]
    return found


@pytest.mark.parametrize(("name", "line", "slip"), slips())
def test_a_slip_in_a_copy_of_a_shipped_file_is_told_with_its_line(
    tmp_path: Path, name: str, line: int, slip: str
) -> None:
    copy = tmp_path / name
    copy.parent.mkdir()
    lines = (ROOT / "glossary" / name).read_text("utf-8").splitlines(keepends=True)
    key = lines[line].split(":")[0].strip()
    first = next(n for n in range(line, -1, -1) if lines[n].startswith("- "))
    lines[line] = lines[line].replace(key, f"{key}x", 1) if slip == "misspelt" else ""
    copy.write_text("".join(lines), "utf-8")
    shape = Term if name.startswith("terms") else Name if name.startswith("names") else Sense
    with pytest.raises(GlossaryError) as caught:
        read_entries(copy, shape)
    told = str(caught.value).splitlines()
    assert any(text.startswith(f"{copy}:{first + 1}:") and f"{key}: this key is missing" in text for text in told)
    if slip == "misspelt":
        assert any(
            text.startswith(f"{copy}:{line + 1}:3: {key}x: unknown key") and f"did you mean {key!r}" in text
            for text in told
        )
