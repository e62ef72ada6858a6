"""A sentence of word-by-word machine Chinese in place of the sound one."""

from __future__ import annotations

import random

from pipeline.bench.damage.shape import Damaged, Line
from pipeline.bench.damage.stock import Stock


def machine_chinese(line: Line, rng: random.Random, _: Stock) -> Damaged | None:  # noqa: ARG001 - all are called alike
    """The bad Chinese of the phrasebook: wrong from the first character that differs to the last."""
    good = line.text if line.lang == "zh" else line.other
    bad = line.garbled
    if not bad or bad == good:
        return None
    start = next((n for n, (one, other) in enumerate(zip(bad, good, strict=False)) if one != other), 0)
    tail = next((n for n, (one, other) in enumerate(zip(bad[::-1], good[::-1], strict=False)) if one != other), 0)
    end = max(len(bad) - tail, start + 1)
    return Damaged(bad, ((min(start, len(bad) - 1), min(end, len(bad))),), sound=good)
