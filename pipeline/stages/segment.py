"""Segment: sentences, then language runs inside them. Boundaries are set here once and never moved."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.model import Article, Block, Run, Sentence
from pipeline.segmentation.english import is_english
from pipeline.segmentation.han_islands import glossed_words
from pipeline.segmentation.islands import only_measures, runs_of, sentence_language
from pipeline.segmentation.sentences import sentence_spans
from pipeline.text import HAN_CHAR, View, view


def segment(article: Article, context: Context) -> Article:
    """Cut every block into sentences and every sentence into runs."""
    glossed = glossed_words(article.original)
    return article.with_blocks(tuple(_cut(article, block, glossed, context) for block in article.blocks))


def _cut(article: Article, block: Block, glossed: frozenset[str], context: Context) -> Block:
    if block.kind in ("removed", "code"):
        return block
    item = view(article, block.start, block.end)
    foreign = (
        HAN_CHAR.search(item.text) is None and block.kind != "citation" and not is_english(item.text, context.glossary)
    )
    sentences: list[Sentence] = []
    for start, end in sentence_spans(item.text, block.kind, context.glossary.words("abbreviations")):
        begin, stop = item.to_original(start, end)
        if sentences and begin < sentences[-1].end:
            begin = sentences[-1].end
        if stop <= begin:
            continue
        if foreign:
            sentences.append(Sentence(begin, stop, "other", (Run(begin, stop, "other", "text"),)))
        else:
            sentences.append(_sentence(article, begin, stop, block, glossed, context))
    return block.with_sentences(tuple(sentences))


def _sentence(  # noqa: PLR0913, PLR0917
    article: Article, start: int, end: int, block: Block, glossed: frozenset[str], context: Context
) -> Sentence:
    item = view(article, start, end)
    if only_measures(item.text, context.glossary):
        return Sentence(start, end, "other", (Run(start, end, "other", "opaque"),))
    runs = runs_of(item.text, block.kind, context.glossary, glossed=glossed)
    return Sentence(start, end, sentence_language(item.text, runs), _in_original(item, runs))


def _in_original(item: View, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Map runs to the original; each begins where the one before ends, so that they still concatenate."""
    if not item.edits:
        shift = item.start
        return tuple(Run(run.start + shift, run.end + shift, run.lang, run.kind) for run in runs)
    mapped: list[Run] = []
    at = item.start
    for run in runs:
        stop = item.end if run is runs[-1] else max(at, item.to_original(run.start, run.end)[1])
        mapped.append(Run(at, stop, run.lang, run.kind))
        at = stop
    return tuple(mapped)
