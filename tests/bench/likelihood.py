"""Garbled Chinese found by the character model: cross-validated by topic, on the held-out topics, and what it adds.

    python tests/bench/likelihood.py

Trains ten models, each without a tenth of the topics of the phrase memory, and scores the lines they did not see (a
minute or two). The held-out topics are read by the shipped model, which never saw them; only counts are printed. GAIN
is the bad lines that no other rule has a critical or major finding in. The other rules' word lists were written with
the other topics open, so there their share is too high and the gain too low.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.build import build_context
from pipeline.context import Context
from pipeline.lexicon.load import load
from pipeline.likelihood.garbled import garbled
from pipeline.likelihood.model import garbled_chinese
from pipeline.model import Article
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings
from training.chinese_likelihood import Scored, held_back, support_of, threshold_of, topics_of

ROOT = Path(__file__).parent.parent.parent
RULE = "unlikely_chinese"
ALARMS = (0.001, 0.0015, 0.002, 0.003, 0.005, 0.01)


def main() -> None:
    """Print the tables."""
    glossary = ROOT / "glossary"
    context = build_context(Settings(glossary=glossary), engines=False)
    scored = held_back(topics_of(glossary), support_of(load(glossary)))
    print("cross-validated, lines of eight Chinese characters and more")
    print("false alarms  threshold  right flagged      garbled found       precision")
    for alarms in ALARMS:
        _print_row(scored, threshold_of(scored, alarms), f"{alarms:.2%}")
    threshold = garbled_chinese().threshold
    _print_row(scored, threshold, "as shipped")
    found = {line.line for line in scored if line.garbled and line.score >= threshold}
    _print_gain("non-held-out, cross-validated", [line.line for line in scored if line.garbled], found, context)

    held_out = topics_of(ROOT / "tests" / "heldout")
    right = [line for topic in held_out for line in topic.right]
    bad = [line for topic in held_out for line in topic.garbled]
    flagged = sum(bool(garbled(line)) for line in right)
    print(f"\nheld-out topics: {flagged} of {len(right)} right lines flagged = {flagged / len(right):.2%}")
    _print_gain("held-out", bad, {line for line in bad if garbled(line)}, context)
    _print_clean(context)


def _print_row(scored: Iterable[Scored], threshold: float, name: str) -> None:
    right = [line.score >= threshold for line in scored if not line.garbled]
    bad = [line.score >= threshold for line in scored if line.garbled]
    precision = sum(bad) / max(1, sum(bad) + sum(right))
    print(
        f"{name:<12}  {threshold:9.2f}  {sum(right):>3} of {len(right)} {sum(right) / len(right):6.2%}"
        f"  {sum(bad):>4} of {len(bad)} {sum(bad) / len(bad):6.1%}  {precision:8.1%}"
    )


def _print_gain(name: str, bad: list[str], found: set[str], context: Context) -> None:
    others = {line for line in bad if _others_find(line, context)}
    lines = set(bad)
    gain = found - others
    print(f"\n{name}: {len(lines)} different bad lines")
    for label, part in (("this rule", found), ("other rules", others), ("any rule", found | others), ("GAIN", gain)):
        print(f"  {label:<12} {len(part):>5} = {len(part) / len(lines):.1%}")
    print(f"  of the {len(lines - others)} that no other rule finds: {len(gain) / max(1, len(lines - others)):.1%}")


def _others_find(line: str, context: Context) -> bool:
    article = process(Article("a", "-", "txt", line), context, CHECK_STAGES)
    return any(f.severity != "minor" and f.rule != RULE for f in article.findings)


def _print_clean(context: Context) -> None:
    folders = (ROOT / "tests" / "clean", ROOT / "tests" / "heldout" / "articles")
    files = [file for folder in folders for file in sorted(folder.iterdir()) if _is_clean(file)]
    flagged = 0
    for file in files:
        article = process(Article(file.stem, "-", file.suffix[1:], file.read_text("utf-8")), context, CHECK_STAGES)
        flagged += sum(f.rule == RULE for f in article.findings)
    print(f"\nclean articles: {flagged} sentences flagged in {len(files)}")


def _is_clean(file: Path) -> bool:
    return file.suffix in (".txt", ".md", ".html") and (
        file.name.startswith("clean-") or (file.parent.name == "clean" and file.name != "README.md")
    )


if __name__ == "__main__":
    main()
