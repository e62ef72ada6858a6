"""A JSONL corpus: one article a line in, one line an article out, in input order, unknown keys passed through."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import yaml

from pipeline.batch.files import read_text
from pipeline.batch.inputs import Source
from pipeline.context import Context
from pipeline.formats.jsonl import Record, records
from pipeline.model import Article
from pipeline.report.document import stats
from pipeline.run import process


def run_file(source: Source, context: Context) -> tuple[dict[str, str], list[tuple[str, str]], list[dict[str, Any]]]:
    """Return the outputs of a JSONL file by name, its failed lines as (name, reason), and its articles' stats."""
    text = read_text(source, context.settings.max_chars)
    lines: dict[str, list[str]] = {".en.jsonl": [], ".zh.jsonl": [], ".findings.jsonl": []}
    reviews: list[str] = []
    reports: dict[str, str] = {}
    failures: list[tuple[str, str]] = []
    all_stats: list[dict[str, Any]] = []
    for record in records(text.split("\n"), context.settings.max_chars):
        article = _article(source, record, context, failures)
        if article is None:
            continue
        outputs = dict(article.outputs)
        for language in context.settings.to:
            row = {**record.other, "id": record.id, "text": outputs[f".{language}"]}
            lines[f".{language}.jsonl"].append(json.dumps(row, ensure_ascii=False))
        findings = json.loads(outputs[".findings.json"])
        lines[".findings.jsonl"].append(json.dumps(findings, ensure_ascii=False))
        reviews.append(outputs[".review.yaml"])
        if ".report.html" in outputs:
            reports[f"{source.name}.{_safe(record.id)}.report.html"] = outputs[".report.html"]
        all_stats.append(stats(article))
    wanted = {name for name in lines if name[1:3] in context.settings.to or "findings" in name}
    written = {
        source.name + name: "".join(f"{row}\n" for row in rows) for name, rows in lines.items() if name in wanted
    }
    written[source.name + ".review.yaml"] = _merged(reviews)
    return {**written, **reports}, failures, all_stats


def _article(source: Source, record: Record, context: Context, failures: list[tuple[str, str]]) -> Article | None:
    name = f"{source.name}:{record.line}"
    if record.error is not None:
        failures.append((name, f"{source.path or 'stdin'}:{record.line}: {record.error}"))
        return None
    try:
        article = Article(record.id, f"{source.path or '-'}:{record.line}", "jsonl", record.text)
        done = process(article, context)
    except Exception as err:  # one bad line never stops a corpus
        failures.append((name, f"{source.path or 'stdin'}:{record.line}: {type(err).__name__}: {err}"))
        return None
    return replace(done, id=record.id)


def _merged(reviews: list[str]) -> str:
    """One review file for the corpus: the articles' items, each with its article's id."""
    findings: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    minor = 0
    for text in reviews:
        data = yaml.safe_load(text)
        findings += [{"article": data["article"], **item} for item in data["findings"]]
        sentences += [{"article": data["article"], **item} for item in data["sentences"]]
        minor += data["minor_findings_not_listed"]
    merged = {"reviewer": None, "minor_findings_not_listed": minor, "findings": findings, "sentences": sentences}
    return yaml.safe_dump(merged, allow_unicode=True, sort_keys=False, width=4096)


def _safe(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_" else "_" for char in name)[:80]
