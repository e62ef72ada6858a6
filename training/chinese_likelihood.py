"""Make the model that finds garbled machine Chinese: `pipeline/likelihood/garbled-chinese.txt`.

    python -m training.chinese_likelihood [--glossary DIR] [--out FILE]

Takes a minute or two on one core and needs numpy beside the package; the file is the same, byte for byte, each time.

Read: the Chinese and the bad machine Chinese of the phrase memory, every Chinese form of the glossary (so that a rare
term is nothing unlikely), and two files here: `plain_chinese.txt`, sentences of the project's own writing in the plain
Chinese of newspapers, manuals, patients and doctors, and `formal_plain.tsv`, words that make a formal line a plain one.
Both are needed because the right column of the memory is terse and formal: without them 一个 and 你 count as damage.

Tried, cross-validated by topic: bad lines found at 0.2% false alarms on the right column, and the false alarms at that
point on other sound Chinese. Those texts are public ones used for measuring only, none of them is part of the project:
3,000 to 6,000 sentences each of newspapers, reviews and Unix manuals (a rough translation), 138 of health pages.

    model                                                   found    news  reviews  manuals   health
    Kneser-Ney, order 3, right lines only                      1%   31.0%    10.8%     4.0%
    Kneser-Ney, order 3, right against bad                    66%    6.1%     8.0%    17.4%
    Kneser-Ney, order 4, right against bad                    66%    6.3%     7.9%    17.4%
    logistic, 1-3 grams                                       59%    7.0%    11.8%    21.7%
    logistic, 2-4 grams                                       50%    2.8%     5.7%    15.0%
    2-4 grams, no negative weights, half-plain copies         40%    2.4%     4.6%     4.2%
    + weights at most 1.2, sum by length ** 0.75              38%   0.16%    0.19%     2.6%
    + 545 plain lines, glossary forms; 2-3 grams              47%   0.07%    0.10%     2.9%     0.0%
    + the other plain lines; grams that tell (this one)       49%   0.07%    0.15%     2.6%     0.7% (one)
    this one as shipped, at 0.15%                             46%   0.03%    0.15%     2.3%     0.0%

Left out because they found no more and alarmed more often outside the memory: the shares of 的被这和那一在是为去由,
comma rate and English clause order (manuals 5.1% for 3.5%, health 2.5% for 0.0%), skeletons of function words,
skip-grams, four characters, glossary terms as one symbol at run time. The contrasts find more of the memory's own bad
lines and condemn whatever else is not written like its right ones.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon.load import Glossary, load, phrase_rows
from pipeline.lexicon.schema import Name, Term
from pipeline.likelihood.model import FILE, LEAST, Band, Model, grams, length, written
from pipeline.likelihood.normal import normal
from pipeline.text import HAN_CHAR, han_count
from training.capped_fit import fit, rows_of
from training.errors import TrainingError

HERE = Path(__file__).parent
ROOT = HERE.parent
FOLDS = 10
MOST, UNIT = 1.2, 0.02  # the largest weight, and what one step of the file's integers stands for
SCALE = 9.0  # brings a typical line's value near 1, where the ridge was chosen
RIDGE, STEPS = 1 / 1.5, 200
SEEN = 3  # lines a gram must stand in, one of them garbled
PLAIN_COPIES = 2  # of each right line, beside the line itself; the three count as one
SWAPPED = 0.6  # how often a formal word in such a copy gives way
OWN_LINES = 3  # times a line of plain Chinese counts
ALARMS = 0.0015  # of the right lines, flagged at the threshold: so 0.2% hold for other sound Chinese too
BAND_SHARES = (1.0, 1.08, 1.18, 1.32, 1.55)  # where bands begin, in thresholds


@dataclass(frozen=True, slots=True)
class Topic:
    """The lines of one file of the phrase memory."""

    name: str
    right: tuple[str, ...]
    garbled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """Sound Chinese beside the memory: the glossary's forms, plain lines, and formal words with their plain ones."""

    forms: tuple[str, ...]
    plain: tuple[str, ...]
    swaps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A held-back line with its score by a model that never saw its topic."""

    topic: str
    line: str
    garbled: bool
    score: float


def topics_of(folder: Path) -> tuple[Topic, ...]:
    """Read the phrase memory of a glossary folder, a topic a file."""
    files = sorted((folder / "phrases").glob("*.tsv"))
    if not files:
        message = f"{folder / 'phrases'}: no phrases (expected files TOPIC.tsv); check --glossary"
        raise TrainingError(message)
    topics = []
    for file in files:
        rows = list(phrase_rows(file))
        garbled = tuple(bad for _, zh, bad in rows if bad and bad != zh)
        topics.append(Topic(file.stem, tuple(zh for _, zh, _ in rows), garbled))
    return tuple(topics)


def support_of(glossary: Glossary) -> Support:
    """What else is sound Chinese: the forms of a glossary and the two files beside this one."""
    entries: tuple[Term | Name, ...] = (*glossary.terms, *glossary.names)
    shapes = (entry.zh for entry in entries if entry.zh is not None)
    forms = {form for shape in shapes for form in (shape.preferred, *shape.also) if HAN_CHAR.search(form)}
    swaps = [line.split("\t") for line in _lines(HERE / "formal_plain.tsv")]
    plain = tuple(_lines(HERE / "plain_chinese.txt"))
    return Support(tuple(sorted(forms)), plain, tuple((old, new, unless) for old, new, unless in swaps))


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").split("\n") if line and not line.startswith("#")]


def weights_of(topics: Iterable[Topic], support: Support) -> dict[str, int]:
    """Learn the weights of grams from some topics."""
    topics = list(topics)
    garbled = [line for topic in topics for line in topic.garbled]
    rng = random.Random(0)  # the copies must be the same each time
    lines: list[tuple[str, float]] = []
    for line in (line for topic in topics for line in topic.right):
        copies = (line, *(_plainer(line, support.swaps, rng) for _ in range(PLAIN_COPIES)))
        lines += [(copy, 1 / len(copies)) for copy in copies]
    for line in support.plain:
        lines.append((line, OWN_LINES))
        lines += [(_plainer(line, support.swaps, rng), 1.0) for _ in range(PLAIN_COPIES)]
    lines += [(form, 1.0) for form in support.forms]
    return _learned([*((normal(line), 0.0, weight) for line, weight in lines),
                     *((normal(line), 1.0, 1.0) for line in garbled)])  # fmt: skip


def _plainer(line: str, swaps: Sequence[tuple[str, str, str]], rng: random.Random) -> str:
    """Put some plain words in place of formal ones."""
    for old, new, unless in swaps:
        if old in line and rng.random() < SWAPPED and not (unless and re.search(unless, line)):
            line = line.replace(old, new)
    return line


def _learned(examples: Sequence[tuple[str, float, float]]) -> dict[str, int]:
    """Fit (normal text, label, weight) and return the weights as the integers of the file."""
    sets = [grams(text) for text, _, _ in examples]
    suspects = {gram for found, (_, label, _) in zip(sets, examples, strict=True) if label for gram in found}
    seen = Counter(gram for found in sets for gram in found if gram in suspects)
    kept = sorted(gram for gram, count in seen.items() if count >= SEEN)
    column = {gram: n for n, gram in enumerate(kept)}
    columns = [sorted(column[gram] for gram in found if gram in column) for found in sets]
    values = [SCALE / length(text) for text, _, _ in examples]
    rows = rows_of(columns, values, [e[1] for e in examples], [e[2] for e in examples], len(kept))
    fitted = fit(rows, most=MOST, ridge=RIDGE, steps=STEPS)
    whole = {gram: round(float(weight) / UNIT) for gram, weight in zip(kept, fitted, strict=True)}
    return {gram: weight for gram, weight in whole.items() if weight}


def held_back(topics: Sequence[Topic], support: Support, folds: int = FOLDS) -> list[Scored]:
    """Score every line that is long enough by a model that never saw its topic."""
    scored: list[Scored] = []
    for fold in range(folds):
        model = Model(weights_of((t for n, t in enumerate(topics) if n % folds != fold), support), 0.0, ())
        for topic in topics[fold::folds]:
            for garbled, lines in ((False, topic.right), (True, topic.garbled)):
                texts = ((line, normal(line)) for line in lines if han_count(line) >= LEAST)
                scored += [Scored(topic.name, line, garbled, model.score(text)) for line, text in texts]
    return scored


def threshold_of(scored: Iterable[Scored], alarms: float = ALARMS) -> float:
    """The lowest score, in steps of 0.01, at which no more than a share of right lines are flagged."""
    right = sorted((line.score for line in scored if not line.garbled), reverse=True)
    return (int(right[int(len(right) * alarms)] * 100) + 1) / 100


def bands_of(scored: Sequence[Scored], threshold: float) -> tuple[Band, ...]:
    """Count right and garbled lines by how far their scores lie above the threshold."""
    starts = [round(threshold * share, 2) for share in BAND_SHARES]
    bands = []
    for start, end in zip(starts, [*starts[1:], float("inf")], strict=True):
        inside = [line.garbled for line in scored if start <= line.score < end]
        bands.append(Band(start, inside.count(False), inside.count(True)))
    return tuple(bands)


def build(topics: Sequence[Topic], support: Support, folds: int = FOLDS) -> str:
    """Return the model file: weights from all topics, threshold and bands from topics held back in turn."""
    scored = held_back(topics, support, folds)
    threshold = threshold_of(scored)
    model = Model(weights_of(topics, support), threshold, bands_of(scored, threshold))
    right, garbled = sum(len(topic.right) for topic in topics), sum(len(topic.garbled) for topic in topics)
    source = f"{right} right and {garbled} garbled lines of {len(topics)} topics"
    return written(model, (f"made by training/chinese_likelihood.py from {source}",))


def main() -> None:
    """Make the file and say what was measured."""
    parser = argparse.ArgumentParser(description="Make the model that finds garbled machine Chinese.")
    parser.add_argument("--glossary", type=Path, default=ROOT / "glossary", help="the glossary folder to learn from")
    parser.add_argument("--out", type=Path, default=ROOT / "pipeline" / "likelihood" / FILE, help="the file to write")
    options = parser.parse_args()
    text = build(topics_of(options.glossary), support_of(load(options.glossary)))
    options.out.write_text(text, "utf-8")
    print(f"{options.out}: {len(text.encode())} bytes")  # noqa: T201
    print(text.partition("\n\n")[0])  # noqa: T201


if __name__ == "__main__":
    main()
