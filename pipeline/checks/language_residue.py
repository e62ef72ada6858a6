"""The other language left in a rendering outside legitimate islands.

Why it matters: a version that mixes languages is not clean, whatever else is right.
Leaves alone: islands (acronyms, units, single letters, names without a Chinese form), a Latin name beside its Chinese
one, Chinese words an English sentence quotes, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.english import english_words
from pipeline.lexicon.matcher import Hit, longest
from pipeline.lexicon.rendered import Side
from pipeline.model import Severity
from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language, runs_of
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import HAN, fold

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_HAN_STRETCH = re.compile(f"[{HAN}]+")
_QUOTED = re.compile('“[^”]*”|"[^"]*"|‘[^’]*’|《[^》]*》')
# Kinds whose Latin names a Chinese text may keep though they have a Chinese one.
_KEPT = frozenset({"brand", "organisation", "journal", "company", "gene", "scale", "programme", "helpline"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield each stretch of the other language."""
    spans: list[tuple[int, int]] = []
    for run in runs_of(scope.rendering, scope.kind, scope.lexicon):
        foreign = run.kind == "damage" or (run.kind == "text" and run.lang not in (scope.language, "other"))
        if foreign and not _is_name(scope, scope.rendering[run.start : run.end]):
            spans.append((run.start, run.end))
            severity = _severity(scope, scope.rendering[run.start : run.end])
            yield Found(0, len(scope.text), target=(run.start, run.end), severity=severity, confidence=0.95)
    more = _untranslated_terms(scope) if scope.language == "zh" else _left_chinese(scope)
    for start, end, severity in more:
        if not any(start < stop and begin < end for begin, stop in spans):
            yield Found(0, len(scope.text), target=(start, end), severity=severity, confidence=0.9)


def _is_name(scope: Scope, stretch: str) -> bool:
    """Whether a Latin stretch is made of words no English list knows and the source holds too: names, single letters."""
    if scope.language == "en":
        return False
    words = [word for word in _WORD.findall(stretch) if len(word) > 1]
    source = fold(scope.text)
    return all(
        fold(word) in source and (fold(word) not in english_words() or word in scope.lexicon.words("units"))
        for word in words
    ) and not any(_has_chinese(scope, word) for word in words)


def _severity(scope: Scope, stretch: str) -> Severity | None:
    """Minor if every word may be somebody's name: capitalised here, and in the source elsewhere than at its beginning."""
    words = _WORD.findall(stretch) if scope.language == "zh" else []
    inner = frozenset(_WORD.findall(scope.text.lstrip("“\"‘'(")[1:]))
    names = words and all(word.istitle() and word in inner and not _has_chinese(scope, word) for word in words)
    return "minor" if names else None


def _has_chinese(scope: Scope, word: str) -> bool:
    return any(
        entry.zh is not None and entry.kind not in _KEPT for entry in scope.lexicon.by_surface.get(fold(word), ())
    )


def _untranslated_terms(scope: Scope) -> Iterator[tuple[int, int, Severity | None]]:
    """English terms in a Chinese rendering that have a Chinese name which stands nowhere in it."""
    rendering = Side(scope.rendering, ())
    skipped = [*opaque_spans(scope.rendering), *(m.span() for m in _QUOTED.finditer(scope.rendering))]
    for hit in longest(scope.rendering_hits):
        entry = hit.form.entry
        if entry is None or entry.zh is None or entry.kind == "journal" or not _is_english(hit, scope.rendering):
            continue
        if any(start <= hit.start < end for start, end in skipped):
            continue
        chinese = (entry.zh.preferred, *entry.zh.also)
        if not any(form in rendering.folded for form in chinese):
            yield hit.start, hit.end, "minor" if entry.kind in _KEPT else None


def _is_english(hit: Hit, text: str) -> bool:
    surface = text[hit.start : hit.end]
    if "-" in text[max(0, hit.start - 1) : hit.start] + text[hit.end : hit.end + 1]:
        return False
    return (
        hit.form.lang == "en" and hit.form.role != "abbr" and len(surface) >= 4 and surface[1:] != surface[1:].upper()
    )


def _left_chinese(scope: Scope) -> Iterator[tuple[int, int, Severity | None]]:
    """Chinese in an English rendering of a Chinese sentence, unless it is quoted."""
    if main_language(scope.text) == "en":
        return
    quoted = [match.span() for match in _QUOTED.finditer(scope.rendering)]
    for match in _HAN_STRETCH.finditer(scope.rendering):
        if not any(start <= match.start() < end for start, end in quoted):
            yield *match.span(), None


LANGUAGE_RESIDUE = Rule(
    id="language_residue", severity="critical", mqm="untranslated", its="untranslated",
    message="The other language left in a rendering", message_zh="译文中残留另一种语言",
    source="peers: check 33", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Take the tablet with food.", "Take the tablet with food.", rendering="请随food服用药片。"),
        Fires("Drink plenty of water.", "Drink plenty of water.", rendering="请drink many water喝水。"),
        Fires("Sertraline may help.", "Sertraline may help.", rendering="Sertraline可能有效。"),
        Fires("舍曲林可能有效。", "舍曲林可能有效。", rendering="舍曲林 may help."),
    ),
    quiet=(
        Quiet("The FDA approved it.", "an acronym is an island", rendering="FDA批准了它。"),
        Quiet("Take 20 mg.", "a unit is an island", rendering="服用20 mg。"),
        Quiet("Sertraline may help.", "the Latin name beside the Chinese one", rendering="舍曲林（sertraline）可能有效。"),
        Quiet("Xyzolimus may help.", "a name nobody has a Chinese form of", rendering="xyzolimus可能有效。"),
    ),
)  # fmt: skip
