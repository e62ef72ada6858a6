"""Find where sentences end, in English, Chinese and both at once.

A full stop ends nothing after an abbreviation, an initial, inside a number or an address, before a small letter, or
glued to Han after an acronym (RTMS.使用, et al.随机). A change of language ends nothing, but between the two lines
of a title in both. Chinese marks inside quotes end nothing when the sentence goes on (“不要停药！”医生说).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import BlockKind
from pipeline.text import HAN, LATIN, is_han

_END = re.compile(r"[.!?。！？…]+[\"”’»)\]）』」》]*")
_LABEL = re.compile(r"(?!\d)[^:：.。!?！？,，;；\n]{1,48}[:：](?=\s*\S)")
# A line of one language over a line of the other, neither with an end mark: a title and its translation.
_LATIN_LINE, _HAN_LINE = rf"[A-Z][^{HAN}\n]*[^{HAN}\n.!?,;]", rf"[{HAN}][^{LATIN}\n]*[^{LATIN}\n。！？，；]"
_TITLE_IN_BOTH = re.compile(rf"({_LATIN_LINE}(?=\n[{HAN}])|{_HAN_LINE}(?=\n[A-Z]))\n({_LATIN_LINE}|{_HAN_LINE})")
_CELL = re.compile(r"[^|\t\n]+")
_TOKEN_BEFORE = re.compile(rf"[{LATIN}][{LATIN}.'’-]*$")
_GOES_ON = re.compile(rf"[{HAN}]{{0,5}}[说问道写称]|表示|的|是|这样|等")
_ACRONYM = re.compile(r"(?:[A-Za-z]*[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9-]*|[A-Z]{2,}|al)$")
_NUMBERED = re.compile(r"^\W{0,3}(?:\d{1,3}|[A-Za-z])$")
_LETTER_WORDS = frozenset(
    {"vitamin", "vitamins", "hepatitis", "type", "group", "class", "grade", "influenza", "factor"}
)
_NUMBERS_FOLLOW = frozenset({"no", "nos"})  # "no. 5" but "the answer is no. We ..."
_MAY_END = frozenset({"etc.", "a.m.", "p.m."})


def sentence_spans(text: str, kind: BlockKind, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Return the ranges of the units of a block, trimmed of white space.

    A citation is one unit, a table row one a cell, the label of a list item ('Talk therapy:') one of its own.

    Args:
        text: the current text of the block.
        kind: its kind of block.
        abbreviations: English abbreviations with their full stops, folded.

    """
    if kind == "citation":
        return list(_trimmed(text, [(0, len(text))]))
    if kind == "table_row":
        return list(_trimmed(text, [match.span() for match in _CELL.finditer(text)]))
    if (title := _TITLE_IN_BOTH.fullmatch(text)) is not None:
        return list(_trimmed(text, [title.span(1), title.span(2)]))
    start = 0
    cuts: list[tuple[int, int]] = []
    if kind == "list_item" and (label := _LABEL.match(text)) and _is_label(label[0]):
        cuts.append((0, label.end()))
        start = label.end()
    for match in _END.finditer(text, start):
        if _ends(text, match, start, abbreviations):
            cuts.append((start, match.end()))
            start = match.end()
    cuts.append((start, len(text)))
    return list(_trimmed(text, cuts))


def _is_label(label: str) -> bool:
    return len(label.split()) <= 7 and "//" not in label and sum(map(is_han, label)) <= 16


def _trimmed(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        part = text[start:end]
        body = part.strip()
        if body:
            lead = len(part) - len(part.lstrip())
            yield start + lead, start + lead + len(body)


def _ends(text: str, match: re.Match[str], start: int, abbreviations: frozenset[str]) -> bool:
    mark, end = match[0], match.end()
    after = text[end:]
    if not after.strip():
        return True
    if mark[0] in "。！？":
        return not (mark[-1] in '”』」"’' and _GOES_ON.match(after))
    if mark[0] == "…":
        return after[0].isspace() or is_han(after[0])
    if mark[0] in "!?":
        return after[0].isspace() or is_han(after[0])
    return _full_stop_ends(text, match, start, abbreviations)


def _full_stop_ends(text: str, match: re.Match[str], start: int, abbreviations: frozenset[str]) -> bool:
    before, after = text[start : match.start()], text[match.end() :]
    follow = after.lstrip()
    if follow[0] in ",;:)），；：" or follow[0].islower():
        return False
    token = _TOKEN_BEFORE.search(before)
    word = token[0] if token else ""
    spaced = after[0].isspace()
    if not spaced:
        if is_han(after[0]):
            return bool(word) and _ACRONYM.search(word) is None and not _is_abbreviation(word, abbreviations)
        return _glued_sentence(word, after)
    if _NUMBERED.match(before.strip()) and not word[1:]:
        return False
    if _is_abbreviation(word, abbreviations) and not (word.lower() in _NUMBERS_FOLLOW and not follow[0].isdigit()):
        return f"{word.lower()}." in _MAY_END and follow[0].isupper()
    return not _is_initial(before, word)


def _glued_sentence(word: str, after: str) -> bool:
    """A lost space after a full stop: 'effective.The next'."""
    return len(word) >= 3 and word.islower() and re.match(r"[A-Z][a-z]{2,}[ ,]|[AI] ", after) is not None


def _is_abbreviation(word: str, abbreviations: frozenset[str]) -> bool:
    return f"{word.lower()}." in abbreviations


def _is_initial(before: str, word: str) -> bool:
    if len(word) != 1 or not word.isupper():
        return False
    words = before[: -len(word)].split()
    return (bool(words) and words[-1].lower() not in _LETTER_WORDS and words[-1][0].isupper()) or not words
