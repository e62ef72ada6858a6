"""Names that a text sets beside one another with brackets: Prozac (fluoxetine), 舍曲林（sertraline，商品名左洛复）.

What stands in such a bracket says what stands before it again, under another name or in the other language; where the
two are different drugs, one of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon.matcher import Entry, Hit, longest
from pipeline.lexicon.schema import Name
from pipeline.text import LATIN

DRUGS = frozenset({"drug", "brand"})
_BRACKET = re.compile(r"[(（\[]([^()（）\[\]\n]{2,90})[)）\]]")
# What may stand between a name and its bracket: salts, forms, marks of registration, closing quotes.
_BETWEEN = re.compile(
    r"(?:[\s®™*”\"]|hydrochloride|hydrobromide|sodium|maleate|tartrate|succinate|mesylate|besylate|fumarate|acetate"
    r"|tablets?|capsules?|injections?|nasal spray|extended[- ]release|片|胶囊|注射液|缓释|肠溶|口服液|鼻喷雾剂)*"
)
_PARTS = re.compile(r"\s*[,，、;；/]\s*|\s+(?:or|and)\s+|[或和]")
_LABEL = re.compile(
    r"(?i)^(?:(?:brand|trade|proprietary|generic|common)(?: names?)?|sold (?:under the (?:brand )?names?|as)"
    r"|marketed as|also (?:known|called|sold|marketed)(?: as)?|known as|i\.?e\.?|e\.?g\.?|such as|including"
    r"|商品名|通用名|英文名|英文|品牌名?|又名|又称|也称|亦称|即|如|例如|原研药|俗称)(?:为|是|称)?\s*[:：]?\s*"
)
_COMPARES = re.compile(
    r"(?i)^(?:not|unlike|like|vs\.?|versus|instead|rather|another|similar|compared|plus|with"
    r"|非|不是|而非|不同于|类似|代替|对比|加|联合|与)"
)
_EDGES = " \t®™*“”\"'‘’"
# Words that drugs of different kinds share.
_SAID_OF_MANY = frozenset(
    {"acid", "calcium", "chloride", "hormone", "human", "iron", "magnesium", "oral", "potassium", "salt", "sodium"}
)
_VALPROATES = frozenset({"valproate", "valproic", "divalproex"})  # salts of one acid, under three names
_WORDS = re.compile(f"[{LATIN}]{{3,}}")


@dataclass(frozen=True, slots=True)
class Named:
    """A drug or brand name in a text: its place, and every entry it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A name and those in the bracket behind it, of which `others` are the names before it in the same text."""

    outside: Named
    inside: tuple[Named, ...]
    others: tuple[Named, ...]


def names_of(hits: tuple[Hit, ...]) -> list[Named]:
    """Return the drug and brand names of a text, leftmost longest."""
    found = []
    for chosen in longest(hits):
        entries = {
            hit.form.entry.id: hit.form.entry
            for hit in hits
            if (hit.start, hit.end) == (chosen.start, chosen.end) and hit.form.entry is not None
            and hit.form.role != "avoid"
        }  # fmt: skip
        if entries and all(entry.kind in DRUGS for entry in entries.values()):
            found.append(Named(chosen.start, chosen.end, tuple(entries.values())))
    return found


def beside(text: str, hits: tuple[Hit, ...]) -> Iterator[Beside]:
    """Yield each name with a bracket behind it that begins with a name."""
    if not any(hit.form.entry is not None and hit.form.entry.kind in DRUGS for hit in hits):
        return
    names: list[Named] | None = None
    for bracket in _BRACKET.finditer(text):
        names = names_of(hits) if names is None else names
        outside = next((n for n in reversed(names) if n.end <= bracket.start()), None)
        if outside is None or _BETWEEN.fullmatch(text, outside.end, bracket.start()) is None:
            continue
        inside = _inside(text, bracket.start(1), bracket.end(1), names)
        if inside:
            yield Beside(outside, inside, tuple(name for name in names if name.end <= outside.start))


def _inside(text: str, start: int, end: int, names: list[Named]) -> tuple[Named, ...]:
    """The names that are whole parts of a bracket; none if it compares, or its first part is no name."""
    found: list[Named] = []
    at = start
    for n, stop in enumerate([*(m.start() for m in _PARTS.finditer(text, start, end)), end]):
        part = text[at:stop]
        begin = at + len(part) - len(part.lstrip(_EDGES))
        label = _LABEL.match(text[begin:stop])
        begin += label.end() if label else 0
        last = begin + len(text[begin:stop].rstrip(_EDGES))
        if _COMPARES.match(text[begin:last]):
            return ()
        name = next((item for item in names if (item.start, item.end) == (begin, last)), None)
        if name is not None:
            found.append(name)
        elif n == 0:
            return ()
        separator = _PARTS.match(text, stop, end)
        at = separator.end() if separator else end
    return tuple(found)


def same_drug(one: Entry, other: Entry, entries: dict[str, Entry]) -> bool:
    """Whether two names may stand for one drug: the same one, its brand, a part of a combination (insulin glargine)."""
    mine, theirs = _substance(one, entries), _substance(other, entries)
    if mine is None or theirs is None or mine.id == theirs.id:
        return True
    return not _words(mine).isdisjoint(_words(theirs))


def _substance(entry: Entry, entries: dict[str, Entry]) -> Entry | None:
    """The generic an entry names: itself, or what its brand holds; None if that is not known."""
    if isinstance(entry, Name) and entry.kind == "brand":
        return entries.get(entry.of) if entry.of else None
    return entry


def _words(entry: Entry) -> frozenset[str]:
    forms = (entry.en.preferred, *entry.en.also)
    words = frozenset(word.lower() for form in forms for word in _WORDS.findall(form)) - _SAID_OF_MANY
    return words if words.isdisjoint(_VALPROATES) else words | _VALPROATES
