"""The reduce step: checks that look at all articles of a batch, after every one of them is written.

They read the findings files of the output folder and write `batch.findings.json` alone: what one article's files hold
never depends on another article. Sentences a person decided and sentences that are gaps take no part.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.checks import BATCH_CHECKS
from pipeline.context import Context
from pipeline.lexicon.decisions import status_of
from pipeline.model import LANGUAGES, WEIGHT, Language
from pipeline.rule import Found, Rule, Scope
from pipeline.running import enabled
from pipeline.text import View, digest

Json = dict[str, Any]
FILE = "batch.findings.json"
_SHOWN = frozenset({"machine", "draft"})
_LEAST = 4  # a shorter text (a number, a mark) is rendered the same whatever it means


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and its rendering in one language: where it stands in the batch."""

    document: str
    sentence: tuple[int, int]
    source: str
    language: Language
    text: str


def batch_findings(documents: Iterable[Mapping[str, Any]], context: Context) -> Json:
    """Return the content of `batch.findings.json` for the documents of a batch, in any order."""
    places = sorted(
        (place for document in documents for place in _places(document)),
        key=lambda place: (place.document, place.sentence, place.language),
    )
    by_source: dict[tuple[Language, str], list[Place]] = defaultdict(list)
    by_text: dict[tuple[Language, str], list[Place]] = defaultdict(list)
    for place in places:
        by_source[place.language, place.source].append(place)
        by_text[place.language, place.text].append(place)
    groups = {"inconsistent_rendering": by_source, "reused_rendering": by_text}
    found = [
        item
        for rule in enabled(BATCH_CHECKS, context)
        for group in groups[rule.id].values()
        if len(group) > 1
        for item in _judge(rule, group, context)
    ]
    order = sorted(found, key=lambda item: (-WEIGHT[item["severity"]], item["rule"], item["fingerprint"]))
    return {"schema": 1, "findings": [{"id": f"b{n}", **item} for n, item in enumerate(order, 1)]}


def documents_of(out: Path, names: Iterable[str]) -> Iterator[Json]:
    """Read the findings files of these articles that lie under `out`."""
    for name in sorted(names):
        for file in (out / f"{name}.findings.json", out / f"{name}.findings.jsonl"):
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                yield from map(json.loads, text.splitlines() if file.suffix == ".jsonl" else [text])


def _places(document: Mapping[str, Any]) -> Iterator[Place]:
    for block in document["blocks"]:
        for n, sentence in enumerate(block["sentences"]):
            source = " ".join(sentence["source"].split())
            for language in LANGUAGES:
                rendering = sentence[language]
                if rendering is None or rendering["status"] not in _SHOWN or len(source) < _LEAST:
                    continue
                if rendering["by"] != "source":
                    yield Place(document["document"]["id"], (block["index"], n), source, language, rendering["text"])


def _judge(rule: Rule, group: list[Place], context: Context) -> Iterator[Json]:
    """Judge the first place of a group against all others; one finding names them all."""
    first = group[0]
    beside = "text" if rule.id == "inconsistent_rendering" else "source"
    own = getattr(first, beside)
    others = tuple(dict.fromkeys(text for place in group if (text := getattr(place, beside)) != own))
    if not others:
        return
    view = View(first.source, 0, len(first.source))
    scope = Scope(view, context.glossary, rendering=first.text, language=first.language, others=others)
    for hit in rule.find(scope):
        yield _finding(rule, hit, group, context)


def _finding(rule: Rule, hit: Found, group: list[Place], context: Context) -> Json:
    first = group[0]
    told = sorted({f"{place.source}\n{place.text}" for place in group})
    fingerprint, shared = digest(rule.id, first.language, *told), digest(rule.id, first.source, first.text)
    return {
        "rule": rule.id, "severity": hit.severity or rule.severity, "mqm": rule.mqm, "its": rule.its,
        "side": first.language, "message": rule.message, "message_zh": rule.message_zh, "action": "flagged",
        "evidence": list(hit.evidence), "confidence": hit.confidence,
        "places": [
            {
                "document": place.document, "sentence": list(place.sentence), "source": place.source,
                "rendering": place.text,
            }
            for place in group
        ],
        "fingerprint": fingerprint, "group": shared,
        "status": status_of(context.decisions.about(fingerprint, shared)),
    }  # fmt: skip
