"""What is measured: BLEU and chrF on the scoring sets, and the share of enforced terms that came through.

dev       held-out health sentences, plain
mixed     the same, code-switched and damaged
enforced  the same with their glossary terms put in
flores    general text, never trained on
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training import packed
from training.pairs import Side

Scores = dict[str, dict[str, float]]  # by scoring set, then by measure


@dataclass(frozen=True, slots=True)
class ScoringSet:
    """Sources with what should come out, and the terms each must hold, if any."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...] = ()


def scoring_sets(folder: Path, to: Side, most: int | None = None) -> list[ScoringSet]:
    """The sets of a packed folder for one direction; `most` limits each to its first rows."""
    target, source = (0, 1) if to == "en" else (1, 0)
    sets: list[ScoringSet] = []
    for name in ("dev", "mixed", "flores"):
        rows = packed.read_rows(folder / f"{name}.tsv")[:most]
        if name == "mixed":
            sets.append(ScoringSet(name, _column(rows, 0), _column(rows, 1 + target)))
        else:
            sets.append(ScoringSet(name, _column(rows, source), _column(rows, target)))
    rows = packed.read_rows(folder / f"enforced-{to}.tsv")[:most]
    terms = tuple(tuple(row[2].split("|")) for row in rows)
    sets.append(ScoringSet("enforced", _column(rows, 0), _column(rows, 1), terms))
    return [each for each in sets if each.sources]


def scored(sets: Sequence[ScoringSet], to: Side, translate: Callable[[Sequence[str]], list[str]]) -> Scores:
    """Translate and score every set."""
    return {each.name: score(each, translate(each.sources), to) for each in sets}


def score(scoring_set: ScoringSet, outputs: Sequence[str], to: Side) -> dict[str, float]:
    """Measures of one set; `terms` is the percentage of enforced terms that stand in the outputs."""
    from sacrebleu import corpus_bleu, corpus_chrf

    references = [list(scoring_set.targets)]
    measures = {
        "bleu": round(corpus_bleu(list(outputs), references, tokenize="zh" if to == "zh" else "13a").score, 2),
        "chrf": round(corpus_chrf(list(outputs), references).score, 2),
    }
    if scoring_set.terms:
        measures["terms"] = round(kept_terms(scoring_set.terms, outputs), 2)
    return measures


def kept_terms(terms: Sequence[Sequence[str]], outputs: Sequence[str]) -> float:
    """Percentage of the terms that stand in the output of their sentence, in any case."""
    found = [term.casefold() in output.casefold() for row, output in zip(terms, outputs, strict=True) for term in row]
    return 100 * sum(found) / max(1, len(found))


def table(columns: dict[str, Scores]) -> str:
    """Scores as a Markdown table: a row a set and measure, a column for each of what was scored."""
    rows = [f"| set | measure | {' | '.join(columns)} |", "|---|---|" + "---:|" * len(columns)]
    keys = dict.fromkeys((name, measure) for scores in columns.values() for name in scores for measure in scores[name])
    for name, measure in keys:
        values = [scores.get(name, {}).get(measure) for scores in columns.values()]
        rows.append(f"| {name} | {measure} | {' | '.join('-' if v is None else f'{v:.1f}' for v in values)} |")
    return "\n".join(rows) + "\n"


def _column(rows: Sequence[tuple[str, ...]], number: int) -> tuple[str, ...]:
    return tuple(row[number] for row in rows)
