"""The measurement of the rule suite in the size tests can afford, its floors, and the tables of docs/proof.md."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.bench.damage.stock import Seed
from pipeline.bench.proof import Proof, prove
from pipeline.model import LANGUAGES
from tests.support import ROOT, context

FLOORS = Path(__file__).parent / "floors.toml"
PAGE = ROOT / "docs" / "proof.md"


@cache
def floors() -> dict[str, Any]:
    return tomllib.loads(FLOORS.read_text("utf-8"))


@cache
def sample(seed: Seed) -> Proof:
    """A measurement of a few seconds; the sizes stand with the floors, which hold for no other."""
    size = floors()[seed]
    return prove(seed, context(), size["sentences"], every=size["every"])


def recalls(proof: Proof) -> dict[str, tuple[int, int]]:
    """Found and seeded by kind of damage in articles, and by kind of error in renderings, both directions together."""
    found = {name: (count.found, count.seeded) for name, count in proof.source.kinds.items()}
    for name in dict.fromkeys(name for name, _ in proof.pairs.kinds):
        counts = [proof.pairs.kinds[name, language] for language in LANGUAGES]
        found[f"rendering: {name}"] = (sum(count.found for count in counts), sum(count.seeded for count in counts))
    return {name: counts for name, counts in sorted(found.items()) if counts[1]}


def alarm_rates(proof: Proof) -> dict[str, float]:
    """Critical and major findings per 1,000 English words and Chinese characters of sound text."""
    return {
        language: 1000 * sum(count.alarms[f"{language} harm"] for count in proof.source.rules.values()) / size
        for language, size in proof.source.words.items()
    }


def published(seed: Seed, title: str) -> list[list[str]]:
    """The rows of one table of docs/proof.md, below its head."""
    _, _, rest = PAGE.read_text("utf-8").partition(f"\n## Seed {seed}")
    part = rest.partition("\n## Seed")[0].partition(f"\n### {title}")[2].partition("\n### ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def published_recalls(seed: Seed) -> dict[str, float]:
    """Recall as docs/proof.md says it, by the same names."""
    found = {row[0]: float(row[4]) for row in published(seed, "Damage found, by kind") if row[4] != "-"}
    for name, to_zh, zh, to_en, en, *_ in published(seed, "Errors in renderings, by kind"):
        seeded = int(to_zh) + int(to_en)
        if seeded:
            both = sum(int(n) * float(share) for n, share in ((to_zh, zh), (to_en, en)) if share != "-")
            found[f"rendering: {name}"] = both / seeded
    return found


def published_changes(seed: Seed) -> dict[str, tuple[int, float]]:
    """What docs/proof.md says of each rule's changes of the text: how many, and the share that was right."""
    rows = published(seed, "Rules")
    return {row[0]: (int(row[6]), float(row[7]) if row[7] != "-" else 1.0) for row in rows}
