"""The glossary held against its own translation memory: what thousands of right sentences say about an entry.

A form to avoid, or a wrong-sense surface that needs no cue, that stands in a right Chinese sentence is not wrong. A
short Chinese form that often crosses into the word beside it (中风 in 其中|风险) is a piece of common words there, and
wins the place if it begins first; `words/covers.txt` lists the words that take it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.curation.complaint import Complaint
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import TERM_ROLES, Hit, longest

SHORT = 2  # characters: longer forms that cross a word are compounds sharing a part
STRADDLES = 2  # times in the memory


def memory_complaints(lexicon: Lexicon) -> Iterator[Complaint]:
    """Yield complaints that the memory gives evidence for."""
    crossing: Counter[tuple[str, str, str]] = Counter()
    for _, chinese, _ in lexicon.glossary.phrases:
        hits = lexicon.scan(chinese)
        terms = longest(hits)
        for hit in hits:
            if _is_wrong_anywhere(hit) and not any(_covers(term, hit) for term in terms):
                owner = hit.form.entry or hit.form.sense
                if owner is not None:
                    yield Complaint("error", owner.id, f"{hit.form.text!r} is called wrong, but stands in: {chinese}")
        for term in terms:
            if len(term.form.text) == SHORT and term.form.lang == "zh" and term.form.entry is not None:
                over = next((hit for hit in hits if _begins_inside(hit, term)), None)
                if over is not None:
                    crossing[term.form.entry.id, term.form.text, chinese[term.start : over.end]] += 1
    for (entry_id, form, word), count in sorted(crossing.items()):
        if count >= STRADDLES:
            text = f"{form!r} is found in {word} ({count} times in the memory); if wrongly, list a cover word"
            yield Complaint("warning", entry_id, text)


def _is_wrong_anywhere(hit: Hit) -> bool:
    sense = hit.form.sense
    if sense is not None:
        bare = not any(sense.counter.model_dump().values())
        return sense.alone and bare and sense.status == "approved"
    entry = hit.form.entry
    return hit.form.role == "avoid" and entry is not None and entry.status == "approved"


def _covers(term: Hit, hit: Hit) -> bool:
    return term.start <= hit.start and hit.end <= term.end


def _begins_inside(hit: Hit, term: Hit) -> bool:
    """Whether another term begins inside this one and goes on behind it."""
    return hit.form.role in TERM_ROLES and term.start < hit.start < term.end < hit.end
