"""What `bilingual glossary` prints: hygiene, counts, and entries found by any of their forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry
from pipeline.text import fold

SIMILAR, NEAR_ENOUGH = 10, 70  # entries shown; rapidfuzz ratio, 0..100


def counts(glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Yield (what, how many) over a glossary: by part, status, kind and domain, and how much nobody has signed."""
    entries: list[Entry] = [*glossary.terms, *glossary.names]
    yield "terms", str(len(glossary.terms))
    yield "names", str(len(glossary.names))
    yield "abbreviations", str(sum(len(entry.en.abbr) for entry in entries))
    yield "forms to avoid", str(sum(len(f.avoid) for entry in entries for f in (entry.en, entry.zh) if f is not None))
    yield "senses", f"{len(glossary.senses)}, {sum(len(sense.wrong) for sense in glossary.senses)} surfaces"
    yield "phrases", str(len(glossary.phrases))
    yield "look-alike pairs", str(len(glossary.look_alikes))
    yield "decisions", str(len(glossary.decisions))
    everything = [*entries, *glossary.senses]
    for status, count in sorted(Counter(item.status for item in everything).items()):
        yield f"  {status}", str(count)
    for kind, count in sorted(Counter(name.kind for name in glossary.names).items()):
        yield f"  names: {kind}", str(count)
    for domain, count in sorted(Counter(term.domain for term in glossary.terms).items()):
        yield f"  domain {domain}", str(count)
    unsigned = sum(item.reviewed_by is None for item in everything)
    yield "signed by nobody", f"{unsigned} of {len(everything)}"


def found(glossary: Glossary, text: str) -> Iterator[Entry]:
    """Yield the entries with a form that holds the text, exact ones first."""
    wanted = fold(text)
    entries: list[Entry] = [*glossary.terms, *glossary.names]
    hits = [entry for entry in entries if any(wanted in fold(form) for form in _surfaces(entry))]
    yield from sorted(hits, key=lambda entry: (all(fold(form) != wanted for form in _surfaces(entry)), entry.id))


def one_line(entry: Entry) -> str:
    """An entry on one line: id, English, Chinese, status, and what to avoid."""
    chinese = entry.zh.preferred if entry.zh else "-"
    avoid = [item.form for forms in (entry.en, entry.zh) if forms for item in forms.avoid]
    tail = f"  avoid: {', '.join(avoid)}" if avoid else ""
    return f"{entry.id:<36} {entry.en.preferred} | {chinese}  [{entry.kind}, {entry.status}]{tail}"


def _surfaces(entry: Entry) -> list[str]:
    forms = [forms for forms in (entry.en, entry.zh) if forms is not None]
    return [text for f in forms for text in (f.preferred, *f.also, *f.abbr, *(item.form for item in f.avoid))]


def similar(glossary: Glossary, text: str) -> Iterator[Entry]:
    """Yield up to ten entries with a form like the text, most similar first: for a name somebody cannot spell."""
    both: list[Entry] = [*glossary.terms, *glossary.names]
    entries = {entry.id: entry for entry in both}
    forms = [(fold(form), entry.id) for entry in entries.values() for form in _surfaces(entry)]
    near = process.extract(
        fold(text), [form for form, _ in forms], scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=SIMILAR * 2
    )
    ids = dict.fromkeys(forms[index][1] for _, _, index in near)
    yield from (entries[entry_id] for entry_id in list(ids)[:SIMILAR])
