"""The real damaged article. It is not part of the project: these tests read it beside the project, where it is.

Only single spans of it are named here.
"""

from __future__ import annotations

import json
import re

import pytest

from pipeline.text import HAN_CHAR
from tests.support import SAMPLE, checked, cleaned

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the real article is not part of the project")

DAMAGE = (
    "口腔抗抑郁药", "最终死因的十分之一", "IV fusion", "andsensorimotor", "骚乱", "电耦合治疗(ECT)", "治疗会议", "抗性抑郁症",
    "精神病抑郁症", "likeprozac", "orLexapro", "减少的感觉", "黑匣子警告", "引人注目", "睡眠艾滋病", "Samhs万博手机客户端a",
    "at1-800-662-4357for", "oureditorial", "治疗抑制", "活性控制", "Biological Psychology", "RTMS.使用", "4〜六周",
)  # fmt: skip
CORRUPTED = ("ESKALAMINE", "eSKamine", "ESKamine", "eskeramine", "ESKAKAMINE")


@pytest.mark.parametrize("span", DAMAGE)
def test_damage_is_found_at_its_exact_offsets(span: str) -> None:
    text = SAMPLE.read_text("utf-8")
    start = text.index(span)
    found = [(f.start, f.end) for f in checked(text).findings]
    assert (start, start + len(span)) in found


def test_dissection_in_the_side_effect_list_is_found() -> None:
    text = SAMPLE.read_text("utf-8")
    start = text.index("解剖")
    assert (start, start + 2, "wrong_sense") in [(f.start, f.end, f.rule) for f in checked(text).findings]


@pytest.mark.parametrize("span", CORRUPTED)
def test_corrupted_names_become_the_drug(span: str) -> None:
    text = SAMPLE.read_text("utf-8")
    article = checked(text)
    found = [f for f in article.findings if f.rule == "corrupted_name" and text[f.start : f.end] == span]
    assert len(found) == text.count(span)
    assert all(f.edit is not None and ("esketamine" in f.edit.new.lower() or "艾司氯胺酮" in f.edit.new) for f in found)


def test_ketamine_stays_ketamine() -> None:
    text = SAMPLE.read_text("utf-8")
    touched = [
        f
        for f in checked(text).findings
        if text[f.start : f.end].lower() in ("ketamine", "氯胺酮") and f.action == "fixed"
    ]
    assert [f.rule for f in touched if f.rule != "glued_scripts"] == []


def test_english_version_holds_no_chinese() -> None:
    english = dict(cleaned(SAMPLE.read_text("utf-8")).outputs)[".en"]
    assert HAN_CHAR.findall(english) == []


def test_chinese_version_holds_no_english_sentence_and_no_spam() -> None:
    outputs = dict(cleaned(SAMPLE.read_text("utf-8")).outputs)
    citation = "Popova"
    lines = [line for line in outputs[".zh"].splitlines() if citation not in line]
    assert [line for line in lines if re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", line)] == []
    assert "万博" not in outputs[".en"] + outputs[".zh"]


def test_source_file_and_spans_are_the_article() -> None:
    text = SAMPLE.read_text("utf-8")
    outputs = dict(cleaned(text).outputs)
    data = json.loads(outputs[".findings.json"])
    assert outputs[".source.txt"] == text
    assert all(text[f["start"] : f["end"]] == f["span"] for f in data["findings"])


def test_two_runs_are_byte_identical() -> None:
    text = SAMPLE.read_text("utf-8")
    assert cleaned(text).outputs == cleaned(text).outputs
