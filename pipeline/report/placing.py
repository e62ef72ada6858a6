"""Decide where on the page each finding is shown.

A finding on the source is highlighted in every sentence it touches. One on a rendering is highlighted there, and in the
source too unless its source span is the whole sentence, which would tell nothing. What touches no sentence (removed
page furniture, spam between blocks) is shown between the blocks; what has no place in a rendering becomes a chip.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.report.spans import Mark, Note, locate

Json = Mapping[str, Any]
Key = tuple[int, int]
PLAIN_ID = re.compile(r"f[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Span:
    """A finding in text that belongs to no sentence."""

    start: int
    end: int
    text: str
    note: Note


@dataclass(frozen=True, slots=True)
class Placed:
    """Where all findings go; keys are (block index, sentence in the block), with a language for renderings."""

    entries: list[tuple[str, Json]] = field(default_factory=list)
    source: defaultdict[Key, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    target: defaultdict[tuple[Key, str], list[Mark]] = field(default_factory=lambda: defaultdict(list))
    loose: defaultdict[tuple[Key, str], list[tuple[Note, bool]]] = field(default_factory=lambda: defaultdict(list))
    outside: list[Span] = field(default_factory=list)


class _Sentences:
    """The sentences of an article, to be found by key or by offset."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.by_key: dict[Key, Json] = {}
        for block in document["blocks"]:
            for at, sentence in enumerate(block["sentences"]):
                self.by_key[block["index"], at] = sentence
        self.ordered = sorted(self.by_key.items(), key=lambda item: (item[1]["start"], item[1]["end"]))
        self.ends = [sentence["end"] for _, sentence in self.ordered]

    def touched(self, start: int, end: int) -> Iterator[tuple[Key, int, int]]:
        """Give each sentence a range touches, with the range cut to it, in offsets of the sentence."""
        for key, sentence in self.ordered[bisect_right(self.ends, start - 1) :]:
            if sentence["start"] > end:
                return
            length = len(sentence["source"])
            low = min(max(start - sentence["start"], 0), length)
            high = min(end - sentence["start"], length)
            # A mere touch counts only for an insertion, which has no inside.
            if low < high or start == end:
                yield key, low, high


def place(document: Mapping[str, Any]) -> Placed:
    """Place all findings of a document."""
    placed = Placed()
    sentences = _Sentences(document)
    used: set[str] = set()
    for at, finding in enumerate(document["findings"], start=1):
        anchor = str(finding["id"])
        if not PLAIN_ID.fullmatch(anchor) or anchor in used:
            anchor = f"n{at}"
        used.add(anchor)
        placed.entries.append((anchor, finding))
        note = Note(anchor, finding["severity"], finding["action"], str(finding["rule"]))
        _place_one(placed, sentences, finding, note)
    return placed


def _place_one(placed: Placed, sentences: _Sentences, finding: Json, note: Note) -> None:
    at_home = _place_target(placed, sentences, finding, note)
    touched = list(sentences.touched(finding["start"], finding["end"]))
    if finding["start"] == finding["end"]:
        touched = touched[:1]
    for key, low, high in touched:
        whole = low == 0 and high == len(sentences.by_key[key]["source"])
        if at_home and whole:
            continue
        placed.source[key].append(Mark(low, high, note, home=not at_home))
        at_home = True
    if not at_home:
        placed.outside.append(Span(finding["start"], finding["end"], finding["span"], note))


def _place_target(placed: Placed, sentences: _Sentences, finding: Json, note: Note) -> bool:
    """Place a finding in its rendering; whether that was possible."""
    side = finding["side"]
    if side == "source" or finding.get("sentence") is None:
        return False
    key: Key = (finding["sentence"][0], finding["sentence"][1])
    rendering = sentences.by_key.get(key, {}).get(side)
    if rendering is None:
        return False
    target = finding.get("target")
    found = locate(rendering["text"] or "", target["start"], target["end"], target["span"]) if target else None
    if found is None:
        placed.loose[key, side].append((note, True))
    else:
        placed.target[key, side].append(Mark(*found, note, home=True))
    return True
