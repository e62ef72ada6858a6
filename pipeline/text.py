r"""Text helpers everything shares: scripts, boundaries, views of edited text, edits, typography.

`\b` is never used in this project: Han characters are word characters to it, so it finds no boundary between Latin
and Han text. Boundaries are explicit look-arounds on Latin letters and digits.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import overload

import regex

from pipeline.model import Article, Edit, Language

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003134f"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
HAN_CHAR = re.compile(f"[{HAN}]")
_LATIN_CHAR = re.compile(f"[{LATIN}]")
# Whatever is neither letter nor digit at the ends of a line, in any script.
EDGES = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")


def is_han(char: str) -> bool:
    """Whether one character is a Chinese character.

    >>> is_han("药"), is_han("a"), is_han("，")
    (True, False, False)
    """
    return HAN_CHAR.match(char) is not None


def is_latin(char: str) -> bool:
    """Whether one character is a Latin letter, accents included.

    >>> is_latin("é"), is_latin("1"), is_latin("α")
    (True, False, False)
    """
    return (char.isascii() and char.isalpha()) or (char > "\x7f" and _LATIN_CHAR.match(char) is not None)


def han_count(text: str) -> int:
    """Count Chinese characters."""
    return len(HAN_CHAR.findall(text))


def fold(text: str) -> str:
    """Lower-case one code point to one, so that offsets in the result are offsets in the text.

    >>> fold("İBM")
    'İbm'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def words_only(text: str) -> str:
    """What is left of a text without case, width, spacing and punctuation.

    >>> words_only("Twice a day.") == words_only("twice  a day")
    True
    """
    return re.sub(r"[\W_]+", "", fold(unicodedata.normalize("NFKC", text)))


@overload
def like(old: str, new: str) -> str: ...
@overload
def like(old: str, new: None) -> None: ...
def like(old: str, new: str | None) -> str | None:
    """What takes the place of `old`, with a large first letter if `old` has one.

    >>> like("Eat medicine", "take medicine"), like("eat", "take"), like("X光", "X线")
    ('Take medicine', 'take', 'X线')
    """
    return new[:1].upper() + new[1:] if new is not None and old[:1].isupper() else new


