"""A glossary term or name of the source that no admitted form of the rendering renders.

Why it matters: a drug name or diagnosis lost in translation is the worst silent omission.
Leaves alone: renderings by any listed form, abbreviations included; names without a Chinese form that stay Latin.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.matcher import Entry, longest
from pipeline.lexicon.schema import Term
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold, simplified

CRITICAL = frozenset({"drug", "brand"})
# Sound translations render these by a hundred phrases (skin: 皮下, see a doctor: 就医): their absence proves nothing.
FREE = frozenset({"anatomy", "person", "setting", "concept", "organism", "measure", "substance"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield each approved term of the source that the rendering lacks."""
    rendering = fold(simplified(scope.rendering))
    for hit in longest(scope.hits):
        entry = hit.form.entry
        if entry is None or hit.form.lang == scope.language or _may_be_missing(entry):
            continue
        if any(fold(form) in rendering for form in _accepted(entry, scope)):
            continue
        yield Found(
            hit.start, hit.end, suggest_en=entry.en.preferred, suggest_zh=entry.zh.preferred if entry.zh else None,
            severity="critical" if entry.kind in CRITICAL else None, evidence=(f"glossary: {entry.id}",), confidence=0.85,
        )  # fmt: skip


def _may_be_missing(entry: Entry) -> bool:
    return entry.status != "approved" or entry.kind in FREE or (isinstance(entry, Term) and entry.general)


def _accepted(entry: Entry, scope: Scope) -> list[str]:
    forms = entry.zh if scope.language == "zh" else entry.en
    latin = [*entry.en.abbr, *(() if entry.zh else (entry.en.preferred,))]
    if forms is None:
        return [entry.en.preferred, *latin]
    return [forms.preferred, *forms.also, *forms.abbr, *latin]


TERM_MISSING = Rule(
    id="term_missing", severity="major", mqm="termbase", its="terminology",
    message="Glossary term not rendered", message_zh="术语未按术语库翻译",
    source="peers: check 10", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take sertraline every day.", "sertraline", rendering="请每天服药。"),
        Fires("患者正在服用二甲双胍。", "二甲双胍", rendering="The patient is taking the tablets."),
    ),
    quiet=(
        Quiet("Take sertraline every day.", "rendered by its Chinese name", rendering="请每天服用舍曲林。"),
        Quiet("The FDA approved it.", "the acronym stays", rendering="FDA批准了它。"),
    ),
)  # fmt: skip
