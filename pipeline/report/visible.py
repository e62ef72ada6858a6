"""Make characters visible that a page would hide or obey: overrides of direction, zero widths, controls.

A damaged article may carry U+202E or a zero-width space inside a drug name. A reviewer must see them, and they must not
reorder the page around them, so they are never sent to the browser: a token with their code point stands instead.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

# Format, control and separator characters, lone surrogates (they cannot be written as UTF-8), Hangul fillers and the
# selectors of the supplementary planes. Tab and line breaks stay; U+FE0F stays, since ordinary emoji carry it.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
GAP_MARK = re.compile(r"⟦(?:gap|draft|缺译|待审) ?[0-9]+⟧")


def name_of(char: str) -> str:
    """Return the code point and, where it has one, the Unicode name.

    >>> name_of(chr(0x202E))
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def plain(text: str) -> str:
    """Replace invisible characters by their code points, for attributes and titles.

    >>> plain("keta" + chr(0x200B) + "mine")
    'keta⟨U+200B⟩mine'
    """
    return INVISIBLE.sub(lambda hit: f"⟨U+{ord(hit.group()):04X}⟩", text)


def shown(text: str) -> Markup:
    """Escape a text for the body of a page, invisible characters as tokens with their name.

    >>> shown("<b>")
    Markup('&lt;b&gt;')
    """
    if INVISIBLE.search(text) is None:
        return escape(text)
    parts: list[Markup] = []
    at = 0
    for hit in INVISIBLE.finditer(text):
        char = hit.group()
        token = Markup('<span class="tok" title="{}">U+{:04X}</span>').format(name_of(char), ord(char))
        parts += (escape(text[at : hit.start()]), token)
        at = hit.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def rendered(text: str) -> Markup:
    """Like `shown`, with the marks of gaps and drafts set apart."""
    parts: list[Markup] = []
    at = 0
    for hit in GAP_MARK.finditer(text):
        parts += (shown(text[at : hit.start()]), Markup('<span class="gapmark">{}</span>').format(hit.group()))
        at = hit.end()
    parts.append(shown(text[at:]))
    return Markup("").join(parts)
