"""The surfaces of a glossary: what each entry, sense, brand of spam and rule wants to be found in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.lexicon.english import english_words
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry, Form, irregular_plural
from pipeline.lexicon.schema import Forms, Term
from pipeline.model import Language
from pipeline.text import fold

_new = tuple.__new__  # half the time of `Form(...)`, fifty thousand times at every start


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


def _entry_forms(lang: Language, forms: Forms, entry: Entry) -> list[Form]:
    gene = entry.kind == "gene"
    made = [_new(Form, (forms.preferred, lang, "preferred", entry, None, gene))]
    for text in forms.also:
        exact = gene or (lang == "en" and len(text) < 5 and text.isupper())
        made.append(_new(Form, (text, lang, "also", entry, None, exact)))
    made += [_new(Form, (text, lang, "abbr", entry, None, True)) for text in forms.abbr]
    made += [_new(Form, (avoid.form, lang, "avoid", entry, None, False)) for avoid in forms.avoid]
    if lang == "en" and isinstance(entry, Term):
        plurals = [plural for text in (forms.preferred, *forms.also) if (plural := irregular_plural(text)) is not None]
        made += [_new(Form, (plural, lang, "also", entry, None, False)) for plural in plurals]
    return made
