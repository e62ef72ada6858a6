"""A line written for search engines: one phrase again and again with separators, 治疗抑郁症_抑郁症怎么治_抑郁症医院.

Why it matters: it is no part of the article, and a translator makes a fluent list of nonsense of it.
Leaves alone: enumerations, whose members share their head or their beginning (lung cancer, breast cancer, bowel cancer),
tables of contents, and sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, HAN_CHAR, LATIN, fold

_SEPARATOR = re.compile(r"\s*(?:[_|｜,，、;；/／]|\s[-–—]\s)\s*")
_STRONG = "_|｜"  # marks that part titles of pages, not words of a sentence
_WORD = re.compile(rf"[{LATIN}]{{2,}}|[{HAN}]")
_ENDS = frozenset(".。！？!?")
LEAST, SHARE = 3, 0.6  # parts that hold the phrase, and their share of all parts
SHORTEST_WORD = 5  # letters of a word that may be the phrase by itself
LONGEST = 12  # words or characters of a part; longer ones are clauses


def find(scope: Scope) -> Iterator[Found]:
    """Yield the whole line."""
    text = scope.text.strip()
    strong = sum(map(text.count, _STRONG)) >= LEAST - 1
    if (text[-1:] in _ENDS and not strong) or scope.kind == "citation":
        return
    parts = [part for part in _SEPARATOR.split(text) if part]
    if len(parts) < LEAST:
        return
    words = [_WORD.findall(fold(part)) for part in parts]
    if max(map(len, words)) > LONGEST:
        return
    phrase = _phrase(words, short=strong)
    if phrase is None:
        return
    marked = sum(_is_query(part, scope) for part in parts)
    if marked >= 2 and (strong or _moves(words, phrase)):
        start = scope.text.index(text)
        shown = "".join(phrase) if HAN_CHAR.match(phrase[0]) else " ".join(phrase)
        yield Found(start, start + len(text), evidence=(f"{shown} in {len(parts)} parts",), confidence=0.85)


def _phrase(words: list[list[str]], *, short: bool) -> tuple[str, ...] | None:
    """The longest run of words or Han characters that most parts share.

    One English word or two Han characters are enough if `short`, or if every one of four parts or more holds them.
    """
    for size in (4, 3, 2, 1):
        grams = [{tuple(part[n : n + size]) for n in range(len(part) - size + 1)} for part in words]
        counts = Counter(gram for part in grams for gram in part)
        shared = [
            gram
            for gram, count in counts.items()
            if count >= LEAST
            and count >= SHARE * len(words)
            and (not _is_short(gram) or short or count == len(words) > LEAST)
            and (size > 1 or len(gram[0]) >= SHORTEST_WORD)
        ]
        if shared:
            return max(shared, key=lambda gram: (counts[gram], gram))
    return None


def _is_short(gram: tuple[str, ...]) -> bool:
    return len(gram) == 1 or (len(gram) == 2 and HAN_CHAR.match(gram[0]) is not None)


def _moves(words: list[list[str]], phrase: tuple[str, ...]) -> bool:
    """Whether the phrase begins one part and ends another, as no enumeration has it."""
    size = len(phrase)
    begins = any(tuple(part[:size]) == phrase and len(part) > size for part in words)
    ends = any(tuple(part[-size:]) == phrase and len(part) > size for part in words)
    return begins and ends


def _is_query(part: str, scope: Scope) -> bool:
    folded = f" {fold(part)} "
    return any(f" {word} " in folded for word in scope.lexicon.words("search-english")) or any(
        word in part for word in scope.lexicon.words("search-chinese")
    )


KEYWORD_STUFFING = Rule(
    id="keyword_stuffing", severity="major", mqm="addition", its="addition",
    message="Keywords stuffed for search engines", message_zh="堆砌的搜索关键词",
    source="peers: check 59", triggers=("_", "|", "｜", ",", "，", "、", ";", "；", "/", " - "), find=find, doc=__doc__,
    fires=(
        Fires("治疗抑郁症_抑郁症怎么治_抑郁症医院", "治疗抑郁症_抑郁症怎么治_抑郁症医院"),
        Fires("best diet pills, diet pills online, buy diet pills", "best diet pills, diet pills online, buy diet pills"),
        Fires("糖尿病吃什么药、最好的糖尿病医院、糖尿病专家、哪里好治糖尿病", "糖尿病吃什么药、最好的糖尿病医院、糖尿病专家、哪里好治糖尿病"),
    ),
    quiet=(
        Quiet("lung cancer treatment, breast cancer treatment, bowel cancer treatment", "an enumeration shares its head"),
        Quiet("抑郁症的症状、抑郁症的原因、抑郁症的治疗", "a table of contents shares its beginning"),
        Quiet("Diet pills are sold online, and most diet pills, even the best, do less than a diet.", "a sentence about them"),
    ),
)  # fmt: skip
