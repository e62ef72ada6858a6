"""Translate: give every sentence a rendering or candidates in each wanted language, by what its source is worth.

A sentence already in the language is kept. One in that language but garbled is offered to the engines for repair, with
itself as the draft to fall back on. Any other goes to the engines in order until one answers; `verify` judges, and asks
further. What none can render is a gap, never the other language and never invented. Where only part of a mixed
sentence is damaged, its sound clauses with a gap between are what is left if no engine's answer passes.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.context import Context
from pipeline.jobs import Job, Want, ask, finished, in_script, jobs_of, key_of
from pipeline.model import Article, Language, Rendering, RenderingStatus
from pipeline.segmentation.clauses import GAP, sound_clauses
from pipeline.text import sentence_key, typeset


def translate(article: Article, context: Context) -> Article:
    """Set the renderings that need no engine, and the candidates of those that do."""
    jobs = jobs_of(article, context)
    settled: dict[int, dict[Language, Rendering]] = {n: {} for n in range(len(jobs))}
    wants: list[tuple[int, Want]] = []
    for n, job in enumerate(jobs):
        for language in context.settings.to:
            kept = _without_engine(job, language, context)
            if kept is not None:
                settled[n][language] = kept
            else:
                wants.append((n, Want(job, language)))
    answers = iter(_first_answers([want for _, want in wants], context))
    candidates: dict[int, tuple[tuple[Language, Rendering], ...]] = {}
    for n, want in wants:
        fallback = _fallback(want, context)
        offered = (*next(answers), *((fallback,) if fallback else ()))
        candidates[n] = (*candidates.get(n, ()), *((want.language, item) for item in offered))
    done = iter(
        replace(
            job.sentence, en=settled[n].get("en"), zh=settled[n].get("zh"), candidates=candidates.get(n, ())
        )
        for n, job in enumerate(jobs)
    )  # fmt: skip
    return article.with_blocks(
        tuple(block.with_sentences(tuple(next(done) for _ in block.sentences)) for block in article.blocks)
    )


def _first_answers(wants: list[Want], context: Context) -> list[tuple[Rendering, ...]]:
    """Ask the engines in order, each only for what none before it answered."""
    answers: list[tuple[Rendering, ...]] = [()] * len(wants)
    for engine in context.translators:
        left = [n for n, answer in enumerate(answers) if not answer]
        for n, offered in zip(left, ask(engine, [wants[n] for n in left], context, wide=False), strict=True):
            answers[n] = offered
    return answers


def _without_engine(job: Job, language: Language, context: Context) -> Rendering | None:
    """A person's words, a citation, or the sentence itself where it is sound; None if an engine is needed."""
    key = key_of(Want(job, language), "source")
    decision = context.decisions.about(sentence_key(job.source, language), "")
    words = decision and (decision.en if language == "en" else decision.zh)
    if words:
        return Rendering(words, "person", "reviewed", 1.0, key)
    if job.unit.block.kind == "citation":
        return _citation(job, language, key)
    if job.sentence.lang == "other" or (job.sentence.lang == language and not job.is_garbled):
        return _kept(job, language, key, context)
    return None


def _fallback(want: Want, context: Context) -> Rendering | None:
    """What is shown if no engine's answer passes: a garbled sentence itself, or a mixed one's sound clauses."""
    job, language, key = want.job, want.language, key_of(want, "source")
    if want.repairs:
        return _kept(job, language, key, context)
    if job.sentence.lang == "mixed":
        clauses = sound_clauses(job.view.text, job.runs, language)
        if clauses is not None:
            return Rendering(finished(clauses, language, context), "source", "draft", 0.5, key)
    return None


def _kept(job: Job, language: Language, key: str, context: Context) -> Rendering:
    text = typeset(language, job.view.text) if job.view.edits or job.harm else job.view.text
    text = in_script(text, language, context)
    if job.harm:
        return Rendering(text, "source", "draft", job.confidence, key)
    return Rendering(text, "source", "original" if text == job.source else "machine", 1.0, key)


def _citation(job: Job, language: Language, key: str) -> Rendering:
    """Keep authors, journal, year and DOI in both versions; a machine-made title is a draft or, in English, a gap."""
    text = job.view.text
    title = next((finding for finding in job.harm if finding.rule == "half_translated_citation"), None)
    if title is None or language == "zh":
        status: RenderingStatus = "draft" if job.harm else "machine" if job.view.edits else "original"
        return Rendering(text, "source", status, job.confidence if job.harm else 1.0, key)
    start, end = job.view.from_original(title.start), job.view.from_original(title.end)
    tail = text[end:].lstrip(" 。.")
    return Rendering(f"{text[:start].rstrip()} {GAP}. {tail}", "source", "draft", job.confidence, key)
