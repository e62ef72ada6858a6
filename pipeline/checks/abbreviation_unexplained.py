"""An acronym the article uses and never spells out, in either language.

Why it matters: the full form belongs at first mention (中国社区医师 author rules); without it a lay reader, and an engine
that has to choose among several meanings, can only guess.
Leaves alone: what every reader knows (DNA, MRI, WHO), genes, scales, organisations, journals and trials, which are names,
units, and acronyms in or beside a bracket, where some full form stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import Entry, Hit
from pipeline.lexicon.schema import Term
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language
from pipeline.text import fold

FULL = frozenset({"preferred", "also"})
SHORTEST = 3  # two letters (CI, SD, BP) mean too many things for a glossary to know which
_KINDS = frozenset(
    {"condition", "treatment", "test", "drug_class", "symptom", "substance", "concept", "measure", "device"}
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield the first mention of each such acronym, with the full form the glossary has."""
    known = scope.lexicon.words("known-acronyms") | scope.lexicon.words("units")
    first: dict[str, tuple[int, Hit]] = {}
    spelt_out: set[tuple[str, str]] = set()
    bracketed: set[str] = set()
    for n, hits in enumerate(scope.view_hits):
        spelt_out |= {_key(hit.form.entry, hit.form.text) for hit in hits if hit.form.role in FULL and hit.form.entry}
        for hit in (
            _acronyms(scope.views[n].text, hits, scope.lexicon) if scope.kinds[n] not in ("citation", "code") else ()
        ):
            first.setdefault(hit.form.text, (n, hit))
            if _beside_bracket(scope.views[n].text, hit):
                bracketed.add(hit.form.text)
    for acronym, (n, hit) in first.items():
        entries = scope.lexicon.abbreviations.get(acronym, ())
        if len(acronym) < SHORTEST or acronym in known or acronym in bracketed or not all(map(_is_concept, entries)):
            continue
        if not entries or any(_stands(entry, acronym, spelt_out) for entry in entries):
            continue
        yield _found(scope, n, hit, entries)


def _acronyms(text: str, hits: tuple[Hit, ...], lexicon: Lexicon) -> Iterator[Hit]:
    """The abbreviations of a sentence that are no part of a longer term (ACE inhibitor) and no plural of another (REMS)."""
    for hit in hits:
        if hit.form.role != "abbr":
            continue
        inside = any(
            other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
            for other in hits
            if other.form.role in FULL
        )
        surface = text[hit.start : hit.end]
        if not inside and (surface == hit.form.text or surface not in lexicon.abbreviations):
            yield hit


def _key(entry: Entry, form: str) -> tuple[str, str]:
    return entry.id, fold(form)


def _beside_bracket(text: str, hit: Hit) -> bool:
    return text[: hit.start].rstrip()[-1:] in ("(", "（", "[") or text[hit.end :].lstrip()[:1] in ("(", "（", "[")


def _is_concept(entry: Entry) -> bool:
    return isinstance(entry, Term) and entry.kind in _KINDS


def _stands(entry: Entry, acronym: str, spelt_out: set[tuple[str, str]]) -> bool:
    """Whether a form of the entry that does not hold the acronym itself was found in the article."""
    chinese = (entry.zh.preferred, *entry.zh.also) if entry.zh else ()
    forms = (entry.en.preferred, *entry.en.also, *chinese)
    return any(_key(entry, form) in spelt_out for form in forms if fold(acronym) not in fold(form))


def _found(scope: Scope, n: int, hit: Hit, entries: tuple[Entry, ...]) -> Found:
    text = scope.views[n].text
    start = scope.view.from_original(scope.views[n].start) + hit.start
    entry = entries[0] if len(entries) == 1 else None
    acronym = text[hit.start : hit.end]
    full_zh = f"{entry.zh.preferred}（{acronym}）" if entry is not None and entry.zh is not None else None
    meanings = tuple(f"{hit.form.text} = {item.en.preferred}" for item in entries)
    in_chinese = main_language(text) == "zh"
    return Found(
        start, start + hit.end - hit.start, evidence=meanings, confidence=0.7,
        suggest_en=f"{entry.en.preferred} ({acronym})" if entry is not None and not in_chinese else None,
        suggest_zh=full_zh if in_chinese else None,
    )  # fmt: skip


ABBREVIATION_UNEXPLAINED = Rule(
    id="abbreviation_unexplained", severity="minor", mqm="textual-conventions", its="terminology",
    message="Acronym whose full form never stands in the article", message_zh="缩略语在文中从未给出全称",
    source="peers: check 62; 中国社区医师 author rules: full form first", triggers=(ALWAYS,), find=find, doc=__doc__,
    level="article",
    fires=(
        Fires("GERD often burns at night.\n\nPeople with GERD sleep badly.", "GERD"),
        Fires("医生建议先试CBT。\n\n多数患者完成了治疗。", "CBT"),
    ),
    quiet=(
        Quiet("Gastroesophageal reflux disease burns at night.\n\nPeople with GERD sleep badly.", "the full form stands in the article"),
        Quiet("医生建议先做MRI和DNA检测。", "acronyms every reader knows"),
        Quiet("Cognitive talk treatment (CBT) helps many people.", "some full form stands before the bracket"),
    ),
)  # fmt: skip
