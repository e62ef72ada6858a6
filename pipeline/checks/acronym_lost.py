"""An acronym or code of the source that the rendering changed or lost: CYP2D6 -> CYP3A4, ECT -> ETC.

Why it matters: acronyms are the names of tests, drugs' enzymes and diseases, and one letter makes another of them.
Leaves alone: acronyms written out by any form of their entry or by words with their letters, Roman numerals, and in
Chinese those that have a Chinese name instead (IQ, 智商), unless another acronym stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.rendered import Side, stands
from pipeline.rule import HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import fold

# Two capitals at least, digits allowed; not inside a longer word, and no Roman numeral.
_ACRONYM = re.compile(
    r"(?<![A-Za-z0-9-])(?=[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z])(?![IVX]+(?![A-Za-z0-9]))[A-Za-z0-9]{2,8}(?![A-Za-z0-9-])"
)
_TOKEN = re.compile("[a-z]+|[0-9]+")


def find(scope: Scope) -> Iterator[Found]:
    """Yield each acronym that is gone where another one came, or that has no other name in the rendering."""
    here, there = _acronyms(scope), _acronyms(scope, of_rendering=True)
    if not here:
        return
    source, rendering = Side(scope.text, scope.hits), Side(scope.rendering, scope.rendering_hits)
    gone = [match for match in here if not _is_written(match, rendering)]
    if not gone:
        return
    added = [match for match in there if not _is_written(match, source) and not _is_named(match, rendering, source)]
    for match in gone:
        if added:
            yield Found(*match.span(), target=added[0].span(), confidence=0.9)
        elif scope.language == "en" and not _is_named(match, source, rendering):
            yield Found(*match.span(), severity="minor", confidence=0.7)


def _acronyms(scope: Scope, *, of_rendering: bool = False) -> list[re.Match[str]]:
    text = scope.rendering if of_rendering else scope.text
    opaque, units = opaque_spans(text), scope.lexicon.words("units")
    return [
        match
        for match in _ACRONYM.finditer(text)
        if match[0] not in units and not any(start <= match.start() < end for start, end in opaque)
    ]


def _is_written(match: re.Match[str], there: Side) -> bool:
    """Whether its letters and its digits stand in the other text, joined or apart (CA125, CA 125)."""
    acronym = match[0].removesuffix("s")
    tokens = frozenset(_TOKEN.findall(there.folded))
    return all(part in tokens or f"{part}s" in tokens for part in _TOKEN.findall(fold(acronym)))


def _is_named(match: re.Match[str], here: Side, there: Side) -> bool:
    """Whether the other text holds a form of its entry, or words that begin with its letters."""
    for hit in here.hits:
        entry = hit.form.entry
        if entry is not None and hit.start <= match.start() and match.end() <= hit.end and stands(entry, there):
            return True
    initials = "".join(word[0] for word in _TOKEN.findall(there.folded))
    return fold(match[0].removesuffix("s")) in initials


ACRONYM_LOST = Rule(
    id="acronym_lost", severity="major", mqm="mistranslation", its="inconsistent-entities",
    message="Acronym or code lost or changed", message_zh="缩写或代号丢失或改变",
    source="peers: check 14", triggers=(HAS_LATIN,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("It is broken down by CYP2D6.", "CYP2D6", rendering="它由CYP3A4代谢。"),
        Fires("She was treated with ECT.", "ECT", rendering="她接受了ETC治疗。"),
        Fires("需要做CT检查。", "CT", rendering="A scan is needed."),
    ),
    quiet=(
        Quiet("She has COPD.", "written out in Chinese", rendering="她患有慢性阻塞性肺疾病。"),
        Quiet("Factor VIII is low.", "a Roman numeral", rendering="凝血因子Ⅷ水平低。"),
        Quiet("It lowers the IQ.", "a word of its own in Chinese", rendering="它会降低智商。"),
    ),
)  # fmt: skip
