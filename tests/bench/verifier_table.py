"""What the rendering checks find of seeded errors, and what they raise on sound pairs, by kind and direction.

    python tests/bench/verifier_table.py [--half 0|1] [--every N] [--held-out]

Writes a Markdown table to stdout. The pairs are those of the phrase memory, in both directions; `--half` takes every
second topic only, `--every N` every N-th pair, `--held-out` the six held-out topics: of those only counts are printed,
and nothing else may be. Mixed sources have some of their terms in the language of the rendering.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.verifying import failures, harm
from tests.seeding import KINDS, Kind, Pair, Seeded
from tests.seeding.mixed import mixed
from tests.seeding.pairs import pairs_of, topics
from tests.split import HELD_OUT_TOPICS
from tests.support import HELD_OUT, context

PHRASES = HELD_OUT / "phrases"
# Kinds tried on mixed sources as well: those whose words any language of the source may hold.
DIRECTION = {"zh": "en→zh", "en": "zh→en"}
MIXED = frozenset({"number x10", "unit changed", "other drug", "drug name left out"})


@dataclass(slots=True)
class Row:
    """Counts of one kind of error: how many were seeded, found, and how often a sound pair raised its checks."""

    seeded: int = 0
    found: int = 0
    alarms: int = 0

    @property
    def recall(self) -> float:
        """Share of the seeded errors found."""
        return self.found / self.seeded if self.seeded else 0.0

    @property
    def precision(self) -> float:
        """Share of errors among what is raised on the seeded pairs and their sound originals together."""
        raised = self.found + self.alarms
        return self.found / raised if raised else 0.0


Judge = Callable[[str, str, Pair], frozenset[str]]


def judged(source: str, rendering: str, pair: Pair) -> frozenset[str]:
    """The checks that raise something critical or major."""
    return frozenset(rule.id for rule, _ in harm(failures(source, rendering, pair.language, context())))


def measure(kind: Kind, pairs: list[Pair], seed: int = 7, judge: Judge = judged) -> Row:
    """Seed one kind of error into every pair that has a place for it."""
    rng = random.Random(f"{kind.name}-{seed}")
    row = Row()
    for pair in pairs:
        made: Seeded | None = kind.seed(pair, rng)
        if made is None:
            continue
        row.seeded += 1
        row.found += _raised(judge(made.source, made.wrong, pair), kind)
        row.alarms += _raised(judge(made.source, made.sound, pair), kind)
    return row


def _raised(rules: frozenset[str], kind: Kind) -> bool:
    return bool(rules & kind.rules) if kind.rules else bool(rules)


def flagged(pairs: list[Pair], judge: Judge = judged) -> tuple[int, Counter[str]]:
    """How many sound pairs raise something critical or major, and how many raise each check."""
    rules: Counter[str] = Counter()
    count = 0
    for pair in pairs:
        found = judge(pair.source, pair.rendering, pair)
        rules.update(found)
        count += bool(found)
    return count, rules


def table(pairs: list[Pair]) -> None:
    """Print the table of all kinds, then what sound pairs raise."""
    print("| error seeded | direction | seeded | found | recall | false alarms | precision |")
    print("|---|---|---:|---:|---:|---:|---:|")
    both = {"": pairs, ", mixed source": mixed_pairs(pairs)}
    for note, some in both.items():
        for kind in KINDS:
            if not note or kind.name in MIXED:
                _rows(kind, note, some)
    print("\n| sound pairs | flagged | share | by check |\n|---|---:|---:|---|")
    for note, some in {**both, ", repaired in its own language": repaired_pairs(pairs)}.items():
        for language in ("zh", "en"):
            chosen = [pair for pair in some if pair.language == language]
            count, rules = flagged(chosen)
            detail = ", ".join(f"{name} {n}" for name, n in sorted(rules.items(), key=lambda item: (-item[1], item[0])))
            share = f"{100 * count / len(chosen):.2f}%"
            print(f"| {len(chosen)} {DIRECTION[language]}{note} | {count} | {share} | {detail} |")


def _rows(kind: Kind, note: str, pairs: list[Pair]) -> None:
    for language in ("zh", "en"):
        row = measure(kind, [pair for pair in pairs if pair.language == language])
        if row.seeded:
            print(
                f"| {kind.name}{note} | {DIRECTION[language]} | {row.seeded} | {row.found} | {row.recall:.3f} "
                f"| {row.alarms} | {row.precision:.3f} |",
                flush=True,
            )


def mixed_pairs(pairs: list[Pair], seed: int = 7) -> list[Pair]:
    """The pairs that have a mixed source, with it."""
    rng = random.Random(seed)
    return [made for pair in pairs if (made := mixed(pair, rng)) is not None]


def repaired_pairs(pairs: list[Pair]) -> list[Pair]:
    """Every rendering as the repair of itself: same-language repair may raise nothing on sound text."""
    return [Pair(pair.rendering, pair.rendering, pair.language) for pair in pairs]


def main() -> None:
    """Print the figures the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), default=None, help="every second topic only")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th pair only")
    parser.add_argument("--held-out", action="store_true", help="the six held-out topics")
    options = parser.parse_args()
    files = [PHRASES / f"{name}.tsv" for name in HELD_OUT_TOPICS] if options.held_out else topics(options.half)
    pairs = [pair for n, pair in enumerate(pairs_of(files)) if n // 2 % options.every == 0]
    started = time.perf_counter()
    for pair in pairs:
        failures(pair.source, pair.rendering, pair.language, context())
    each = 1000 * (time.perf_counter() - started) / len(pairs)
    print(f"{len(files)} topics, {len(pairs)} pairs (both directions), {each:.2f} ms a pair, scans included\n")
    table(pairs)


if __name__ == "__main__":
    main()
