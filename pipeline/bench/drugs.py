"""Every drug name of a seed, damaged: is it named right, only flagged, taken for another drug, or not seen at all.

The articles of `seeded` name a few hundred drugs; whether a repair ever turns one into another takes all of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.bench.damage import names
from pipeline.bench.damage.shape import Damaged, Line, Maker
from pipeline.bench.damage.stock import Stock
from pipeline.context import Context
from pipeline.lexicon.schema import Name
from pipeline.model import Article, Language
from pipeline.run import CHECK_STAGES, process
from pipeline.text import view

DRAWS = 2  # of each name and kind of damage
_CARRIERS: dict[Language, tuple[str, ...]] = {
    "en": (
        "Patients who take {} every day should tell their doctor.",
        "Treatment with {} was stopped after two weeks.",
        "The usual dose of {} depends on age and weight.",
    ),
    "zh": ("正在服用{}的患者应告知医生。", "两周后停用{}治疗。", "{}的常用剂量取决于年龄和体重。"),
}
_SENTENCES = 12  # of an article
DAMAGE: tuple[tuple[str, Language, Maker], ...] = (
    ("English, misspelt", "en", names.misspelt),
    ("English, odd capitals", "en", names.odd_capitals),
    ("Chinese, other character", "zh", names.same_sound),
    ("Chinese, character lost", "zh", names.character_lost),
    ("Chinese, by its sound", "zh", names.by_sound),
)


@dataclass(slots=True)
class NameTally:
    """What became of damaged names; `other` were made another drug, `wrong` holds those where it may be listed."""

    seeded: int = 0
    right: int = 0
    flagged: int = 0
    other: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Case:
    entry: str
    damaged: Damaged


def tally_names(stock: Stock, context: Context, every: int = 1) -> dict[str, NameTally]:
    """Damage each (or every so manieth) generic name of a seed in each way, twelve to an article, and judge it."""
    tallies = {}
    for title, language, make in DAMAGE:
        cases = list(_cases(stock, stock.generics[::every], language, make, random.Random(f"{title} {stock.seed}")))
        tally = tallies[title] = NameTally()
        for at in range(0, len(cases), _SENTENCES):
            _judge(cases[at : at + _SENTENCES], stock, context, tally)
    return tallies


def _cases(
    stock: Stock, entries: Sequence[Name], language: Language, make: Maker, rng: random.Random
) -> Iterator[_Case]:
    for entry in entries:
        name = _form(entry, language)
        for _ in range(DRAWS):
            damaged = make(Line(rng.choice(_CARRIERS[language]).format(name), language, ""), rng, stock)
            if damaged is not None:
                yield _Case(entry.id, damaged)


def _form(entry: Name, language: Language) -> str:
    return entry.zh.preferred if language == "zh" and entry.zh else entry.en.preferred


def _judge(cases: Sequence[_Case], stock: Stock, context: Context, tally: NameTally) -> None:
    text = "\n\n".join(case.damaged.text for case in cases)
    article = process(Article("a", "-", "txt", text), context, CHECK_STAGES)
    start = 0
    for case in cases:
        end = start + len(case.damaged.text)
        (begin, stop), *_ = case.damaged.spots
        now = view(article, start, end).text
        named = {entry.id for _, entry in stock.terms(now) if entry.kind in ("drug", "brand")}
        tally.seeded += 1
        if now != case.damaged.text and named - {case.entry}:
            tally.other += 1
            if stock.seed == "A":
                tally.wrong.append(f"{case.entry}: {case.damaged.text} -> {now}")
        elif now != case.damaged.text and case.entry in named:
            tally.right += 1
        elif any(found.start < start + stop and start + begin < found.end for found in article.findings):
            tally.flagged += 1
        else:
            tally.missed += 1
        start = end + 2
