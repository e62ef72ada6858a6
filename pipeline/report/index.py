"""The index of a run: its articles by open harm, the worst first, with links to their reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.report.page import render_page


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One article of a run.

    `report_href` and `findings_href` are paths relative to the index, with `/`, not yet encoded: the index encodes
    them. `harm` is the weight of what is still open; `error` says in one line why an article failed.
    """

    name: str
    report_href: str | None
    findings_href: str
    chars: int
    critical: int
    major: int
    minor: int
    fixed: int
    drafts: int
    gaps: int
    reviewed: int
    harm: int
    error: str | None = None


def render_index(rows: Sequence[IndexRow], totals: Mapping[str, int | str]) -> str:
    """Render the index page; `totals` are shown in the order given, each key as its label."""
    ranked = sorted(rows, key=lambda row: (-row.harm, row.name))
    worst = max((row.harm for row in rows), default=0)
    done = [
        (row, _link(row.report_href), _link(row.findings_href), _share(row, worst)) for row in ranked if not row.error
    ]
    return render_page(
        "index.html.j2",
        styles=("base.css", "index.css"),
        done=done,
        failed=[row for row in ranked if row.error],
        totals=tuple((key.replace("_", " "), value) for key, value in totals.items()),
    )


def _share(row: IndexRow, worst: int) -> float:
    return round(100 * row.harm / worst, 1) if worst else 0.0


def _link(path: str | None) -> str | None:
    """Encode a relative path as a link that can be nothing else: a file named `javascript:x` stays a file.

    >>> _link("a b/50% #1.report.html"), _link("javascript:x")
    ('./a%20b/50%25%20%231.report.html', './javascript%3Ax')
    """
    if path is None:
        return None
    # A name that is not valid UTF-8 reaches Python with surrogates for its bytes; give back those bytes.
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    return "./" + quote(raw, safe="/")
