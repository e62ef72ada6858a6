"""Brands and acronyms in the wrong case: zoloft for Zoloft, RTMS for rTMS.

Why it matters: case is part of the name; a brand in small letters reads as a generic drug.
Leaves alone: generic names (small letters are right), English words that are also brands, tall-man letters, and the authors of citations.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.lexicon import Lexicon
from pipeline.rule import HAS_CASED, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

_JOINED = frozenset("/@.-_")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each known name whose case is wrong."""
    text = scope.text
    for hit in scope.hits:
        if hit.form.role != "cased" or scope.kind == "citation":
            continue
        token, canonical = text[hit.start : hit.end], hit.form.text
        if token.isupper() and (not _odd_case(canonical) or scope.kind in ("heading", "table_row")):
            continue
        if text[hit.start - 1 : hit.start] in _JOINED or text[hit.end : hit.end + 1] in _JOINED - {".", "-"}:
            continue
        if _is_a_name_as_written(token, scope.lexicon):
            continue
        yield Found(hit.start, hit.end, canonical, confidence=0.96)


def _is_a_name_as_written(token: str, lexicon: Lexicon) -> bool:
    """EGFR is a receptor, eGFR a filtration rate: what is somebody's name in this very case stays."""
    if token in lexicon.words("acronyms"):
        return True
    entries = lexicon.by_surface.get(fold(token), ())
    return any(token in (entry.en.preferred, *entry.en.also, *entry.en.abbr) for entry in entries)


def _odd_case(canonical: str) -> bool:
    return canonical[:1].islower()


NAME_CASE = Rule(
    id="name_case", severity="minor", mqm="spelling", its="typographical",
    message="Name in the wrong case", message_zh="名称大小写错误",
    source="glossary/names and the abbreviations of glossary/terms", triggers=(HAS_CASED,), find=find, doc=__doc__,
    everywhere=True,
    fires=(
        Fires("She takes zoloft every morning.", "zoloft", "Zoloft"),
        Fires("Sessions of RTMS last forty minutes.", "RTMS", "rTMS"),
    ),
    quiet=(
        Quiet("She takes sertraline every morning.", "generic names have small letters"),
        Quiet("EGFR mutations decide the treatment.", "a gene, though eGFR is a filtration rate"),
        Quiet("ZOLOFT is printed so on the box.", "a brand in capitals is still the brand"),
    ),
)  # fmt: skip
