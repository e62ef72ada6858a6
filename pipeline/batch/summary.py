"""What a batch did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a batch did: articles done, failures as (name, reason), and totals as in `run.json`."""

    done: int
    failed: tuple[tuple[str, str], ...]
    totals: dict[str, int]
