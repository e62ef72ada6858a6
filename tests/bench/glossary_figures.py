"""What the glossary knows of sentences it was not written from: hand-listed terms, right and bad Chinese lines.

    python tests/bench/glossary_figures.py

Terms: medical terms of 150 random lines of the held-out topics and of 150 others, listed by hand without a look at
the glossary; present means the whole term is a form of an entry. Lines: the share of right Chinese lines with a
wrong-sense or avoid finding, and of lines of bad machine Chinese with one. The other topics' lines are in the memory,
and their missing terms were read; the held-out ones are counted only, never listed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.build import build_context
from pipeline.context import Context
from pipeline.lexicon.matcher import TERM_ROLES
from pipeline.model import Article
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings
from tests.split import HELD_OUT_TOPICS

ROOT = Path(__file__).parent.parent.parent
PHRASES = ROOT / "tests" / "heldout" / "phrases"
GLOSSARY_RULES = {"wrong_sense", "avoided_term"}


def main() -> None:
    """Print the figures of the held-out topics, then of the others."""
    context = build_context(Settings(glossary=ROOT / "glossary"), engines=False)
    held_out = [PHRASES / f"{topic}.tsv" for topic in HELD_OUT_TOPICS]
    others = sorted((ROOT / "glossary" / "phrases").glob("*.tsv"))
    for name, terms, files in (
        ("held out", "heldout/terms-heldout.jsonl", held_out), ("others", "cases/terms-dev.jsonl", others),
    ):  # fmt: skip
        _print_terms(name, ROOT / "tests" / terms, context)
        if all(file.exists() for file in files):
            _print_lines(name, files, context)


def _print_terms(name: str, file: Path, context: Context) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for language in ("en", "zh"):
        terms = [term for row in rows for term in row[f"terms_{language}"]]
        present = sum(_is_form(term, context) for term in terms)
        print(f"{name}: terms {language} {present} of {len(terms)} = {100 * present / len(terms):.1f}%")


def _is_form(term: str, context: Context) -> bool:
    hits = context.glossary.scan(term)
    return any(h.form.role in TERM_ROLES and (h.start, h.end) == (0, len(term)) for h in hits)


def _print_lines(name: str, files: list[Path], context: Context) -> None:
    rows = [line.split("\t") for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    bad = [row[2] for row in rows if len(row) > 2 and row[2].strip()]
    for what, lines in (("right", [row[1] for row in rows]), ("bad", bad)):
        found = [_rules(line, context) for line in lines]
        glossary = sum(bool(rules & GLOSSARY_RULES) for rules in found)
        any_rule = sum(bool(rules) for rules in found)
        share = f"{100 * glossary / len(lines):.2f}% wrong sense or avoid, {100 * any_rule / len(lines):.2f}% any rule"
        print(f"{name}: {what} lines {glossary} of {len(lines)}: {share}")


def _rules(line: str, context: Context) -> set[str]:
    return {f.rule for f in process(Article("a", "-", "txt", line), context, CHECK_STAGES).findings}


if __name__ == "__main__":
    main()
