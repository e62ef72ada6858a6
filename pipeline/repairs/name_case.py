"""Brands and acronyms in the wrong case: zoloft for Zoloft, RTMS for rTMS.

Why it matters: case is part of the name; a brand in small letters reads as a generic drug.
Leaves alone: generic names (small letters are right), English words that are also brands, and tall-man letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.lexicon import english_words
from pipeline.rule import HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

_TOKEN = re.compile(r"(?<![A-Za-z0-9/@.-])[A-Za-z][A-Za-z0-9-]{2,}(?![A-Za-z0-9/@-])")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each known name whose case is wrong."""
    lexicon = scope.lexicon
    cased = lexicon.cased_names
    for match in _TOKEN.finditer(scope.text):
        token = match[0]
        canonical = cased.get(fold(token))
        if canonical is None or token in (canonical, canonical + "s") or fold(token) in english_words():
            continue
        if token.isupper() and not _odd_case(canonical):
            continue
        if scope.kind in ("heading", "table_row") and token.isupper():
            continue
        yield Found(match.start(), match.end(), canonical, confidence=0.96)


def _odd_case(canonical: str) -> bool:
    return canonical[:1].islower()


NAME_CASE = Rule(
    id="name_case", severity="minor", mqm="spelling", its="typographical",
    message="Name in the wrong case", message_zh="名称大小写错误",
    source="glossary/names and the abbreviations of glossary/terms", triggers=(HAS_LATIN,), find=find, doc=__doc__,
    everywhere=True,
    fires=(
        Fires("She takes zoloft every morning.", "zoloft", "Zoloft"),
        Fires("Sessions of RTMS last forty minutes.", "RTMS", "rTMS"),
    ),
    quiet=(
        Quiet("She takes sertraline every morning.", "generic names have small letters"),
        Quiet("ZOLOFT is printed so on the box.", "a brand in capitals is still the brand"),
    ),
)  # fmt: skip
