"""Betting, casino, lottery and app advertising injected into the text, also inside words (Dia某某体育appbetes).

Why it matters: hacked pages carry it everywhere; inside a word it also destroys the word.
Leaves alone: articles about gambling or sport (there it is only flagged), and a brand word without an advertising noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_SPAM, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, LATIN, is_han, is_latin

# Words of betting adverts; one alone may be told of, two in a sentence advertise.
BETTING_WORDS = (
    "彩金", "返水", "首存", "投注", "赔率", "百家乐", "棋牌", "老虎机", "真人视讯", "六合彩", "时时彩", "博彩", "赌场",
    "娱乐城", "开户送", "存款送", "提现", "滚球", "盘口",
)  # fmt: skip
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
# What such adverts promise; a sentence made of nothing else goes whole.
_PROMISE = re.compile(
    r"(?:首存|存款|充值|注册|开户|投注|下注|彩金|返水|返利|提现|到账|优惠|红包|礼金|赔率|欢迎|加入|入口|官方|官网|网址|最新|登录|随时"
    r"|即可|领取|免费|立即|在线|平台|每日|每天|送|元|就|您|请|点击|进入|体验|高|的|倍|万|app|APP|[0-9%％+]|\s|[，,、！!。.～~：:])+"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each injection; inside a word the span is the word and the edit heals it."""
    text = scope.text
    end_before = 0
    betting = [] if scope.facts.spam_topic else _betting_sentences(text)
    for begin, end in sorted([*scope.lexicon.spam_spans(text), *betting]):
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
            start, stop = _advert(text, begin, end)
            end_before = stop
            yield Found(start, stop, "", evidence=evidence, confidence=0.95)


def _betting_sentences(text: str) -> list[tuple[int, int]]:
    """Sentences with two or more different betting words: an advert of a brand nobody listed."""
    return [match.span() for match in _SENTENCE.finditer(text) if sum(word in match[0] for word in BETTING_WORDS) >= 2]


def _advert(text: str, begin: int, end: int) -> tuple[int, int]:
    """Widen an injection to the sentence it fills, where what is left of that sentence is advertising too."""
    start = max((text.rfind(mark, 0, begin) + 1 for mark in "。！？!?.\n"), default=0)
    stop = min((at + 1 for mark in "。！？!?\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    rest = text[start:begin] + text[end:stop]
    bare = _PROMISE.sub("", rest)
    nothing_left = not re.search(f"[{HAN}{LATIN}]", bare)
    return (start, stop) if nothing_left and rest.strip() else (begin, end)


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
    source="project: injections seen on hacked health pages", triggers=(HAS_SPAM, *BETTING_WORDS), find=find, doc=__doc__,
    everywhere=True, level="block", removes=True,
    fires=(
        Fires("Call the Dia万博体育betes helpline.", "Dia万博体育betes", "Diabetes"),
        Fires("请按时服药。新用户首存即送彩金，每日返水。", "新用户首存即送彩金，每日返水。", ""),
        Fires("每日测量血压。亚博体育app下载", "亚博体育app下载", ""),
    ),
    quiet=(
        Quiet("体育锻炼有助于控制血压。", "体育 is a word of its own"),
        Quiet("赌场工作人员也可能患病。", "one such word is told of, not advertised"),
        Quiet("请下载医院的手机应用预约挂号。", "an app the article is about"),
    ),
)  # fmt: skip
