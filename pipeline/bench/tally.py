"""Hold findings against what was seeded: what was found, what was said for nothing, how sure it was of itself.

A finding is right if it touches a damaged range; a damage is found if any finding touches one of its ranges, and mended
if the sentence then reads as the sound one did. Everything said of sound text is a false alarm, also where the
phrasebook itself may be at fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.bench.articles import NEED_WHOLE, Made, Site
from pipeline.context import Context
from pipeline.lexicon.matcher import TERM_ROLES, longest
from pipeline.lexicon.schema import Name
from pipeline.model import Article, Finding, Language
from pipeline.run import CHECK_STAGES, process
from pipeline.segmentation.islands import main_language
from pipeline.text import LATIN, han_count, view

_WORD = re.compile(f"[{LATIN}]+(?:['’-][{LATIN}]+)*")
BANDS = 10
ANOTHER_DRUG = "another drug"  # what may be listed of `strayed`


@dataclass(slots=True)
class KindTally:
    """Of one kind of damage: seeded, found by any rule, by one of those whose job it is, and mended."""

    seeded: int = 0
    found: int = 0
    by_its_rule: int = 0
    mended: int = 0


@dataclass(slots=True)
class RuleTally:
    """Of one rule: damages of its kinds and how many it found; findings, right ones; changes of the text, right ones.

    `own` are damages of its kinds where it changed the text, `mended` those of them that read as they should after all
    rules. `alarms` counts findings on sound text by language and whether they are critical or major ('en harm', 'zh
    minor') or change the text ('en changed').
    """

    seeded: int = 0
    caught: int = 0
    findings: int = 0
    right: int = 0
    changes: int = 0
    right_changes: int = 0
    own: int = 0
    mended: int = 0
    alarms: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Band:
    """Findings by stated confidence: how many, the sum of what they stated, how many were right."""

    findings: int = 0
    stated: float = 0.0
    right: int = 0


@dataclass(slots=True)
class Tally:
    """Counts over many articles; `harm` are critical and major findings, whatever their rule.

    `changed` are damaged sentences the rules changed, `strayed` those of them that then name a drug oftener than either
    the damaged or the sound sentence does.

    `missed` and `wrong` hold what may be listed, and stay empty unless asked for.
    """

    kinds: dict[str, KindTally] = field(default_factory=dict)
    rules: dict[str, RuleTally] = field(default_factory=dict)
    severities: dict[str, KindTally] = field(default_factory=dict)
    bands: list[Band] = field(default_factory=lambda: [Band() for _ in range(BANDS)])
    by_rule: dict[str, Band] = field(default_factory=dict)
    sentences: int = 0
    damaged: int = 0
    harm: int = 0
    harm_right: int = 0
    changed: int = 0
    strayed: int = 0
    words: Counter[Language] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def rule(self, name: str) -> RuleTally:
        """The counts of a rule."""
        return self.rules.setdefault(name, RuleTally())

    def stated(self, rule: str, confidence: float, *, right: bool) -> None:
        """Count a finding in its band of confidence and with its rule."""
        band = self.bands[min(int(confidence * BANDS), BANDS - 1)]
        for item in (band, self.by_rule.setdefault(rule, Band())):
            item.findings += 1
            item.stated += confidence
            item.right += right


def tally_seeded(
    articles: Iterable[Made], jobs: dict[str, tuple[str, ...]], context: Context, tally: Tally, *, listing: bool = False
) -> None:
    """Run the rules over damaged articles; `jobs` names the rules whose job each kind is."""
    for made in articles:
        article = _checked(made.text, "txt", context)
        for finding in article.findings:
            if finding.rule in NEED_WHOLE:
                continue
            right = any(site.touches(finding.start, finding.end) for site in made.sites)
            _count(finding, tally, right=right)
            if listing and not right:
                tally.wrong.append((finding.rule, made.text[finding.start : finding.end]))
        for site in made.sites:
            _count_site(site, article, jobs, tally, listing=listing)
            _count_drugs(site, article, context, tally, listing=listing)
        tally.sentences += sum(len(block.sentences) for block in article.blocks)
        tally.damaged += len(made.sites)


def _count_site(site: Site, article: Article, jobs: dict[str, tuple[str, ...]], tally: Tally, *, listing: bool) -> None:
    touching = [finding for finding in article.findings if site.touches(finding.start, finding.end)]
    rules = {finding.rule for finding in touching}
    changing = {finding.rule for finding in touching if finding.action != "flagged"}
    now = view(article, site.start, site.end).text
    mended = _words(now) == _words(site.sound)
    own = jobs.get(site.kind, ())
    for group, name in ((tally.kinds, site.kind), (tally.severities, site.severity), (tally.severities, "all")):
        count = group.setdefault(name, KindTally())
        count.seeded += 1
        count.found += bool(rules)
        count.by_its_rule += not rules.isdisjoint(own)
        count.mended += mended
    for rule in own:
        tally.rule(rule).seeded += 1
        tally.rule(rule).caught += rule in rules
        tally.rule(rule).own += rule in changing
        tally.rule(rule).mended += mended and rule in changing
    if listing and not rules:
        tally.missed.append((site.kind, article.original[site.start : site.end]))


def _count_drugs(site: Site, article: Article, context: Context, tally: Tally, *, listing: bool) -> None:
    """Count a sentence that was changed, and whether the change brought in a drug."""
    now, before = view(article, site.start, site.end).text, article.original[site.start : site.end]
    if now == before:
        return
    tally.changed += 1
    if _drugs(now, context) <= _drugs(before, context) | _drugs(site.sound, context):  # how often each at most
        return
    tally.strayed += 1
    if listing:
        tally.wrong.append((ANOTHER_DRUG, f"{before} -> {now}"))


def _drugs(text: str, context: Context) -> Counter[str]:
    """How often a text names each drug, a brand as its generic."""
    return Counter(
        entry.of or entry.id
        for hit in longest(context.glossary.scan(text))
        if isinstance(entry := hit.form.entry, Name) and entry.kind in ("drug", "brand") and hit.form.role in TERM_ROLES
    )


def _count(finding: Finding, tally: Tally, *, right: bool) -> None:
    rule = tally.rule(finding.rule)
    changed = finding.action != "flagged"
    tally.harm += finding.severity != "minor"
    tally.harm_right += finding.severity != "minor" and right
    rule.findings += 1
    rule.right += right
    rule.changes += changed
    rule.right_changes += changed and right
    tally.stated(finding.rule, finding.confidence, right=right)


def tally_sound(
    texts: Iterable[tuple[str, str]], context: Context, tally: Tally, *, whole: bool, listing: bool = False
) -> None:
    """Run the rules over sound articles, given as (text, format): whatever they say is a false alarm.

    `whole` says that they are real articles, not lines of one.
    """
    for text, shape in texts:
        article = _checked(text, shape, context)
        sentences = {
            (block.index, n): article.original[sentence.start : sentence.end]
            for block in article.blocks
            for n, sentence in enumerate(block.sentences)
        }
        for item in sentences.values():
            tally.words["en"] += len(_WORD.findall(item))
            tally.words["zh"] += han_count(item)
        tally.sentences += len(sentences)
        for finding in article.findings:
            if finding.rule in NEED_WHOLE and not whole:
                continue
            _count(finding, tally, right=False)
            place = sentences.get(finding.sentence or (-1, -1), article.original[finding.start : finding.end])
            lang = main_language(place) or "en"
            alarms = tally.rule(finding.rule).alarms
            alarms[f"{lang} {'minor' if finding.severity == 'minor' else 'harm'}"] += 1
            alarms[f"{lang} changed"] += finding.action != "flagged"
            if listing:
                tally.wrong.append((finding.rule, article.original[finding.start : finding.end]))


def _checked(text: str, shape: str, context: Context) -> Article:
    return process(Article("a", "-", shape, text), context, CHECK_STAGES)


def _words(text: str) -> str:
    return " ".join(text.split())
