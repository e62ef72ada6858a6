"""Print tests/floors.toml anew: what the sample and docs/proof.md both reach, less a margin.

    python tests/bench/floors.py

Run it when figures have risen, after `bilingual bench rules --write docs/proof.md`. A floor that would fall is printed
as it stands, with a comment: lowering one is a decision, taken by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.bench.damage.stock import SEEDS, Seed
from tests.proof_tables import FLOORS, alarm_rates, floors, published_recalls, recalls, sample

# Any edit of the glossary draws other places to damage, so a figure moves by chance; so many standard errors are it.
ERRORS = 2.5
LEAST = 0.1  # below it nothing is pinned: the kind is not found yet


def main() -> None:
    """Print head, sizes and floors."""
    for line in FLOORS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            break
        print(line)
    for seed in SEEDS:
        old = floors()[seed]
        print(f"\n[{seed}]\nsentences = {old['sentences']}\nevery = {old['every']}")
        _print_recalls(seed, old.get("recall", {}))
        print(f"\n[{seed}.alarms]")
        for language, rate in sorted(alarm_rates(sample(seed)).items()):
            least = old.get("alarms", {}).get(language, rate + 0.1)
            print(f"{language} = {min(least, rate + 0.1):.2f}  # measured {rate:.2f}")


def _print_recalls(seed: Seed, old: dict[str, float]) -> None:
    measured, told = recalls(sample(seed)), published_recalls(seed)
    print(f"\n[{seed}.recall]")
    for name, (found, seeded) in measured.items():
        share = min(found / seeded, told.get(name, 1.0))
        floor = share - ERRORS * _standard_error(share, seeded)
        if name in old and floor < old[name]:
            print(f'"{name}" = {old[name]:.2f}  # now {found} of {seeded}, {told.get(name, 0.0):.3f} published')
        elif floor >= LEAST:
            print(f'"{name}" = {floor:.2f}')


def _standard_error(share: float, seeded: int) -> float:
    """The standard error of a share, drawn towards one half a little, so that 50 of 50 has one too."""
    drawn = (share * seeded + 1) / (seeded + 2)
    return float((drawn * (1 - drawn) / seeded) ** 0.5)


if __name__ == "__main__":
    main()
