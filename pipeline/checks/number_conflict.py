"""Values a power of ten apart that should be one: a drug at 50 mg here and 500 mg there, 80 weeks beside eight weeks.

Why it matters: a digit or unit lost by a machine reads as a dose.
Leaves alone: doses that differ by any other factor (a starting and a full dose), different drugs in one sentence, and
periods that do not stand in neighbouring sentences of one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.lexicon.matcher import TERM_ROLES, Hit
from pipeline.quantity import Quantity, quantities
from pipeline.rule import HAS_DIGIT, Fires, Found, Quiet, Rule, Scope
from pipeline.text import View

_IN_MG = {"mg": Fraction(1), "g": Fraction(1000), "µg": Fraction(1, 1000), "mcg": Fraction(1, 1000)}
_PERIODS = frozenset({"minute", "hour", "day", "week", "month", "calendar month", "year"})
_CAP = re.compile(
    r"(?i)no more than|not exceed|not more than|at most|maximum (?:dose )?(?:of|is)|up to a maximum of|不超过|不得超过|最多|最大剂量为?"
)
_MASS = re.compile(r"mg|µg|mcg|μg|[0-9] ?g(?![A-Za-z])|毫克|微克|克|gram")
_PERIOD_WORD = re.compile(r"(?i)minute|hour|day|week|month|year|分钟|小时|天|日|周|星期|月|年")
_TIMES = {Fraction(10), Fraction(100), Fraction(1000)}


@dataclass(frozen=True, slots=True)
class Dose:
    """A mass beside the one drug its sentence names: place in the article's view, and value in milligrams."""

    start: int
    end: int
    text: str
    value: Fraction


def find(scope: Scope) -> Iterator[Found]:
    """Yield each dose a power of ten away from another of its drug, and each such period beside another."""
    yield from _periods(scope)
    yield from _over_the_cap(scope)
    for drug, doses in _doses(scope).items():
        for dose in doses:
            others = [other.value for other in doses if other.value != dose.value and other.start != dose.start]
            ratios = {max(dose.value, other) / min(dose.value, other) for other in others}
            lone = sum(other.value == dose.value for other in doses) == 1
            if others and lone and ratios & _TIMES:
                against = next(o for o in doses if max(dose.value, o.value) / min(dose.value, o.value) in _TIMES)
                yield Found(
                    dose.start, dose.end, confidence=0.7,
                    evidence=(f"{drug}: {dose.text} here, {against.text} elsewhere in the article",),
                )  # fmt: skip


def _over_the_cap(scope: Scope) -> Iterator[Found]:
    """Yield a dose higher than the most its own sentence allows: 'started at 100 mg, no more than 20 mg'."""
    for n, view in enumerate(scope.views):
        cap = _CAP.search(view.text) if scope.digits[n] and _MASS.search(view.text) else None
        if cap is None:
            continue
        masses = [q for q in quantities(view.text, "mixed") if q.unit in _IN_MG]
        most = next((q for q in masses if cap.end() <= q.start <= cap.end() + 12), None)
        if most is None:
            continue
        limit = max(most.low, most.high or most.low) * _IN_MG[most.unit]
        start = scope.view.from_original(view.start)
        for quantity in masses:
            if quantity is not most and quantity.low * _IN_MG[quantity.unit] > limit:
                yield Found(
                    start + quantity.start, start + quantity.end, confidence=0.7,
                    evidence=(f"more than the {view.text[most.start : most.end]} its sentence allows",),
                )  # fmt: skip


def _periods(scope: Scope) -> Iterator[Found]:
    """Yield a period ten times another of the same unit in the sentence before."""
    lengths: dict[int, list[Quantity]] = {}
    told = [_PERIOD_WORD.search(view.text) is not None for view in scope.views]
    for n in range(1, len(scope.views)):
        if not (told[n] and told[n - 1]) or scope.blocks[n] != scope.blocks[n - 1]:
            continue
        if not (scope.digits[n] or scope.digits[n - 1]):
            continue
        for k in (n - 1, n):
            if k not in lengths:
                lengths[k] = _lengths(scope.views[k].text)
        before, here = lengths[n - 1], lengths[n]
        for length in here:
            others = {other.low for other in before if other.unit == length.unit}
            if any(max(length.low, other) == 10 * min(length.low, other) for other in others):
                start = scope.view.from_original(scope.views[n].start)
                text = scope.views[n].text[length.start : length.end]
                yield Found(
                    start + length.start, start + length.end, severity="major", confidence=0.5,
                    evidence=(f"{text} here, ten times or a tenth of it in the sentence before",),
                )  # fmt: skip


def _lengths(text: str) -> list[Quantity]:
    found = quantities(text, "mixed")
    return [item for item in found if item.unit in _PERIODS and item.high is None and item.low > 1]


def _doses(scope: Scope) -> dict[str, list[Dose]]:
    """The doses of each drug, from sentences that name that drug alone."""
    told: dict[str, list[View]] = {}
    for view, hits in zip(scope.views, scope.view_hits, strict=True):
        drugs = _drugs(hits)
        if len(drugs) == 1 and _MASS.search(view.text) is not None:
            told.setdefault(next(iter(drugs)), []).append(view)
    return {
        drug: [dose for view in views for dose in _doses_in(view, scope)]
        for drug, views in told.items()
        if len(views) > 1 or len(_MASS.findall(views[0].text)) > 1
    }


def _doses_in(view: View, scope: Scope) -> Iterator[Dose]:
    start = scope.view.from_original(view.start)
    for quantity in quantities(view.text, "mixed"):
        scale = _IN_MG.get(quantity.unit)
        if scale is None or quantity.low <= 0:
            continue
        text = view.text[quantity.start : quantity.end]
        for value in (quantity.low,) if quantity.high is None else (quantity.low, quantity.high):
            yield Dose(start + quantity.start, start + quantity.end, text, value * scale)


def _drugs(hits: tuple[Hit, ...]) -> set[str]:
    entries = (hit.form.entry for hit in hits if hit.form.role in TERM_ROLES)
    return {entry.id for entry in entries if entry is not None and entry.kind == "drug"}


NUMBER_CONFLICT = Rule(
    id="number_conflict", severity="critical", mqm="mistranslation", its="numbers",
    message="Value a power of ten away from the same value elsewhere", message_zh="同一数值前后相差十倍以上",
    source="ISMP: tenfold errors", triggers=(HAS_DIGIT,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("Sertraline is started at 50 mg a day.\n\nMost adults stay on sertraline 500 mg a day.", "50 mg"),
        Fires("Try it for eight weeks. After 80 weeks without relief, switch.", "80 weeks"),
        Fires("二甲双胍的起始剂量为500毫克。\n\n部分患者服用二甲双胍500克。", "500毫克"),
    ),
    quiet=(
        Quiet("Sertraline is started at 50 mg a day.\n\nSome adults need sertraline 200 mg a day.", "an ordinary increase"),
        Quiet("It starts at 5 mg and must not exceed 20 mg.", "a start below the cap"),
        Quiet("Sertraline 50 mg is common.\n\nIbuprofen 500 mg is another drug.", "two drugs"),
    ),
)  # fmt: skip
