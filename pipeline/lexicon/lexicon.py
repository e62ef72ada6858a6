"""The compiled glossary: one automaton that serves every use, and the word lists around it.

One overlapping Aho-Corasick scan of the folded text finds terms, names, abbreviations, forms to avoid, wrong-sense
surfaces, spam and the literals that wake rules. Boundaries are checked after: a Latin form may not stand inside a
longer Latin word; a Han form has no boundary, so among terms the longest match wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon.collocations import Collocations, learn_collocations
from pipeline.lexicon.counterparts import Counterparts, learn
from pipeline.lexicon.english import english_words
from pipeline.lexicon.forms import forms_of
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import TERM_ROLES, Entry, Hit, Matcher, compile_forms
from pipeline.lexicon.schema import Forms, Name
from pipeline.lexicon.skeletons import english_skeleton
from pipeline.lexicon.sounds import ChineseNames, sounds_of
from pipeline.text import EDGES, LATIN, digest, fold

_WORD = re.compile(f"[{LATIN}]+")
_LONG_WORD = re.compile(f"(?<![{LATIN}])[{LATIN}]{{4,}}")


@dataclass(frozen=True)
class Lexicon:
    """A glossary ready for matching; build it once a process with `compile_glossary`."""

    glossary: Glossary
    matcher: Matcher
    entries: dict[str, Entry]

    def scan(self, text: str) -> list[Hit]:
        """Return every surface in the text that stands within its boundaries, overlapping ones included.

        Traditional characters are matched as their Simplified ones.
        """
        return self.matcher.scan(text)

    @cached_property
    def digest(self) -> str:
        """A short digest of everything in the glossary."""
        glossary = self.glossary
        words = sorted((name, sorted(listed)) for name, listed in glossary.words.items())
        parts = (glossary.terms, glossary.names, glossary.senses, glossary.look_alikes, glossary.stems, glossary.spam)
        rest = (words, glossary.decisions, glossary.phrases, glossary.patterns)
        return digest(*map(repr, (*parts, *rest)))[:12]

    def unknown_words(self, text: str) -> list[tuple[int, int]]:
        """Return the ranges of Latin words of four letters or more that no list knows."""
        known = self.known_words
        return [match.span() for match in _LONG_WORD.finditer(fold(text)) if match[0] not in known]

    @cached_property
    def known_words(self) -> frozenset[str]:
        """English words and every Latin word of the glossary and its memory, folded."""
        listed = {
            fold(word) for words in self.glossary.words.values() for entry in words for word in _WORD.findall(entry)
        }
        terms = {
            fold(word)
            for entry in self.entries.values()
            for text in _surfaces(entry.en)
            for word in _WORD.findall(text)
        }
        phrases = {word for en, _, _ in self.glossary.phrases for word in _WORD.findall(fold(en))}
        return frozenset(english_words() | listed | terms | phrases)

    @cached_property
    def by_surface(self) -> dict[str, tuple[Entry, ...]]:
        """Entries by folded preferred, admitted or abbreviated surface; journals (Stroke, Sleep) stand aside."""
        found: dict[str, list[Entry]] = {}
        for forms in self.matcher.forms:
            for form in forms:
                if form.role in TERM_ROLES and form.entry is not None and form.entry.kind != "journal":
                    found.setdefault(fold(form.text), []).append(form.entry)
        return {surface: tuple(entries) for surface, entries in found.items()}

    @cached_property
    def abbreviations(self) -> dict[str, tuple[Entry, ...]]:
        """Entries by abbreviation in canonical case."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            for abbr in entry.en.abbr:
                found.setdefault(abbr, []).append(entry)
        return {abbr: tuple(entries) for abbr, entries in found.items()}

    def brand_and_generic(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a brand and of the generic behind it, none if the name is no brand."""
        brands = [e for e in self.by_surface.get(fold(name), ()) if isinstance(e, Name) and e.kind == "brand"]
        generics = [self.entries[brand.of] for brand in brands if brand.of in self.entries]
        return (*brands, *generics)

    @cached_property
    def folded_abbreviations(self) -> dict[str, tuple[Entry, ...]]:
        """Entries by folded abbreviation."""
        found: dict[str, list[Entry]] = {}
        for abbr, entries in self.abbreviations.items():
            found.setdefault(fold(abbr), []).extend(entries)
        return {abbr: tuple(entries) for abbr, entries in found.items()}

    @cached_property
    def _journals(self) -> dict[str, Name]:
        return {
            fold(stem): entry
            for entry in self.entries.values()
            if isinstance(entry, Name) and entry.status == "approved"
            for stem in entry.doi
        }

    def journal_of(self, suffix: str) -> Name | None:
        """Return the journal a DOI's suffix begins with ('j.biopsych.2018...', 'NEJMoa18...'), longest stem first."""
        folded = fold(suffix)
        for stem in sorted(self._journals, key=len, reverse=True):
            if folded.startswith(stem) and re.match(r"$|[^a-z]|[a-z]{1,2}[0-9]", folded[len(stem) :]):
                return self._journals[stem]
        return None

    @cached_property
    def furniture(self) -> frozenset[str]:
        """Page furniture, folded and without marks at its edges."""
        return frozenset(EDGES.sub("", fold(line)) for line in self.glossary.spam.furniture)

    @cached_property
    def _spam_pattern(self) -> re.Pattern[str]:
        spam = self.glossary.spam
        brands, products, phrases = (_alternatives(words) for words in (spam.brands, spam.products, spam.phrases))
        return re.compile(rf"(?i:(?:{brands})(?:(?:{brands}|{products})|[ ·\-_]?(?:{products}))+|{phrases})")

    @cached_property
    def _spam_inside_word(self) -> re.Pattern[str]:
        products = _alternatives(self.glossary.spam.products)
        brands = _alternatives(self.glossary.spam.brands)
        unseen = rf"[\u4e00-\u9fff]{{1,6}}(?:{products})+"
        return re.compile(rf"(?<=[A-Za-z])(?i:{brands}|{unseen})(?=[a-z]{{1,12}}(?![A-Za-z]))")

    def spam_spans(self, text: str) -> list[tuple[int, int]]:
        """Ranges of injected advertising: a brand with its products, a known phrase, or either inside a Latin word.

        A brand nobody listed is spam only where the word around it is whole without it (Canc某某体育er).
        """
        spans = [match.span() for match in self._spam_pattern.finditer(text)]
        for match in self._spam_inside_word.finditer(text) if not text.isascii() else ():
            healed = _letters_before(text, match.start()) + _letters_after(text, match.end())
            known = fold(healed) in self.known_words or fold(healed) in self.folded_abbreviations
            if known and not any(start <= match.start() < end for start, end in spans):
                spans.append(match.span())
        return sorted(spans)

    @cached_property
    def drug_names(self) -> dict[str, Entry]:
        """Single-word generic and brand names, folded."""
        names = {}
        for entry in self.entries.values():
            if entry.kind in ("drug", "brand"):
                for text in (entry.en.preferred, *entry.en.also):
                    if " " not in text:
                        names[fold(text)] = entry
        return names

    @cached_property
    def _drug_names_by_length(self) -> dict[int, list[str]]:
        sorted_names: dict[int, list[str]] = {}
        for name in self.drug_names:
            sorted_names.setdefault(len(name), []).append(name)
        return sorted_names

    def drug_names_near(self, length: int, reach: int) -> list[str]:
        """Return the drug names whose length differs by at most `reach`: no others can be that many edits away."""
        by_length = self._drug_names_by_length
        return [name for n in range(length - reach, length + reach + 1) for name in by_length.get(n, ())]

    @cached_property
    def chinese_names(self) -> ChineseNames:
        """Chinese generic names by their sound; built when the first Chinese text is looked at."""
        running_text = [chinese for _, chinese, _ in self.glossary.phrases]
        return ChineseNames(self._zh_drug_names, self.words("sounds"), self.words("transliteration"), running_text)

    @cached_property
    def drug_skeletons(self) -> dict[str, str]:
        """The consonants of every one-word generic name."""
        drugs = (name for name, entry in self.drug_names.items() if entry.kind == "drug")
        return {name: english_skeleton(name) for name in drugs}

    @cached_property
    def sounds(self) -> dict[str, str]:
        """The pinyin of Chinese characters, without tones."""
        return sounds_of(self.words("sounds"))

    @cached_property
    def _zh_drug_names(self) -> tuple[str, ...]:
        drugs = (entry for entry in self.entries.values() if entry.kind == "drug" and entry.zh is not None)
        return tuple(name for entry in drugs if entry.zh for name in (entry.zh.preferred, *entry.zh.also))

    @cached_property
    def counterparts(self) -> Counterparts:
        """Which characters speak for which words; learned when a rendering is first judged."""
        return learn(self.entries.values())

    @cached_property
    def collocations(self) -> Collocations:
        """Which words stand together in terms; learned when a text is first checked for wrong words."""
        memory = (english for english, _, _ in self.glossary.phrases)
        return learn_collocations(self.entries.values(), memory, self.words("stop-english"))

    @cached_property
    def look_alikes(self) -> frozenset[frozenset[str]]:
        """Pairs of real names no repair may cross, folded."""
        return frozenset(frozenset(fold(name) for name in item.pair) for item in self.glossary.look_alikes)

    def words(self, name: str) -> frozenset[str]:
        """Return one word list of `glossary/words`, empty if there is none."""
        return self.glossary.words.get(name, frozenset())

    def entry_of(self, text: str) -> Entry | None:
        """Return the approved entry the whole text is a form of, if there is exactly one.

        Two letters alone (CI, SD) mean too many things to stand for an entry.
        """
        if len(text.strip()) <= 2 and text.isascii():
            return None
        found = {entry.id: entry for entry in self.by_surface.get(fold(text.strip()), ()) if entry.status == "approved"}
        return next(iter(found.values())) if len(found) == 1 else None


def _letters_before(text: str, at: int) -> str:
    match = re.search(f"[{LATIN}]*$", text[:at])
    return match[0] if match else ""


def _letters_after(text: str, at: int) -> str:
    match = re.match(f"[{LATIN}]*", text[at:])
    return match[0] if match else ""


def _alternatives(words: Sequence[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


def compile_glossary(glossary: Glossary, triggers: Sequence[str] = ()) -> Lexicon:
    """Compile a glossary; `triggers` are the literals rules want to be woken by."""
    # Approved entries first: of two with one form, a match is the approved one's.
    known: list[Entry] = sorted([*glossary.terms, *glossary.names], key=lambda entry: entry.status != "approved")
    entries = {entry.id: entry for entry in known if entry.status != "deprecated"}
    return Lexicon(glossary, compile_forms(forms_of(glossary, list(entries.values()), triggers)), entries)


def _surfaces(forms: Forms) -> tuple[str, ...]:
    return (forms.preferred, *forms.also, *forms.abbr)
