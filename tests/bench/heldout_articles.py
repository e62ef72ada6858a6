"""Damage found in the held-out articles: recall and precision by overlap, by severity and kind.

    python tests/bench/heldout_articles.py [--list]

The four damaged articles and their truth files were written apart from the rules and were not read while writing
them; two sound articles measure false alarms. Minor findings are not counted against precision: form is everywhere.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.build import build_context
from pipeline.context import Context
from pipeline.model import Article, Finding
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "tests" / "heldout" / "articles"


@dataclass
class Score:
    """Counts over all articles."""

    seeded: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def measure(context: Context) -> Score:
    """Compare the findings of every held-out article with its truth file."""
    score = Score()
    for file in sorted(ARTICLES.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        truth = [json.loads(line) for line in file.with_suffix(".truth.jsonl").read_text(encoding="utf-8").splitlines()]
        findings = process(Article(file.stem, "-", "txt", text), context, CHECK_STAGES).findings
        _compare(file.stem, text, truth, findings, score)
    return score


def _compare(name: str, text: str, truth: list[dict[str, object]], findings: tuple[Finding, ...], score: Score) -> None:
    for item in truth:
        start, end = int(str(item["start"])), int(str(item["end"]))
        hit = any(f.start < end and start < f.end for f in findings)
        for key in (str(item["severity"]), str(item["kind"]), "all"):
            score.seeded[key] += 1
            score.caught[key] += hit
        if not hit:
            score.missed.append(f"{name}: {item['kind']} {item['severity']}: {item['span']}")
    for f in findings:
        if f.severity == "minor":
            continue
        if any(f.start < int(str(t["end"])) and int(str(t["start"])) < f.end for t in truth):
            score.right += 1
        else:
            score.wrong += 1
            score.alarms.append(f"{name}: {f.rule}: {text[f.start : f.end]}")


def main() -> None:
    """Print the table, and with --list what was missed and what was a false alarm."""
    score = measure(build_context(Settings(glossary=ROOT / "glossary"), engines=False))
    for key in sorted(score.seeded, key=lambda k: (k not in ("all", "critical", "major", "minor"), k)):
        print(
            f"{key:<22} caught {score.caught[key]:>3} of {score.seeded[key]:>3} = {score.caught[key] / score.seeded[key]:.2f}"
        )
    total = score.right + score.wrong
    print(f"critical and major findings on damage: {score.right} of {total} = {score.right / max(1, total):.2f}")
    if "--list" in sys.argv:
        print("\n".join(["missed:", *score.missed, "false alarms:", *score.alarms]))


if __name__ == "__main__":
    main()
