"""The surfaces of a glossary: what each entry, sense, brand of spam and rule wants to be found in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.lexicon.english import english_words
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry, Form
from pipeline.lexicon.schema import Forms, Name, Term
from pipeline.model import Language
from pipeline.text import fold


def forms_of(glossary: Glossary, entries: Sequence[Entry], triggers: Sequence[str]) -> Iterable[Form]:
    """Yield every surface of the entries in force, of senses and spam, and the literals `triggers`."""
    for entry in entries:
        yield from _entry_forms("en", entry.en, entry)
        if entry.zh is not None:
            yield from _entry_forms("zh", entry.zh, entry)
    for sense in glossary.senses:
        if sense.status != "deprecated":
            yield from (Form(wrong, sense.lang, "wrong", sense=sense) for wrong in sense.wrong)
    for name in _cased_names(entries):
        if len(name) >= 3:
            yield Form(name, "en", "cased")
    for word in (*glossary.spam.brands, *glossary.spam.products, *glossary.spam.phrases):
        yield Form(word, "zh", "spam")
    for word in sorted(glossary.words.get("covers", ())):
        yield Form(word, "zh", "cover")
    for trigger in triggers:
        yield Form(trigger, "en", "trigger")


def _cased_names(entries: Iterable[Entry]) -> list[str]:
    """Brands and abbreviations with one right case, without English words in capitals and forms of two cases."""
    english = english_words()
    cased: dict[str, set[str]] = {}
    for entry in entries:
        if entry.status != "approved":
            continue
        forms = [abbr for abbr in entry.en.abbr if fold(abbr) not in english]
        if entry.kind == "brand" and entry.en.preferred[:1].isupper():
            forms.append(entry.en.preferred)
        for form in forms:
            cased.setdefault(fold(form), set()).add(form)
    return [next(iter(forms)) for forms in cased.values() if len(forms) == 1]


def _entry_forms(lang: Language, forms: Forms, entry: Entry) -> Iterable[Form]:
    acronym = isinstance(entry, Name) and entry.kind in ("gene",)
    yield Form(forms.preferred, lang, "preferred", entry, exact=acronym)
    for text in forms.also:
        yield Form(text, lang, "also", entry, exact=acronym or (lang == "en" and len(text) < 5 and text.isupper()))
    for text in forms.abbr:
        yield Form(text, lang, "abbr", entry, exact=True)
    for avoid in forms.avoid:
        yield Form(avoid.form, lang, "avoid", entry)
    if lang == "en" and isinstance(entry, Term):
        for text in (forms.preferred, *forms.also):
            yield from (Form(other, lang, "also", entry) for other in _inflected(text))
        yield from (Form(text + "s", lang, "abbr", entry, exact=True) for text in forms.abbr)


def _inflected(text: str) -> Iterable[str]:
    """Regular plurals of the last word; irregular ones are listed in the glossary."""
    if not text[-1:].isalpha() or text.endswith(("s", "ing")):
        if text.endswith(("ss", "sh", "ch", "x")):
            yield text + "es"
        return
    if text.endswith("y") and text[-2:-1] not in "aeiou":
        yield text[:-1] + "ies"
        return
    yield text + ("es" if text.endswith(("x", "ch", "sh", "z")) else "s")
