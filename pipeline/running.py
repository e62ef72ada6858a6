"""Run rules over an article: wake each rule only where its triggers stand, map what it yields to the original once.

The sentences' current texts are joined by line breaks and scanned once by the glossary's automaton, which also
carries the rules' literals; hits are dealt out to sentences. After an edit only that sentence is looked at again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from operator import attrgetter
from typing import Any

from pipeline.context import Context
from pipeline.lexicon.decisions import status_of
from pipeline.lexicon.lexicon import Hit, longest
from pipeline.model import Action, Article, Block, Edit, Finding, Run, Sentence
from pipeline.rule import (
    ALWAYS,
    CLASSES,
    HAS_AVOID,
    HAS_BOTH,
    HAS_CASED,
    HAS_DIGIT,
    HAS_HAN,
    HAS_LATIN,
    HAS_SENSE,
    HAS_SPAM,
    HAS_UNKNOWN,
    Facts,
    Found,
    Rule,
    Scope,
)  # fmt: skip
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import HAN, LATIN, View, digest, fuse_edit, view, view_of

# One mention is a passing one (or the spam itself); an article about gambling or sport names it again.
ABOUT_SPAM = 2
# Domains every article has terms of; they say nothing about what it is about.
GENERAL_DOMAINS = frozenset({"general", "research", "care", "pharmacology", "symptoms"})
_HAN, _LATIN, _DIGIT = re.compile(f"[{HAN}]"), re.compile(f"[{LATIN}]"), re.compile(r"[0-9]")
_ROLE_CLASS = {"wrong": HAS_SENSE, "avoid": HAS_AVOID, "spam": HAS_SPAM, "cased": HAS_CASED}


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or block) with its surroundings, ready to be shown to rules."""

    block: Block
    number: int
    start: int
    end: int
    runs: tuple[Run, ...]
    siblings: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Scanned:
    """A unit's current view and what the automaton found in it, in view offsets."""

    view: View
    hits: tuple[Hit, ...]
    unknown: tuple[tuple[int, int], ...]
    classes: frozenset[str]


def sentence_units(article: Article) -> list[Unit]:
    """Every sentence as a unit; list items carry the texts of their siblings."""
    units: list[Unit] = []
    lists = _list_texts(article)
    for block in article.blocks:
        siblings = lists.get(block.index, ())
        only = len(block.sentences) == 1
        units.extend(
            Unit(block, n, sentence.start, sentence.end, sentence.runs, siblings, only or _is_label(sentence, n, block))
            for n, sentence in enumerate(block.sentences)
        )
    return units


def _is_label(sentence: Sentence, number: int, block: Block) -> bool:
    return (
        number == 0 and block.kind == "list_item" and sentence.end - sentence.start <= 48 and len(block.sentences) > 1
    )


def block_units(article: Article) -> list[Unit]:
    """Every block that is not yet cut into sentences, as a unit."""
    return [
        Unit(block, 0, block.start, block.end, (), (), whole=True)
        for block in article.blocks
        if block.kind not in ("removed", "code") and block.end > block.start
    ]


def _list_texts(article: Article) -> dict[int, tuple[str, ...]]:
    groups: list[list[Block]] = []
    for block in article.blocks:
        if block.kind != "list_item":
            continue
        if groups and groups[-1][-1].index == block.index - 1:
            groups[-1].append(block)
        else:
            groups.append([block])
    texts: dict[int, tuple[str, ...]] = {}
    for group in groups:
        views = [view(article, block.start, block.end).text.strip() for block in group]
        for n, block in enumerate(group):
            texts[block.index] = tuple(views[:n] + views[n + 1 :])
    return texts


def scan_units(article: Article, units: Sequence[Unit], context: Context) -> list[Scanned]:
    """Scan all units in one pass of the automaton; what an earlier stage scanned and nobody changed is not again."""
    known: dict[tuple[int, int, str], Scanned] = article.scans
    last = article.last_scan.get(len(units))
    if last is not None and last[0] is article.edits and _same_places(last[1], units):
        return list(last[1])
    views = [view(article, unit.start, unit.end) for unit in units]
    keys = [(item.start, item.end, item.text) for item in views]
    fresh = [n for n, key in enumerate(keys) if key not in known]
    if fresh:
        for n, item in zip(fresh, _scan_views([views[n] for n in fresh], context), strict=True):
            known[keys[n]] = item
    scanned = [known[key] for key in keys]
    article.last_scan[len(units)] = (article.edits, scanned)
    return scanned


def _same_places(scanned: Sequence[Scanned], units: Sequence[Unit]) -> bool:
    return all(
        item.view.start == unit.start and item.view.end == unit.end for item, unit in zip(scanned, units, strict=True)
    )


