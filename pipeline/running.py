"""Run rules over an article: wake each rule only where its triggers stand, map what it yields to the original once.

After an edit only that unit is looked at again, by the rules that come later in the list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import partial
from operator import attrgetter
from typing import Any

from pipeline.context import Context
from pipeline.lexicon.decisions import status_of
from pipeline.model import Action, Article, Edit, Finding
from pipeline.rule import CLASSES, HAS_DIGIT, Facts, Found, Rule, Scope
from pipeline.scanning import Scanned, Unit, facts_of, scan_one, scan_units
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import HAN_CHAR, View, digest, fuse_edit, view, view_of


def woken(rules: Sequence[Rule], scanned: Scanned) -> list[Rule]:
    """Return the rules whose triggers stand in the unit, in their order."""
    classes = scanned.classes
    return [rule for rule in rules if not classes.isdisjoint(rule.triggers)]


def literals(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The literal triggers of rules, for the automaton."""
    return tuple(sorted({trigger for rule in rules for trigger in rule.triggers if trigger not in CLASSES}))


def enabled(rules: Iterable[Rule], context: Context) -> list[Rule]:
    """The rules the settings leave on, with their severities as set."""
    switches = context.settings.rules
    kept: list[Rule] = []
    for rule in rules:
        switch = switches.get(rule.id)
        if switch == "off":
            continue
        kept.append(rule if switch is None else replace(rule, severity=switch))
    return kept


def scope_of(unit: Unit, scanned: Scanned, facts: Facts, context: Context) -> Scope:
    """What a rule is shown of a unit."""
    return Scope(
        scanned.view,
        context.glossary,
        scanned.hits,
        scanned.unknown,
        unit.runs,
        unit.block.kind,
        unit.whole,
        unit.siblings,
        facts,
    )


def run_units(article: Article, units: Sequence[Unit], rules: Sequence[Rule], context: Context) -> Article:
    """Run rules over units in order; an edited unit is scanned again before the next rule sees it."""
    rules = enabled(rules, context)
    if not rules or not units:
        return article
    scanned = scan_units(article, units, context)
    facts = facts_of(article, scanned, context)
    order = {rule.id: n for n, rule in enumerate(rules)}
    known: dict[frozenset[str], list[Rule]] = {}  # most units hold one of a few sets of classes
    edits = article.edits
    findings = list(article.findings)
    for unit, first in zip(units, scanned, strict=True):
        current, done = first, 0
        awake = known.get(current.classes)
        if awake is None:
            awake = known[current.classes] = woken(rules, current)
        scope = scope_of(unit, current, facts, context) if awake else None
        while done < len(awake):
            rule = awake[done]
            done += 1
            found = list(rule.find(scope)) if scope else []
            if not found:
                continue
            before = edits
            for item in reversed(found):
                edits, finding = _settle(article.original, edits, unit, current.view, rule, item, context)
                findings.append(finding)
            if edits is not before and rule is not rules[-1]:
                current = scan_one(view_of(article.original, edits, unit.start, unit.end), context)
                awake, done = woken(rules[order[rule.id] + 1 :], current), 0
                scope = scope_of(unit, current, facts, context)
    if edits is article.edits:
        return replace(article, findings=tuple(findings))
    return replace(article, edits=edits, findings=_with_edits(findings, edits))


