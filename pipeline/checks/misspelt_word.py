"""An English word on no list, one letter from exactly one common word: symtoms, beleive, treatmant.

Why it matters: a misspelt word is lost on the glossary, the memory and every engine.
Leaves alone: names and anything near a drug name (`corrupted_name` judges those), inflections and derivations of known
words, American and British variants, words with a hyphen, and edits at the ends of a word, where most are word forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.lexicon.english import is_spelling_variant, word_counts
from pipeline.lexicon.lexicon import Lexicon
from pipeline.rule import HAS_UNKNOWN, Fires, Found, Quiet, Rule, Scope

SHORTEST = 6
LONG = 8  # from here on a word two edits from a drug name may be a corruption of it
# Counts of the list's corpus: people misspell common words; an unlisted word near a rare one is another rare word
# (polyamine and polyamide). In 31,500 sound lines of many kinds this flags 24 words, 17 of them misspelt indeed; of words
# with one random edit it names 68% right and 0.5% wrong.
COMMON, TIMES_THE_NEXT = 1_000_000, 20
PART = 3_000_000  # as common must be the parts of a compound nobody listed (bowtie; not sym-toms)
# A word with one of these at its ends is a part of something: an address, a code, a compound.
_JOINED_BEFORE, _JOINED_AFTER = frozenset("-/@._'’#&"), frozenset("-/@_’'(")
_LATIN_END = re.compile(r"(?:us|is|um|ae|ii)$")  # pestis is no misspelling of pests
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PREFIX = re.compile(
    r"^(?:anti|auto|bio|cardio|co|counter|de|dis|extra|hyper|hypo|im|in|inter|intra|macro|micro|mid|mini|mis|multi|neuro|non"
    r"|out|over|para|peri|post|pre|pro|re|self|semi|sub|super|trans|ultra|un|under|up)(?=[a-z]{4})"
)
_SUFFIX = re.compile(r"(?:s|es|ed|ing|er|or|ee|ly|al|ic|ous|able|ible|ness|less|like|wise|ise|ize|isation|ization)$")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each such word with the one it must be."""
    if scope.kind == "citation":
        return
    text = scope.text
    for begin, end in scope.unknown:
        word = text[begin:end]
        if len(word) < SHORTEST or not word.islower() or not word.isascii():
            continue
        if text[begin - 1 : begin] in _JOINED_BEFORE or text[end : end + 1] in _JOINED_AFTER:
            continue
        right = correction(word, scope.lexicon)
        if right is not None:
            yield Found(begin, end, suggest_en=right, evidence=(f"one letter from {right}",), confidence=0.6)


def correction(word: str, lexicon: Lexicon) -> str | None:
    """Return the one common word an unlisted word is a misspelling of, None if it is a word of its own or unclear."""
    if _is_derived(word, lexicon) or _is_compound(word):
        return None
    counts, known = word_counts(), lexicon.known_words
    near = sorted({item for item in _one_edit(word) if item in known}, key=lambda item: -counts.get(item, 0))
    if not near or counts.get(near[0], 0) < COMMON or is_spelling_variant(word, near[0]):
        return None
    if _LATIN_END.search(word) and near[0][-2:] != word[-2:]:
        return None
    if len(near) > 1 and counts[near[0]] < TIMES_THE_NEXT * counts.get(near[1], 1):
        return None
    reach = 1 if len(word) < LONG else 2
    if process.extractOne(word, lexicon.drug_names_near(len(word), reach), scorer=OSA.distance, score_cutoff=reach):
        return None
    return near[0]


def _is_derived(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a known one with a prefix or a suffix."""
    known = lexicon.known_words
    prefix, suffix = _PREFIX.match(word), _SUFFIX.search(word)
    if prefix and word[prefix.end() :] in known:
        return True
    return suffix is not None and (word[: suffix.start()] in known or word[: suffix.start()] + "e" in known)


def _is_compound(word: str) -> bool:
    """Whether a word is two common ones in one (bowtie, keystore)."""
    counts = word_counts()
    return any(min(counts.get(word[:n], 0), counts.get(word[n:], 0)) >= PART for n in range(3, len(word) - 2))


def _one_edit(word: str) -> Iterator[str]:
    """Words one edit away, leaving the first letter and the last as they are."""
    for at in range(1, len(word) - 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after[1:]
            yield before + letter + after


MISSPELT_WORD = Rule(
    id="misspelt_word", severity="minor", mqm="spelling", its="misspelling",
    message="Misspelt English word", message_zh="英文单词拼写错误",
    source="peers: check 32; symspellpy's list of 82,000 English words", triggers=(HAS_UNKNOWN,), find=find, doc=__doc__,
    everywhere=True,
    fires=(
        Fires("The first symtoms appear within a week.", "symtoms"),
        Fires("Ask about the treatmant before you begin.", "treatmant"),
        Fires("Most people beleive it is harmless.", "beleive"),
    ),
    quiet=(
        Quiet("The stroke left a keratolytic plaque unprotected by polyamine.", "unlisted words near rare ones"),
        Quiet("Sertralin is a corrupted name, not a misspelt word.", "near the name of a drug"),
        Quiet("Traveling with favorite neighbors is nontender.", "American spellings and a prefixed word"),
    ),
)  # fmt: skip
