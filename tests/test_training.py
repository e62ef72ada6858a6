"""Training without torch: what augmentation promises, what never enters, what fits, what the card says."""

from __future__ import annotations

import ast
import re
import sys
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.support import ROOT
from training import packed
from training.augment.damage import DAMAGES, damaged
from training.augment.debris import broken_list_mark, page_debris
from training.augment.draw import Drawer, Mix
from training.augment.glue import glued, spaced, stop_after_acronym
from training.augment.lost import lost_words
from training.augment.marks import full_width, lost_end_mark, mixed_punctuation, odd_case
from training.augment.names import misspelt_name
from training.augment.numbers import resampled
from training.augment.spam import injected
from training.augment.typos import typo
from training.errors import TrainingError
from training.pairs import Link, Pair, read_line, write_line
from training.schedule import Schedule, divide
from training.spans import Alignment, is_honest, numbers, phrases, says_the_same, splits
from training.wordlists import WordLists, read_lists, write_lists

LISTS = WordLists(
    entries=(("biopsy", "活检"), ("asthma", "哮喘"), ("inhaler", "吸入器")),
    slips=(("zh", "旅店", "旅馆"), ("en", "medicine grass")),
    misspelt={"metformin": ("metfornin", "metforimin"), "二甲双胍": ("二甲双瓜",)},
    spam_brands=("赌博网",),
    spam_products=("客户端", "官网"),
    spam_phrases=("注册送彩金",),
    debris=("Share this page", "Print"),
)
# The first two texts of every fifth row of four topics that may be read: enough for each kind of damage to find work.
SENTENCES = [
    text
    for topic in (
        "dementia",
        "thyroid",
        "dosing-and-administration-instructions",
        "drug-label-warnings-and-interactions",
    )
    for row in (ROOT / "glossary" / "phrases" / f"{topic}.tsv").read_text(encoding="utf-8").splitlines()[::5]
    for text in row.split("\t")[:2]
]
ASTHMA = Pair(
    "domain",
    "Two asthma patients used the inhaler without a biopsy.",
    "两名哮喘患者使用了吸入器，未做活检。",
    phrases=(Link(0, 3, 0, 2), Link(4, 19, 2, 6)),
    splits=((37, 13),),
    terms=(Link(4, 10, 2, 4, 1), Link(29, 36, 9, 12, 2), Link(47, 53, 15, 17, 0)),
)


def over_sentences(kind, *, seeds=6):
    """Sentence and what a kind of damage made of it, where it did something."""
    made = [(text, kind(text, LISTS, Random(f"{text}{seed}"))) for text in SENTENCES for seed in range(seeds)]
    changed = [(old, new) for old, new in made if old != new]
    assert len(changed) >= 10, f"{kind.__name__} changed {len(changed)} of {len(made)}"
    return changed


def words(text):
    return re.findall(r"[A-Za-z]+|[0-9.]+|[\u4e00-\u9fff]", text)


