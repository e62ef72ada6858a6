"""Preparation and the model card: what of a corpus, a phrasebook and a glossary is learnt, and what is said of it."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from pipeline.lexicon.lexicon import compile_glossary
from pipeline.lexicon.load import load
from tests.split import HELD_OUT_TOPICS
from training import packed
from training.checkpoint import Progress
from training.errors import TrainingError
from training.model_card import card
from training.pairs import Pair, read_line
from training.prepare import __main__ as prepare
from training.prepare.annotate import Annotator
from training.prepare.collect import Sieve
from training.prepare.entries import approved_entries, glossary_pairs
from training.prepare.heldout import gate
from training.prepare.misspellings import SOUNDS, misspellings, read_sounds
from training.prepare.phrasebook import Phrase, read_phrasebook
from training.scores import kept_terms, table
from training.sources import read_sources, used
from training.wordlists import read_lists

FILES = {
    "terms/a.yaml": """\
- id: asthma
  en: {preferred: asthma}
  zh: {preferred: 哮喘, also: [气喘病], avoid: [{form: 喘息症, why: literal}]}
  kind: condition
  domain: lung
  status: approved
  source: {name: project}
- id: magnetic-resonance-imaging
  en: {preferred: magnetic resonance imaging, also: [MR imaging], abbr: [MRI]}
  zh: {preferred: 磁共振成像}
  kind: test
  domain: imaging
  status: approved
  source: {name: project}
- id: fever
  en: {preferred: fever}
  zh: {preferred: 发热}
  kind: symptom
  domain: general
  status: draft
  source: {name: project}
""",
    "names/a.yaml": "\n".join(
        f"- {{id: {en}, kind: drug, en: {{preferred: {en}}}, zh: {{preferred: {zh}}}, status: approved, source: {{name: project}}}}"
        for en, zh in (
            ("metformin", "二甲双胍"),
            ("losartan", "氯沙坦"),
            ("valsartan", "缬沙坦"),
            ("sertraline", "舍曲林"),
        )
    ),
    "senses/a.yaml": """\
- id: hospice-as-inn
  lang: zh
  word: hospice
  wrong: [旅店]
  right: {en: hospice, zh: 安宁疗护}
  severity: major
  why: a hospice is no inn
  status: approved
  source: {name: project}
