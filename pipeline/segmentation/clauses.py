"""The clauses of a mixed sentence that are sound in one language, with a gap where the others were."""

from __future__ import annotations

import re

from pipeline.model import Language, Run
from pipeline.text import han_count

GAP = "⟦gap⟧"  # numbered, and put in the version's language, when the files are written
# The least a kept clause must hold: shorter ones say nothing by themselves, or the opposite of the whole.
LEAST_WORDS, LEAST_HAN = 4, 8
_MARK = re.compile(r"(?:[，；：。！？—]|[,;:.!?](?=[”\"’)）]*(?:\s|[^\x00-\x7f]|$)))[”\"’)）]*")


def sound_clauses(text: str, runs: tuple[Run, ...], language: Language) -> str | None:
    """Keep the clauses wholly in one language and put one gap for the stretch of the others.

    Returns None unless a clause at the beginning or end of the sentence is sound and long enough; a clause between
    two damaged ones has lost what it belongs to.
    """
    damage = [
        (run.start, run.end)
        for run in runs
        if run.kind in ("text", "damage") and run.lang in ("en", "zh") and run.lang != language
    ]
    clauses = _clauses(text)
    sound = [not any(begin < stop and start < end for begin, end in damage) for start, stop in clauses]
    if all(sound) or not any(sound):
        return None
    first = next((n for n, ok in enumerate(sound) if not ok), 0)
    last = len(sound) - next((n for n, ok in enumerate(reversed(sound)) if not ok), 0)
    head, tail = text[: clauses[first][0]], text[clauses[last - 1][1] :]
    head, tail = (part if _holds_enough(part, language) else "" for part in (head, tail))
    if not head and not tail:
        return None
    mark = "" if tail else _final_mark(text, language)
    joint = " " if language == "en" else ""
    pieces = [head.rstrip(), GAP + mark, tail.lstrip()]
    return joint.join(piece for piece in pieces if piece)


def _clauses(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _MARK.finditer(text):
        spans.append((at, match.end()))
        at = match.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans


def _holds_enough(part: str, language: Language) -> bool:
    if language == "zh":
        return han_count(part) >= LEAST_HAN
    return len(re.findall(r"[A-Za-z]{2,}", part)) >= LEAST_WORDS


def _final_mark(text: str, language: Language) -> str:
    last = text.rstrip()[-1:]
    if last in ".。!！?？":
        return {".": "。", "。": "。"}.get(last, last) if language == "zh" else {"。": "."}.get(last, last)
    return ""
