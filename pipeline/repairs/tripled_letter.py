"""A letter that stands three times in a row inside a word: diabeeetes, presssure.

Why it matters: the word is in no dictionary, so no later stage knows it.
Leaves alone: Roman numerals, acronyms and codes (AAA, cccDNA), www, and what people write for a sound (hmmm, ahhh).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_UNKNOWN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

_THREE = re.compile(r"([a-z])\1\1")
SHORTEST = 6  # with the letters that are too many; sounds and placeholders (hmmm, xxxx, brrr) are shorter


def find(scope: Scope) -> Iterator[Found]:
    """Yield each unknown word with a tripled letter; it is mended if two letters, or one, make exactly one known word."""
    for begin, end in scope.unknown:
        word = scope.text[begin:end]
        folded = fold(word)
        match = _THREE.search(folded)
        if match is None or word[1:] != folded[1:]:
            continue
        start, letter = match.start(), match[1]
        known = [
            word[:start] + word[start : start + 1] + letter * (count - 1) + word[match.end() :]
            for count in (2, 1)
            if folded[:start] + letter * count + folded[match.end() :] in scope.lexicon.known_words
        ]
        certain = len(known) == 1 and len(word) >= SHORTEST and match.end() < len(word)
        yield Found(
            begin, end, known[0] if certain else None, suggest_en=known[0] if known else None,
            confidence=0.97 if certain else 0.7,
        )  # fmt: skip


TRIPLED_LETTER = Rule(
    id="tripled_letter", severity="minor", mqm="spelling", its="misspelling",
    message="Letter three times in a row", message_zh="字母连续出现三次",
    source="peers: check 20", triggers=(HAS_UNKNOWN,), find=find, doc=__doc__, everywhere=True,
    fires=(
        Fires("Diabeeetes is a lifelong condition.", "Diabeeetes", "Diabetes"),
        Fires("Keep your blood presssure low.", "presssure", "pressure"),
        Fires("It made her wheeeze at night.", "wheeeze", "wheeze"),
    ),
    quiet=(
        Quiet("Factor VIII and cccDNA were measured in stage IIIb.", "numerals and codes hold three like letters"),
        Quiet("Visit www.example.org for the AAA list.", "an address and an acronym"),
    ),
)  # fmt: skip
