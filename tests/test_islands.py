"""Are islands judged legitimate or damage as a reader would? Labelled sentences of our own; half were held out.

The rules were written while reading `cases/islands-dev.jsonl`; `heldout/islands-heldout.jsonl` was only measured.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.segmentation.islands import runs_of
from tests.support import HELD_OUT, context

DEV = Path(__file__).parent / "cases" / "islands-dev.jsonl"
HELD = HELD_OUT / "islands-heldout.jsonl"


def scores(file: Path) -> tuple[dict[str, float], list[str]]:
    """F1 of both labels over labelled islands, and the sentences judged wrongly."""
    counts = {("damage", True): 0, ("damage", False): 0, ("legitimate", True): 0, ("legitimate", False): 0}
    wrong: list[str] = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        runs = runs_of(row["text"], "paragraph", context().glossary)
        for island in row["islands"]:
            over = [run for run in runs if run.start < island["end"] and island["start"] < run.end]
            damage = any(run.kind == "damage" for run in over)
            right = damage == (island["label"] == "damage")
            counts[island["label"], right] += 1
            if not right:
                wrong.append(f"{island['label']}: {island['span']} in {row['text']}")
    return _f1(counts), wrong


def _f1(counts: dict[tuple[str, bool], int]) -> dict[str, float]:
    result = {}
    for label, other in (("damage", "legitimate"), ("legitimate", "damage")):
        hit, miss, false = counts[label, True], counts[label, False], counts[other, False]
        result[label] = 2 * hit / (2 * hit + miss + false) if hit else 0.0
    return result


@pytest.mark.parametrize("file", [DEV, HELD], ids=["dev", "heldout"])
def test_islands_are_judged_with_f1_of_95(file: Path) -> None:
    f1, wrong = scores(file)
    assert min(f1.values()) >= 0.95, (f1, wrong)