""",
    "spam.yaml": "brands: [赌博网]\nproducts: [客户端]\nphrases: []\ncounter: []\nfurniture: [Share]\n",
}


@pytest.fixture(scope="module")
def glossary(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("glossary")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lexicon(glossary):
    return compile_glossary(load(glossary))


def annotated(lexicon, *pair: str, right_zh: str = ""):
    annotator = Annotator(lexicon, approved_entries(lexicon))
    found = annotator.annotated(Pair("domain", *pair, right_zh=right_zh))
    return [found.en[t.en_start : t.en_end] for t in found.terms], [(found.zh[s.zh_start : s.zh_end], annotator.slips[s.key]) for s in found.slips]  # fmt: skip


def test_terms_are_approved_entries_that_stand_on_both_sides(lexicon):
    assert annotated(lexicon, "Asthma and fever; MRI shows it.", "哮喘与发热；磁共振成像可见。")[0] == ["Asthma", "MRI"]
    assert annotated(lexicon, "Asthma is common.", "肺炎很常见。")[0] == []
    assert annotated(lexicon, "Asthma, asthma.", "哮喘。")[0] == []


def test_wrong_renderings_are_offered_only_where_the_english_has_the_word(lexicon):
    assert annotated(lexicon, "The hospice called.", "安宁疗护来电。")[1] == [("安宁疗护", ("zh", "旅店"))]
    assert annotated(lexicon, "Palliative care called.", "安宁疗护来电。")[1] == []
    assert annotated(lexicon, "It is asthma.", "这是哮喘。")[1] == [("哮喘", ("zh", "喘息症"))]


def test_a_bad_rendering_keeps_the_terms_its_clean_text_has_too(lexicon):
    assert annotated(lexicon, "Asthma stays.", "哮喘停留。", right_zh="哮喘会持续。")[0] == ["Asthma"]
    assert annotated(lexicon, "Asthma stays.", "哮喘停留。", right_zh="气喘会持续。")[0] == []


def test_glossary_pairs_have_approved_forms_as_targets(lexicon):
    pairs = {(pair.tier, pair.en, pair.zh) for pair in glossary_pairs(lexicon)}
    assert ("glossary", "asthma", "哮喘") in pairs
    assert ("synonym-to-en", "asthma", "气喘病") in pairs
    assert ("synonym-to-zh", "MR imaging", "磁共振成像") in pairs
    assert ("glossary", "magnetic resonance imaging (MRI)", "磁共振成像（MRI）") in pairs
    assert not any("fever" in en for _, en, _ in pairs)


def test_misspellings_are_nearer_to_their_own_name_than_to_any_other(lexicon):
    found = misspellings(lexicon, 1)
    assert {"metformin", "losartan", "valsartan", "sertraline", "氯沙坦"} <= set(found)
    latin = [name for name in found if name.isascii()]
    for name in latin:
        assert len(found[name]) >= 8
        for spelling in found[name]:
            distances = {other: OSA.distance(spelling, other) for other in latin}
            assert min(distances, key=distances.get) == name
            assert list(distances.values()).count(distances[name]) == 1
    assert misspellings(lexicon, 1) == found
    assert misspellings(lexicon, 2) != found


def test_the_sounds_are_groups_of_two_and_more(tmp_path):
    alike = read_sounds(SOUNDS)
    assert "洛" in alike["氯"]
    assert all(char not in others for char, others in alike.items())
    (tmp_path / "bad.txt").write_text("氯洛\n沙\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=":2: '沙' stands alone"):
        read_sounds(tmp_path / "bad.txt")


TEXT = st.text("abcdefgh ", min_size=6, max_size=30).filter(lambda text: text.strip() == text)
HAN = st.text("甲乙丙丁戊己庚辛", min_size=4, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(st.tuples(TEXT, HAN), min_size=2, max_size=12), topic=st.sampled_from(HELD_OUT_TOPICS), data=st.data()
)
def test_no_sentence_of_a_held_out_topic_ever_enters(tmp_path, rows, topic, data):
    """Whichever file it also stands in, on whichever side, in another case and with other marks."""
    held = data.draw(st.lists(st.sampled_from(rows), min_size=1))
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / f"{topic}.tsv").write_text("".join(f"{en}\t{zh}\n" for en, zh in held), encoding="utf-8")
    (tmp_path / "sleep.tsv").write_text("".join(f"{en}\t{zh}\n" for en, zh in rows), encoding="utf-8")
    book = read_phrasebook(tmp_path)
    assert book.held_out == tuple(Phrase(en, zh, "") for en, zh in held)
    disguised = [Pair("domain", f"{en.upper()}!", zh) for en, zh in rows] + [Pair("bad", "x", "y", right_zh=zh) for _, zh in rows]  # fmt: skip
    plain = [Pair("phrasebook", *phrase[:2]) for phrase in book.learnt]
    sieve = Sieve(book.learnt, gate(book.held_out), frozenset())
    learnt = list(sieve.passing([*plain, *disguised]))
    secret = {text.casefold().replace(" ", "") for row in held for text in row}
    for pair in learnt:
        shown = {text.casefold().replace(" ", "").rstrip("!") for text in (pair.en, pair.zh, pair.right_zh)}
        assert not shown & secret
    assert sieve.dropped["held out"] >= len({en for en, _ in held})
    free = {en for en, zh in rows if not {en.replace(" ", ""), zh} & secret}
    assert {pair.en for pair in learnt if pair.tier == "phrasebook"} == free


@pytest.fixture
def inputs(tmp_path, glossary) -> list[str]:
    book = tmp_path / "book"
    book.mkdir()
    (book / "sleep.tsv").write_text("Asthma wakes people.\t哮喘使人醒来。\t哮喘醒人们。\nRest well.\t好好休息。\n", encoding="utf-8")  # fmt: skip
    (book / "stroke.tsv").write_text("Asthma is no stroke.\t哮喘不是中风。\n", encoding="utf-8")
    rows = [
        ("phrasebook", "Rest well.", "好好休息。", "0,4,2,4", "", ""),
        ("domain", "Walk daily.", "每天步行。", "", "", "site_a"),
        ("domain", "asthma is no stroke", "别的句子", "", "", "site_a"),
        ("general", "A law.", "一部法律。", "", "", "laws"),
    ]
    with lzma.open(tmp_path / "aligned.tsv.xz", "wt", encoding="utf-8") as out:
        out.writelines("\t".join(row) + "\n" for row in rows)
    return ["--corpus", str(tmp_path / "aligned.tsv.xz"), "--phrasebook", str(book), "--glossary", str(glossary), "--out", str(tmp_path / "packed")]  # fmt: skip


def test_preparation_packs_what_may_be_learnt_and_excludes_a_source(inputs, tmp_path, capsys):
    assert prepare.main([*inputs, "--exclude", "laws"]) == 0
    folder = tmp_path / "packed"
    pairs = [read_line(line) for line in packed.read_lines(folder)]
    manifest = packed.verify(folder)
    assert manifest.tiers["phrasebook"] == 2
    assert manifest.tiers["bad"] == 1
    assert manifest.sources["site_a"] == 1
    assert "laws" not in manifest.sources
    assert manifest.dropped == {"excluded": 1, "held out": 1, "repeated": 1}
    assert not any("stroke" in pair.en for pair in pairs)
    assert next(pair for pair in pairs if pair.en == "Rest well.").phrases
    assert packed.read_rows(folder / "dev.tsv") == [("Asthma is no stroke.", "哮喘不是中风。")]
    ((source, target, terms),) = packed.read_rows(folder / "enforced-zh.tsv")
    assert "哮喘" in source
    assert "is no stroke" in source
    assert (target, terms) == ("哮喘不是中风。", "哮喘")
    assert read_lists(folder / "lists.json").spam_brands == ("赌博网",)
    assert "data digest" in capsys.readouterr().out


def test_preparation_is_the_same_twice(inputs, tmp_path):
    assert prepare.main(inputs) == 0
    first = packed.read_manifest(tmp_path / "packed")
    assert prepare.main(inputs) == 0
    assert packed.read_manifest(tmp_path / "packed") == first


def test_preparation_says_in_one_line_what_is_wrong(inputs, tmp_path, capsys):
    assert prepare.main([*inputs, "--besides", "65"]) == 2
    assert "too many to travel" in capsys.readouterr().err
    (tmp_path / "aligned.tsv.xz").write_bytes(b"no xz")
    assert prepare.main(inputs) == 2
    error = capsys.readouterr().err
    assert "no aligned corpus" in error
    assert error.count("\n") == 1


def test_scores_count_enforced_terms_in_any_case_and_stand_in_one_table():
    assert kept_terms([("Asthma", "MRI"), ("哮喘",)], ["asthma by CT", "哮喘"]) == pytest.approx(200 / 3)
    lines = table({"int8": {"dev": {"bleu": 20.04}}, "float32": {"dev": {"bleu": 20.1, "chrf": 50.0}}}).splitlines()
    assert lines[2:] == ["| dev | bleu | 20.0 | 20.1 |", "| dev | chrf | - | 50.0 |"]


SOURCES_MD = """\
# Sources
| tier | pairs |
|---|---:|
| domain | 3 |

