"""Brands and acronyms in the wrong case: zoloft for Zoloft, RTMS for rTMS.

Why it matters: case is part of the name; a brand in small letters reads as a generic drug.
Leaves alone: generic names (small letters are right), English words that are also brands, tall-man letters, and the authors of citations.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.rule import HAS_CASED, Fires, Found, Quiet, Rule, Scope

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
        yield Found(hit.start, hit.end, canonical, confidence=0.96)


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
        Quiet("ZOLOFT is printed so on the box.", "a brand in capitals is still the brand"),
    ),
)  # fmt: skip
