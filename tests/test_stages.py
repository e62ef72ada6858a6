"""Whole-article behaviour that no single rule owns."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import GlossaryError
from pipeline.lexicon.load import load
from pipeline.segmentation.sentences import sentence_spans
from pipeline.text import apply_edits
from tests.split import HELD_OUT_TOPICS
from tests.support import ROOT, checked, cleaned, context

ABBREVIATIONS = context().glossary.words("abbreviations")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take it daily. Stop if ill.", ["Take it daily.", "Stop if ill."]),
        ("See Fig. 2 and Dr. Smith et al. for more.", ["See Fig. 2 and Dr. Smith et al. for more."]),
        ("The dose is 2.5 mg. It is low.", ["The dose is 2.5 mg.", "It is low."]),
        ("服药两次。饭后服用！", ["服药两次。", "饭后服用！"]),
        ("“不要停药！”医生说。他走了。", ["“不要停药！”医生说。", "他走了。"]),
        ("RTMS.使用磁铁。", ["RTMS.使用磁铁。"]),
        ("It works well.然而有副作用。", ["It works well.", "然而有副作用。"]),
        ("Take vitamin C. It helps.", ["Take vitamin C.", "It helps."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text, "paragraph", ABBREVIATIONS)] == expected


def test_label_of_a_list_item_is_a_unit() -> None:
    text = "Talk therapy: it helps many people."
    assert [text[a:b] for a, b in sentence_spans(text, "list_item", ABBREVIATIONS)] == [
        "Talk therapy:",
        "it helps many people.",
    ]


def test_edits_of_neighbouring_sentences_stay_apart() -> None:
    article = checked("  • 药物\n  • 重复的经颅磁刺激(RTMS):RTMS.使用磁铁。")
    assert apply_edits(article.original, article.edits).endswith("重复经颅磁刺激（rTMS）：rTMS使用磁铁。")
    assert len([edit for edit in article.edits if "name_case" in edit.rules]) == 2


def test_clean_text_passes_through_word_for_word() -> None:
    text = "High blood pressure often has no symptoms. Have it checked every year.\n"
    outputs = dict(cleaned(text).outputs)
    assert outputs[".en"].splitlines()[0] == text.strip()
    assert checked(text).findings == ()


def test_stages_are_idempotent_on_their_own_clean_output() -> None:
    first = dict(cleaned("高血压患者应定期测量血压,并按时服药。").outputs)[".zh"].splitlines()[0]
    again = checked(first)
    assert again.edits == ()
    assert first == "高血压患者应定期测量血压，并按时服药。"


def test_mixed_sentence_keeps_its_sound_clause_beside_a_gap() -> None:
    outputs = dict(cleaned("尽管很常见的毛病让人难受得很, most people recover within two weeks.").outputs)
    assert outputs[".en"].splitlines()[0] == "⟦gap 1⟧ most people recover within two weeks."


def test_memory_renders_a_known_unit() -> None:
    assert dict(cleaned("Sleep stages").outputs)[".zh"].splitlines()[0] == "睡眠分期"


def test_list_items_are_rendered_by_the_glossary() -> None:
    outputs = dict(cleaned("  • Nausea\n  • 头晕\n  • Vomiting\n").outputs)
    assert outputs[".en"].splitlines()[:3] == ["  • Nausea", "  • Dizziness", "  • Vomiting"]
    assert outputs[".zh"].splitlines()[:3] == ["  • 恶心", "  • 头晕", "  • 呕吐"]


def test_open_critical_finding_keeps_a_sentence_from_being_clean() -> None:
    data = json.loads(dict(cleaned("糖尿病是主要死亡原因的七分之一。").outputs)[".findings.json"])
    sentence = data["blocks"][0]["sentences"][0]
    assert sentence["zh"]["status"] == "draft"
    assert sentence["en"]["status"] == "gap"


def test_held_out_topics_are_not_in_the_memory() -> None:
    names = {file.stem for file in (ROOT / "glossary" / "phrases").glob("*.tsv")}
    assert names.isdisjoint(HELD_OUT_TOPICS)


def test_glossary_error_names_file_line_and_nearest_key(tmp_path: object) -> None:
    import shutil
    from pathlib import Path

    folder = Path(str(tmp_path)) / "glossary"
    shutil.copytree(ROOT / "glossary", folder)
    bad = "- id: x\n  en: {preferred: x}\n  zh: {prefered: 甲}\n  kind: symptom\n  domain: d\n  status: approved\n  source: {name: project}\n"
    (folder / "terms" / "zz.yaml").write_text(bad, "utf-8")
    with pytest.raises(GlossaryError, match=r"zz\.yaml:3:\d+: zh\.\w+:"):
        load(folder)


def test_repair_that_lengthens_one_half_does_not_make_the_other_sound() -> None:
    outputs = dict(cleaned("带有嗜眠发作的司机should be careful on the road.").outputs)
    assert "careful" not in outputs[".zh"]
    assert "⟦缺译1⟧" in outputs[".zh"]


def test_cells_of_numbers_and_units_stand_in_both_versions() -> None:
    text = "| Form | Strength |\n|---|---|\n| Tablet | 500 mg, 850 mg |\n"
    assert "500 mg, 850 mg" in dict(cleaned(text, "md").outputs)[".zh"]
