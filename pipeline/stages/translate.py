"""Translate: give every sentence a rendering or candidates in each wanted language, by what its source is worth.

A sentence already in the language is kept; one in that language with open harm is at best a draft; any other goes to
the engines in order and leaves `verify` to choose. What none can render is a gap, never the other language and never
invented. Where only part of a mixed sentence is damaged, its sound clauses stay and the mark takes the other's place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.context import Context
from pipeline.model import Article, Block, Finding, Language, Rendering, RenderingStatus, Run, Sentence, is_open_harm
from pipeline.scanning import Scanned, scan_units, sentence_units, terms_of
from pipeline.segmentation.clauses import GAP, sound_clauses
from pipeline.text import View, digest, sentence_key, simplified, traditional, typeset
from pipeline.translators.protocol import Request

RESIDUE = frozenset({"chinese_in_english", "english_in_chinese"})


@dataclass(frozen=True, slots=True)
class Job:
    """One sentence with everything needed to render it."""

    original: str
    block: Block
    sentence: Sentence
    scanned: Scanned
    harm: tuple[Finding, ...]
    siblings: tuple[str, ...]

    @property
    def view(self) -> View:
        """The current text."""
        return self.scanned.view

    @property
    def runs(self) -> tuple[Run, ...]:
        """The sentence's runs in offsets of the current text."""
        item = self.view
        return tuple(
            Run(item.from_original(run.start), item.from_original(run.end), run.lang, run.kind)
            for run in self.sentence.runs
        )


def translate(article: Article, context: Context) -> Article:
    """Set the renderings that need no engine, and the candidates of those that do."""
    units = sentence_units(article)
    scanned = iter(scan_units(article, units, context))
    siblings = {unit.block.index: unit.siblings for unit in units}
    harm = _harm_by_sentence(article)
    blocks = []
    for block in article.blocks:
        sentences = tuple(
            _rendered(
                Job(
                    article.original,
                    block,
                    sentence,
                    next(scanned),
                    harm.get((block.index, n), ()),
                    siblings[block.index],
                ),
                context,
            )
            for n, sentence in enumerate(block.sentences)
        )
        blocks.append(block.with_sentences(sentences))
    return article.with_blocks(tuple(blocks))


def _harm_by_sentence(article: Article) -> dict[tuple[int, int], tuple[Finding, ...]]:
    found: dict[tuple[int, int], tuple[Finding, ...]] = {}
    for finding in article.findings:
        if finding.sentence is not None and is_open_harm(finding):
            found[finding.sentence] = (*found.get(finding.sentence, ()), finding)
    return found


def _rendered(job: Job, context: Context) -> Sentence:
    sentence = job.sentence
    chosen: dict[Language, Rendering] = {}
    candidates: list[tuple[Language, Rendering]] = []
    for language in context.settings.to:
        key = _key(job, language, context)
        kept = _without_engine(job, language, key, context)
        if kept is not None:
            chosen[language] = kept
        else:
            candidates += ((language, item) for item in _candidates(job, language, key, context))
    return replace(sentence, en=chosen.get("en"), zh=chosen.get("zh"), candidates=tuple(candidates))


def _key(job: Job, language: Language, context: Context) -> str:
    engines = (engine.signature for engine in context.translators)
    return digest(job.view.text, language, *(use.entry for use in job.sentence.terms), *engines)


def _without_engine(job: Job, language: Language, key: str, context: Context) -> Rendering | None:
    source = job.original[job.sentence.start : job.sentence.end]
    decision = context.decisions.about(sentence_key(source, language), "")
    words = decision and (decision.en if language == "en" else decision.zh)
    if words:
        return Rendering(words, "person", "reviewed", 1.0, key)
    if job.block.kind == "citation":
        return _citation(job, language, key)
    if job.sentence.lang in ("other", language):
        return _kept(job, language, key, context)
    return None


def _kept(job: Job, language: Language, key: str, context: Context) -> Rendering:
    source = job.original[job.sentence.start : job.sentence.end]
    text = typeset(language, job.view.text) if job.view.edits or job.harm else job.view.text
    if language == "zh":
        text = in_script(text, context)
    if job.harm:
        return Rendering(text, "source", "draft", _score(job), key)
    return Rendering(text, "source", "original" if text == source else "machine", 1.0, key)


def in_script(text: str, context: Context) -> str:
    """Write Chinese in the script the settings ask for."""
    return simplified(text) if context.settings.zh == "zh-Hans" else traditional(text)


def _score(job: Job) -> float:
    return round(1.0 - max((finding.confidence for finding in job.harm), default=0.0) / 2, 3)


def _citation(job: Job, language: Language, key: str) -> Rendering:
    """Keep authors, journal, year and DOI in both versions; a machine-made title is a draft or, in English, a gap."""
    text = job.view.text
    title = next((finding for finding in job.harm if finding.rule == "half_translated_citation"), None)
    if title is None or language == "zh":
        status: RenderingStatus = "draft" if job.harm else "machine" if job.view.edits else "original"
        return Rendering(text, "source", status, _score(job) if job.harm else 1.0, key)
    start, end = job.view.from_original(title.start), job.view.from_original(title.end)
    tail = text[end:].lstrip(" 。.")
    return Rendering(f"{text[:start].rstrip()} {GAP}. {tail}", "source", "draft", _score(job), key)


def _candidates(job: Job, language: Language, key: str, context: Context) -> list[Rendering]:
    request = Request(
        job.view.text, job.sentence.lang, language, job.block.kind, tuple(terms_of(job.scanned)), job.runs, job.siblings
    )
    status: RenderingStatus = "draft" if any(finding.rule not in RESIDUE for finding in job.harm) else "machine"
    found = [
        Rendering(_finished(candidate.text, language, context), candidate.by, status, candidate.score, key)
        for engine in context.translators
        for candidate in engine.translate([request])[0]
    ]
    if job.sentence.lang == "mixed":
        clauses = sound_clauses(job.view.text, job.runs, language)
        if clauses is not None:
            found.append(Rendering(_finished(clauses, language, context), "source", "draft", 0.5, key))
    return found


def _finished(text: str, language: Language, context: Context) -> str:
    finished = typeset(language, text)
    return in_script(finished, context) if language == "zh" else finished
