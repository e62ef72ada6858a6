"""The article as other tools see it: the JSON of NAME.findings.json, and the numbers of its marks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipeline.model import LANGUAGES, WEIGHT, Article, Edit, Finding, Language, Rendering, Sentence

Json = dict[str, Any]
SCHEMA = 1
GAP = "⟦gap⟧"
MARKS: dict[Language, tuple[str, str]] = {"en": ("⟦gap {}⟧", "⟦draft {}⟧"), "zh": ("⟦缺译{}⟧", "⟦待审{}⟧")}


def mark_numbers_of(article: Article) -> dict[tuple[int, int], int]:
    """Number the sentences with a gap or a draft in either language, through the article."""
    numbers: dict[tuple[int, int], int] = {}
    for block in article.blocks:
        for n, sentence in enumerate(block.sentences):
            if any(_status(sentence, language) in ("gap", "draft") for language in LANGUAGES):
                numbers[block.index, n] = len(numbers) + 1
    return numbers


def _status(sentence: Sentence, language: Language) -> str | None:
    rendering: Rendering | None = getattr(sentence, language)
    return rendering.status if rendering else None


def numbered(text: str, language: Language, number: int | None) -> str:
    """Put the sentence's number into the gap marks of its text."""
    return text.replace(GAP, MARKS[language][0].format(number)) if number is not None else text


def document(article: Article, signature: str) -> Json:
    """Return the article as the findings file holds it; offsets are code points of the source text."""
    numbers = mark_numbers_of(article)
    original = article.original
    return {
        "schema": SCHEMA,
        "document": {
            "id": article.id, "source": article.source, "chars": len(original),
            "sha256": hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest(),
        },
        "blocks": [
            {
                "index": block.index, "kind": block.kind, "start": block.start, "end": block.end,
                "sentences": [
                    {
                        "start": sentence.start, "end": sentence.end, "source": original[sentence.start : sentence.end],
                        "lang": sentence.lang,
                        **_renderings(sentence, numbers.get((block.index, n))),
                    }
                    for n, sentence in enumerate(block.sentences)
                ],
            }
            for block in article.blocks
        ],
        "findings": [finding_json(finding, original) for finding in article.findings],
        "stats": stats(article),
        "signature": signature,
    }  # fmt: skip


def _renderings(sentence: Sentence, number: int | None) -> Json:
    return {language: _rendering(getattr(sentence, language), language, number) for language in LANGUAGES}


def _rendering(rendering: Rendering | None, language: Language, number: int | None) -> Json | None:
    if rendering is None:
        return None
    return {
        "text": numbered(rendering.text, language, number), "by": rendering.by, "status": rendering.status,
        "confidence": rendering.score,
    }  # fmt: skip


def finding_json(finding: Finding, original: str) -> Json:
    """Return one finding as JSON."""
    edit = finding.edit
    target = finding.target
    return {
        "id": finding.id, "rule": finding.rule, "severity": finding.severity, "mqm": finding.mqm, "its": finding.its,
        "side": finding.side, "sentence": list(finding.sentence) if finding.sentence else None,
        "start": finding.start, "end": finding.end, "span": original[finding.start : finding.end],
        "target": {"start": target.start, "end": target.end, "span": target.span} if target else None,
        "message": finding.message, "message_zh": finding.message_zh, "action": finding.action,
        "edit": _edit_json(edit, original) if edit else None,
        "suggest_en": finding.suggest_en, "suggest_zh": finding.suggest_zh, "evidence": list(finding.evidence),
        "confidence": finding.confidence, "fingerprint": finding.fingerprint, "group": finding.group,
        "status": finding.status,
    }  # fmt: skip


def _edit_json(edit: Edit, original: str) -> Json:
    return {"start": edit.start, "end": edit.end, "old": original[edit.start : edit.end], "new": edit.new}


def stats(article: Article) -> Json:
    """Count findings by severity, rule and action, sentences by status and language, and the open harm."""
    findings = article.findings
    still_open = [f for f in findings if f.status == "open" and f.action == "flagged"]
    return {
        "chars": len(article.original),
        "findings": len(findings),
        "by_severity": _counts(f.severity for f in findings),
        "by_rule": _counts(f.rule for f in findings),
        "by_action": _counts(f.action for f in findings),
        "open": _counts(f.severity for f in still_open),
        "harm": sum(WEIGHT[f.severity] for f in still_open),
        "sentences": sum(len(block.sentences) for block in article.blocks),
        "status": {lang: _counts(status for status in _statuses(article, lang)) for lang in LANGUAGES},
    }


def _statuses(article: Article, language: Language) -> list[str]:
    sentences = (sentence for block in article.blocks for sentence in block.sentences)
    return [status for sentence in sentences if (status := _status(sentence, language)) is not None]


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
