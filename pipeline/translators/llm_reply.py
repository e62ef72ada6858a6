"""Whether what a model wrote is a rendering at all: strict in form; `verify` judges its meaning afterwards.

The text is only ever taken from the JSON field that was asked for. Whatever else a model writes (a refusal, an
explanation, the answer to an instruction that stood in the article) has another shape, length or mark and is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text import han_count
from pipeline.translators.llm_prompt import Ask

# A rendering and its source differ at most this much in `_size`. Of the 6,630 clean pairs of the phrase memory none
# lies outside (factor 1.5: 8 do; slack 8: 1 does), of the 2,975 with damaged Chinese two do.
_FACTOR, _SLACK = 2, 12
_MARK = re.compile("⟦([0-9]+)⟧")
# Control characters, and the invisible ones that reorder or hide text.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff]")
_REFUSAL = re.compile(
    r"""
      (?<![a-z])as\ an\ (?:ai|artificial)(?![a-z]) | language\ model | 作为(?:一个|一名)?\s*(?:AI|人工智能) | 语言模型
    | (?<![a-z])(?:i|we)(?:\ am|'m|\ are|'re)?\ (?:cannot|can't|can\ not|unable\ to|won't|not\ able\ to)\s
      (?:translate | (?:help|assist)\ (?:you\ )?with\ (?:this|that|your) | comply\ with\ (?:this|that|your)\ request
      | (?:provide|give)\ (?:an?\ |the\ |this\ )?(?:translation|rendering)
      | (?:process|fulfil|answer)\ (?:this|that|the|your)\ (?:request|text|sentence|content))
    | (?:无法|不能|不便)(?:翻译 | 提供(?:该|此|这)?(?:译文|翻译)
      | (?:协助|处理|满足|回应)(?:您的|你的|此|该|这个|这一)(?:请求|要求|内容|文本))
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth: its text if it is a rendering; `settled` if asking again would bring nothing else."""

    text: str | None
    settled: bool


_UNUSABLE = Verdict(None, settled=False)
_DECLINED = Verdict(None, settled=True)


def judge(content: str, ask: Ask) -> Verdict:
    """Judge the content of an answer: a rendering, declined in the form asked for, or unusable."""
    try:
        data = json.loads(content, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        return _UNUSABLE
    if not isinstance(data, dict) or not {"text"} <= data.keys() <= {"text", "reason"}:
        return _UNUSABLE
    text, reason = data["text"], data.get("reason") or ""
    if not isinstance(text, str) or not isinstance(reason, str):
        return _UNUSABLE
    text = text.strip()
    if not text:
        return _DECLINED
    # A reason beside a text is a doubt, and a doubtful rendering is none.
    if reason.strip() or _is_refusal(text, ask.text) or _shows_new_hidden(text, ask.text):
        return _UNUSABLE
    if not _is_as_long(text, ask.text):
        return _UNUSABLE
    restored = _restored(text, ask.opaque)
    return Verdict(restored, settled=True) if restored else _UNUSABLE


def _without_doubles(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) < len(pairs):
        message = "a key twice"
        raise ValueError(message)
    return dict(pairs)


def _is_refusal(text: str, source: str) -> bool:
    """Whether a model speaks of itself, where the article does not."""
    return _speaks_of_itself(text) and not _speaks_of_itself(source)


def _speaks_of_itself(text: str) -> bool:
    return _REFUSAL.search(text.replace("’", "'")) is not None


def _shows_new_hidden(text: str, source: str) -> bool:
    return not set(_HIDDEN.findall(text)) <= set(_HIDDEN.findall(source))


def _is_as_long(text: str, source: str) -> bool:
    here, there = _size(text), _size(source)
    return here <= _FACTOR * there + _SLACK and there <= _FACTOR * here + _SLACK


def _size(text: str) -> int:
    """Length in which a sentence and its rendering are about equal: a Chinese character is worth three letters."""
    return sum(not char.isspace() for char in text) + 2 * han_count(text)


def _restored(text: str, opaque: Sequence[str]) -> str | None:
    """Put back what the marks stand for; None unless each stands there once and no other bracket of a mark does.

    The brackets ⟦⟧ are how clean files mark gaps and drafts: a rendering may not forge one.
    """
    if sorted(_MARK.findall(text)) != sorted(str(n) for n in range(1, len(opaque) + 1)):
        return None
    restored = _MARK.sub(lambda mark: opaque[int(mark[1]) - 1], text)
    return None if "⟦" in restored or "⟧" in restored else restored
