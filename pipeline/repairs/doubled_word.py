"""A word or a short group of words that stands twice in a row: of the the heart, 患者的的症状, 患者患者.

Why it matters: engines and scrapers stutter at the seams, and where a word stands twice another one is often lost.
Leaves alone: had had, that that and other listed doubles, names (Duran Duran), numbers, Chinese reduplication (天天,
慢慢, 休息休息, 一步一步), and two words that meet (冠状动脉|动脉粥样硬化, 目的|的).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.lexicon.matcher import TERM_ROLES
from pipeline.rule import HAS_HAN, HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, fold

# Function words after which no second one of the same can follow. "in in", "on on", "is is" and "to to" can (it was
# turned on on Monday): these and all other words are only flagged.
CERTAIN = frozenset(
    ("the", "a", "an", "of", "and", "or", "with", "from", "by", "their", "our", "your", "its", "these", "those", "but",
     "because", "than", "into", "between")
)  # fmt: skip
_EDGE, _OTHER_EDGE = "(?<![A-Za-z0-9'’./-])", "(?![A-Za-z0-9'’/-])"
_ONE_WORD = re.compile(rf"{_EDGE}([A-Za-z]++)\s++(?i:\1){_OTHER_EDGE}")
_WORDS = re.compile(rf"{_EDGE}([A-Za-z]++ [A-Za-z]++(?: [A-Za-z]++)?)\s++(?i:\1){_OTHER_EDGE}")
_JOINING = frozenset(
    {"and", "or", "by", "after", "to", "in", "on", "for", "upon"}
)  # more and more and more, day by day by day
# Particles, each with the characters before and after it that make it the edge of another word (目的|的, 为了|了解,
# 现在|在, 缓和|和). Without these, 9 in 10 doubles of 412,000 sound lines would be two words that meet.
_EDGES = {
    "的": ("目打标有似", "确士"), "了": ("为除不得罢算极", "解结断然"), "是": ("但于还就可只总要便正若凡不仅", "非否"),
    "在": ("现存正实内自所潜外仅可", "处"), "和": ("缓柔温暖平随祥谐共饱", "平谐气睦解缓风"), "与": ("参", "会其众"),
    "及": ("以普", "时格早"), "被": ("棉毛羽", ""),
}  # fmt: skip
_PARTICLE = re.compile(rf"(?<!([{''.join(_EDGES)}]))([{''.join(_EDGES)}])\2(?!\2)")
_CHINESE = re.compile(rf"([{HAN}]{{2,8}}) ?\1")
_ASKING = re.compile("多少|什么|怎么|哪|谁")  # 想生多少生多少
_ENUMERATING = frozenset("或和与及之、")  # 会员或会员代表: the members of a list begin alike


def find(scope: Scope) -> Iterator[Found]:
    """Yield each double; where it is certain the second one goes."""
    if scope.kind == "citation":
        return
    yield from _in_english(scope)
    if not scope.text.isascii():
        yield from _in_chinese(scope)


def _in_english(scope: Scope) -> Iterator[Found]:
    allowed = scope.lexicon.words("doubled-english")
    for match in _doubles(scope.text):
        word = match[1]
        second = scope.text[match.end() - len(word) : match.end()]
        words = fold(word).split()
        if (word[:1].isupper() and second[:1].isupper()) or (len(words) == 1 and words[0] in allowed):
            continue
        if len(word) == 1 and fold(word) != "a":
            continue
        if len(words) > 1 and (not _JOINING.isdisjoint(words) or words[0] == words[-1]):
            continue
        certain = words[0] in CERTAIN and len(words) == 1
        yield Found(
            match.start(), match.end(), word if certain else None, suggest_en=word, confidence=0.97 if certain else 0.7
        )


def _doubles(text: str) -> list[re.Match[str]]:
    """Words that stand twice, and groups of two or three; a group can only where a pair of words stands twice."""
    found = list(_ONE_WORD.finditer(text))
    words = fold(text).rstrip('.,;:!?)"”').split()
    if len(set(pairwise(words))) < len(words) - 1:
        found += _WORDS.finditer(text)
    return sorted(found, key=re.Match.start)


def _in_chinese(scope: Scope) -> Iterator[Found]:
    text = scope.text
    for match in _PARTICLE.finditer(text):
        before, after = _EDGES[match[2]]
        if text[match.start() - 1 : match.start()] not in before and text[match.end() : match.end() + 1] not in after:
            yield Found(match.start(), match.end(), match[2], confidence=0.96)
    for match in _CHINESE.finditer(text):
        if _is_fault(match, scope):
            yield Found(match.start(), match.end(), suggest_zh=match[1], confidence=0.7)


def _is_fault(match: re.Match[str], scope: Scope) -> bool:
    """Whether a doubled stretch is one word said twice, and not reduplication or two words that meet."""
    word = match[1]
    if len(set(word)) == 1 or word[0] in _ENUMERATING or word[-1] in _ENUMERATING or _ASKING.search(word):
        return False
    if len(word) == 2 and word not in scope.lexicon.words("doubled-chinese"):
        return False
    middle = match.start() + len(word)
    return not any(
        hit.start < match.start() < hit.end == middle or match.start() < middle <= hit.start < match.end() < hit.end
        for hit in scope.hits
        if hit.form.role in TERM_ROLES
    )


DOUBLED_WORD = Rule(
    id="doubled_word", severity="minor", mqm="spelling", its="duplication",
    message="Word stands twice in a row", message_zh="词语重复",
    source="peers: check 19", triggers=(HAS_LATIN, HAS_HAN), find=find, doc=__doc__,
    fires=(
        Fires("Swelling of the the ankles is common.", "the the", "the"),
        Fires("Ask about about the other tablets.", "about about"),
        Fires("High blood pressure blood pressure harms the kidneys.", "blood pressure blood pressure"),
        Fires("这是最常见的的副作用。", "的的", "的"),
        Fires("建议患者患者多喝水。", "患者患者"),
        Fires("高血压高血压很常见。", "高血压高血压"),
    ),
    quiet=(
        Quiet("He had had a cough, and she said that that was usual.", "grammar doubles these words"),
        Quiet("A concert of Duran Duran was cancelled.", "the name of a band"),
        Quiet("It got more and more and more painful.", "words repeated for emphasis"),
        Quiet("她天天慢慢走路，常常休息休息，一步一步恢复。", "Chinese reduplication"),
        Quiet("这是以预防为目的的治疗，为了了解病情，请现在在家测量。", "two words that meet"),
        Quiet("冠状动脉动脉粥样硬化与T细胞细胞因子有关。", "two terms that meet"),
    ),
)  # fmt: skip
