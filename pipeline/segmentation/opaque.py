"""Stretches nothing may change: URLs, DOIs, e-mail addresses, phone numbers, inline code and markup targets."""

from __future__ import annotations

import re

_OPAQUE = re.compile(
    r"""
      https?://[^\s<>()（）“”\u4e00-\u9fff]+          # URL
    | www\.[^\s<>()（）“”\u4e00-\u9fff]+
    | (?:doi:\s?|DOI:\s?)?10\.\d{4,9}/[^\s<>“”；，。\u4e00-\u9fff]+   # DOI
    | [A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | (?<![\d-])(?:\+?\d{1,3}[-\s])?(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}(?!\d)   # phone
    | (?<![\d-])\d{3,4}-\d{7,8}(?!\d)
    | `[^`\n]+`
    | (?<=\])\([^()\s]+\)                             # Markdown link target
    | (?<![A-Za-z0-9_.])[cgmnpr]\.\(?(?:[A-Z][a-z]{2}|[A-Z*])?[-*]?[0-9][A-Za-z0-9_*+>=?-]*\)?
      # above HGVS (c.68_69delAG, p.(Glu23ValfsTer17)), below sequence and variant numbers
    | (?<![A-Za-z0-9])(?:N[CGMPR]_[0-9]{4,}(?:\.[0-9]+)?|rs[0-9]{3,})(?![A-Za-z0-9])
    | (?<![A-Za-z0-9@.])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|cn)(?:/[^\s\u4e00-\u9fff]*)?(?![A-Za-z])
    """,
    re.VERBOSE | re.ASCII,
)
# What every one of them holds; a sentence without it is not looked at again.
_MAY_HOLD = re.compile(r"[@`/]|[0-9]{3}|[cgmnpr]\.[(A-Z0-9*-]|\.(?:com|org|net|gov|edu|cn)", re.ASCII)
_TAIL = ".,;:!?)]}'\""


def opaque_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the protected ranges of a text, in order.

    >>> opaque_spans("see doi:10.1016/j.x.2018.02.")
    ((4, 27),)
    """
    if _MAY_HOLD.search(text) is None:
        return ()
    spans = []
    for match in _OPAQUE.finditer(text):
        end = match.end()
        if text[match.start()] not in "`(":
            while end > match.start() and text[end - 1] in _TAIL:
                end -= 1
        spans.append((match.start(), end))
    return tuple(spans)
