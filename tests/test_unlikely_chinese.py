"""The character model of garbled Chinese: what it finds on topics it has not seen, where it points, how it is made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.load import load
from pipeline.likelihood.garbled import garbled
from pipeline.likelihood.model import FILE, LEAST, Model, garbled_chinese, parse, written
from pipeline.likelihood.normal import normal, placed
from pipeline.text import han_count
from tests.support import ROOT, checked, spans
from training.chinese_likelihood import Support, Topic, build, support_of, topics_of, weights_of

RULE = "unlikely_chinese"
SHIPPED = ROOT / "pipeline" / "likelihood" / FILE
GARBLED = "它是重要去告诉你的护士关于任何东西你正在拿为冷"
# Measured over all topics in turn: 46% found, 0.14% false alarms (tests/bench/likelihood.py).
FOUND_FLOOR, ALARM_CEILING = 0.42, 0.005
SMALL = """
from pathlib import Path
from tests.test_unlikely_chinese import small_build
Path({out!r}).write_text(small_build(), "utf-8")
"""


@lru_cache(maxsize=1)
def _learnt() -> tuple[tuple[Topic, ...], Support]:
    return topics_of(ROOT / "glossary"), support_of(load(ROOT / "glossary"))


def small_build() -> str:
    topics, support = _learnt()
    return build(topics[:4], Support(support.forms[:300], support.plain[:50], support.swaps), folds=2)


def test_topics_it_never_saw_are_found_and_few_of_their_right_lines_flagged() -> None:
    topics, support = _learnt()
    unseen = topics[5::10]
    model = Model(weights_of((topic for topic in topics if topic not in unseen), support), 0.0, ())
    threshold = garbled_chinese().threshold

    def flagged(lines: list[str]) -> float:
        scores = [model.score(normal(line)) for line in lines if han_count(line) >= LEAST]
        assert len(scores) > 200
        return sum(score >= threshold for score in scores) / len(scores)

    assert flagged([line for topic in unseen for line in topic.garbled]) >= FOUND_FLOOR
    assert flagged([line for topic in unseen for line in topic.right]) <= ALARM_CEILING


def test_sound_articles_are_silent() -> None:
    files = [file for file in (ROOT / "tests" / "clean").iterdir() if file.name != "README.md"]
    lines = [line for file in files for line in re.sub("<[^>]+>", "\n", file.read_text("utf-8")).splitlines()]
    judged = [sentence for line in lines for sentence in re.findall("[^。！？]+", line) if han_count(sentence) >= LEAST]
    assert len(judged) > 300
    assert [sentence for sentence in judged if garbled(sentence)] == []


def test_the_garbled_clause_is_pointed_at_and_the_sound_one_left_out() -> None:
    text = f"请按时服药，注意休息；{GARBLED}。"
    (stretch,) = garbled(text)
    assert text[stretch.start : stretch.end] == GARBLED
    assert all(piece in GARBLED for piece in stretch.pieces)
    assert len(stretch.pieces) == 3


def test_traditional_chinese_is_judged_as_simplified_in_its_own_offsets() -> None:
    text = "說明：它是重要去告訴你的護士關於任何東西你正在拿為冷"
    (stretch,) = garbled(text)
    assert "護士" in text[stretch.start : stretch.end]
    assert stretch.confidence == garbled("说明：" + GARBLED)[0].confidence


def test_english_around_it_does_not_dilute_the_chinese() -> None:
    text = f"Most people feel better within a week of starting treatment, and {GARBLED}."
    assert [text[stretch.start : stretch.end] for stretch in garbled(text)] == [GARBLED]


@pytest.mark.parametrize("kind", ["table", "citation"])
def test_table_rows_and_citations_are_left_alone(kind: str) -> None:
    row = f"| 药名 | 说明 |\n|---|---|\n| 甲 | {GARBLED} |\n"
    citation = f"参考文献\n\n[1] 王某，李某．{GARBLED}[J]．中华医学杂志，2019，99(3)：180-185．\n"
    assert spans(checked(row if kind == "table" else citation, "md"), RULE) == []
    assert spans(checked(f"{GARBLED}。", "md"), RULE) == [GARBLED]


def test_confidence_is_the_precision_counted_in_the_band() -> None:
    model = garbled_chinese()
    counted = [band.garbled / (band.right + band.garbled) for band in model.bands]
    told = [model.confidence(band.start) for band in model.bands]
    assert model.bands[0].start == model.threshold
    assert all(precision - 0.015 <= value <= precision for value, precision in zip(told, counted, strict=True))
    assert model.confidence(model.bands[-1].start * 3) == told[-1]


def test_shipped_file_is_small_and_reads_back_as_it_was_written() -> None:
    text = SHIPPED.read_text("utf-8")
    comment = text.splitlines()[1].removeprefix("# ")
    assert written(parse(text), (comment,)) == text
    assert len(text.encode()) < 1_000_000


def test_file_of_another_format_is_refused_in_one_line() -> None:
    with pytest.raises(ValueError, match="expected '# garbled-chinese 1' in its first line, found 'something else'"):
        parse("something else\n\n1 的的\n")


def test_rebuild_is_byte_identical_in_another_process(tmp_path: Path) -> None:
    out = tmp_path / "model.txt"
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", SMALL.format(out=str(out))], check=True, cwd=ROOT, env=environment)
    again = out.read_text("utf-8")
    assert again == small_build()
    assert len(parse(again).weights) > 300


@given(st.text(alphabet=st.sampled_from("药的被，。. aB12-%（)“\n°β９") | st.characters(codec="utf-8"), max_size=40))
def test_places_follow_the_normal_text(text: str) -> None:
    seen, places = placed(text)
    assert seen == normal(text)
    assert len(places) == len(seen)
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)


@given(st.text(alphabet=st.sampled_from("它是重要去你的关于一个被，。；aB \n們"), max_size=80))
def test_stretches_are_inside_the_text_and_in_order(text: str) -> None:
    found = garbled(text)
    assert all(0 <= stretch.start < stretch.end <= len(text) for stretch in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_core_reads_half_a_million_characters_a_second() -> None:
    """Measured 2.5 million on a busy machine; the floor leaves room for a slow one."""
    topics, _ = _learnt()
    lines = [line for topic in topics for line in topic.right]
    garbled(lines[0])
    start = time.process_time()
    for line in lines:
        garbled(line)
    assert sum(map(len, lines)) / (time.process_time() - start) > 500_000


def test_nothing_heavy_is_loaded_to_read_the_model() -> None:
    code = (
        "import sys; from pipeline.likelihood.garbled import garbled; "
        f"assert garbled({GARBLED!r}); print(*sorted({{'numpy', 'ctranslate2', 'training'}} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == ""
