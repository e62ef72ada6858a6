"""Score engines on a development set: BLEU, chrF, glossary terms honoured, what the verifier lets through, speed.

Two readings of one engine: `first`, its best candidate whether or not it may be shown, is what the engine is worth;
`shown`, the first candidate without a critical failure, is what a reader gets, an empty line standing for a gap.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.bench.devsets import DevSet
from pipeline.context import Context
from pipeline.errors import TranslationError
from pipeline.lexicon.matcher import TERM_ROLES, longest
from pipeline.lexicon.schema import Term
from pipeline.model import Language
from pipeline.segmentation.islands import runs_of, sentence_language
from pipeline.text import View, simplified, typeset
from pipeline.translators.protocol import Candidate, Request, Translator
from pipeline.verifying import failures

BATCH = 200  # sentences handed to an engine at once, as an article of that length would be


@dataclass(frozen=True, slots=True)
class Score:
    """One row: figures in percent but for the speed, which is source words a second (Han characters count as words).

    `terms` is the share of glossary terms honoured among those the reference honours; `passed` the share of sentences
    whose first candidate has no critical or major failure; `shown` those with a candidate that may be shown at all.
    """

    name: str
    sentences: int
    bleu: float
    chrf: float
    terms: float | None = None
    passed: float | None = None
    shown: float | None = None
    words_a_second: float | None = None


def score_lines(name: str, devset: DevSet, lines: Sequence[str], context: Context) -> Score:
    """Score finished lines, such as another engine's stored output."""
    bleu, chrf = corpus_scores(lines, devset.references, devset.to)
    return Score(name, len(lines), bleu, chrf, terms_honoured(devset, lines, context))


def score_engine(engine: Translator, devset: DevSet, context: Context) -> tuple[Score, Score]:
    """Translate a set with one engine; its scores by first candidate, and by what may be shown."""
    requests = [request_of(text, devset.to, context) for text in devset.sources]
    started = time.process_time()
    offered: list[tuple[Candidate, ...]] = []
    for start in range(0, len(requests), BATCH):
        offered += engine.translate(requests[start : start + BATCH])
    seconds = max(time.process_time() - started, 1e-9)
    finished = [tuple(typeset(devset.to, item.text) for item in items) for items in offered]
    first = [items[0] if items else "" for items in finished]
    shown, clean = [], 0
    for source, items in zip(devset.sources, finished, strict=True):
        text, passes = _shown(source, items, devset.to, context)
        shown.append(text)
        clean += passes
    count = max(len(first), 1)
    words = sum(len(text.split()) if text.isascii() else len(text) for text in devset.sources)
    rate = words / seconds if engine.second_pass else None  # a look-up has no speed worth a column
    passed, visible = 100 * clean / count, 100 * sum(map(bool, shown)) / count
    rows = []
    for name, lines in ((engine.name, first), (f"{engine.name}, shown", shown)):
        bleu, chrf = corpus_scores(lines, devset.references, devset.to)
        terms = terms_honoured(devset, lines, context)
        rows.append(Score(name, len(lines), bleu, chrf, terms, passed, visible, rate))
    return rows[0], rows[1]


def request_of(text: str, to: Language, context: Context) -> Request:
    """The request the pipeline would make for a sentence that stands alone."""
    runs = runs_of(text, "paragraph", context.glossary)
    return Request(
        text, sentence_language(text, runs), to, "paragraph", tuple(longest(tuple(context.glossary.scan(text)))), runs
    )


def _shown(source: str, items: tuple[str, ...], to: Language, context: Context) -> tuple[str, bool]:
    """The first candidate without a critical failure, and whether the first of all had no harm."""
    view = View(source, 0, len(source))
    clean = False
    for n, text in enumerate(items):
        severities = {item.severity or rule.severity for rule, item in failures(view, text, to, context)}
        if n == 0:
            clean = severities.isdisjoint({"critical", "major"})
        if "critical" not in severities:
            return text, clean
    return "", clean


def terms_honoured(devset: DevSet, lines: Sequence[str], context: Context) -> float | None:
    """Of the glossary terms of the source that the reference renders by an admitted form, the share in the lines."""
    due = honoured = 0
    for source, reference, line in zip(devset.sources, devset.references, lines, strict=True):
        wanted = _entries(source, context) & _entries(reference, context, devset.to)
        due += len(wanted)
        honoured += len(wanted & _entries(line, context, devset.to))
    return 100 * honoured / due if due else None


def _entries(text: str, context: Context, language: Language | None = None) -> set[str]:
    return {
        entry.id
        for hit in context.glossary.scan(text)
        if (entry := hit.form.entry) is not None
        and hit.form.role in TERM_ROLES
        and (language is None or hit.form.lang == language)
        and not (isinstance(entry, Term) and entry.general)
    }


def corpus_scores(lines: Sequence[str], references: Sequence[str], to: Language) -> tuple[float, float]:
    """BLEU (Chinese tokenised by character, English by 13a) and chrF, in percent.

    Raises:
        TranslationError: if sacrebleu is not installed.

    """
    try:
        import sacrebleu
    except ImportError as err:
        message = "sacrebleu is not installed; pip install 'bilingual-rescue[eval]'"
        raise TranslationError(message) from err
    found = [simplified(line) for line in lines] if to == "zh" else list(lines)
    bleu = sacrebleu.corpus_bleu(found, [list(references)], tokenize="zh" if to == "zh" else "13a")
    chrf = sacrebleu.corpus_chrf(found, [list(references)])
    return float(bleu.score), float(chrf.score)


def table(rows: Sequence[Score]) -> str:
    """The rows as aligned text."""
    head = ("engine", "sentences", "BLEU", "chrF", "terms %", "passed %", "shown %", "words/s")
    body = [
        (
            row.name, str(row.sentences), f"{row.bleu:.1f}", f"{row.chrf:.1f}", _cell(row.terms), _cell(row.passed),
            _cell(row.shown), _cell(row.words_a_second, 0),
        )
        for row in rows
    ]  # fmt: skip
    widths = [max(len(line[n]) for line in (head, *body)) for n in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) if n == 0 else cell.rjust(width) for n, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in (head, *body))
    )


def _cell(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
