"""What a batch did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a batch did: articles done, failures as (name, reason), totals as in `run.json`, notes on the engines."""

    done: int
    failed: tuple[tuple[str, str], ...]
    totals: dict[str, int]
    notes: tuple[str, ...] = ()
