"""Look at an article's units through the glossary's automaton, once, and remember what was seen.

The units' current texts are joined by line breaks and scanned in one pass; the automaton also carries the rules'
literals. Hits are dealt out to the units they stand in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.context import Context
from pipeline.lexicon.matcher import Hit, longest
from pipeline.model import Article, Block, Edit, Run, Sentence
from pipeline.rule import (
    ALWAYS,
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
)
from pipeline.text import HAN, LATIN, View, view

# One mention is a passing one (or the spam itself); an article about gambling or sport names it again.
ABOUT_SPAM = 2
FACTS = -1  # where an article keeps its facts beside its last scans, which are kept by their length
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
    return Facts(ranked[0][0] if ranked else None, frozenset(names), _about_spam(scanned, context))


def facts_of(article: Article, scanned: Sequence[Scanned], context: Context) -> Facts:
    """Return the article's facts, counted again only after an edit."""
    known: tuple[tuple[Edit, ...], Facts] | None = article.last_scan.get(FACTS)
    if known is not None and known[0] is article.edits:
        return known[1]
    facts = article_facts(scanned, context)
    article.last_scan[FACTS] = (article.edits, facts)
    return facts


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


def terms_of(scanned: Scanned) -> list[Hit]:
    """The glossary terms and names of a unit, leftmost longest."""
    return longest(scanned.hits)