| source_id | repository | licence as stated there | pairs | nature |
|---|---|---|---:|---|
| site_a | someone/site | MIT | 2 | a site |
| site_b | other/site | none stated in the repository | 9 | another |
"""
MANIFEST = packed.Manifest({"domain": 5}, {"site_a": 2, "site_b": 1, "found": 2, "glossary": 4}, ("laws",), {"held out": 3}, "g1", 1, {"a": "b"})  # fmt: skip


def progress(**changes) -> Progress:
    values = {"to": "zh", "shape": {"width": 384}, "finished": ("main", "tune"), "steps": 9, "data_digest": MANIFEST.digest, "settings": {"rate": 0.001, "seconds": [360.0, 72.0]}, "scores": {"main": {"dev": {"bleu": 20.0}}, "tune": {"dev": {"bleu": 25.0}}}, "sha256": "abc"}  # fmt: skip
    return Progress(**{**values, **changes})


def test_the_card_names_every_source_with_its_licence_or_that_it_is_unknown(tmp_path):
    (tmp_path / "SOURCES.md").write_text(SOURCES_MD, encoding="utf-8")
    text = card(MANIFEST, used(read_sources(tmp_path / "SOURCES.md"), MANIFEST.sources), [progress()], {"to-zh": {"int8": {"dev": {"bleu": 24.9}}}})  # fmt: skip
    assert "| site_a | someone/site | MIT | 2 | a site |" in text
    assert "| found | unknown | unknown | 2 |  |" in text
    assert "| glossary | this project | the project's own | 4 |" in text
    assert "For 3 of 9 pairs the source states none." in text
    assert "| dev | bleu | 20.0 | 25.0 | 24.9 |" in text
    assert "seconds 360 + 72" in text
    assert "left out on request: laws" in text


def test_no_card_is_written_for_weights_that_are_not_finished_or_of_other_data():
    for bad in (progress(finished=()), progress(data_digest="other")):
        with pytest.raises(TrainingError, match="no card for it"):
            card(MANIFEST, [], [bad], {})
    with pytest.raises(TrainingError, match="weights that exist"):
        card(MANIFEST, [], [], {})


def test_a_list_of_sources_without_its_table_is_refused(tmp_path):
    (tmp_path / "SOURCES.md").write_text("| a | b |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8")
    with pytest.raises(TrainingError, match="no table with columns source_id"):
        read_sources(tmp_path / "SOURCES.md")


def test_a_manifest_of_another_format_is_refused(tmp_path):
    packed.seal(tmp_path, MANIFEST)
    data = json.loads((tmp_path / packed.MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / packed.MANIFEST).write_text(json.dumps({**data, "format": 99}), encoding="utf-8")
    with pytest.raises(TrainingError, match="format 99, expected 1"):
        packed.read_manifest(tmp_path)
