"""The one matcher behind every use of the glossary: Aho-Corasick over words in one case, with Latin boundaries.

One overlapping scan finds terms, names, abbreviations, forms to avoid, wrong-sense surfaces, spam and the literals
that wake rules. A Latin form may not stand inside a longer Latin word or number; a Han form has no boundary, so among
terms the longest match wins (`longest`).

Forms and texts are put into word case (Every Word Begins Large) before they meet. A form can then only be found
where a word begins, which spares the scan the thousands of places where a short form stands inside a longer word;
where a word ends is looked at after.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import ahocorasick_rs

from pipeline.lexicon.schema import Name, Sense, Term
from pipeline.model import Language
from pipeline.text import simplified

Role = Literal["preferred", "also", "abbr", "avoid", "wrong", "spam", "cased", "trigger", "cover"]
Entry = Term | Name
TERM_ROLES = frozenset({"preferred", "also", "abbr"})
ANYWHERE = frozenset({"spam", "trigger"})  # roles whose forms may stand inside a word
_TAKES_PLACE = TERM_ROLES | {"cover"}
_RESTRICTED = ANYWHERE | {"cased"}  # roles that something else than boundaries decides


class Form(NamedTuple):
    """One surface in the automaton and what it stands for; an `exact` form counts only in its own case."""

    text: str
    lang: Language
    role: Role
    entry: Entry | None = None
    sense: Sense | None = None
    exact: bool = False


class Hit(NamedTuple):
    """A surface found: offsets of the scanned text in code points, end exclusive."""

    start: int
    end: int
    form: Form


_new = tuple.__new__  # a quarter of the time of `Hit(...)`, in the one place where that shows


@dataclass(frozen=True)
class Matcher:
    """Forms compiled for scanning; build it once a process with `compile_forms`.

    Attributes:
        automaton: finds patterns, the surfaces in word case.
        forms: for each pattern, the forms with that surface.
        plain: for each pattern, its forms if only boundaries can rule them out, else none.
        plural: for each pattern 1 if one of its forms may have an s behind it.

    """

    automaton: ahocorasick_rs.AhoCorasick
    forms: tuple[tuple[Form, ...], ...]
    plain: tuple[tuple[Form, ...], ...]
    plural: bytes

    def scan(self, text: str) -> list[Hit]:
        """Return every surface in the text that stands within its boundaries, overlapping ones included.

        Traditional characters are matched as their Simplified ones.
        """
        plain_text = text if text.isascii() else simplified(text)
        inside = _inside_words(plain_text)
        plain, plural = self.plain, self.plural
        hits: list[Hit] = []
        found = hits.append
        for index, start, end in self.automaton.find_matches_as_indexes(_word_case(plain_text), overlapping=True):
            joined = inside[start] or inside[end]
            if joined and plural[index] and not inside[start] and plain_text[end] in "sS" and not inside[end + 1]:
                hits.extend(self._plurals(index, start, end, text[start:end]))
            if not (forms := plain[index]):
                hits.extend(self._checked(index, start, end, text[start:end], joined=joined == 1))
            elif not joined:
                for form in forms:
                    found(_new(Hit, (start, end, form)))
        return hits

    def _plurals(self, index: int, start: int, end: int, written: str) -> Iterable[Hit]:
        for form in self.forms[index]:
            if takes_s(form) and not _wrong_case(form, written):
                yield Hit(start, end + 1, form)

    def _checked(self, index: int, start: int, end: int, written: str, *, joined: bool) -> Iterable[Hit]:
        for form in self.forms[index]:
            if form.role in ANYWHERE or not (joined or _wrong_case(form, written)):
                yield Hit(start, end, form)


def compile_forms(forms: Iterable[Form]) -> Matcher:
    """Build the automaton; forms of one surface in word case share a pattern."""
    table: dict[str, tuple[Form, ...]] = {}
    restricted: set[str] = set()
    plurals: set[str] = set()
    for form in forms:
        pattern = _word_case(form.text)
        there = table.get(pattern)
        table[pattern] = (form,) if there is None else (*there, form)
        if form.lang == "en" and takes_s(form):
            plurals.add(pattern)
        if form.exact or form.role in _RESTRICTED:
            restricted.add(pattern)
        if form.role in ANYWHERE:
            inside = _word_case("a" + form.text)[1:]
            if inside != pattern:
                table[inside] = (*table.get(inside, ()), form)
                restricted.add(inside)
    automaton = ahocorasick_rs.AhoCorasick(list(table), matchkind=ahocorasick_rs.MatchKind.Standard)
    plain = tuple(() if pattern in restricted else forms for pattern, forms in table.items())
    plural = bytes(pattern in plurals for pattern in table)
    return Matcher(automaton, tuple(table.values()), plain, plural)


def takes_s(form: Form) -> bool:
    """Whether a regular English plural of the form is the form with an s: of terms, not of names."""
    if form.lang != "en" or form.role not in TERM_ROLES or not isinstance(form.entry, Term):
        return False
    return form.role == "abbr" or (irregular_plural(form.text) is None and not form.text.endswith(("s", "ing")))


def irregular_plural(text: str) -> str | None:
    """The plural of the last word where it takes more than an s: arteries, viruses, diagnoses."""
    if text.endswith(("ss", "us", "x", "ch", "sh", "z")):
        return f"{text}es"
    if text.endswith("sis"):
        return f"{text[:-2]}es"
    return f"{text[:-1]}ies" if text.endswith("y") and text[-2:-1] not in "aeiou" else None


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Choose, from overlapping hits on terms and names, the leftmost longest ones.

    Chinese has no spaces, so two forms may cross (其中|风险 holds 中风, 更换|血糖仪 holds 换血). Where forms cross,
    those are chosen that cover most; of as much, in Chinese the later ones, which are right more often.
    A common word that covers a form takes its place and is not returned.
    """
    terms = [hit for hit in hits if hit.form.role in _TAKES_PLACE]
    terms.sort(key=_leftmost_longest)
    chosen: list[Hit] = []
    n, count = 0, len(terms)
    while n < count:
        first = terms[n]
        end = furthest = first.end
        last = n + 1
        while last < count and terms[last].start < furthest:
            furthest = max(furthest, terms[last].end)
            last += 1
        if end == furthest:
            chosen.append(first)
        elif last - n == 2:
            chosen.append(_better(first, terms[n + 1]))
        else:
            chosen += _covering_most(terms[n:last])
        n = last
    return [hit for hit in chosen if hit.form.role != "cover"]


