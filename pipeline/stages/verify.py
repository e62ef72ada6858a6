"""Verify: compare every candidate with its source; the first that passes wins, one that fails critically is not shown.

A failed candidate stays in the findings, with the place where it fails, and the sentence becomes a gap.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.checks import RENDERING_CHECKS
from pipeline.context import Context
from pipeline.model import Article, Block, Finding, Language, Rendering, Sentence, Target
from pipeline.rule import Found, Rule, Scope
from pipeline.running import enabled, number_findings
from pipeline.scanning import Scanned, Unit, scan_units, sentence_units
from pipeline.segmentation.clauses import GAP
from pipeline.text import digest


def verify(article: Article, context: Context) -> Article:
    """Choose a rendering for every sentence that has candidates, and a gap where none is sound."""
    units = sentence_units(article)
    scanned = iter(scan_units(article, units, context))
    owners = iter(units)
    rules = enabled(RENDERING_CHECKS, context)
    findings = list(article.findings)
    blocks: list[Block] = []
    for block in article.blocks:
        sentences = []
        for sentence in block.sentences:
            unit, item = next(owners), next(scanned)
            chosen, failures = _choose(article, unit, item, sentence, rules, context)
            findings += failures
            sentences.append(chosen)
        blocks.append(block.with_sentences(tuple(sentences)))
    return number_findings(replace(article, blocks=tuple(blocks), findings=tuple(findings)))


def _choose(  # noqa: PLR0913, PLR0917 - everything a candidate is compared with
    article: Article, unit: Unit, item: Scanned, sentence: Sentence, rules: list[Rule], context: Context
) -> tuple[Sentence, list[Finding]]:
    failures: list[Finding] = []
    chosen: dict[str, Rendering] = {}
    for language, candidate in sentence.candidates:
        if language in chosen:
            continue
        found = _failures(article, unit, item, language, candidate, rules, context)
        if any(finding.severity == "critical" for finding in found):
            failures += found
            continue
        if found and candidate.status == "machine":
            candidate = replace(candidate, status="draft")
        failures += found
        chosen[language] = candidate
    for language in context.settings.to:
        if language not in chosen and getattr(sentence, language) is None:
            chosen[language] = Rendering(GAP, "gap", "gap", 0.0, digest(item.view.text, language, "gap"))
    return replace(sentence, candidates=(), **chosen), failures  # type: ignore[arg-type]


def _failures(  # noqa: PLR0913, PLR0917
    article: Article,
    unit: Unit,
    item: Scanned,
    language: Language,
    candidate: Rendering,
    rules: list[Rule],
    context: Context,
) -> list[Finding]:
    """What the rendering checks find; a candidate with a gap in it, or put together by a person, is not compared."""
    if GAP in candidate.text or candidate.by == "source":
        return []
    exact = candidate.by == "memory" and candidate.score == 1.0
    scope = Scope(
        item.view, context.glossary, item.hits, kind=unit.block.kind, rendering=candidate.text, language=language
    )
    found = [
        (rule, hit)
        for rule in rules
        # A person wrote an exact hit for this very sentence: how it words a term is that person's choice.
        if not (exact and rule.id in ("term_missing", "negation_differs"))
        for hit in rule.find(scope)
    ]
    return [_finding(article, unit, item, language, candidate, rule, hit) for rule, hit in found]


def _finding(  # noqa: PLR0913, PLR0917
    article: Article, unit: Unit, item: Scanned, language: Language, candidate: Rendering, rule: Rule, hit: Found
) -> Finding:
    start, end = item.view.to_original(hit.start, hit.end)
    span = article.original[start:end]
    place = hit.target
    target = Target(place[0], place[1], candidate.text[place[0] : place[1]]) if place else None
    return Finding(
        rule=rule.id, mqm=rule.mqm, its=rule.its, severity=hit.severity or rule.severity, side=language, start=start,
        end=end,
        message=rule.message, message_zh=rule.message_zh, action="flagged",
        fingerprint=digest(rule.id, span, article.original[unit.start : unit.end], candidate.text),
        group=digest(rule.id, span, candidate.text), confidence=hit.confidence,
        evidence=(*hit.evidence, f"candidate by {candidate.by}: {candidate.text}"),
        suggest_en=hit.suggest_en, suggest_zh=hit.suggest_zh, sentence=(unit.block.index, unit.number), target=target,
    )  # fmt: skip
