"""Tell legitimate islands from damage: a stretch of one language inside a sentence of the other.

Script runs are certain; the question is whether the run belongs there, which `latin_islands` and `han_islands` judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.lexicon import Lexicon
from pipeline.model import BlockKind, Lang, Language, Run, RunKind
from pipeline.segmentation.han_islands import han_belongs
from pipeline.segmentation.latin_islands import has_english_word, latin_belongs
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import HAN, HAN_CHAR, LATIN, han_count, is_han

# One Han character carries about 2.6 Latin letters of English (length ratio 0.31 of correct pairs, spaces out).
HAN_PER_LETTER = 2.6
_STRETCH = re.compile(rf"[{HAN}][^{LATIN}]*|[{LATIN}][^{HAN}]*|[^{HAN}{LATIN}]+")
_LETTERS = re.compile(f"[{LATIN}]")
_PIECE = re.compile(r"[^（）()《》“”\"、，；：;,:|]+")
_CORE = re.compile(rf"[{LATIN}{HAN}](?:.*[{LATIN}{HAN}0-9])?", re.DOTALL)
_MEASURE_WORD = re.compile(r"[A-Za-zµμ°℃%/²³]+(?:/[A-Za-zµμ²³0-9.]+)*")


def main_language(text: str) -> Language | None:
    """Return the language most of a text is in, weighing a Han character as 2.6 letters; None without letters."""
    if text.isascii():
        return "en" if _LETTERS.search(text) else None
    han, latin = han_count(text), len(_LETTERS.findall(text))
    if not han and not latin:
        return None
    return "zh" if han * HAN_PER_LETTER >= latin else "en"


def sentence_language(text: str, runs: tuple[Run, ...]) -> Lang:
    """Return what a sentence with these runs is: mixed if damage stands in it, else the language of its text."""
    if any(run.kind == "damage" for run in runs):
        return "mixed"
    return next((run.lang for run in runs if run.kind == "text"), None) or main_language(text) or "other"


def only_measures(text: str, lexicon: Lexicon) -> bool:
    """Whether a unit is nothing but numbers and units of measure (a table cell): the same in both languages."""
    if HAN_CHAR.search(text) or not any(map(str.isdigit, text)):
        return False
    words = _MEASURE_WORD.findall(text)
    return bool(words) and all(word in lexicon.words("units") for word in words)


def runs_of(
    text: str, kind: BlockKind, lexicon: Lexicon, start: int = 0, glossed: frozenset[str] = frozenset()
) -> tuple[Run, ...]:
    """Split a sentence into runs that concatenate back to it; offsets shifted by `start`.

    Neutral characters (digits, marks, spaces) belong to the run before them. `glossed` are the Han words the article
    gives with their pinyin (`han_islands.glossed_words`).
    """
    end = start + len(text)
    main = main_language(text)
    if main == "en" and not text.isascii() and HAN_CHAR.search(text) and not has_english_word(text, lexicon):
        main = "zh"  # CA125：12 U/mL，低于35 U/mL: Latin by count, Chinese by grammar
    if main is None:
        return (Run(start, end, "other", "opaque" if opaque_spans(text) else "text"),) if text else ()
    foreign = _LETTERS if main == "zh" else HAN_CHAR
    spans = opaque_spans(text)
    if not spans and foreign.search(text) is None:
        return (Run(start, end, main, "text"),)
    pieces = list(_pieces(text, main, spans))
    runs: list[Run] = []
    for begin, stop, lang in pieces:
        kind_of = _judge(text, begin, stop, lang, main, kind, lexicon, glossed)
        _append(runs, Run(start + begin, start + stop, "other" if kind_of == "opaque" else lang, kind_of))
    return tuple(runs)


def _append(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last and last.lang == run.lang and last.kind == run.kind and run.kind != "opaque":
        runs[-1] = Run(last.start, run.end, run.lang, run.kind)
    else:
        runs.append(run)


def _pieces(text: str, main: Language, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int, Language]]:
    """Yield (start, end, language) pieces; opaque ones carry the language 'other' through an empty judge."""
    at = 0
    for begin, stop in (*spans, (len(text), len(text))):
        yield from _script_pieces(text, at, begin, main)
        if stop > begin:
            yield begin, stop, "other"  # type: ignore[misc]
        at = stop


def _script_pieces(text: str, start: int, end: int, main: Language) -> Iterator[tuple[int, int, Language]]:
    for match in _STRETCH.finditer(text, start, end):
        first = match[0][0]
        lang: Language = main
        if is_han(first):
            lang = "zh"
        elif _LETTERS.match(first):
            lang = "en"
        if lang in (main, "zh"):
            yield match.start(), match.end(), lang
            continue
        yield from _cut_at_marks(text, match.start(), match.end(), lang, main)


def _cut_at_marks(
    text: str, start: int, end: int, lang: Language, main: Language
) -> Iterator[tuple[int, int, Language]]:
    """Cut a Latin stretch in Chinese at brackets and commas, so that each part is judged by itself."""
    at = start
    for piece in _PIECE.finditer(text, start, end):
        if piece.start() > at:
            yield at, piece.start(), main
        letters = _LETTERS.search(piece[0])
        yield piece.start(), piece.end(), lang if letters else main
        at = piece.end()
    if at < end:
        yield at, end, main


def _judge(  # noqa: PLR0913, PLR0917 - one place decides, from everything around the piece
    text: str,
    start: int,
    end: int,
    lang: str,
    main: Language,
    kind: BlockKind,
    lexicon: Lexicon,
    glossed: frozenset[str],
) -> RunKind:
    if lang == "other":
        return "opaque"
    if lang == main:
        return "text"
    core = _CORE.search(text, start, end)
    if core is None:
        return "text"
    if lang == "en":
        return "island" if latin_belongs(text, core.start(), core.end(), kind, lexicon) else "damage"
    return "island" if han_belongs(text, core.start(), core.end(), lexicon, glossed) else "damage"
