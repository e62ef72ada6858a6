"""Garbled machine Chinese that no word list describes: 该药片应该被拿和一个满的玻璃水在你去床之前.

Why it matters: every word is Chinese and the sentence is not; its reader guesses, and so does a translator after it.
How: a linear model of character pairs and triples (`pipeline.likelihood`), which only gathers evidence of garbling. The
confidence is the precision measured in the score's band on lines of topics the model had not seen; the bands and their
counts stand at the head of `garbled-chinese.txt`. About three of ten lines there were garbled; where fewer are, fewer
findings are right, since two in a thousand sound sentences are flagged as well.
Leaves alone: text under eight Chinese characters, citations, table rows, old sayings, dialect, lists of names.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.likelihood.garbled import garbled
from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope

_KINDS = frozenset({"paragraph", "list_item", "heading"})


def find(scope: Scope) -> Iterator[Found]:
    """Yield each garbled stretch with its unlikeliest pieces."""
    if scope.kind not in _KINDS:
        return
    for stretch in garbled(scope.text):
        pieces = ("unlikely: " + " … ".join(stretch.pieces),) if stretch.pieces else ()
        yield Found(stretch.start, stretch.end, evidence=pieces, confidence=stretch.confidence)


UNLIKELY_CHINESE = Rule(
    id="unlikely_chinese", severity="major", mqm="unintelligible", its="grammar",
    message="Chinese that reads like garbled machine translation", message_zh="中文语句不通，疑为机器翻译",
    source="project: learnt from right and bad Chinese of the phrase memory", triggers=(HAS_HAN,), find=find, doc=__doc__,
    fires=(
        Fires("该药片应该被拿和一个满的玻璃水在你去床之前。", "该药片应该被拿和一个满的玻璃水在你去床之前"),
        Fires("它是重要去告诉你的护士关于任何东西你正在拿为冷。", "它是重要去告诉你的护士关于任何东西你正在拿为冷"),
        Fires("研究展示那个喝咖啡的人们有一个更低的机会的跌倒。", "研究展示那个喝咖啡的人们有一个更低的机会的跌倒"),
        Fires("This gel is sold without a prescription in most shops, 但是它不被建议为小孩在二的年龄之下。", "但是它不被建议为小孩在二的年龄之下"),
        Fires("該藥經常被給和食物，因為它能做一個空的胃感到生病。", "該藥經常被給和食物，因為它能做一個空的胃感到生病"),
    ),
    quiet=(
        Quiet("食不言，寝不语，饭后百步走，活到九十九。", "an old saying in four- and three-character phrases"),
        Quiet("阿司匹林、氯吡格雷、替格瑞洛、普拉格雷和西洛他唑都属于抗血小板药。", "a list of drug names"),
        Quiet("阿婆讲：“侬勿要急，药吃好仔困一歇就好哉。”", "a quotation in dialect"),
        Quiet("血壓升高時多數人沒有感覺，請每天在同一時間測量並記錄下來。", "sound Traditional Chinese"),
        Quiet("本网站所载内容仅供参考，不构成医疗建议，亦不能替代执业医师的诊断与治疗，使用者须自行承担风险。", "the language of disclaimers"),
        Quiet("他说他不是不想去，只是去了也不知道该说些什么。", "colloquial, with many short words"),
        Quiet("手写的U可能被看成0，10 U就成了100。", "letters and figures between the characters"),
        Quiet("被拿和一个满的", "too short to judge"),
    ),
)  # fmt: skip
