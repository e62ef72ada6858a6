"""Match: the glossary's terms and names in every sentence, longest first, and which damaged runs repairs have cured."""

from __future__ import annotations

from dataclasses import replace

from pipeline.context import Context
from pipeline.model import Article, BlockKind, Lang, Run, Sentence, TermUse
from pipeline.scanning import Scanned, scan_units, sentence_units, terms_of
from pipeline.segmentation.islands import main_language, runs_of


def match(article: Article, context: Context) -> Article:
    """Give every sentence the terms found in its current text."""
    scanned = iter(scan_units(article, sentence_units(article), context))
    blocks = []
    for block in article.blocks:
        sentences = tuple(_matched(sentence, next(scanned), block.kind, context) for sentence in block.sentences)
        blocks.append(block.with_sentences(sentences) if sentences else block)
    return article.with_blocks(tuple(blocks))


def _matched(sentence: Sentence, scanned: Scanned, kind: BlockKind, context: Context) -> Sentence:
    uses = _uses(scanned)
    if sentence.lang != "mixed" or not scanned.view.edits:
        return Sentence(sentence.start, sentence.end, sentence.lang, sentence.runs, uses)
    if main_language(scanned.view.text) != _main(sentence):
        return replace(sentence, terms=uses)  # which half is damage was settled when it was cut
    runs = _rejudged(sentence, scanned, kind, context)
    lang: Lang = sentence.lang
    if not any(run.kind == "damage" for run in runs):
        lang = main_language(scanned.view.text) or "other"
    return replace(sentence, terms=uses, runs=runs, lang=lang)


def _main(sentence: Sentence) -> str | None:
    return next((run.lang for run in sentence.runs if run.kind == "text"), None)


def _rejudged(sentence: Sentence, scanned: Scanned, kind: BlockKind, context: Context) -> tuple[Run, ...]:
    """The same runs, with damage that the current text no longer shows called an island or text; bounds stay."""
    item = scanned.view
    now = runs_of(item.text, kind, context.glossary)
    main = main_language(item.text) or "other"
    judged: list[Run] = []
    for run in sentence.runs:
        if run.kind == "damage":
            start, end = item.from_original(run.start), item.from_original(run.end)
            over = [other for other in now if other.start < end and start < other.end]
            if not any(other.kind == "damage" for other in over):
                cured = any(other.kind == "island" for other in over)
                run = replace(run, kind="island" if cured else "text", lang=run.lang if cured else main)
        judged.append(run)
    return tuple(judged)


def _uses(scanned: Scanned) -> tuple[TermUse, ...]:
    uses = []
    for hit in terms_of(scanned):
        if hit.form.entry is not None:
            start, end = scanned.view.to_original(hit.start, hit.end)
            uses.append(TermUse(start, end, hit.form.entry.id, hit.form.lang))
    return tuple(uses)