@dataclass(frozen=True, slots=True)
class View:
    """The current text of a range of the original, with the map between both.

    Attributes:
        text: the range with its edits applied.
        start, end: the range, in original code points.
        edits: the edits inside it, sorted.
        places: for each edit, the [start, end) of its new text in `text`.

    """

    text: str
    start: int
    end: int
    edits: tuple[Edit, ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Map a view span to the original; a bound inside replaced text takes in that edit's whole range."""
        if not self.edits:
            return self.start + start, self.start + end
        return self._bound(start, is_end=False), max(self._bound(end, is_end=True), self._bound(start, is_end=False))

    def _bound(self, at: int, *, is_end: bool) -> int:
        shift = self.start
        for edit, (begin, stop) in zip(self.edits, self.places, strict=True):
            if at < begin or (at == begin and is_end):
                break
            if at < stop:
                return edit.end if is_end else edit.start
            if at == stop and is_end and stop > begin:
                return edit.end
            shift = edit.end - stop
        return shift + at

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Map an original range to the view, taking in insertions at both its ends; it may not cut through an edit."""
        lead = trail = -self.start
        for edit, (_, stop) in zip(self.edits, self.places, strict=True):
            if edit.end < start or edit.start < edit.end == start:
                lead = stop - edit.end
            if edit.end <= end:
                trail = stop - edit.end
        return start + lead, end + trail

    def from_original(self, at: int) -> int:
        """Map an original offset to the view; one inside a replaced range maps to the start of its new text."""
        shift = -self.start
        for edit, (begin, stop) in zip(self.edits, self.places, strict=True):
            if at <= edit.start and not (at == edit.start == edit.end):
                break
            if at < edit.end:
                return begin
            shift = stop - edit.end
        return at + shift


def view(article: Article, start: int, end: int) -> View:
    """Return the current text of original[start:end]; edits reaching outside the range are left out."""
    edits = article.edits
    if not edits:
        return View(article.original[start:end], start, end)
    cached = article.views.get((start, end))
    if cached is not None and cached[0] is edits:
        known: View = cached[1]
        return known
    made = view_of(article.original, edits, start, end)
    article.views[start, end] = (edits, made)
    return made


def view_of(original: str, edits: tuple[Edit, ...], start: int, end: int) -> View:
    """Return the text of original[start:end] with those of the sorted edits applied that lie inside it."""
    low = bisect_left(edits, start, key=_start_of)
    high = bisect_right(edits, end, lo=low, key=_start_of)
    inside = tuple(edit for edit in edits[low:high] if edit.end <= end)
    return _edited_view(original, start, end, inside) if inside else View(original[start:end], start, end)


_start_of, _end_of = attrgetter("start"), attrgetter("end")


def _edited_view(original: str, start: int, end: int, edits: tuple[Edit, ...]) -> View:
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at, length = start, 0
    for edit in edits:
        parts += (original[at : edit.start], edit.new)
        length += edit.start - at
        places.append((length, length + len(edit.new)))
        length += len(edit.new)
        at = edit.end
    parts.append(original[at:end])
    return View("".join(parts), start, end, edits, tuple(places))


def apply_edits(text: str, edits: Sequence[Edit], protected: Iterable[tuple[int, int]] = ()) -> str:
    """Apply sorted, disjoint edits to a text.

    Raises:
        ValueError: if two edits overlap, or one touches the inside of a protected span.

    >>> apply_edits("likeprozac", [Edit(4, 4, " ", ("glued_words",), "")])
    'like prozac'

    """
    spans = sorted(protected)
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or edit.end < edit.start:
            message = f"edit {edit.start}..{edit.end} overlaps the one before it"
            raise ValueError(message)
        if any(edit.start < stop and start < edit.end for start, stop in spans):
            message = f"edit {edit.start}..{edit.end} changes a protected span"
            raise ValueError(message)
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def fuse_edit(
    edits: tuple[Edit, ...], original: str, new: Edit, within: tuple[int, int] | None = None
) -> tuple[Edit, ...]:
    """Add an edit to a sorted tuple, fusing it with the edits its range contains or touches.

    The new edit's range must not cut through an older one (`View.to_original` sees to that). Its text replaces all that
    stands in its range, insertions at its ends included (`View.covering`); edits that only touch it are joined on,
    unless they lie outside `within`: an edit may not reach over the bounds of a sentence.
    """
    low = bisect_left(edits, new.start, key=_end_of)
    high = bisect_right(edits, new.end, lo=low, key=_start_of)
    if within is not None:
        while low < high and edits[low].start < within[0]:
            low += 1
        while high > low and edits[high - 1].end > within[1]:
            high -= 1
    before, touched, after = edits[:low], edits[low:high], edits[high:]
    if not touched and new.new != original[new.start : new.end]:
        return (*before, new, *after)
    start = min([new.start, *(edit.start for edit in touched)])
    end = max([new.end, *(edit.end for edit in touched)])
    lead = _edited_view(
        original, start, new.start, tuple(e for e in touched if e.end <= new.start and e.start < new.start)
    ).text
    tail = _edited_view(
        original, new.end, end, tuple(e for e in touched if e.start >= new.end and e.end > new.end)
    ).text
    rules = tuple(dict.fromkeys([rule for edit in touched for rule in edit.rules] + list(new.rules)))
    reasons = dict.fromkeys([edit.reason for edit in touched] + [new.reason])
    fused = Edit(start, end, lead + new.new + tail, rules, "; ".join(reasons))
    if fused.new == original[start:end]:
        return before + after
    return (*before, fused, *after)


def digest(*parts: str) -> str:
    """Return a sha256 over parts, NFC-normalised and with white space collapsed, so that layout does not matter."""
    joined = " ".join("\x00".join(map(str.strip, parts)).split())
    if not unicodedata.is_normalized("NFC", joined):
        joined = unicodedata.normalize("NFC", joined)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def sentence_key(source: str, language: Language) -> str:
    """The key of a decision on a whole sentence in one language; `source` is its original text."""
    return digest("sentence", language, source)


@lru_cache(maxsize=4)
def _converter(config: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - opencc has no types
    import opencc

    return opencc.OpenCC(config)


def simplified(text: str) -> str:
    """Convert Traditional Chinese to Simplified, character by character (the length stays the same).

    >>> simplified("憂鬱症患者")
    '忧郁症患者'
    """
    converted: str = _converter("t2s").convert(text)
    return converted if len(converted) == len(text) else text


def traditional(text: str) -> str:
    """Convert Simplified Chinese to Traditional."""
    converted: str = _converter("s2t").convert(text)
    return converted


_HAN_OR_WIDE = f"[{HAN}，。；：！？（）“”‘’《》、]"
_ZH_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_ZH_MARK = re.compile(
    rf"(?<=[{HAN}）)”》’]) ?([,;:!?])(?![0-9/]) ?"  # after Han or what closes it
    rf"|(?<=[A-Za-z0-9%)]) ?([,;:!?]) ?(?=[{HAN}“（《])"  # before Han
    rf"|(?<=[{HAN}）)”》])(\.)(?=\s|$|[{HAN}“])"
)
_ZH_BRACKETS = re.compile(r" ?(\()[^()（）]*(\)) ?")
_FORMULA = re.compile(rf"[/·×][(][^{HAN}()]*[)]|.?[(][A-Za-z][)]")  # mL/(min·1.73 m²), 脂蛋白(a)
_ZH_SPACE = re.compile(rf"(?<={_HAN_OR_WIDE})[ \t]+(?=\S)|(?<=\S)[ \t]+(?={_HAN_OR_WIDE})")
_ZH_RANGE = re.compile(r"(?<=[\d%])\s*[-–—~〜∼]\s*(?=\d)")
_ZH_DASH = re.compile(rf"(?<=[{HAN}）”》])\s+[-–—]+\s+(?=[{HAN}“（《])")
_ZH_QUOTE = re.compile(r'"([^"]*)"')


def zh_mark_edits(text: str) -> list[tuple[int, int, str]]:
    """Return the ASCII marks of a Chinese text that should be full-width, as (start, end, new), in order.

    >>> zh_mark_edits("头痛,恶心(呕吐)")
    [(2, 3, '，'), (5, 6, '（'), (8, 9, '）')]
    """
    edits = [(m.start(), m.end(), _ZH_MARKS[m[1] or m[2] or m[3]]) for m in _ZH_MARK.finditer(text)]
    for pair in _ZH_BRACKETS.finditer(text):
        if _FORMULA.match(text, max(0, pair.start(1) - 1)):
            continue
        before, after = text[: pair.start(1)].rstrip()[-1:], text[pair.end(2) :].lstrip()[:1]
        if HAN_CHAR.search(pair[0]) or re.match(_HAN_OR_WIDE, before) or re.match(_HAN_OR_WIDE, after):
            edits += [(*pair.span(1), "（"), (*pair.span(2), "）")]
    kept: list[tuple[int, int, str]] = []
    for start, end, new in sorted(edits):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, new))
    return kept


def typeset(language: Language, text: str) -> str:
    """Give a rendering its language's typography; run once, before verify.

    Chinese: full-width punctuation beside Han (GB/T 15834), no space between Han and Latin or digits, ～ in ranges.
    English: only for text a machine touched (sound text is never restyled): full-width marks and lost spaces at commas
    and brackets.

    >>> typeset("zh", "抗抑郁药 (例如 SSRI) 通常需要4-6周,然后起效.")
    '抗抑郁药（例如SSRI）通常需要4～6周，然后起效。'
    >>> typeset("en", "It works，  slowly。")
    'It works, slowly.'
    """
    return _typeset_zh(text) if language == "zh" else _typeset_en(text)


def _typeset_zh(text: str) -> str:
    if HAN_CHAR.search(text) is None:
        return text
    text = _ZH_QUOTE.sub("“\\1”", text)
    for start, end, new in reversed(zh_mark_edits(text)):
        text = text[:start] + new + text[end:]
    text = _ZH_RANGE.sub("～", text)
    text = _ZH_DASH.sub("——", text)
    return _ZH_SPACE.sub("", text)


_EN_WIDE = str.maketrans(
    {"，": ", ", "。": ". ", "；": "; ", "：": ": ", "！": "! ", "？": "? ", "（": " (", "）": ") ", "、": ", "}
)


_EN_LOST_SPACE = re.compile(
    rf"(?<=[a-z)]),(?=[{LATIN}])|(?<=[{LATIN}])(?=\((?:[{LATIN}][^()]{{2,}})\))|(?<=\))(?=[{LATIN}]{{2}})"
)


def _typeset_en(text: str) -> str:
    text = _EN_LOST_SPACE.sub(lambda match: match[0] + " ", text)
    if not any(char in text for char in "，。；：！？（）、"):
        return text
    text = re.sub(r" +", " ", text.translate(_EN_WIDE))
    text = re.sub(r" ([,.;:!?)])", r"\1", text)
    return re.sub(r"\( ", "(", text).strip()
