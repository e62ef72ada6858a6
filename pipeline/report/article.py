"""The report of one article: source, English and Chinese side by side, every finding in its place.

The input is NAME.findings.json and nothing else, so a report can be made again from what a run left behind.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model import LANGUAGES, Language
from pipeline.report.page import render_page
from pipeline.report.placing import Json, Placed, Span, place
from pipeline.report.spans import Piece, cut

SEVERITIES = ("critical", "major", "minor")
ACTIONS = ("flagged", "fixed", "removed")
STATUSES = ("original", "machine", "reviewed", "draft", "gap")
MARK_WORD: Mapping[Language, Mapping[str, str]] = {
    "en": {"gap": "⟦gap {}⟧", "draft": "⟦draft {}⟧"},
    "zh": {"gap": "⟦缺译{}⟧", "draft": "⟦待审{}⟧"},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in one language; `loose` are findings about it that have no place in its text.

    `mark` is the mark of a gap or draft, unless the text carries its own.
    """

    lang: Language
    pieces: tuple[Piece, ...]
    loose: tuple[Piece, ...]
    status: str
    by: str
    confidence: float | None
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence across the page; a cell is None where that language has no rendering."""

    lang: str
    first: bool
    source: tuple[Piece, ...]
    cells: tuple[tuple[Language, Cell | None], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences of a block, or, with kind `outside`, findings in text that belongs to no sentence."""

    kind: str
    rows: tuple[Row, ...]
    outside: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences of one language have each status, with x and width of each part of a 100 wide bar."""

    lang: Language
    total: int
    parts: tuple[tuple[str, int, float, float], ...]


def render_article(document: Mapping[str, Any]) -> str:
    """Render the report of one parsed findings.json as a complete HTML page."""
    placed = place(document)
    languages = _languages(document)
    return render_page(
        "article.html.j2",
        styles=("base.css", "article.css"),
        scripts=("article.js",),
        document=document["document"],
        signature=document.get("signature", ""),
        languages=languages,
        groups=tuple(_groups(document, placed, languages)),
        findings=placed.entries,
        severities=_severity_counts(document["findings"]),
        actions=tuple((name, _count(document["findings"], action=name)) for name in ACTIONS),
        rules=tuple(sorted(Counter(str(finding["rule"]) for finding in document["findings"]).items())),
        tallies=tuple(_tally(document, lang) for lang in languages),
    )


def mark_numbers(document: Mapping[str, Any]) -> dict[tuple[int, int], int]:
    """Count the sentences with a gap or a draft in either language, through the article.

    The key is (block index, sentence in the block). Both versions, the report and the review file use these numbers.
    """
    numbers: dict[tuple[int, int], int] = {}
    for block in document["blocks"]:
        for at, sentence in enumerate(block["sentences"]):
            if any((sentence.get(lang) or {}).get("status") in {"gap", "draft"} for lang in LANGUAGES):
                numbers[block["index"], at] = len(numbers) + 1
    return numbers


def _languages(document: Mapping[str, Any]) -> tuple[Language, ...]:
    sentences = [sentence for block in document["blocks"] for sentence in block["sentences"]]
    return tuple(lang for lang in LANGUAGES if any(sentence.get(lang) for sentence in sentences))


def _groups(document: Mapping[str, Any], placed: Placed, languages: Sequence[Language]) -> Iterator[Group]:
    numbers = mark_numbers(document)
    outside = deque(sorted(placed.outside, key=lambda span: (span.start, span.end)))
    for block in sorted(document["blocks"], key=lambda block: (block["start"], block["index"])):
        while outside and outside[0].start < block["end"]:
            yield _outside(outside.popleft())
        rows = []
        for at, sentence in enumerate(block["sentences"]):
            key = (block["index"], at)
            cells = tuple((lang, _cell(sentence, lang, placed, key, numbers.get(key))) for lang in languages)
            source = cut(sentence["source"], placed.source[key])
            rows.append(Row(sentence["lang"], at == 0, source, cells))
        if rows:
            yield Group(block["kind"], tuple(rows))
    for span in outside:
        yield _outside(span)


def _outside(span: Span) -> Group:
    return Group("outside", (), (Piece(span.text, (span.note,), (span.note.anchor,)),))


def _cell(sentence: Json, lang: Language, placed: Placed, key: tuple[int, int], number: int | None) -> Cell | None:
    rendering = sentence.get(lang)
    if rendering is None:
        return None
    text, status = rendering["text"] or "", rendering["status"]
    word = MARK_WORD[lang].get(status)
    mark = word.format(number) if word is not None and word[: word.index("{")].rstrip() not in text else ""
    loose = tuple(Piece(note.anchor, (note,), (note.anchor,) if home else ()) for note, home in placed.loose[key, lang])
    pieces = cut(text, placed.target[key, lang])
    return Cell(lang, pieces, loose, status, rendering["by"], rendering.get("confidence"), mark)


def _count(findings: Sequence[Json], **wanted: str) -> int:
    return sum(all(finding[key] == value for key, value in wanted.items()) for finding in findings)


def _severity_counts(findings: Sequence[Json]) -> tuple[tuple[str, int, dict[str, int]], ...]:
    """Give for each severity its total and, by action, the findings; `open` are flags no one has decided."""
    counts = []
    for severity in SEVERITIES:
        by = {action: _count(findings, severity=severity, action=action) for action in ACTIONS}
        by["open"] = _count(findings, severity=severity, action="flagged", status="open")
        counts.append((severity, _count(findings, severity=severity), by))
    return tuple(counts)


def _tally(document: Mapping[str, Any], lang: Language) -> Tally:
    found: defaultdict[str, int] = defaultdict(int)
    for block in document["blocks"]:
        for sentence in block["sentences"]:
            if sentence.get(lang):
                found[sentence[lang]["status"]] += 1
    total = sum(found.values())
    parts, at = [], 0
    for status in STATUSES:
        share = found[status] / total
        parts.append((status, found[status], round(100 * at / total, 2), round(100 * share, 2)))
        at += found[status]
    return Tally(lang, total, tuple(parts))
