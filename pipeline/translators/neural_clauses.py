"""A sentence too long for a model, cut at clause marks into parts it can take, and the parts' renderings joined.

Nothing is ever truncated: a sentence with a clause that is too long by itself is not translated at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.model import Language
from pipeline.text import HAN, LATIN

# A semicolon parts what could be two sentences, an enumeration comma the items of one list: cut there last.
_STRENGTH = {";": 0, "；": 0, ":": 1, "：": 1, ",": 2, "，": 2, "、": 3}
_CLAUSE_MARK = re.compile(rf"[；：，、]|[;:,](?=\s|[{HAN}])")
_WORD = re.compile(f"[{LATIN}{HAN}0-9]")
_JOINTS: dict[Language, dict[str, str]] = {
    "en": {";": "; ", "；": "; ", ":": ": ", "：": ": ", ",": ", ", "，": ", ", "、": ", "},
    "zh": {";": "；", "；": "；", ":": "：", "：": "：", ",": "，", "，": "，", "、": "、"},
}
_TAIL = " .。,，;；:：、"
# A model begins every part as a sentence; of later parts only words that are never names lose their capital.
_SMALL_WORD = re.compile(
    r"(?:The|An?|It|Its|They|Their|This|These|That|Those|There|You|Your|We|Our|He|His|She|Her|And|But|Or|If|When|While"
    r"|As|At|By|For|From|In|Of|On|To|With|Not|No|Some|Such|Many|Most|Other|Which|Who)(?![A-Za-z'’])"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence and the clause mark behind it; the last one has none."""

    text: str
    mark: str


def parts_of(text: str, size: Callable[[str], int], most: int) -> tuple[Part, ...]:
    """Cut a text into parts of `most` pieces at most; none if a clause is longer than that."""
    if size(text) <= most:
        return (Part(text, ""),)
    marks = [match.start() for match in _CLAUSE_MARK.finditer(text) if _parts_words(text, match.start())]
    if not marks:
        return ()
    at = min(marks, key=lambda at: (_STRENGTH[text[at]], abs(2 * at - len(text)), at))
    left, right = parts_of(text[:at].rstrip(), size, most), parts_of(text[at + 1 :].lstrip(), size, most)
    if not left or not right:
        return ()
    return (*left[:-1], Part(left[-1].text, text[at]), *right)


def _parts_words(text: str, at: int) -> bool:
    """Whether words stand on both sides of a mark, the nearest ones outside brackets it stands in."""
    inside = text.count("(", 0, at) + text.count("（", 0, at) > text.count(")", 0, at) + text.count("）", 0, at)
    return not inside and _WORD.search(text, 0, at) is not None and _WORD.search(text, at + 1) is not None


def joined(renderings: Sequence[str], parts: Sequence[Part], language: Language) -> str:
    """Join the parts' renderings by the language's own marks."""
    text = ""
    for n, (rendering, part) in enumerate(zip(renderings, parts, strict=True)):
        piece = rendering.strip()
        if n and language == "en" and _SMALL_WORD.match(piece):
            piece = piece[0].lower() + piece[1:]
        text += piece.rstrip(_TAIL) + _JOINTS[language][part.mark] if part.mark else piece
    return text
