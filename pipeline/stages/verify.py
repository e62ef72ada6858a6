"""Verify: judge every candidate against its source; the first that passes wins, one that fails critically is not shown.

What did not pass is asked again: of the engines not yet asked, in order, then of those that have a second pass. If
nothing passes, a candidate with lesser failures is a draft; failing that comes the fallback `translate` left, else a
gap. The best of the failed candidates stays in the findings of a gap, with the places where it fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.context import Context
from pipeline.jobs import Want, ask, jobs_of, key_of
from pipeline.lexicon.decisions import status_of
from pipeline.model import WEIGHT, Article, Finding, Language, Rendering, Sentence, Target
from pipeline.rule import Found, Rule
from pipeline.running import number_findings
from pipeline.segmentation.clauses import GAP
from pipeline.text import digest
from pipeline.translators.protocol import Translator
from pipeline.verifying import failures


@dataclass(frozen=True, slots=True)
class _Verdict:
    rendering: Rendering
    failures: tuple[Finding, ...]

    @property
    def weight(self) -> int:
        """The harm of its open failures; 0 passes."""
        return sum(WEIGHT[finding.severity] for finding in self.failures if finding.status == "open")

    @property
    def may_be_shown(self) -> bool:
        return not any(item.severity == "critical" and item.status == "open" for item in self.failures)


@dataclass(slots=True)
class _Trial:
    """What was offered for one sentence in one language so far, and what became of it."""

    want: Want
    fallback: Rendering | None
    verdicts: list[_Verdict] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return any(verdict.weight == 0 for verdict in self.verdicts)


def verify(article: Article, context: Context) -> Article:
    """Choose a rendering for every sentence that has candidates, and a gap where none is sound."""
    jobs = jobs_of(article, context)
    trials: dict[tuple[int, int], dict[Language, _Trial]] = {}
    for job in jobs:
        place = job.unit.block.index, job.unit.number
        for language in context.settings.to:
            if getattr(job.sentence, language) is None:
                trials.setdefault(place, {})[language] = _begin(Want(job, language), context)
    _ask_further([trial for by_language in trials.values() for trial in by_language.values()], context)
    findings = list(article.findings)
    blocks = []
    for block in article.blocks:
        sentences: list[Sentence] = []
        for n, sentence in enumerate(block.sentences):
            chosen: dict[str, Rendering] = {}
            for language, trial in trials.get((block.index, n), {}).items():
                chosen[language], failed = _choice(trial)
                findings += failed
            sentences.append(replace(sentence, candidates=(), **chosen))  # type: ignore[arg-type]
        blocks.append(block.with_sentences(tuple(sentences)))
    return number_findings(replace(article, blocks=tuple(blocks), findings=tuple(findings)))


def _begin(want: Want, context: Context) -> _Trial:
    offered = [item for language, item in want.job.sentence.candidates if language == want.language]
    trial = _Trial(want, next((item for item in offered if item.by == "source"), None))
    _judge_all(trial, (item for item in offered if item.by != "source"), context)
    return trial


def _judge_all(trial: _Trial, offered: Iterable[Rendering], context: Context) -> None:
    """Judge in order until one passes; the same words are judged once."""
    seen = {verdict.rendering.text for verdict in trial.verdicts}
    for rendering in offered:
        if trial.passed:
            return
        if rendering.text not in seen:
            seen.add(rendering.text)
            trial.verdicts.append(_Verdict(rendering, tuple(_judge(trial.want, rendering, context))))


def _judge(want: Want, rendering: Rendering, context: Context) -> Iterator[Finding]:
    job = want.job
    exact = rendering.by == "memory" and rendering.score == 1.0
    found = failures(
        job.scanned, rendering.text, want.language, context, runs=job.sentence.runs, kind=job.unit.block.kind,
        exact=exact,
    )  # fmt: skip
    for rule, hit in found:
        yield _finding(want, rendering, rule, hit, context)


def _ask_further(trials: list[_Trial], context: Context) -> None:
    for engine, wide in _rounds(context.translators):
        left = [trial for trial in trials if not trial.passed and (wide or not _was_asked(trial, engine, context))]
        for trial, offered in zip(left, ask(engine, [trial.want for trial in left], context, wide=wide), strict=True):
            _judge_all(trial, offered, context)


def _rounds(engines: Sequence[Translator]) -> Iterator[tuple[Translator, bool]]:
    yield from ((engine, False) for engine in engines)
    yield from ((engine, True) for engine in engines if engine.second_pass)


def _was_asked(trial: _Trial, engine: Translator, context: Context) -> bool:
    """Whether `translate` asked this engine: it stops at the first that answers, and asks all if none does."""
    keys = {verdict.rendering.key for verdict in trial.verdicts}
    later = context.translators[context.translators.index(engine) :]
    return not keys or any(key_of(trial.want, item.signature) in keys for item in later)


def _choice(trial: _Trial) -> tuple[Rendering, tuple[Finding, ...]]:
    """What is shown, and the failures that belong into the findings."""
    best = min(trial.verdicts, key=lambda verdict: verdict.weight, default=None)
    if best is not None and best.weight == 0:
        return best.rendering, best.failures
    if trial.want.repairs and trial.fallback is not None:
        return trial.fallback, ()  # a repair that fails is no better than what it was to mend
    if best is not None and best.may_be_shown:
        return replace(best.rendering, status="draft"), best.failures
    failed = best.failures if best else ()
    if trial.fallback is not None:
        return trial.fallback, failed
    want = trial.want
    return Rendering(GAP, "gap", "gap", 0.0, digest(want.job.view.text, want.language, "gap")), failed


def _finding(want: Want, rendering: Rendering, rule: Rule, hit: Found, context: Context) -> Finding:
    job = want.job
    start, end = job.view.to_original(hit.start, hit.end)
    span = job.article.original[start:end]
    place = hit.target
    fingerprint = digest(rule.id, span, job.source, rendering.text)
    group = digest(rule.id, span, rendering.text)
    return Finding(
        rule=rule.id, mqm=rule.mqm, its=rule.its, severity=hit.severity or rule.severity, side=want.language,
        start=start, end=end, message=rule.message, message_zh=rule.message_zh, action="flagged",
        fingerprint=fingerprint, group=group, confidence=hit.confidence,
        evidence=(*hit.evidence, f"candidate by {rendering.by}: {rendering.text}"),
        suggest_en=hit.suggest_en, suggest_zh=hit.suggest_zh, sentence=(job.unit.block.index, job.unit.number),
        target=Target(place[0], place[1], rendering.text[place[0] : place[1]]) if place else None,
        status=status_of(context.decisions.about(fingerprint, group)),
    )  # fmt: skip
