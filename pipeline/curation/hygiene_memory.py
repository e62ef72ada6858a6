"""The glossary held against its own translation memory: what thousands of right sentences say about an entry.

A form to avoid, or a wrong-sense surface that needs no cue, that stands in a right Chinese sentence is not wrong. Two
Chinese forms that cross and cover as much (怀孕 and 孕期 in 怀孕期) leave a choice that is only usually right;
`words/covers.txt` lists the words that take the place as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.curation.complaint import Complaint
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import TERM_ROLES, Hit, longest

STRADDLES = 3  # times in the memory


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
            for hit in hits:
                if _ties(hit, term) and not any(other.end == term.start for other in terms):
                    word = chinese[hit.start : term.end]
                    crossing[term.form.entry.id if term.form.entry else "", term.form.text, word] += 1
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


def _ties(hit: Hit, term: Hit) -> bool:
    """Whether another Chinese form of the same length begins before this term and ends inside it."""
    crosses = hit.start < term.start < hit.end < term.end and hit.end - hit.start == term.end - term.start
    return crosses and hit.form.role in TERM_ROLES and hit.form.lang == "zh"
