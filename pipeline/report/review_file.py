"""NAME.review.yaml: what needs a person, with blanks for a decision, and reading the filled blanks back."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.model import LANGUAGES, Article, Finding, is_open_harm
from pipeline.report.document import mark_numbers_of, numbered
from pipeline.text import sentence_key

_HEAD = """\
# What needs a person in {id}. Fill in `decision` and run again; blanks are left open.
#   a flagged finding: accept = apply the suggestion, edit = use my text (en or zh), reject = leave the source
#   a fixed finding:   accept = keep the change, edit = use my text, reject = undo it
#   a removed finding: accept = keep it out, reject = restore it
#   a draft or gap:    accept = this text is right, edit = use my text (en and/or zh)
# scope: here (this sentence) or everywhere (every place like it; only where offered).
"""


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper, with lists indented so that items stand out."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, False)  # noqa: FBT003


def review_file(article: Article) -> str:
    """The review file of an article."""
    minor = sum(f.severity == "minor" and f.status == "open" for f in article.findings)
    data = {
        "article": article.id,
        "reviewer": None,
        "minor_findings_not_listed": minor,
        "findings": [_finding(f, article.original) for f in article.findings if needs_person(f)],
        "sentences": _sentences(article),
    }
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
    return _HEAD.format(id=article.id.replace("\n", " ")) + body


def needs_person(finding: Finding) -> bool:
    """Open critical and major findings, and every fix of critical severity nobody has decided on."""
    return is_open_harm(finding) or (
        finding.status == "open" and finding.action == "fixed" and finding.severity == "critical"
    )


def _finding(finding: Finding, original: str) -> dict[str, Any]:
    edit = finding.edit
    return {
        "finding": finding.id, "rule": finding.rule, "severity": finding.severity, "action": finding.action,
        "side": finding.side, "at": [finding.start, finding.end], "span": original[finding.start : finding.end],
        "changed_to": edit.new if edit else None, "message": finding.message, "message_zh": finding.message_zh,
        "suggest_en": finding.suggest_en, "suggest_zh": finding.suggest_zh, "evidence": list(finding.evidence),
        "fingerprint": finding.fingerprint, "group": finding.group, "scope": "here", "decision": None, "en": None,
        "zh": None, "note": None,
    }  # fmt: skip


def _sentences(article: Article) -> list[dict[str, Any]]:
    items = []
    numbers = mark_numbers_of(article)
    for block in article.blocks:
        for n, sentence in enumerate(block.sentences):
            number = numbers.get((block.index, n))
            if number is None:
                continue
            source = article.original[sentence.start : sentence.end]
            item: dict[str, Any] = {"mark": number, "sentence": [block.index, n], "source": source}
            for language in LANGUAGES:
                rendering = getattr(sentence, language)
                if rendering is not None:
                    item[f"{language}_now"] = numbered(rendering.text, language, number)
                    item[f"{language}_status"] = rendering.status
                    item[f"{language}_key"] = sentence_key(source, language)
            items.append({**item, "decision": None, "en": None, "zh": None, "note": None})
    return items
