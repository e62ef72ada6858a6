"""Rendering by the glossary alone: units that are nothing but terms, and foreign terms inside a sound sentence.

It never builds a sentence. A unit is rendered only when glossary entries, joined by 'and' or commas, make up all of
it; a mixed sentence only when every damaged stretch is wholly one entry, which then stands in the sentence's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import Entry
from pipeline.model import Language, Run
from pipeline.text import fold, is_han, is_latin
from pipeline.translators.protocol import Candidate, Request

_UNIT = re.compile(r"^(?P<body>.+?)(?P<mark>[:：.。;；]?)$", re.DOTALL)
_WITH_ABBR = re.compile(r"^(?P<term>.+?) ?[(（](?P<abbr>[A-Za-z][A-Za-z0-9-]*?)s?[)）]$")
_JOINS = {" and ": "和", " or ": "或", ", ": "、", "、": ", ", "和": " and ", "及": " and ", "或": " or ", "，": ", "}
_SPLIT = re.compile(r"(, | and | or |、|，|和|及|或)")
_MARKS = {"zh": {":": "：", ".": "。", ";": "；"}, "en": {"：": ":", "。": ".", "；": ";"}}


class GlossaryRenderer:
    """The glossary as a translation engine."""

    name = "glossary"
    second_pass = False

    def __init__(self, lexicon: Lexicon) -> None:
        """Render from a compiled glossary."""
        self._lexicon = lexicon
        self.signature = "glossary:" + lexicon.digest

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Render the requests that are made of glossary terms."""
        return [self._one(request) for request in requests]

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        text = self._unit(request) or (self._filled(request) if request.source == "mixed" else None)
        return (Candidate(text, 0.95, "glossary"),) if text else ()

    def _unit(self, request: Request) -> str | None:
        match = _UNIT.match(request.text.strip())
        if match is None:
            return None
        rendered = self._terms(match["body"].strip(), request.target)
        if rendered is None:
            return None
        mark = _MARKS[request.target].get(match["mark"], match["mark"])
        if request.target == "en" and _wants_capital(request):
            rendered = rendered[:1].upper() + rendered[1:] if not _has_inner_capital(rendered) else rendered
        return rendered + mark

    def _terms(self, body: str, target: Language) -> str | None:
        whole = self._term(body, target)
        if whole is not None:
            return whole
        parts = _SPLIT.split(body)
        if len(parts) < 3:
            return None
        rendered: list[str] = []
        for n, part in enumerate(parts):
            word = _JOINS.get(part) if n % 2 else self._term(part.strip(), target)
            if word is None:
                return None
            rendered.append(word)
        return "".join(rendered)

    def _term(self, text: str, target: Language) -> str | None:
        with_abbr = _WITH_ABBR.match(text)
        if with_abbr and (entry := self._lexicon.entry_of(with_abbr["term"])):
            abbreviations = {fold(abbr): abbr for abbr in entry.en.abbr}
            abbr = abbreviations.get(fold(with_abbr["abbr"]))
            full = _form(entry, target)
            if abbr is None or full is None:
                return None
            return f"{full}（{abbr}）" if target == "zh" else f"{full} ({abbr})"
        entry = self._lexicon.entry_of(text)
        return _form(entry, target) if entry else None

    def _filled(self, request: Request) -> str | None:
        """Replace each damaged stretch of a mixed sentence that is wholly one entry; None if one is not."""
        text, target = request.text, request.target
        damage = [run for run in request.runs if run.kind == "damage"]
        if not damage or any(run.lang == target for run in damage):
            return None
        for run in reversed(damage):
            begin, end = _core(text, run)
            form = self._terms(text[begin:end], target)
            if form is None or not _fits(self._lexicon, text[begin:end]):
                return None
            text = _put(text, begin, end, form, target)
        if target == "en" and text[:1].islower() and damage[0].start == 0:
            text = text[:1].upper() + text[1:]
        return text


def _form(entry: Entry, target: Language) -> str | None:
    if target == "en":
        return entry.en.preferred
    return entry.zh.preferred if entry.zh else None


def _fits(lexicon: Lexicon, text: str) -> bool:
    """A verb or adjective swapped into a sentence may break it: only nouns of the term base fit."""
    entry = lexicon.entry_of(text.strip())
    return entry is None or entry.kind not in ("concept", "measure")


def _core(text: str, run: Run) -> tuple[int, int]:
    begin, end = run.start, run.end
    while end > begin and not (is_han(text[end - 1]) or is_latin(text[end - 1]) or text[end - 1].isdigit()):
        end -= 1
    return begin, end


def _put(text: str, begin: int, end: int, form: str, target: Language) -> str:
    before, after = text[:begin], text[end:]
    if target == "en":
        if before and (is_latin(before[-1]) or before[-1].isdigit() or before[-1] in ",;:"):
            form = " " + form
        if after and (is_latin(after[0]) or after[0].isdigit()):
            form += " "
        return before + form + after
    return before.rstrip(" ") + form + after.lstrip(" ")


def _wants_capital(request: Request) -> bool:
    if request.kind in ("heading", "table_row"):
        return True
    if request.kind != "list_item":
        return False
    english = [item for item in request.siblings if item[:1].isascii() and item[:1].isalpha()]
    return not english or any(item[0].isupper() for item in english)


def _has_inner_capital(text: str) -> bool:
    return any(char.isupper() for char in text.split(" ", 1)[0])
