"""Each kind of dirt that users of other term bases met is named; the near miss beside it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.curation.lint import lint
from pipeline.lexicon.load import load
from tests.support import context
from tests.test_glossary_files import FILES, NAME, SENSE, TERM

OTHER = TERM.replace("zz-fever", "zz-other").replace("zzfever", "zzcough").replace("甲热", "乙咳").replace("zzpyrexia", "zzhack").replace("ZZF", "ZZC").replace("甲烧", "乙嗽")  # fmt: skip


def complaints(tmp_path: Path, **changed: str) -> str:
    for name, text in {**FILES, **changed}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return "\n".join(f"{item.level} {item.entry}: {item.text}" for item in lint(load(tmp_path)))


def test_the_small_glossary_is_clean(tmp_path: Path) -> None:
    assert complaints(tmp_path, **{"terms/zz.yaml": TERM + OTHER}) == ""


def test_the_shipped_glossary_is_clean() -> None:
    assert lint(context().glossary.glossary) == []


DIRT = [
    # two concepts share a form or an abbreviation
    ("terms/zz.yaml", TERM + OTHER.replace("zzhack", "zzfever"), "'zzfever' is also a form of zz-other"),
    ("terms/zz.yaml", TERM + OTHER.replace("乙咳", "甲热"), "'甲热' is also a form of"),
    ("terms/zz.yaml", TERM + OTHER.replace("ZZC", "ZZF"), "'ZZF' is also a form of"),
    # forbidden here, used there
    ("terms/zz.yaml", TERM + OTHER.replace("乙嗽", "甲热"), "avoids '甲热', which is a form of zz-fever"),
    # one letter, a small word, no Chinese, Chinese in English, spaces, normal form
    ("terms/zz.yaml", TERM.replace("ZZF", "D"), "'D' has one character"),
    ("terms/zz.yaml", TERM.replace("甲热", "热"), "'热' has one character"),
    ("terms/zz.yaml", TERM.replace("ZZF", "OR"), "abbreviation 'OR' is also a common word"),
    ("terms/zz.yaml", TERM.replace("preferred: 甲热", "preferred: zz热").replace("zz热", "zzheat"), "holds no Chinese"),
    ("terms/zz.yaml", TERM.replace("zzpyrexia", "zz热"), "holds Chinese"),
    ("terms/zz.yaml", TERM.replace("zzpyrexia", "zz  pyrexia"), "has stray spaces"),
    ("terms/zz.yaml", TERM.replace("zzpyrexia", "zze\u0301"), "not in Unicode normal form"),
    # scanner's dirt: glued, broken, page number
    ("terms/zz.yaml", TERM.replace("zzpyrexia", "plaindisease") + OTHER.replace("zzhack", "plain disease"), "looks glued"),
    ("terms/zz.yaml", TERM.replace("zzpyrexia", "zz elec- tron"), "looks broken"),
    ("terms/zz.yaml", TERM.replace("zzpyrexia", "zz fever 214"), "take the page number out"),
    ("terms/zz.yaml", TERM.replace("also: [zzpyrexia]", "also: ['zz fever, 45']"), "take the page number out"),
    # listed twice
    ("terms/zz.yaml", TERM.replace("[zzpyrexia]", "[zzpyrexia, Zzpyrexia]"), "'zzpyrexia' is listed twice"),
    # order, references, sources
    ("terms/zz.yaml", OTHER + TERM, "stands too late"),
    ("names/zz.yaml", NAME + NAME.replace("id: zzmab", "id: zzmabo").replace("kind: drug", "kind: brand\n  of: nobody").replace("preferred: zzmab", "preferred: Zzbrand").replace("甲单抗", "甲牌"), "of: no entry 'nobody'"),
    ("terms/zz.yaml", TERM.replace("source: {name: project,", "source: {name: project, url: https://example.org,"), "a url needs the date"),
    ("terms/zz.yaml", TERM.replace("name: project", "name: unknown"), "'unknown' is no source"),
    # names one repair could confuse
    ("names/zz.yaml", NAME + NAME.replace("id: zzmab", "id: zznab").replace("preferred: zzmab", "preferred: zzxmabine").replace("甲单抗", "乙单抗") + NAME.replace("id: zzmab", "id: zzpab").replace("preferred: zzmab", "preferred: zzymabine").replace("甲单抗", "丙单抗"), "zzxmabine and zzymabine are 2 letters apart"),
    # senses
    ("senses/zz.yaml", SENSE.replace("  cues: {near: [药], block: [list_item]}\n  alone: true\n", ""), "it can never fire"),
    ("senses/zz.yaml", SENSE.replace("right: {zh: 甲疗程, en: course}", "right: {en: course}"), "right.zh is missing"),
    ("senses/zz.yaml", SENSE.replace("right: {zh: 甲疗程", "right: {zh: 甲球场"), "is also listed as wrong"),
    ("senses/zz.yaml", SENSE.replace("[甲球场]", "[甲球场, 甲球场]"), "'甲球场' is listed twice"),
    ("senses/zz.yaml", SENSE.replace("[甲球场]", "[场]"), "one character and `alone`"),
    ("senses/zz.yaml", SENSE.replace("甲球场", "甲热"), "'甲热' is a form of zz-fever; give a counter-cue"),
    ("senses/zz.yaml", SENSE.replace("甲球场", "甲热").replace("  alone: true\n", ""), "'甲热' is a form of zz-fever; give a counter-cue"),
    ("senses/zz.yaml", SENSE.replace("zh: 甲疗程", "zh: 甲烧"), "writes '甲烧', which zz-fever calls wrong"),
    # the memory contradicts
    ("phrases/zz.tsv", "One.\t他有甲烧。\n", "'甲烧' is called wrong, but stands in: 他有甲烧。"),
    ("phrases/zz.tsv", "One.\t甲热乙疗程。\nTwo.\t他甲热乙好。\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), DIRT)
def test_dirt_is_named(tmp_path: Path, name: str, text: str, words: str) -> None:
    found = complaints(tmp_path, **{name: text})
    assert words in found if words else found == ""


def test_forms_that_cross_are_named_until_a_cover_word_is_listed(tmp_path: Path) -> None:
    two = TERM + OTHER.replace("乙咳", "热症")
    lines = "".join(f"{n}.\t{place}甲热症。\n" for n, place in enumerate(("高", "低", "有")))
    memory = {"terms/zz.yaml": two, "phrases/zz.tsv": lines}
    assert "'热症' is found in 甲热症 (3 times in the memory)" in complaints(tmp_path, **memory)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "covers.txt").write_text("甲热症\n", "utf-8")
    assert complaints(tmp_path, **memory) == ""


@pytest.mark.parametrize(
    "form",
    ["type 2 diabetes", "vitamin B12", "COVID-19", "heart disease", "SARS-CoV-2 2019", "transcranial stimulation"],
)
def test_right_forms_are_left_alone(tmp_path: Path, form: str) -> None:
    assert complaints(tmp_path, **{"terms/zz.yaml": TERM.replace("zzpyrexia", form)}) == ""
