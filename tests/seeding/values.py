"""Errors of numbers: ten times as much, another digit, another numeral, another unit, another frequency."""

from __future__ import annotations

import random
import re

from tests.seeding.pairs import Pair, Seeded, replaced

# A number that is no part of a name (CYP2D6, omega-3, B12) and no end of a decimal.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,\-–*:+/α-ωΑ-Ω])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9A-Za-z]|[-–*:][0-9A-Z羟氨氟]|[.,][0-9])"
)
_DOSE_UNIT = r" ?(?:mg|g|mcg|µg|μg|mL|ml|毫克|克|微克|毫升|mmol|IU|国际单位|milligrams?|grams?|micrograms?|millilitres?|milliliters?)"
_DOSE = re.compile(rf"(?<![A-Za-z0-9.,\-–])([0-9]+(?:\.[0-9]+)?)(?={_DOSE_UNIT}(?![A-Za-z]))")
_UNITS = {
    "zh": {
        "毫克": "克", "微克": "毫克", " mg": " g", " g": " mg", "mg": "g", "毫升": "升", " mL": " L", "周": "天", "个月": "周",
        "小时": "分钟", "分钟": "小时", "天": "周", "年": "个月", "%": "‰", "mmHg": "kPa", " kg": " g", " cm": " mm",
    },
    "en": {
        "mg": "g", "g": "mg", "mcg": "mg", "µg": "mg", "mL": "L", "milligrams": "grams", "micrograms": "milligrams",
        "weeks": "days", "months": "weeks", "hours": "minutes", "minutes": "hours", "days": "weeks", "years": "months",
        "mmHg": "kPa", "kg": "g", "cm": "mm",
    },
}  # fmt: skip
_ZH_NUMERALS = "两三四五六七八九"
_ZH_COUNTED = "个月|周|天|年|小时|分钟|次|片|种|个|名|项|例|倍|岁"
_ZH_NUMERAL = re.compile(
    f"(?<![第一二两三四五六七八九十百千万0-9点几这])[{_ZH_NUMERALS}](?={_ZH_COUNTED})(?!个?月(?:[初中末底经]|[0-9一二三]))"
)
_EN_NUMERALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty")
_EN_NUMERAL = re.compile(
    rf"(?<![A-Za-z-])({'|'.join(_EN_NUMERALS)})(?= (?:months?|weeks?|days?|years?|hours?|minutes?|times|tablets?|pills?"
    r"|doses|women|men|people|patients|children|adults|trials|studies|kinds|types|glasses|drops|puffs|drinks)(?![a-z]))"
)
_TIMES = {
    "zh": (
        (re.compile("每[日天]一次"), ("每日两次", "每日三次", "每周一次")),
        (re.compile("每[日天]两次"), ("每日三次", "每日一次", "每周两次")),
        (re.compile("每[日天]三次"), ("每日两次", "每日四次", "每周三次")),
        (re.compile("每周一次"), ("每日一次", "每月一次")),
        (re.compile("每周(?=[两三四五]次)"), ("每天", "每月")),
        (re.compile("每[日天](?=服|用|吃|注射|一片|口服)"), ("每周", "每月")),
        (re.compile("每月一次"), ("每周一次", "每日一次")),
        (re.compile("隔日"), ("每日",)),
        (re.compile("(?<=每)[468]小时"), ("2小时", "12小时")),
    ),
    "en": (
        (re.compile("once (?:daily|a day)"), ("twice a day", "three times a day", "once a week")),
        (re.compile("twice (?:daily|a day)"), ("once a day", "three times a day", "twice a week")),
        (re.compile("three times (?:daily|a day)"), ("twice a day", "three times a week")),
        (re.compile("(?:once a week|once weekly)"), ("once a day", "once a month")),
        (re.compile("(?<=times )a week"), ("a day", "a month")),
        (re.compile("once a month"), ("once a week", "once a day")),
        (re.compile("every other day"), ("every day",)),
        (re.compile("(?<=every )(?:four|six|eight|4|6|8) hours"), ("two hours", "12 hours")),
    ),
}  # fmt: skip


def ten_times(pair: Pair, rng: random.Random) -> Seeded | None:
    """Make a number ten times as large, or a tenth of a decimal."""
    places = [m for m in _NUMBER.finditer(pair.rendering) if m[0] != "0"]
    if not places:
        return None
    place = rng.choice(places)
    whole, point, tail = place[0].partition(".")
    new = (whole.lstrip("0") + tail[:1] + ("." + tail[1:] if tail[1:] else "")) if point else whole + "0"
    return replaced(pair, *place.span(), new or "0")


def other_digit(pair: Pair, rng: random.Random) -> Seeded | None:
    """Change one digit of a number, or put one before it."""
    places = list(_NUMBER.finditer(pair.rendering))
    if not places:
        return None
    place = rng.choice(places)
    at = rng.randrange(place.start() - 1, place.end())
    if at < place.start():
        return replaced(pair, place.start(), place.start(), "1" if pair.rendering[place.start()] != "0" else "")
    if not pair.rendering[at].isdigit():
        return None
    new = rng.choice([d for d in "123456789" if d != pair.rendering[at]])
    return replaced(pair, at, at + 1, new)


def other_numeral(pair: Pair, rng: random.Random) -> Seeded | None:
    """Change a number written in words."""
    pattern, words = (_ZH_NUMERAL, tuple(_ZH_NUMERALS)) if pair.language == "zh" else (_EN_NUMERAL, _EN_NUMERALS)
    places = list(pattern.finditer(pair.rendering))
    if not places:
        return None
    place = rng.choice(places)
    return replaced(pair, *place.span(), rng.choice([word for word in words if word != place[0]]))


def other_unit(pair: Pair, rng: random.Random) -> Seeded | None:
    """Put another unit behind a number."""
    places: list[tuple[int, int, str]] = []
    for old, new in _UNITS[pair.language].items():
        behind = rf"(?<=[0-9]){old}(?![A-Za-z/龄之])" if pair.language == "zh" else rf"(?<=[0-9] ){old}(?![A-Za-z/])"
        places += [(*m.span(), new) for m in re.finditer(behind, pair.rendering)]
    places = [(start, end, new) for start, end, new in places if not _is_year(pair.rendering, start, end)]
    return replaced(pair, *rng.choice(places)) if places else None


def _is_year(text: str, start: int, end: int) -> bool:
    return text[start:end] == "年" and re.search("[0-9]{4}$", text[:start]) is not None


def other_dose(pair: Pair, rng: random.Random) -> Seeded | None:
    """Change the number of a dose: double, half or ten times."""
    places = list(_DOSE.finditer(pair.rendering))
    if not places:
        return None
    place = rng.choice(places)
    value = float(place[0]) * rng.choice([2, 0.5, 10, 0.1])
    return replaced(pair, *place.span(), f"{value:g}")


def other_frequency(pair: Pair, rng: random.Random) -> Seeded | None:
    """Say another frequency."""
    places = [(m, news) for pattern, news in _TIMES[pair.language] for m in pattern.finditer(pair.rendering)]
    if not places:
        return None
    place, news = rng.choice(places)
    return replaced(pair, *place.span(), rng.choice(news))
