"""Sentences too long for a model: cut at clause marks, put together again, and nothing of them lost."""

from __future__ import annotations

from pipeline.translators.neural import MOST_PIECES
from pipeline.translators.neural_clauses import joined, parts_of
from tests.neural_scripts import URL, asked, echo, scripted


def _words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def test_a_long_sentence_is_cut_at_clause_marks_and_nothing_of_it_is_lost() -> None:
    clauses = [f"clause {n} has {n},000 words of its own" for n in range(8)]
    text = ", ".join(clauses[:4]) + "; " + ", ".join(clauses[4:]) + "."
    engine, decoder = scripted(lambda part: [f"【{part}】。"])
    offered = engine.translate([asked(text, "zh", "en")])[0]
    assert all(len(part) <= MOST_PIECES for part in decoder.read)
    assert _words("".join(decoder.read)) == _words(text)
    assert len(offered) == 1
    assert offered[0].text.count("；") == 1
    assert offered[0].text == f"{offered[0].text[:-1].replace('。', '')}。", "only the last part keeps its full stop"


def test_a_clause_too_long_by_itself_gives_no_candidate() -> None:
    engine, decoder = scripted(echo)
    assert engine.translate([asked(", ".join(["short", "word " * 30, "end"]), "zh", "en")]) == [()]
    assert decoder.read == []


def test_a_part_without_a_rendering_leaves_the_whole_without_one() -> None:
    engine, _ = scripted(lambda part: [] if "second" in part else ["好"])
    text = f"The first half {'goes on ' * 8}, the second half {'goes on ' * 8}."
    assert engine.translate([asked(text, "zh", "en")]) == [()]


def test_parts_keep_their_addresses() -> None:
    engine, decoder = scripted(echo)
    text = f"See {URL} {'and more ' * 7}; call 800-273-8255 {'or wait ' * 8}."
    offered = engine.translate([asked(text, "en", "mixed")])[0]
    assert len(decoder.read) == 2
    assert URL in offered[0].text
    assert "800-273-8255" in offered[0].text


def test_numbers_and_brackets_are_not_cut() -> None:
    parts = parts_of("a dose of 1,000 mg (one, two; three), then rest", len, 40)
    assert [(part.text, part.mark) for part in parts] == [
        ("a dose of 1,000 mg (one, two; three)", ","),
        ("then rest", ""),
    ]


def test_english_parts_are_joined_as_one_sentence() -> None:
    parts = parts_of("甲乙丙，丁戊己；庚辛", len, 4)
    assert (
        joined(["Take it.", "The drug helps.", "Parkinson's too."], parts, "en")
        == "Take it, the drug helps; Parkinson's too."
    )
