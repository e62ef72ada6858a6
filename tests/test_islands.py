"""Are islands judged legitimate or damage as a reader would? Labelled sentences of our own; half were held out.

The rules were written while reading `cases/islands-dev.jsonl`; `heldout/islands-heldout.jsonl` was only measured. Its
author had seen part of the rules, and wrote both files, so the held-out figure flatters a little.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.segmentation.islands import runs_of
from tests.support import HELD_OUT, context

DEV = Path(__file__).parent / "cases" / "islands-dev.jsonl"
HELD = HELD_OUT / "islands-heldout.jsonl"


def scores(*files: Path) -> tuple[dict[str, float], int]:
    """F1 of both labels over the labelled islands of some files, and the number of their sentences."""
    counts = {("damage", True): 0, ("damage", False): 0, ("legitimate", True): 0, ("legitimate", False): 0}
    sentences = 0
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            sentences += 1
            runs = runs_of(row["text"], "paragraph", context().glossary)
            for island in row["islands"]:
                over = [run for run in runs if run.start < island["end"] and island["start"] < run.end]
                damage = any(run.kind == "damage" for run in over)
                counts[island["label"], damage == (island["label"] == "damage")] += 1
    return _f1(counts), sentences


def _f1(counts: dict[tuple[str, bool], int]) -> dict[str, float]:
    result = {}
    for label, other in (("damage", "legitimate"), ("legitimate", "damage")):
        hit, miss, false = counts[label, True], counts[label, False], counts[other, False]
        result[label] = 2 * hit / (2 * hit + miss + false) if hit else 0.0
    return result


def test_islands_of_all_labelled_sentences_are_judged_with_f1_of_95() -> None:
    f1, sentences = scores(DEV, HELD)
    assert sentences >= 300
    assert min(f1.values()) >= 0.95, f1


def test_islands_of_held_out_sentences_alone_keep_their_floor() -> None:
    # Measured at first sight: damage 0.934, legitimate 0.913 (173 islands). The target is 0.95; not met there.
    f1, _ = scores(HELD)
    assert min(f1.values()) >= 0.90, f1
