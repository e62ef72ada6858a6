"""The verifier on the project's own pairs: seeded errors found, few alarms on sound pairs, both parts of mixed ones.

Floors are the figures of `tests/bench/verifier_table.py` (57 topics) less a little. A floor is raised when the figure
rises, never lowered without a decision.
"""

from __future__ import annotations

import random
from functools import cache

import pytest

from pipeline.rule import Found, Rule
from pipeline.segmentation.clauses import GAP
from pipeline.text import View
from pipeline.verifying import failures, harm
from tests.seeding import KINDS, Kind, Pair
from tests.seeding.mixed import mixed
from tests.seeding.pairs import pairs_of, topics
from tests.support import context


@cache
def _pairs(every: int) -> tuple[Pair, ...]:
    return tuple(pair for n, pair in enumerate(pairs_of(topics())) if n // 2 % every == 0)


def _raised(source: str, rendering: str, pair: Pair) -> frozenset[str]:
    return frozenset(rule.id for rule, _ in harm(failures(source, rendering, pair.language, context())))


def _counts(rules: frozenset[str], kind: Kind) -> bool:
    return bool(rules & kind.rules) if kind.rules else bool(rules)


# kind, every N-th pair (rare kinds take all), least recall, least precision
FLOORS = [
    ("number x10", 10, 0.99, 0.98),
    ("digit changed", 10, 0.99, 0.98),
    ("number word changed", 4, 0.985, 0.98),
    ("unit changed", 6, 0.985, 0.98),
    ("dose changed", 2, 0.99, 0.98),
    ("frequency changed", 1, 0.96, 0.98),
    ("negation removed", 1, 0.95, 0.98),
    ("negation added", 12, 0.88, 0.99),
    ("laterality swapped", 1, 0.98, 0.99),
    ("laterality given, swapped", 3, 0.99, 0.99),
    ("must to may", 1, 0.83, 0.98),
    ("other drug", 8, 0.99, 0.99),
    ("look-alike drug", 5, 0.98, 0.99),
    ("drug name left out", 8, 0.95, 0.99),
    ("other disease", 12, 0.9, 0.98),
    ("untranslated word", 60, 0.97, 0.99),
    ("source copied", 90, 1.0, 0.99),
    ("clause dropped", 40, 0.8, 0.95),
    ("loop", 70, 0.97, 0.99),
    ("address lost", 90, 1.0, 0.99),
    ("address changed", 90, 1.0, 0.99),
    ("acronym changed", 4, 0.95, 0.99),
    ("damage left", 70, 0.97, 0.99),
]


@pytest.mark.parametrize(("name", "every", "recall", "precision"), FLOORS, ids=[floor[0] for floor in FLOORS])
def test_seeded_errors_are_found_and_sound_pairs_are_not_accused(
    name: str, every: int, recall: float, precision: float
) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    rng = random.Random(f"{name}-7")
    seeded = found = alarms = 0
    for pair in _pairs(every):
        made = kind.seed(pair, rng)
        if made is None:
            continue
        seeded += 1
        found += _counts(_raised(made.source, made.wrong, pair), kind)
        alarms += _counts(_raised(made.source, made.sound, pair), kind)
    assert seeded >= 50
    assert found / seeded >= recall, f"{found} of {seeded}"
    assert found / (found + alarms) >= precision, f"{found} found, {alarms} false alarms"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_few_sound_pairs_are_flagged(language: str) -> None:
    pairs = [pair for pair in _pairs(2) if pair.language == language]
    flagged = sum(bool(_raised(pair.source, pair.rendering, pair)) for pair in pairs)
    assert flagged / len(pairs) <= 0.018, f"{flagged} of {len(pairs)}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sound_text_repaired_into_itself_is_not_flagged(language: str) -> None:
    pairs = [pair for pair in _pairs(10) if pair.language == language]
    flagged = sum(bool(_raised(pair.rendering, pair.rendering, pair)) for pair in pairs)
    assert flagged <= 1, f"{flagged} of {len(pairs)}"


def test_mixed_sources_are_judged_against_both_parts() -> None:
    rng = random.Random(3)
    made = [mixed(pair, rng) for pair in _pairs(10)]
    pairs = [pair for pair in made if pair is not None]
    flagged = sum(bool(_raised(pair.source, pair.rendering, pair)) for pair in pairs)
    assert len(pairs) > 800
    assert flagged / len(pairs) <= 0.025, f"{flagged} of {len(pairs)}"


def _found(source: str, rendering: str, language: str) -> set[str]:
    return {rule.id for rule, _ in failures(source, rendering, language, context())}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "rendering", "rule"),
    [
        ("Take sertraline 每天两次，每次50毫克。", "Take sertraline twice a day, 500 mg each time.", "number_differs"),
        ("Take sertraline 每天两次，每次50毫克。", "Take it twice a day, 50 mg each time.", "term_missing"),
        ("不要服用 sertraline if you are allergic to it.", "Take sertraline if you are allergic to it.", "negation_differs"),
        ("Call 800-555-0147 如果症状加重。", "Call if the symptoms get worse.", "opaque_lost"),
    ],
)  # fmt: skip
def test_a_part_lost_from_either_half_of_a_mixed_sentence_is_told(source: str, rendering: str, rule: str) -> None:
    assert rule in _found(source, rendering, "en")


def test_a_repair_that_changes_number_drug_or_negation_of_its_own_language_is_told() -> None:
    source = "Patient should not to take warfarin 5 mg with with aspirin."
    assert _found(source, "The patient should not take warfarin 5 mg with aspirin.", "en") == set()
    assert "number_differs" in _found(source, "The patient should not take warfarin 50 mg with aspirin.", "en")
    assert "term_missing" in _found(source, "The patient should not take the tablets, 5 mg, with aspirin.", "en")
    assert "negation_differs" in _found(source, "The patient should take warfarin 5 mg with aspirin.", "en")


def test_a_rendering_with_a_gap_is_not_compared_and_an_exact_hit_words_terms_its_own_way() -> None:
    assert failures("Take sertraline.", f"{GAP}。", "zh", context()) == []
    loose = failures("Take sertraline daily.", "请每天服药。", "zh", context(), exact=True)
    assert "term_missing" not in {rule.id for rule, _ in loose}


def test_the_source_may_come_as_text_or_as_a_view_and_offsets_are_its_own() -> None:
    text = "Take sertraline daily."
    found: list[tuple[Rule, Found]] = failures(View(text, 100, 100 + len(text)), "请每天服药。", "zh", context())
    assert found == failures(text, "请每天服药。", "zh", context())
    assert [text[item.start : item.end] for rule, item in found if rule.id == "term_missing"] == ["sertraline"]
