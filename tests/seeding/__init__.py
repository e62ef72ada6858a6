"""Seed known errors into sound pairs, to measure what the rendering checks find and what they raise for nothing.

A seeder is shown a sound source and rendering and returns the pair it made of them, or None where its error has no
place. Seeders know nothing of the checks: they look for the words of their error with patterns of their own.
"""

from __future__ import annotations

from tests.seeding.kinds import KINDS, Kind
from tests.seeding.pairs import Pair, Seeded

__all__ = ["KINDS", "Kind", "Pair", "Seeded"]
