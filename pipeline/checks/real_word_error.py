"""A sound English word in a fixed medical phrase where a similar one belongs: election fraction, kidney stove.

Why it matters: every word passes a spell check, and the phrase means something else or nothing.
Leaves alone: every phrase that stands in the glossary, its memory or general English; other forms of the right word,
opposites and negations (hyper-/hypo-, unstable), and medical words, which make phrases of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from pipeline.lexicon.collocations import WORD, Collocations, Slot
from pipeline.lexicon.counterparts import stem
from pipeline.lexicon.english import is_spelling_variant
from pipeline.rule import HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

# A wrong word stands in two terms at most (`collocations.USUAL`). On 24,200 lines that nothing here was made from this
# raises 10 alarms, 7 of them one phrase (insertion site); with five terms 12, with any number 30. Of terms with one word
# swapped for a common one like it (tests/bench/source_seeds.py) half are found.
_PREFIXES = frozenset(
    ("un", "in", "im", "non", "dis", "de", "re", "mal", "post", "pre", "anti", "par", "a", "an", "over", "under", "sub",
     "hyper", "hypo", "co", "pro", "inter", "intra", "ir", "il", "em", "en", "be")
)  # fmt: skip
_OPPOSITES = frozenset({"hype", "hypo"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield each word that breaks a term, with the term."""
    if scope.kind == "citation":
        return
    table = scope.lexicon.collocations
    words = WORD.findall(fold(scope.text))
    places: list[re.Match[str]] = []
    for n, word in enumerate(words):
        if word in table.usual or (broken := _broken(words, n, table)) is None:
            continue
        places = places or list(WORD.finditer(scope.text))
        found = _found(scope, places, n, broken) if word in scope.lexicon.known_words else None
        if found is not None:
            yield found


def _broken(words: list[str], n: int, table: Collocations) -> Slot | None:
    """The first term a word breaks, None if it breaks none."""
    return next((slot for slot in table.slots(words, n) if _breaks(words, n, slot, table)), None)


def _found(scope: Scope, places: list[re.Match[str]], n: int, broken: Slot) -> Found | None:
    """The broken term in the text, None if marks stand in it or a wrong sense is already told of there."""
    start, end = places[n].span()
    if any(hit.form.role in ("wrong", "avoid") and hit.start < end and start < hit.end for hit in scope.hits):
        return None
    first, last = n - broken.place, n - broken.place + len(broken.term) - 1
    if any(scope.text[places[k].end() : places[k + 1].start()] != " " for k in range(first, last)):
        return None
    return Found(
        places[first].start(), places[last].end(), suggest_en=" ".join(broken.term),
        evidence=(f"{fold(places[n][0])} for {broken.term[broken.place]}",), confidence=0.75,
    )  # fmt: skip


def _breaks(words: list[str], n: int, slot: Slot, table: Collocations) -> bool:
    """Whether the other words of a term stand around a word that is like the term's own, but never seen there."""
    first = n - slot.place
    if first < 0 or first + len(slot.term) > len(words):
        return False
    if not _is_like(words[n], slot.term[slot.place]):
        return False
    others = (k for k in range(len(slot.term)) if k != slot.place)
    if any(words[first + k] != slot.term[k] for k in others):
        return False
    before = slot.place > 0 and table.attested(words[n - 1], words[n])
    after = slot.place + 1 < len(slot.term) and table.attested(words[n], words[n + 1])
    return not before and not after


def _is_like(word: str, right: str) -> bool:
    """Whether a word may have been put for another: an edit or two inside it, or its beginning lost."""
    if word == right or len(word) < 3 or "-" in word or "'" in word:
        return False
    length = min(len(word), len(right))
    lost = len(word) >= 5 and 2 <= len(right) - len(word) <= 3 and right.endswith(word)
    if not lost:
        most = 1 if length < 7 else 2
        same_ends = word[0] == right[0] and (most == 1 or word[-1] == right[-1])
        if not same_ends or OSA.distance(word, right, score_cutoff=most) > most:
            return False
    return not _is_a_form_of(word, right)


def _is_a_form_of(word: str, right: str) -> bool:
    short, long = sorted((word, right), key=len)
    if long.endswith(short) and long[: len(long) - len(short)] in _PREFIXES:
        return True
    if (
        {word[:4], right[:4]} == _OPPOSITES
        or "non" in (word[:3], right[:3])
        or stem(word) == stem(right)
        or is_spelling_variant(word, right)
    ):
        return True
    alike = next((n for n, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), len(short))
    return (alike >= 4 and 2 * alike >= len(long)) or (
        alike == len(short) and len(long) - alike == 1 and long[-1] in "sd"
    )


REAL_WORD_ERROR = Rule(
    id="real_word_error", severity="major", mqm="mistranslation", its="misspelling",
    message="Wrong word in a fixed medical phrase", message_zh="固定医学词组中的错词",
    source="project: lost and swapped words; glossary/terms", triggers=(HAS_LATIN,), find=find, doc=__doc__,
    fires=(
        Fires("Her election fraction had fallen to 35%.", "election fraction"),
        Fires("Night-time muscle camp is common in pregnancy.", "muscle camp"),
        Fires("A kidney stove can block the flow of urine.", "kidney stove"),
    ),
    quiet=(
        Quiet("Her blood pressures and heart rates were measured.", "other forms of the right words"),
        Quiet("She had unstable angina and low blood sugar, not hypertension.", "opposites and other terms"),
        Quiet("The heart of a rat beats fast.", "the words do not stand together"),
    ),
    misses=(Fires("She was given an IV fission at noon.", "IV fission"),),
)  # fmt: skip