def _scan_views(views: Sequence[View], context: Context) -> list[Scanned]:
    starts: list[int] = []
    at = 0
    for item in views:
        starts.append(at)
        at += len(item.text) + 1
    joined = "\n".join(item.text for item in views)
    hits: list[list[Hit]] = [[] for _ in views]
    for begin, end, form in context.glossary.scan(joined):
        n = bisect_right(starts, begin) - 1
        shift = starts[n]
        hits[n].append(Hit(begin - shift, end - shift, form))
    unknown: list[list[tuple[int, int]]] = [[] for _ in views]
    for begin, end in context.glossary.unknown_words(joined):
        n = bisect_right(starts, begin) - 1
        unknown[n].append((begin - starts[n], end - starts[n]))
    return [_classified(v, h, u) for v, h, u in zip(views, hits, unknown, strict=True)]


def scan_one(item: View, context: Context) -> Scanned:
    """Scan one view."""
    return _classified(item, context.glossary.scan(item.text), context.glossary.unknown_words(item.text))


def article_facts(scanned: Sequence[Scanned], context: Context) -> Facts:
    """Count what the article is about from its glossary hits."""
    domains: Counter[str] = Counter()
    names: set[str] = set()
    for item in scanned:
        for hit in item.hits:
            entry = hit.form.entry
            if entry is None or hit.form.role == "avoid":
                continue
            if entry.domain and entry.domain not in GENERAL_DOMAINS:
                domains[entry.domain] += 1
            names.add(entry.id)
    ranked = sorted(domains.items(), key=lambda pair: (-pair[1], pair[0]))
    spam = any(hit.form.role == "spam" for item in scanned for hit in item.hits)
    return Facts(ranked[0][0] if ranked else None, frozenset(names), spam and _about_spam(scanned, context))


def _about_spam(scanned: Sequence[Scanned], context: Context) -> bool:
    """Whether the article itself is about gambling, sport or apps, so that their words are no injection."""
    whole = "\n".join(item.view.text for item in scanned)
    return sum(whole.count(word) for word in context.glossary.glossary.spam.counter) >= ABOUT_SPAM


def _classified(item: View, hits: Sequence[Hit], unknown: Sequence[tuple[int, int]]) -> Scanned:
    """Name the trigger classes and literals that stand in a unit."""
    text = item.text
    classes = {ALWAYS}
    latin = _LATIN.search(text) is not None
    if latin:
        classes.add(HAS_LATIN)
    if not text.isascii() and _HAN.search(text) is not None:
        classes.add(HAS_HAN)
        if latin:
            classes.add(HAS_BOTH)
    if _DIGIT.search(text):
        classes.add(HAS_DIGIT)
    if unknown:
        classes.add(HAS_UNKNOWN)
    for hit in hits:
        role = hit.form.role
        if role in _ROLE_CLASS:
            classes.add(_ROLE_CLASS[role])
        elif role == "trigger":
            classes.add(hit.form.text)
    return Scanned(item, tuple(hits), tuple(unknown), frozenset(classes))


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
    facts = article_facts(scanned, context)
    order = {rule.id: n for n, rule in enumerate(rules)}
    edits = article.edits
    findings = list(article.findings)
    for unit, first in zip(units, scanned, strict=True):
        current, done = first, 0
        awake = woken(rules, current)
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
            or (found.suggest_zh if unit_is_zh(span) else found.suggest_en)
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


def unit_is_zh(span: str) -> bool:
    """Whether a span is written in Chinese."""
    return _HAN.search(span) is not None


def _decided_text(en: str | None, zh: str | None) -> str | None:
    return zh if zh is not None else en


def _with_edits(findings: Iterable[Finding], edits: tuple[Edit, ...]) -> tuple[Finding, ...]:
    """Point every finding that edited at the edit that now covers its place."""
    result: list[Finding] = []
    for finding in findings:
        if finding.edit is None:
            result.append(finding)
            continue
        own = finding.edit
        at = bisect_right(edits, own.start, key=lambda edit: edit.start) - 1
        covering = edits[at] if at >= 0 and own.end <= edits[at].end else None
        result.append(finding if covering is own else replace(finding, edit=covering))
    return tuple(result)


def terms_of(scanned: Scanned) -> list[Hit]:
    """The glossary terms and names of a unit, leftmost longest."""
    return longest(scanned.hits)


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
        facts=article_facts(scanned, context),
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


# `replace` costs three times as much, and every finding of every article passes here.
_all_but_id = attrgetter(*(field.name for field in fields(Finding) if field.name != "id"))


def _with_id(finding: Finding, name: str) -> Finding:
    values: tuple[Any, ...] = _all_but_id(finding)
    return Finding(*values, name)  # type: ignore[call-arg]  # id is the last field


def number_findings(article: Article) -> Article:
    """Sort findings by place and give them the ids f1, f2 ..."""
    ordered = sorted(article.findings, key=lambda f: (f.start, f.end, f.side, f.rule, f.fingerprint))
    named = tuple(_with_id(finding, f"f{n}") for n, finding in enumerate(ordered, 1))
    return replace(article, findings=named)
