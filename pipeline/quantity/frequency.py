"""How often: twice daily, bid, 每日两次, every 8 hours and 每8小时 as rates that can be compared.

A dose taken twice a week instead of twice a day keeps its number, so the comparison of quantities cannot see it. A
period without a count (每日, weekly, 60 mg a day) is soft: it agrees with once in that period, and may go where the
sentence says it otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from pipeline.model import Lang
from pipeline.quantity import units
from pipeline.quantity.reader import Quantity, quantities
from pipeline.quantity.values import fold_text

_PERIODS = {
    "day": "day", "daily": "day", "night": "day", "nightly": "day", "morning": "day", "evening": "day",
    "bedtime": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month", "year": "year",
    "yearly": "year", "annually": "year", "annual": "year", "hour": "hour", "hourly": "hour", "minute": "minute",
    "second": "second", "日": "day", "天": "day", "晚": "day", "早": "day", "晨": "day", "夜": "day", "周": "week",
    "星期": "week", "月": "month", "年": "year", "小时": "hour", "分钟": "minute", "秒": "second",
}  # fmt: skip
_DAYS = {
    "second": Fraction(1, 86400), "minute": Fraction(1, 1440), "hour": Fraction(1, 24), "day": Fraction(1),
    "week": Fraction(7), "month": Fraction(3044, 100), "year": Fraction(36525, 100),
}  # fmt: skip
_EN = "|".join(sorted((w for w in _PERIODS if w.isascii()), key=len, reverse=True))
_ZH = (
    f"(?:{'|'.join(sorted((w for w in _PERIODS if not w.isascii()), key=len, reverse=True))})"
    "(?<!周(?=[期围边径]))(?<!年(?=[龄轻级长]))(?<!月(?=[经子龄]))(?<!日(?=常))"
)
_PULSES = frozenset(("per second", "per minute"))  # heart beats and compressions, no schedule
_HINT = re.compile(rf"{_EN}|[每隔/次]|q[0-9]|[btq]\.?i\.?d")
_PER_AFTER = re.compile(
    rf"(?:,? ?(?:a|an|per|each|every|/|in a|in any) ?|[, -]+)(?P<en>{_EN})(?![a-z])|(?:/|每) ?(?P<zh>{_ZH})"
)
_PER_BEFORE = re.compile(
    rf"(?:每个?(?P<zh>{_ZH})[^，。；,;、:：0-9分共]{{0,18}}[,，]?|(?<!第)(?:一"
    rf"|1 ?)个?(?P<one>{_ZH})[^，。；,;、:：0-9内分共]{{0,2}})$"
)
# "five sessions a week", 30 or more per hour: the counted thing stands between the number and the period.
_NOUN_PER = re.compile(rf"(?: [a-z-]+){{1,4}} (?:a|an|per|each|every) (?P<en>{_EN})(?![a-z])")
_N_HOURLY = re.compile(r"(?:-| (?=hourly))(hourly|weekly|monthly)(?![a-z])")
_EVERY = re.compile(r"(?:every|each|per)(?: about| approximately)? $|每隔?(?:约|大约)? ?$")
_TIMES_NEAR = re.compile("^[^，。；,;]{0,6}$")
_BARE = re.compile(
    rf"(?<![a-z-])(?:(?:a|an|per|each|every|every single|once) (?P<en>day|night|week|month|year|hour|minute|morning"
    rf"|evening)"
    rf"|(?P<adverb>daily|nightly|weekly|monthly|yearly|annually|annual|hourly))(?![a-z])|每个?(?P<zh>{_ZH})"
    rf"|/ ?(?P<slash>{_ZH}|day|week|h)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class FrequencyDifference:
    """One rate that differs; both sides are given when one stands in for the other."""

    kind: Literal["missing", "added", "value"]
    source: Quantity | None
    target: Quantity | None


def frequencies(text: str, lang: Lang) -> tuple[Quantity, ...]:
    """Return the rates of a text as quantities with a unit such as 'per day'.

    >>> [(str(q.low), q.unit) for q in frequencies("10 mg twice daily, then every 8 hours", "en")]
    [('2', 'per day'), ('3', 'per day')]
    """
    folded = fold_text(text)
    if _HINT.search(folded) is None:
        return ()
    found = quantities(text, lang)
    rates = _intervals(folded, found)
    taken = [(q.start, q.end) for q in rates]
    for quantity in found:
        rate = None if _inside(quantity.start, taken) else _one_rate(folded, quantity)
        if rate is not None:
            rates.append(rate)
            taken.append((rate.start, rate.end))
    rates += [r for r in _bare(folded) if not any(r.start < end and start < r.end for start, end in taken)]
    return tuple(sorted(rates, key=lambda rate: rate.start))


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _one_rate(text: str, quantity: Quantity) -> Quantity | None:
    if units.numerator(quantity.unit) in ("time", "beat"):
        return _counted(text, quantity)
    if hourly := _N_HOURLY.match(text, quantity.end):
        return _every(replace(quantity, unit=_PERIODS[hourly[1]]), Fraction(1), quantity.start, hourly.end())
    noun = _NOUN_PER.match(text, quantity.end) if quantity.unit == "" and quantity.kind == "count" else None
    return replace(_rate(quantity, _PERIODS[noun["en"]], quantity.start, quantity.end), soft=True) if noun else None


def _counted(text: str, quantity: Quantity) -> Quantity | None:
    """Read "three times a day", 每日两次, 2次/天 and bid."""
    spelling = text[quantity.start : quantity.end]
    if spelling[-1:] in "d." and spelling[0] in "btq":
        return _rate(quantity, "day", quantity.start, quantity.end)
    below = quantity.unit.partition("/")[2]
    if below in _DAYS:
        return _rate(quantity, below, quantity.start, quantity.end)
    if after := _PER_AFTER.match(text, quantity.end):
        return _rate(quantity, _PERIODS[after["en"] or after["zh"]], quantity.start, after.end())
    before = _PER_BEFORE.search(text, max(0, quantity.start - 24), quantity.start)
    if before is not None:
        return _rate(quantity, _PERIODS[before["zh"] or before["one"]], before.start(), quantity.end)
    return None


def _rate(count: Quantity, period: str, start: int, end: int) -> Quantity:
    return Quantity(start, end, count.low, count.high, f"per {period}", "frequency")


def _intervals(text: str, found: tuple[Quantity, ...]) -> list[Quantity]:
    """Read "every 8 hours", "once every two weeks", 每两周一次, q8h, every other day and 隔日."""
    rates: list[Quantity] = []
    for i, span in enumerate(found):
        if units.scale(span.unit).dimension not in ("time", "month") or span.low <= 0:
            continue
        own = span.kind == "frequency"
        lead = None if own else _EVERY.search(text, max(0, span.start - 12), span.start)
        if not own and lead is None:
            continue
        count, start, end = Fraction(1), lead.start() if lead else span.start, span.end
        times = _times_beside(text, found, i)
        if times is not None:
            count, start, end = times.low, min(start, times.start), max(end, times.end)
        rates.append(_every(span, count, start, end))
    return rates


def _times_beside(text: str, found: tuple[Quantity, ...], i: int) -> Quantity | None:
    for other in found[i + 1 : i + 2]:
        if (
            other.unit == "time"
            and _TIMES_NEAR.match(text[found[i].end : other.start])
            and "每" in text[max(0, found[i].start - 3) : found[i].start] + text[found[i].start : found[i].start + 1]
        ):
            return other
    if (
        i
        and found[i - 1].unit == "time"
        and text[found[i - 1].end : found[i].start].strip() in ("every", "in every", "")
    ):
        return found[i - 1]
    return None


def _every(span: Quantity, count: Fraction, start: int, end: int) -> Quantity:
    unit, factor = _period_of(units.numerator(span.unit))
    low = count / (span.high * factor) if span.high is not None else count / (span.low * factor)
    high = count / (span.low * factor) if span.high is not None else None
    return Quantity(
        start, end, low, high, f"per {unit}", "frequency", soft=span.soft and span.low == 1 and high is None
    )


def _period_of(unit: str) -> tuple[str, Fraction]:
    """Return the period an interval's rate is given in: hours become days, fortnights weeks."""
    special = {"hour": ("day", Fraction(1, 24)), "fortnight": ("week", Fraction(2)), "decade": ("year", Fraction(10))}
    if unit in special:
        return special[unit]
    return (unit, Fraction(1)) if unit in _DAYS else ("year", Fraction(100))


