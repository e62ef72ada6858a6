"""Betting, casino, lottery and app advertising injected into the text, also inside words (Dia某某体育appbetes).

Why it matters: hacked pages carry it everywhere; inside a word it also destroys the word.
Leaves alone: articles about gambling or sport (there it is only flagged), and a brand word without an advertising noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.rule import HAS_SPAM, Fires, Found, Quiet, Rule, Scope
from pipeline.text import is_han, is_latin


def find(scope: Scope) -> Iterator[Found]:
    """Yield each injection; inside a word the span is the word and the edit heals it."""
    text = scope.text
    end_before = 0
    for begin, end in scope.lexicon.spam_spans(text):
        if begin < end_before:
            continue
        end_before = end
        evidence = (text[begin:end],)
        left, right = _letters_left(text, begin), _letters_right(text, end)
        if scope.facts.spam_topic:
            yield Found(begin, end, evidence=evidence, confidence=0.5)
        elif left < begin and right > end:
            yield Found(left, right, text[left:begin] + text[end:right], evidence=evidence, confidence=0.98)
        else:
            yield Found(begin, end, "", evidence=evidence, confidence=0.95)


def _letters_left(text: str, at: int) -> int:
    while at > 0 and is_latin(text[at - 1]):
        at -= 1
    return at


def _letters_right(text: str, at: int) -> int:
    while at < len(text) and is_latin(text[at]) and not is_han(text[at]):
        at += 1
    return at


INJECTED_SPAM = Rule(
    id="injected_spam", severity="major", mqm="addition", its="addition",
    message="Injected advertising", message_zh="注入的垃圾广告",
    source="project: injections seen on hacked health pages", triggers=(HAS_SPAM,), find=find, doc=__doc__,
    everywhere=True, level="block", removes=True,
    fires=(
        Fires("Call the Dia万博体育betes helpline.", "Dia万博体育betes", "Diabetes"),
        Fires("每日测量血压。亚博体育app下载", "亚博体育app下载", ""),
    ),
    quiet=(
        Quiet("体育锻炼有助于控制血压。", "体育 is a word of its own"),
        Quiet("请下载医院的手机应用预约挂号。", "an app the article is about"),
    ),
)  # fmt: skip
