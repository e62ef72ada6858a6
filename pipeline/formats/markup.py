"""HTML inside Markdown: what stands between the tags is text, the tags are kept as they are."""

from __future__ import annotations

import re

from pipeline.formats.layout import Line, plain_line

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
TAGS = re.compile(rf"\s*(?:(?:{_TAG.pattern})\s*)+")


def html_lines(text: str, start: int, end: int, *, gap: bool) -> list[Line]:
    """Cut a line into its text, with the tags before it as marker, and the tags after it.

    Leaving such text alone would leave damage in both versions without a mark.
    """
    opening = TAGS.match(text, start, end)
    at = min(end, opening.end()) if opening else start
    bare = start + len(text[start:end]) - len(text[start:end].lstrip())
    if at == end:
        return [Line(bare, end, text[start:bare], "code", 0, 0, gap)]
    stop = _before_tags(text, at, end)
    body = plain_line(text, at, stop, gap=gap)
    body = body._replace(marker=text[start : body.start], level=max(0, body.level))
    closing = [Line(stop, end, "", "code", 0, 0, gap=False)] if stop < end else []
    return [body, *closing]


def _before_tags(text: str, at: int, end: int) -> int:
    """Where the tags at the end of text[at:end] begin; a loop, for a regular expression would be quadratic here."""
    while end > at and text[end - 1] == ">":
        opening = text.rfind("<", at, end)
        if opening <= at or _TAG.fullmatch(text, opening, end) is None:
            break
        end = opening
        while end > at and text[end - 1].isspace():
            end -= 1
    return end
