"""Findings as SARIF 2.1.0, the exchange format of code scanners, so that their viewers and gates can be used.

Levels: critical is `error`, major `warning`, minor `note`. Columns count code points, as everywhere in this project.
A finding's fingerprint stands in `partialFingerprints`; a decided one is suppressed; a change made is a `fix`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
FINGERPRINT = "bilingual/v1"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"critical": "error", "major": "warning", "minor": "note"}


class Lines:
    """Line and column, both from 1, of an offset in a text; lines end at line feeds."""

    def __init__(self, text: str) -> None:
        """Index the line starts of a text."""
        self._starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def sarif(rules: Sequence[Json], results: Sequence[Json], version: str) -> Json:
    """One run of this tool; `rules` from `rule_json`, `results` from `result_json`."""
    order = {rule["id"]: n for n, rule in enumerate(rules)}
    placed = [{**result, "ruleIndex": order[result["ruleId"]]} for result in results]
    driver = {"name": "bilingual", "version": version, "rules": list(rules)}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": placed}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def rule_json(rule_id: str, facts: Mapping[str, str]) -> Json:
    """A rule's `reportingDescriptor`; `facts`: severity, mqm, its, message, message_zh, doc."""
    return {
        "id": rule_id,
        "shortDescription": {"text": facts["message"]},
        "fullDescription": {"text": facts["doc"].strip()},
        "defaultConfiguration": {"level": _LEVEL[facts["severity"]]},
        "properties": {name: facts[name] for name in ("severity", "mqm", "its", "message_zh")},
    }


def result_json(finding: Mapping[str, Any], uri: str, lines: Lines, *, record: str | None, known: bool | None) -> Json:
    """One result.

    Args:
        finding: a finding as in NAME.findings.json.
        uri: path of the article's file.
        lines: of the text the finding's offsets refer to.
        record: `file:line` of a JSONL record, whose offsets are not those of the file.
        known: whether the baseline holds it; None without a baseline.

    """
    location: Json = {"physicalLocation": {"artifactLocation": {"uri": quote(uri)}}}
    if record is None:
        location["physicalLocation"]["region"] = _region(finding["start"], finding["end"], lines)
    else:
        location["physicalLocation"]["region"] = {"startLine": int(record.rsplit(":", 1)[1])}
        location["logicalLocations"] = [{"fullyQualifiedName": record, "kind": "element"}]
    result: Json = {
        "ruleId": finding["rule"], "level": _LEVEL[finding["severity"]], "message": {"text": _message(finding)},
        "locations": [location], "partialFingerprints": {FINGERPRINT: finding["fingerprint"]},
        "properties": {
            key: finding[key]
            for key in ("severity", "action", "confidence", "suggest_en", "suggest_zh", "message_zh")
            if finding[key] is not None
        },
    }  # fmt: skip
    edit = finding["edit"]
    if edit and record is None:
        result["fixes"] = [_fix(edit, uri, lines)]
    if finding["status"] != "open":
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    if known is not None:
        result["baselineState"] = "unchanged" if known else "new"
    return result


def _message(finding: Mapping[str, Any]) -> str:
    hint = finding["suggest_zh"] or finding["suggest_en"]
    return f"{finding['message']}: {finding['span']!r}" + (f" (suggest: {hint})" if hint else "")


def _region(start: int, end: int, lines: Lines) -> Json:
    (line, column), (end_line, end_column) = lines.at(start), lines.at(end)
    return {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "charOffset": start, "charLength": end - start,
    }  # fmt: skip


def _fix(edit: Mapping[str, Any], uri: str, lines: Lines) -> Json:
    change = {
        "deletedRegion": _region(edit["start"], edit["end"], lines),
        "insertedContent": {"text": edit["new"]},
    }
    return {"artifactChanges": [{"artifactLocation": {"uri": quote(uri)}, "replacements": [change]}]}