def _better(first: Hit, second: Hit) -> Hit:
    """Of two forms that cross the longer, of the same length the later in Chinese."""
    one, two = first.end - first.start, second.end - second.start
    return second if two > one or (two == one and first.form.lang == "zh") else first


def _covering_most(crossing: list[Hit]) -> list[Hit]:
    """The hits without overlap that cover most characters, by weighted interval scheduling."""
    later = 1 if crossing[0].form.lang == "zh" else -1
    spans: dict[tuple[int, int], Hit] = {}
    for hit in crossing:
        spans.setdefault((hit.start, hit.end), hit)
    ordered = sorted(spans.values(), key=lambda hit: (hit.end, hit.start))
    ends = [hit.end for hit in ordered]
    best: list[tuple[tuple[int, int, int], list[Hit]]] = [((0, 0, 0), [])]  # covered, minus how many, starts
    for n, hit in enumerate(ordered):
        (covered, fewer, starts), before = best[bisect_right(ends, hit.start, 0, n)]
        score = (covered + hit.end - hit.start, fewer - 1, starts + later * hit.start)
        best.append((score, [*before, hit]) if score > best[-1][0] else best[-1])
    return best[-1][1]


def _leftmost_longest(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _wrong_case(form: Form, written: str) -> bool:
    """Whether case rules a form out: exact forms want their own case, `cased` ones are hits in any other."""
    if form.role == "cased":
        return form.text == written
    return form.exact and form.text != written


def _word_case(text: str) -> str:
    """Text with every word's first letter large and the others small, one code point to one.

    Printers' hyphens and apostrophes are the typed ones.

    >>> _word_case("使用KETAMINE 10mg"), _word_case("blood–brain barrier")
    ('使用Ketamine 10Mg', 'Blood-Brain Barrier')
    """
    if not text.isascii():
        for printed, typed in _PRINTED:
            text = text.replace(printed, typed)
    cased = text.title()
    return cased if len(cased) == len(text) else _GROWS.sub("\ufffd", text).title()


_PRINTED = (("\u2010", "-"), ("\u2011", "-"), ("\u2013", "-"), ("\u2019", "'"))
# Letters whose large form is more than one code point (ß, ligatures); a place holder keeps offsets.
_GROWS = re.compile("[\u00df\u0130\u0149\u01f0\u0390\u03b0\u0587\u1e96-\u1e9a\u1f50-\u1ffc\ufb00-\ufb17]")
_IN_WORD = bytes((n < 128 and chr(n).isalnum()) or 0xC0 <= n <= 0xFF for n in range(256))


def _inside_words(text: str) -> bytes:
    """For each place between characters, first and last included, 1 if a Latin word or number goes on across it."""
    size = len(text)
    in_word = int.from_bytes(text.encode("latin-1", "replace").replace(b"?", b" ").translate(_IN_WORD), "little")
    return (in_word & (in_word << 8)).to_bytes(size + 1, "little")
