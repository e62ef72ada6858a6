"""A journal name that is not the journal of the DOI beside it.

Why it matters: the DOI is the one sound part of a damaged citation; a wrong journal sends the reader elsewhere.
Leaves alone: DOIs whose journal the glossary does not know. It is flagged, never fixed: either may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

_DOI = re.compile(r"10\.[0-9]{4,9}/([^\s<>“”；，。]+)", re.ASCII)
_JOURNAL = re.compile(r"(?:(?<=[.。?]) ?|^)([A-Z][A-Za-z&:,'’\- ]{3,80}?)\.?(?= ?(?:\(?(?:19|20)[0-9]{2}\)?|;))")


def find(scope: Scope) -> Iterator[Found]:
    """Yield the journal name where it disagrees with a DOI the glossary knows."""
    for doi in _DOI.finditer(scope.text):
        journal = scope.lexicon.journal_of(doi[1])
        if journal is None:
            continue
        forms = [fold(form) for form in (journal.en.preferred, *journal.en.also, *journal.en.abbr)]
        named = list(_JOURNAL.finditer(scope.text, 0, doi.start()))
        if not named:
            continue
        name = named[-1]
        said = _bare(name[1])
        if any(_bare(form) == said for form in forms):
            continue
        yield Found(
            name.start(1), name.end(1), suggest_en=journal.en.preferred, confidence=0.9,
            evidence=(f"DOI {doi[0]} belongs to {journal.en.preferred}",),
        )  # fmt: skip


def _bare(name: str) -> str:
    """A journal's name without article, stops and the comma of some citation styles."""
    return fold(name).strip(" .,").replace(".", "").removeprefix("the ")


JOURNAL_AGAINST_DOI = Rule(
    id="journal_against_doi", severity="major", mqm="mistranslation", its="inconsistent-entities",
    message="Journal name disagrees with the DOI", message_zh="期刊名与DOI不符",
    source="journal stems of publishers' DOIs, glossary/names", triggers=("10.",), find=find, doc=__doc__,
    fires=(
        Fires("Smith A, Lee B, et al. A trial of sleep. Biological Psychology. 2017;81(3):210-218. doi:10.1016/j.biopsych.2017.01.001", "Biological Psychology"),
        Fires("Chen L, et al. Skin and diet. Journal of Dermatology. 2019;80(2):11-19. doi:10.1016/j.jaad.2018.05.003", "Journal of Dermatology"),
    ),
    quiet=(
        Quiet("Smith A, Lee B, et al. A trial of sleep. Biological Psychiatry. 2017;81(3):210-218. doi:10.1016/j.biopsych.2017.01.001", "the right journal"),
        Quiet("WARREN J R, MARSHALL B. Curved bacilli[J]. Lancet, 1983, 321(8336): 1273-1275. doi:10.1016/S0140-6736(83)92719-8", "the name without its article, before a comma"),
        Quiet("Smith A, et al. A trial. Unknown Journal. 2017;81(3):210-218. doi:10.9999/xyz.2017.01.001", "a DOI nobody listed"),
    ),
)  # fmt: skip
