"""Two English words glued where a link or a line break was lost: likeaspirin, theheart, painThe.

Why it matters: the glued word is in no dictionary, so every later stage takes it for a name.
Leaves alone: anything a list knows, drug names (a function word inside a name is no boundary), and every split that
needs 'a', 'an', 'in', 'is' or 'on', which break more names than they mend (measured: 1.9% against 0.03% of 70,000 words).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.lexicon import Lexicon
from pipeline.rule import HAS_UNKNOWN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

LEFT = frozenset(
    [
        "and",
        "or",
        "our",
        "of",
        "with",
        "the",
        "like",
        "for",
        "from",
        "to",
        "by",
        "that",
        "this",
        "your",
        "their",
        "which",
        "when",
        "while",
        "into",
        "about",
        "such",
        "these",
        "those",
        "than",
        "using",
        "taking",
        "as",
        "read",
        "see",
        "may",
        "can",
        "including",
        "called",
        "between",
        "through",
        "during",
        "after",
        "before",
    ]
)
RIGHT = frozenset(
    [
        "to",
        "that",
        "the",
        "of",
        "and",
        "for",
        "with",
        "from",
        "which",
        "when",
        "while",
        "about",
        "your",
        "their",
        "our",
        "this",
        "these",
        "or",
    ]
)
_KEEP = re.compile(r".*(?:gram|graph|form|plasty|scope|ine|one|ide|ate|ase|mab|nib)$")
CONJUNCTIONS = frozenset({"and", "with", "from", "which", "when"})  # no name ends so after a whole word
POSSESSIVES = frozenset({"your", "their"})  # askyour: no name ends so at all
SHORTEST_OTHER = 5
LONG = 6
_CAMEL = re.compile(r"^([A-Z]?[a-z]{3,})([A-Z][a-z]{2,})$")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each unknown word that a function word at one end explains."""
    for begin, end in scope.unknown:
        word = scope.text[begin:end]
        cut = split_at(word, scope.lexicon)
        if cut:
            yield Found(begin, end, f"{word[:cut]} {word[cut:]}", confidence=0.97)
        elif both := _two_long_words(word, scope.lexicon):
            yield Found(begin, end, suggest_en=f"{word[:both]} {word[both:]}", confidence=0.6)


def split_at(word: str, lexicon: Lexicon) -> int | None:
    """Return where a glued word is to be split, None if it is not certainly two words."""
    folded = fold(word)
    camel = _CAMEL.match(word)
    if camel and _known(camel[1], lexicon) and _known(camel[2], lexicon):
        return camel.end(1)
    cuts = [n for n in range(2, len(word) - 1) if _good(folded, n, lexicon)]
    if len(cuts) != 1:
        return max(cuts, key=lambda n: max(n, len(word) - n)) if cuts and _same_end(folded, cuts) else None
    return cuts[0]


def _two_long_words(word: str, lexicon: Lexicon) -> int | None:
    """Where a word would be two long known ones (Foundationwebsite); only flagged, since compounds look the same."""
    folded = fold(word)
    cuts = [n for n in range(LONG, len(word) - LONG + 1) if _known(folded[:n], lexicon) and _known(folded[n:], lexicon)]
    return cuts[0] if len(cuts) == 1 and folded not in lexicon.drug_names else None


def _good(folded: str, cut: int, lexicon: Lexicon) -> bool:
    left, right = folded[:cut], folded[cut:]
    if left in LEFT and len(right) >= (4 if left == "and" else SHORTEST_OTHER) and _known(right, lexicon):
        return True
    shortest = 3 if right in POSSESSIVES else 4 if right in CONJUNCTIONS else SHORTEST_OTHER
    return right in RIGHT and len(left) >= shortest and _known(left, lexicon) and not _KEEP.fullmatch(folded)


def _same_end(folded: str, cuts: list[int]) -> bool:
    return all(folded[:cut] in LEFT for cut in cuts) or all(folded[cut:] in RIGHT for cut in cuts)


def _known(word: str, lexicon: Lexicon) -> bool:
    return fold(word) in lexicon.known_words


GLUED_WORDS = Rule(
    id="glued_words", severity="minor", mqm="spelling", its="whitespace",
    message="Two words glued together", message_zh="两个单词粘连",
    source="project: link text lost in scraping; strict split guard", triggers=(HAS_UNKNOWN,), find=find, doc=__doc__,
    everywhere=True,
    fires=(
        Fires("Doctors may suggest drugs likeibuprofen first.", "likeibuprofen", "like ibuprofen"),
        Fires("Read ourguidelines before the visit.", "ourguidelines", "our guidelines"),
        Fires("This treatmentfor migraine is new.", "treatmentfor", "treatment for"),
    ),
    quiet=(
        Quiet("Escitalopram and nivolumab are given.", "drug names hold 'it', 'a' and 'nivo'"),
        Quiet("The aspartate level was normal.", "'as' begins many names"),
    ),
)  # fmt: skip
