"""Errors of the whole: a clause lost, words said again and again, damage, a lost address, a changed acronym."""

from __future__ import annotations

import random
import re

from pipeline.text import han_count
from tests.seeding.pairs import Pair, Seeded, replaced

_CLAUSE = {"zh": re.compile("[^，；：。？！]+[，；：。？！]?"), "en": re.compile(r"[^,;:]+(?:[,;:] ?|$)")}
_ACRONYM = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2,6}(?![A-Za-z0-9-])")
_ADDRESSES = (
    "https://www.health-example.org/patients/leaflet-12",
    "www.clinic-example.com/appointments",
    "doi:10.1016/j.example.2019.04.012",
    "help@example-hospital.org",
    "800-555-0147",
    "010-65550123",
)
_JUNK = {
    "zh": ("⟦2⟧", "\ufffd", "，，", "。。", "andsensorimotor", "锟斤拷", "eskamline"),
    "en": ("⟦2⟧", "\ufffd", ",,", " andsensorimotor", "..", "â€™s", " thekidney"),
}


def _clauses(pair: Pair, least_zh: int, least_en: int) -> list[re.Match[str]]:
    found = list(_CLAUSE[pair.language].finditer(pair.rendering))
    if len(found) < 2:
        return []
    if pair.language == "zh":
        return [m for m in found if han_count(m[0]) >= least_zh]
    return [m for m in found if len(m[0].split()) >= least_en]


def clause_dropped(pair: Pair, rng: random.Random) -> Seeded | None:
    """Leave out a clause of six Han characters or four words at least."""
    places = _clauses(pair, 6, 4)
    if not places:
        return None
    place = rng.choice(places)
    start, end = place.span()
    if place[0][-1] in "。？！":
        return replaced(pair, start, end - 1, "")
    return replaced(pair, start, end, "")


def loop(pair: Pair, rng: random.Random) -> Seeded | None:
    """Say a stretch three times or more, as a model in a loop does."""
    if pair.language == "zh":
        size = rng.choice([3, 5, 8])
        if len(pair.rendering) < size + 2:
            return None
        at = rng.randrange(len(pair.rendering) - size - 1)
        part = pair.rendering[at : at + size]
    else:
        words = list(re.finditer(r"[A-Za-z'-]+", pair.rendering))
        size = rng.choice([2, 3, 5])
        if len(words) < size + 1:
            return None
        first = rng.randrange(len(words) - size)
        at = words[first].start()
        part = pair.rendering[at : words[first + size].start()]
    return replaced(pair, at + len(part), at + len(part), part * rng.choice([2, 3, 5]))


def copied(pair: Pair, rng: random.Random) -> Seeded | None:
    """Give the source back as it is."""
    return replaced(pair, 0, len(pair.rendering), pair.source)


def _with_address(pair: Pair, address: str) -> Pair:
    if pair.language == "zh":
        return Pair(f"{pair.source} See {address} for more.", f"{pair.rendering}详见{address}。", "zh")
    return Pair(f"{pair.source}详见{address}。", f"{pair.rendering} See {address} for more.", "en")


def address_lost(pair: Pair, rng: random.Random) -> Seeded | None:
    """Leave out an address that both sides have."""
    address = rng.choice(_ADDRESSES)
    longer = _with_address(pair, address)
    at = longer.rendering.rindex(address)
    return replaced(longer, at, at + len(address), "网站" if pair.language == "zh" else "the website")


def address_changed(pair: Pair, rng: random.Random) -> Seeded | None:
    """Change one letter or digit of an address."""
    address = rng.choice(_ADDRESSES)
    longer = _with_address(pair, address)
    at = longer.rendering.rindex(address) + rng.choice([n for n, c in enumerate(address) if c.isalnum() and n > 8])
    old = longer.rendering[at]
    new = rng.choice([c for c in ("123456789" if old.isdigit() else "bcdfhkmnprst") if c != old])
    return replaced(longer, at, at + 1, new)


def other_acronym(pair: Pair, rng: random.Random) -> Seeded | None:
    """Change a letter of an acronym both sides have."""
    places = [m for m in _ACRONYM.finditer(pair.rendering) if m[0] in _ACRONYM.findall(pair.source)]
    if not places:
        return None
    place = rng.choice(places)
    at = rng.randrange(len(place[0]))
    letter = rng.choice([c for c in "ABCDEFGHKLMNPRST" if c != place[0][at]])
    new = place[0][:at] + letter + place[0][at + 1 :]
    return Seeded(pair.source, pair.rendering, pair.rendering.replace(place[0], new))


def damaged(pair: Pair, rng: random.Random) -> Seeded | None:
    """Put junk into the rendering."""
    junk = rng.choice(_JUNK[pair.language])
    if pair.language == "zh":
        at = rng.randrange(1, max(2, len(pair.rendering) - 1))
    else:
        spaces = [m.start() for m in re.finditer(" ", pair.rendering)]
        if not spaces:
            return None
        at = rng.choice(spaces)
    return replaced(pair, at, at, junk)
