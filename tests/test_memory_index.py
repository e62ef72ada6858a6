"""The index of the translation memory finds what a comparison with every text would find."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from rapidfuzz import fuzz, process

from pipeline.translators.memory_index import Index
from pipeline.translators.memory_key import key_of
from tests.support import ROOT, context

PHRASES = context().glossary.glossary.phrases


def _corrupted(text: str, draw: random.Random) -> str:
    chars = list(text)
    for at in draw.sample(range(len(chars)), min(4, len(chars))):
        chars[at] = draw.choice("etaoinshr的一是在不")
    return "".join(chars)


@pytest.mark.parametrize("column", [0, 1])
def test_index_finds_what_a_comparison_with_every_text_finds(column: int) -> None:
    draw = random.Random(column)
    keys = [key_of(row[column]) for row in PHRASES]
    index = Index(keys)
    known = found = 0
    for _ in range(250):
        query = _corrupted(draw.choice(keys), draw)
        best = process.extractOne(query, keys, scorer=fuzz.ratio, score_cutoff=80)
        if best is not None:
            known += 1
            near = index.nearest(query, 0.8, 1)
            found += bool(near) and near[0][0] == best[1] / 100
    assert known > 150
    assert found >= 0.99 * known


def test_index_finds_short_texts_and_leaves_unlike_ones() -> None:
    index = Index(["dose", "haemoglobin", "睡眠分期"])
    assert index.nearest("dose", 0.8, 5) == [(1.0, 0)]
    assert index.nearest("haemoglobins", 0.8, 5)[0][1] == 1
    assert index.nearest("睡眠分期表", 0.8, 5)[0][1] == 2
    assert index.nearest("something else", 0.8, 5) == []
    assert Index([]).nearest("dose", 0.8, 5) == []


def test_index_answers_alike_in_every_process() -> None:
    program = (
        "import random; from pipeline.translators.memory_index import Index\n"
        "draw = random.Random(1); words = [''.join(draw.choices('abcdefgh', k=5)) for _ in range(60)]\n"
        "texts = [' '.join(draw.choices(words, k=12)) for _ in range(3000)]; index = Index(texts)\n"
        "print([index.nearest(text[7:], 0.5, 9) for text in texts[:40]])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert len(told.pop()) > 500