def _bare(text: str) -> list[Quantity]:
    rates = []
    for match in _BARE.finditer(text):
        word = match["en"] or match["adverb"] or match["zh"] or match["slash"]
        period = _PERIODS.get(word, "hour")
        rates.append(Quantity(match.start(), match.end(), Fraction(1), None, f"per {period}", "frequency", soft=True))
    return rates


def frequency_differences(
    source: str, source_lang: Lang, target: str, target_lang: Lang
) -> tuple[FrequencyDifference, ...]:
    """Return the rates in which a target departs from its source; none when they agree.

    Counted rates must be found again. Bare periods are news only when both sides hold one the other lacks
    (weekly against 每日).
    """
    left = [r for r in frequencies(source, source_lang) if r.unit not in _PULSES]
    right = [r for r in frequencies(target, target_lang) if r.unit not in _PULSES]
    lost = [one for one in _without(left, right) if not _is_said_apart(one, right, target, target_lang)]
    extra = [one for one in _without(right, left) if not _is_said_apart(one, left, source, source_lang)]
    found: list[FrequencyDifference] = []
    for one in lost:
        other = _stand_in(one, extra)
        if other is not None:
            extra.remove(other)
            found.append(FrequencyDifference("value", one, other))
        elif not one.soft:
            found.append(FrequencyDifference("missing", one, None))
    found += [FrequencyDifference("added", None, other) for other in extra if not other.soft]
    return tuple(found)


def _is_said_apart(one: Quantity, others: list[Quantity], text: str, lang: Lang) -> bool:
    """Whether the other text has the count and the period in different places: 每天用含氟牙膏刷牙两次."""
    if one.soft or not any(other.soft and other.unit == one.unit and other.low == 1 for other in others):
        return False
    return any(found.low == one.low and found.unit in ("time", "") for found in quantities(text, lang))


def _stand_in(one: Quantity, extra: list[Quantity]) -> Quantity | None:
    """Return the rate that took one's place: one as firm, or the other only a period; two counts of things are none."""
    same = [r for r in extra if r.soft == one.soft and (not one.soft or r.low == one.low == 1)]
    firm = [r for r in extra if r.soft != one.soft]
    return next(iter(same + firm), None)


def _without(ones: list[Quantity], others: list[Quantity]) -> list[Quantity]:
    rates = [rate for other in others for rate in _per_day(other)]
    return [one for one in ones if not all(_is_near(rate, rates) for rate in _per_day(one))]


def _per_day(rate: Quantity) -> list[Fraction]:
    days = _DAYS[rate.unit.removeprefix("per ")]
    return [end / days for end in (rate.low, rate.high) if end is not None]


def _is_near(rate: Fraction, rates: list[Fraction]) -> bool:
    return any(abs(rate - other) <= Fraction(2, 100) * max(rate, other) for other in rates)
