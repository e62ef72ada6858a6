"""Shapes several rules share: a class of characters to replace, what one language leaves in the other, paired marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pipeline.model import Language
from pipeline.rule import Found, Scope
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import is_han, is_latin

_EDGE = " ,.;:()（）“”\"'-—，。；：、！？!?"


def replaced_runs(chars: str, new: Callable[[str], str]) -> Callable[[Scope], Iterator[Found]]:
    """Return the generator of a rule that replaces every run of some characters by `new` of it."""
    pattern = re.compile(f"[{re.escape(chars)}]+")

    def find(scope: Scope) -> Iterator[Found]:
        for match in pattern.finditer(scope.text):
            yield Found(match.start(), match.end(), new(match[0]), confidence=0.99)

    return find


def left_over(scope: Scope, language: Language) -> Iterator[Found]:
    """Yield each damaged run of a language, trimmed to its words; a run that is one glossary term says which."""
    if scope.kind == "citation" or not any(run.kind == "damage" for run in scope.original_runs):
        return
    belongs = is_han if language == "zh" else is_latin
    for run in scope.runs:
        core = scope.text[run.start : run.end].rstrip(_EDGE)
        if run.kind != "damage" or run.lang != language or not any(map(belongs, core)):
            continue
        entry = scope.lexicon.entry_of(core)
        chinese = entry.zh.preferred if entry is not None and entry.zh is not None else None
        yield Found(
            run.start,
            run.start + len(core),
            suggest_en=entry.en.preferred if entry is not None and language == "zh" else None,
            suggest_zh=chinese if language == "en" else None,
            evidence=(f"glossary: {entry.id}",) if entry is not None else (),
            confidence=0.95 if language == "zh" else 0.92,
        )


_WIDE = {"（": "(", "）": ")", "［": "[", "］": "]"}


def unpaired(scope: Scope, closing: Mapping[str, str], excused: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the marks of an article that lack their other half, as (sentence, offset in its text), block by block.

    `closing` gives for each opening mark the one that closes it, in half width. A mark in an address, or in what
    `excused` matches, may stand alone.
    """
    marks = re.compile(f"[{re.escape(''.join({*closing, *closing.values(), *_WIDE}))}]")
    waiting: list[tuple[int, int, str]] = []
    alone: list[tuple[int, int]] = []
    block = -1
    for n, view in enumerate(scope.views):
        if scope.blocks[n] != block:
            alone += [(sentence, at) for sentence, at, _ in waiting]
            waiting, block = [], scope.blocks[n]
        if scope.kinds[n] == "code" or marks.search(view.text) is None:
            continue
        for match in marks.finditer(view.text):
            mark = _WIDE.get(match[0], match[0])
            if mark in closing:
                waiting.append((n, match.start(), closing[mark]))
            elif opened := [k for k, (_, _, wanted) in enumerate(waiting) if wanted == mark]:
                del waiting[opened[-1]]
            elif mark in closing.values():
                alone.append((n, match.start()))
    alone += [(sentence, at) for sentence, at, _ in waiting]
    for n, at in sorted(alone):
        text = scope.views[n].text
        spans = (*opaque_spans(text), *(match.span() for match in excused.finditer(text)))
        if not any(start <= at < end for start, end in spans):
            yield n, at