def bare(text):
    """Letters and digits alone, width and case aside."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


@pytest.mark.parametrize("kind", [glued, spaced])
def test_glue_touches_nothing_but_spaces(kind):
    for old, new in over_sentences(kind):
        assert new.replace(" ", "") == old.replace(" ", "")


@pytest.mark.parametrize("kind", [mixed_punctuation, full_width, odd_case, lost_end_mark])
def test_marks_widths_and_case_keep_every_letter_and_digit(kind):
    for old, new in over_sentences(kind):
        assert bare(new) == bare(old)


def test_mixed_punctuation_never_cuts_a_number():
    for seed in range(30):
        assert "1,000" in mixed_punctuation("Take 1,000 mg, then rest, then walk.", LISTS, Random(seed))


@pytest.mark.parametrize("kind", [page_debris, broken_list_mark])
def test_debris_stands_around_the_sentence(kind):
    for old, new in over_sentences(kind):
        assert new.startswith(old) or new.endswith(old)


def test_an_injection_is_one_piece_and_taking_it_out_gives_the_sentence():
    inside_word = 0
    for old, new in over_sentences(injected):
        size = len(new) - len(old)
        places = [at for at in range(len(old) + 1) if new[:at] + new[at + size :] == old]
        assert places
        inside_word += any(
            old[at - 1 : at].isalpha() and old[at - 1 : at + 1].isascii() and old[at : at + 1].isalpha()
            for at in places
        )
    assert inside_word > 20


def test_lost_words_are_articles_is_and_particles_and_nothing_with_meaning():
    for old, new in over_sentences(lost_words):
        left = words(old)
        for word in words(new):
            left.remove(word)
        assert set(left) <= {"the", "a", "an", "is", "are", "的", "了"}, (old, new)
        assert len(left) <= 2


@pytest.mark.parametrize(
    "text", ["A few of them are not safe.", "目的明确，了解病情，为了孩子。", "No, 5 is too many."]
)
def test_lost_words_leave_expressions_negations_and_numbers(text):
    for seed in range(20):
        kept = lost_words(text, LISTS, Random(seed))
        assert all(part in kept for part in re.findall("few|not|No|5|目的|了解|为了", text))


def test_a_full_stop_comes_only_between_an_acronym_and_chinese():
    assert stop_after_acronym("使用MRI检查后", LISTS, Random(1)) == "使用MRI.检查后"
    assert stop_after_acronym("An MRI scan.", LISTS, Random(1)) == "An MRI scan."


def test_a_typo_stays_near_one_long_word():
    for old, new in over_sentences(typo):
        changed = [(a, b) for a, b in zip(old.split(), new.split(), strict=True) if a != b]
        assert len(changed) == 1
        assert OSA.distance(*changed[0]) == 1
        assert sum(map(str.isalpha, changed[0][0])) >= 8


def test_a_misspelt_name_is_one_of_the_checked_spellings():
    seen = {misspelt_name("Metformin helps.", LISTS, Random(seed)).lower() for seed in range(60)}
    assert seen == {"metfornin helps.", "metforimin helps."}
    assert misspelt_name("口服二甲双胍片", LISTS, Random(1)) == "口服二甲双瓜片"
    assert misspelt_name("Aspirin helps.", LISTS, Random(1)) == "Aspirin helps."


def test_every_kind_of_damage_is_done_and_a_seed_gives_the_same_again():
    for seed in range(50):
        assert damaged(SENTENCES[0], LISTS, Random(seed)) == damaged(SENTENCES[0], LISTS, Random(seed))
    assert all(0 < kind.rate < 1 for kind in DAMAGES)
    assert len({kind.do for kind in DAMAGES}) == len(DAMAGES) == 13


def only(**shares):
    return Mix(**{"numbers": 0, "symbols": 0, "plain": 0, "same": 0, "clause": 0, "phrases": 0, "terms": 0, "slips": 0, "damage": 0, **shares})  # fmt: skip


def drawn(pair, to, mix, count=60):
    return [Drawer(to, LISTS, mix).draw(pair, Random(seed)) for seed in range(count)]


def test_terms_stand_in_the_source_as_the_target_has_them_one_or_several_glued_or_spaced():
    sources = [example.source for example in drawn(ASTHMA, "zh", only(terms=1))]
    together = [sum(form in source for form in ("哮喘", "吸入器", "活检")) for source in sources]
    assert set(together) == {1, 2, 3}
    assert any("哮喘patients" in source for source in sources)
    assert any("哮喘 patients" in source for source in sources)
    assert {example.target for example in drawn(ASTHMA, "zh", only(terms=1))} == {ASTHMA.zh}


def test_an_inflected_term_is_mostly_put_in_as_the_approved_form():
    pair = Pair("domain", "Biopsies hurt.", "活检会痛。", terms=(Link(0, 8, 0, 2, 0),))
    sources = [example.source for example in drawn(pair, "en", only(terms=1), 200)]
    approved = sum("biopsy" in source for source in sources)
    assert 100 < approved < 180
    assert approved + sum("Biopsies" in source for source in sources) == 200


def test_phrases_are_replaced_by_what_they_are_aligned_with_and_nothing_else_changes():
    for example in drawn(ASTHMA, "zh", only(phrases=1)):
        back = example.source.replace("两名", "Two").replace("哮喘患者", "asthma patients").replace(" ", "")
        assert back == ASTHMA.en.replace(" ", "")
        assert example.source != ASTHMA.en


def test_a_clause_in_each_language_meets_at_a_split_point():
    sources = {example.source.replace(" ", "") for example in drawn(ASTHMA, "en", only(clause=1))}
    en, zh = ASTHMA.splits[0]
    first, second = ASTHMA.en[:en] + ASTHMA.zh[zh:], ASTHMA.zh[:zh] + ASTHMA.en[en:]
    assert sources == {first.replace(" ", ""), second.replace(" ", "")}


def test_a_wrong_sense_takes_the_place_of_the_right_one_in_either_language():
    pair = Pair("domain", "A hospice nurse came.", "安宁疗护护士来了。", slips=(Link(2, 9, 0, 4, 0),))
    assert {e.source for e in drawn(pair, "en", only(slips=1))} == {"旅店护士来了。", "旅馆护士来了。"}
    assert all(re.fullmatch("A ?(旅店|旅馆) ?nurse came.", e.source) for e in drawn(pair, "zh", only(slips=1)))
    assert {e.target for e in drawn(pair, "zh", only(slips=1))} == {pair.zh}


def test_a_bad_rendering_is_a_source_for_both_targets_and_never_a_target():
    pair = Pair("bad", "Stay in bed.", "停留在床。", source="phrasebook", right_zh="卧床休息。")
    for to, target in (("en", "Stay in bed."), ("zh", "卧床休息。")):
        examples = drawn(pair, to, Mix())
        assert {example.target for example in examples} == {target}
        assert sum("停留在床" in example.source for example in examples) > 20


def test_clean_text_in_the_target_language_is_also_learnt_as_it_is():
    examples = drawn(ASTHMA, "en", only(same=1))
    assert {example.source for example in examples} == {ASTHMA.en}


def test_shared_numbers_get_the_same_new_value_on_both_sides_and_a_known_unit_with_them():
    pair = Pair("domain", "Take 20 mg with 300 mL of water for 14 days.", "用300毫升水送服20毫克，连服14天。")
    units = set()
    for seed in range(60):
        new = resampled(pair, Random(seed))
        assert numbers(new.en) == numbers(new.zh)
        assert numbers(new.en) != numbers(pair.en)
        units.add(re.search(r"Take [0-9]+ ([a-z]+)", new.en)[1])
        mass = re.search("送服[0-9]+(毫克|微克|克)", new.zh)[1]
        assert {"毫克": "mg", "微克": "mcg", "克": "g"}[mass] == re.search(r"Take [0-9]+ ([a-z]+)", new.en)[1]
    assert units == {"mg", "mcg", "g"}


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("COVID-19 tests", "COVID-19检测"),
        ("4-6 weeks", "4-6周"),
        ("1,394 patients", "1394名患者"),
        ("Take 2 on day 2.", "第2天服2片。"),
        ("On 5 May", "5月5日"),
        ("A 3D scan at 8:30", "8:30做3D扫描"),
        ("1 tablet", "1片"),
    ],
)
def test_codes_ranges_dates_times_and_repeated_numbers_keep_their_value(en, zh):
    for seed in range(20):
        assert resampled(Pair("domain", en, zh), Random(seed)) == Pair("domain", en, zh)


@given(seed=st.integers(0, 10**6))
def test_spans_still_name_the_same_words_after_new_numbers(seed):
    pair = Pair("d", "In 2019, 45 asthma patients had a biopsy.", "2019年，45名哮喘患者做了活检。", terms=(Link(12, 18, 9, 11, 1), Link(34, 40, 15, 17, 0)))  # fmt: skip
    new = resampled(pair, Random(seed))
    assert [new.en[t.en_start : t.en_end] for t in new.terms] == ["asthma", "biopsy"]
    assert [new.zh[t.zh_start : t.zh_end] for t in new.terms] == ["哮喘", "活检"]


def test_symbols_stand_once_on_both_sides():
    pair = Pair("domain", "See https://a.org/x or ask asthma patients at B12.", "见https://a.org/x，或在B12询问哮喘患者。", phrases=(Link(27, 42, 24, 28),))  # fmt: skip
    for example in drawn(pair, "zh", only(symbols=1)):
        inside = sorted(re.findall("⟦[1-9]⟧", example.source))
        assert inside
        assert inside == sorted(re.findall("⟦[1-9]⟧", example.target))
        assert len(set(inside)) == len(inside)


def test_a_seed_gives_the_same_examples_and_another_seed_others():
    pairs = [ASTHMA] * 40
    one, again, two = (list(Drawer("zh", LISTS).draws(pairs, Random(seed))) for seed in ("1/0", "1/0", "1/1"))
    assert one == again
    assert one != two


def test_alignment_that_loses_a_number_or_a_negation_is_refused():
    assert not says_the_same("about 70", "约70%")
    assert not says_the_same("do-not-resuscitate order", "复苏医嘱")
    assert not says_the_same("recommended", "不推荐")
    assert says_the_same("not recommended for 1,200 men", "不推荐用于1200名男性")
    assert not is_honest("12,847 women", "12,847名女性", Link(0, 2, 0, 2))
    assert is_honest("12,847 women", "12,847名女性", Link(0, 6, 0, 6))
    assert not is_honest("12,847 women", "12,847名女性", Link(3, 12, 3, 9))


def test_phrases_and_splits_come_from_links_and_cover_the_same_meaning():
    en, zh = "Doctors often advise rest , and patients rarely object today", "医生 常 建议 休息 ， 患者 很少 当场 反对"
    en_tokens = [m.span() for m in re.finditer(r"\S+", en)]
    zh_tokens = [m.span() for m in re.finditer(r"\S+", zh)]
    links = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (6, 5), (7, 6), (8, 8)]
    aligned = Alignment(en, zh, en_tokens, zh_tokens, links)
    found = {(en[p.en_start : p.en_end], zh[p.zh_start : p.zh_end]) for p in phrases(aligned)}
    assert found == {("Doctors often", "医生 常"), ("advise rest , and patients", "建议 休息 ， 患者"), ("rarely object", "很少 当场 反对")}  # fmt: skip
    cut = {(en[at:].split()[0], zh[to:].split()[0]) for at, to in splits(aligned)}
    assert cut
    assert cut <= {("rest", "休息"), (",", "，"), ("and", "患者"), ("patients", "患者"), ("rarely", "很少")}


def test_a_pair_travels_as_one_line():
    assert read_line(write_line(ASTHMA) + "\n") == ASTHMA
    with pytest.raises(TrainingError, match="a tab or line end"):
        write_line(Pair("domain", "a\tb", "c"))
    with pytest.raises(TrainingError, match="3 columns, expected 9"):
        read_line("a\tb\tc")


def test_word_lists_come_back_from_their_file(tmp_path):
    write_lists(LISTS, tmp_path / "lists.json")
    assert read_lists(tmp_path / "lists.json") == LISTS
    with pytest.raises(TrainingError, match="run training"):
        read_lists(tmp_path / "none.json")


def test_a_folder_that_cannot_travel_is_refused_and_a_changed_file_is_noticed(tmp_path):
    (tmp_path / packed.PAIRS).write_bytes(b"x" * 2**20)
    packed.seal(tmp_path, packed.Manifest({}, {}, (), {}, "g", 1))
    assert packed.require_room(tmp_path, 40 * 2**20) < 2**20 + 1000
    with pytest.raises(TrainingError, match=r"too many to travel; --exclude a source"):
        packed.require_room(tmp_path, 64 * 2**20)
    assert packed.verify(tmp_path).glossary == "g"
    (tmp_path / packed.PAIRS).write_bytes(b"y")
    with pytest.raises(TrainingError, match="missing or not what manifest"):
        packed.verify(tmp_path)


@given(peak=st.floats(1e-5, 1), seconds=st.floats(1, 1e4), at=st.floats(0, 1), later=st.floats(0, 1))
def test_the_rate_follows_the_clock_rises_then_falls_and_never_passes_its_peak(peak, seconds, at, later):
    schedule = Schedule(peak, seconds)
    first, second = sorted((at * seconds, later * seconds))
    assert 0 < schedule.rate(first) <= peak
    if first >= 0.05 * seconds:
        assert schedule.rate(first) >= schedule.rate(second)
    if second <= 0.05 * seconds:
        assert schedule.rate(first) <= schedule.rate(second)
    assert schedule.rate(seconds) == pytest.approx(0.02 * peak)
    assert schedule.is_over(seconds)
    assert not schedule.is_over(seconds * 0.99)


def test_a_resumed_pass_rises_anew_to_where_the_clock_has_it():
    schedule = Schedule(1.0, 100)
    assert schedule.rate(50, since_start=0) == pytest.approx(0.02)
    assert schedule.rate(55, since_start=5) == schedule.rate(55)


def test_time_is_divided_between_the_passes_and_too_little_is_refused():
    assert divide(558, 58, 0.2, 50) == (360, 90)
    with pytest.raises(TrainingError, match="more --minutes"):
        divide(60, 20, 0.2, 50)


ALLOWED_ON_THE_GPU = sys.stdlib_module_names | {"numpy", "torch", "sentencepiece", "sacrebleu", "training"}


def imported(module: str, seen: set[str]) -> set[str]:
    """Everything a module of `training` imports, anywhere in its code, and what those import."""
    file = ROOT / Path(*module.split(".")).with_suffix(".py")
    file = file if file.exists() else ROOT / Path(*module.split(".")) / "__init__.py"
    if module in seen or not file.exists():
        return set()
    seen.add(module)
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names if node.module.startswith("training")]
        found |= set(names)
        for name in names:
            found |= imported(name, seen) if name.startswith("training") else set()
    return found


def test_training_imports_only_what_the_machine_with_the_gpu_has():
    found = {name.split(".")[0] for name in imported("training.train", set())}
    assert {"torch", "numpy", "sentencepiece", "sacrebleu"} <= found
    assert found <= ALLOWED_ON_THE_GPU
