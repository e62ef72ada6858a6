"""False alarms on sound health text: both sides of the six held-out phrase topics.

    python tests/bench/held_out_phrases.py

Prints critical and major findings per 1,000 English words and per 1,000 Chinese characters, and the share of lines
with one, by rule. The rules were never tried on these topics while they were written.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.build import build_context
from pipeline.model import Article
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings
from tests.split import HELD_OUT_TOPICS

ROOT = Path(__file__).parent.parent.parent
PHRASES = ROOT / "tests" / "heldout" / "phrases"


def main() -> None:
    """Print the figures of each language."""
    context = build_context(Settings(glossary=ROOT / "glossary"), engines=False)
    rows = [line.split("\t") for topic in HELD_OUT_TOPICS for line in _lines(topic)]
    for column, name in ((0, "English"), (1, "Chinese")):
        rules: Counter[str] = Counter()
        lines_hit = size = 0
        for row in rows:
            text = row[column]
            size += len(text.split()) if column == 0 else len(text)
            found = process(Article("a", "-", "txt", text), context, CHECK_STAGES).findings
            harm = [f.rule for f in found if f.severity != "minor"]
            rules.update(harm)
            lines_hit += bool(harm)
        total = sum(rules.values())
        unit = "words" if column == 0 else "characters"
        print(f"{name}: {len(rows)} lines, {size} {unit}, {total} critical or major findings")
        print(
            f"  {1000 * total / size:.2f} per 1,000 {unit}; {100 * lines_hit / len(rows):.2f}% of lines; {dict(rules)}"
        )


def _lines(topic: str) -> list[str]:
    return (PHRASES / f"{topic}.tsv").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