def _settle(  # noqa: PLR0913, PLR0917 - the one place where a hit becomes a finding and, if nobody forbade it, an edit
    original: str, edits: tuple[Edit, ...], unit: Unit, item: View, rule: Rule, found: Found, context: Context
) -> tuple[tuple[Edit, ...], Finding]:
    start, end = item.to_original(found.start, found.end)
    sentence_text = original[unit.start : unit.end]
    span = original[start:end]
    suggestion = found.new if found.new is not None else found.suggest_zh or found.suggest_en or ""
    fingerprint = digest(rule.id, span, sentence_text)
    group = digest(rule.id, span, suggestion)
    decision = context.decisions.about(fingerprint, group)
    finding = partial(
        Finding, rule=rule.id, mqm=rule.mqm, its=rule.its, severity=found.severity or rule.severity, side="source",
        start=start, end=end, message=rule.message, message_zh=rule.message_zh, fingerprint=fingerprint, group=group,
        confidence=found.confidence, evidence=found.evidence, suggest_en=found.suggest_en, suggest_zh=found.suggest_zh,
        sentence=(unit.block.index, unit.number), status=status_of(decision),
    )  # fmt: skip
    new, at = found.new, found.at or (found.start, found.end)
    if decision is not None:
        if decision.decision == "reject":
            return edits, finding(action="flagged")
        new = (
            _decided_text(decision.en, decision.zh)
            or new
            or (found.suggest_zh if HAN_CHAR.search(span) else found.suggest_en)
        )
    if new is None:
        return edits, finding(action="flagged")
    if _cuts_opaque(item.text, at, new):
        return edits, finding(action="flagged")
    begin, stop = item.to_original(*at)
    outer = item.covering(begin, stop)
    text = item.text[outer[0] : at[0]] + new + item.text[at[1] : outer[1]]
    edit = Edit(begin, stop, text, (rule.id,), rule.message)
    fused = fuse_edit(edits, original, edit, (unit.start, unit.end))
    action: Action = "removed" if rule.removes else "fixed"
    return fused, finding(action=action, edit=edit)


def _cuts_opaque(text: str, at: tuple[int, int], new: str) -> bool:
    """Whether a change would alter a URL, DOI, phone number or code; one that keeps it whole may stand around it."""
    for start, end in opaque_spans(text):
        if at[0] < end and start < at[1] and text[start:end].isascii() and text[start:end] not in new:
            return True
    return False


def _decided_text(en: str | None, zh: str | None) -> str | None:
    return zh if zh is not None else en


_start_of = attrgetter("start")


def _with_edits(findings: Iterable[Finding], edits: tuple[Edit, ...]) -> tuple[Finding, ...]:
    """Point every finding that edited at the edit that now covers its place."""
    result: list[Finding] = []
    for finding in findings:
        if finding.edit is None:
            result.append(finding)
            continue
        own = finding.edit
        at = bisect_right(edits, own.start, key=_start_of) - 1
        covering = edits[at] if at >= 0 and own.end <= edits[at].end else None
        result.append(finding if covering is own else replace(finding, edit=covering))
    return tuple(result)


def run_article(article: Article, units: Sequence[Unit], rules: Sequence[Rule], context: Context) -> Article:
    """Run rules that look at the article as a whole; what they find belongs to the sentence it begins in."""
    rules = enabled(rules, context)
    if not rules or not units:
        return article
    scanned = scan_units(article, units, context)
    whole = view(article, 0, len(article.original))
    scope = Scope(
        whole,
        context.glossary,
        facts=facts_of(article, scanned, context),
        views=tuple(item.view for item in scanned),
        view_hits=tuple(item.hits for item in scanned),
        kinds=tuple(unit.block.kind for unit in units),
        blocks=tuple(unit.block.index for unit in units),
        digits=tuple(HAS_DIGIT in item.classes for item in scanned),
    )
    starts = [unit.start for unit in units]
    findings = list(article.findings)
    for rule in rules:
        for found in rule.find(scope):
            place = whole.to_original(found.start, found.end)[0]
            unit = units[max(0, bisect_right(starts, place) - 1)]
            _, finding = _settle(article.original, article.edits, unit, whole, rule, found, context)
            findings.append(finding)
    return replace(article, findings=tuple(findings))


# Cheaper than `replace`, and every finding of every article passes here.
_all_but_id = attrgetter(*(field.name for field in fields(Finding) if field.name != "id"))


def _with_id(finding: Finding, name: str) -> Finding:
    values: tuple[Any, ...] = _all_but_id(finding)
    return Finding(*values, name)  # type: ignore[call-arg]  # id is the last field


def number_findings(article: Article) -> Article:
    """Sort findings by place and give them the ids f1, f2 ..."""
    ordered = sorted(article.findings, key=lambda f: (f.start, f.end, f.side, f.rule, f.fingerprint))
    named = tuple(_with_id(finding, f"f{n}") for n, finding in enumerate(ordered, 1))
    return replace(article, findings=named)
