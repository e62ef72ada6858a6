"""Whether a Han stretch is at home in an English sentence: mentioned, not used.

It is where it is quoted, stands in brackets after its pinyin or before it, or in a sentence about words or Chinese
things; and wherever it stands again in an article that has given its pinyin once.
"""

from __future__ import annotations

import re

from pipeline.lexicon.english import english_words
from pipeline.lexicon.lexicon import Lexicon
from pipeline.text import HAN, fold

_ABOUT_WORDS = re.compile(
    r"(?i)in chinese(?! (?:patients|adults|people|men|women))|chinese (?:name|word|term|character|phrase|speaker)"
    r"|chinese (?:pharmacist|for|expression|saying|label)|mandarin|cantonese|pinyin|hanzi|(?<![a-z])characters?"
    r"|radical|literally"
)
_ABOUT_CHINA = re.compile(
    r"(?i)chinese|china|beijing|shanghai|taiwan|hong kong|traditional medicine|pu-erh|goji|berries"
)
_NAMES_A_WORD = re.compile(
    r"(?i)(?:words?|terms?|characters?|phrase|signs?|radical|journal|expression|granules|marked|written|labell?ed|printed"
    r"|stamped|spelled)[ ,]*$"
)
_EXPLAINED = re.compile(r"(?i),? ?(?:[“\"‘(]|meaning|which means|means|literally|in chinese)")
_PINYIN_SYLLABLE = r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiouüāáǎàēéěèīíǐìōóǒòūúǔù]{1,3}(?:ng?|r)?))"
_PINYIN = re.compile(rf"(?i){_PINYIN_SYLLABLE}(?:['’ -]?{_PINYIN_SYLLABLE}){{0,7}}")
_CLAUSE = re.compile(r"[，。；！？,;]|[的了是在会可被将把]")
_CHINESE_LANGUAGE = re.compile(r"(?:中文|汉语|漢語|普通话)$")
_MARKUP = "*_ "  # emphasis of Markdown around a word
# Pinyin with its tones written; what stands in brackets beside it is its characters.
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_TONED = rf"[*_]*[A-Za-zü’' {_TONES}-]*[{_TONES}][A-Za-zü’' {_TONES}-]*[*_]*"
_GLOSSED = re.compile(rf"([{HAN}]{{1,8}})[*_]* ?[(（]{_TONED}|{_TONED},? ?[(（]([{HAN}]{{1,8}})[)）,，]")


def glossed_words(text: str) -> frozenset[str]:
    """The Han words an article gives with their toned pinyin.

    >>> sorted(glossed_words("They say 憋气 (*biē qì*), or *hūxī kùnnan* (呼吸困难)."))
    ['呼吸困难', '憋气']
    """
    if not any(tone in text for tone in _TONES):
        return frozenset()
    return frozenset(word for match in _GLOSSED.finditer(text) for word in match.groups() if word)


def han_belongs(text: str, start: int, end: int, lexicon: Lexicon, glossed: frozenset[str] = frozenset()) -> bool:
    """Whether a Han piece is at home in an English sentence: mentioned rather than used."""
    core = text[start:end]
    before, after = text[:start].rstrip(), text[end:].lstrip(_MARKUP)
    if core in glossed:
        return True
    if before.endswith("《") or core.startswith("《"):
        return True
    if len(core) > 14 or len(_CLAUSE.findall(core)) > 1:
        return False
    opened, closed = before[-1:], after[:1]
    if opened and opened in "“\"‘'「『" and closed and closed in "”\"’'」』，,.":
        return True
    if opened and opened in "（([;；,，" and closed and closed in "）)],，;；" and _in_brackets(text, start):
        return _is_bracket_gloss(text, start, end, lexicon)
    if _CHINESE_LANGUAGE.search(core) or _NAMES_A_WORD.search(before) or _pinyin_follows(after):
        return True
    return _ABOUT_WORDS.search(text) is not None and (
        _EXPLAINED.match(after) is not None
        or closed in ("", ".", ",")
        or re.match(r"(?:and|or|is|share) ", after) is not None
    )


def _in_brackets(text: str, start: int) -> bool:
    opened = max(text.rfind(char, 0, start) for char in "（([")
    return opened >= 0 and not any(char in text[opened:start] for char in "）)]")


def _is_bracket_gloss(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether bracketed Han names what stands before it: a Chinese name or pinyin, no English word's translation."""
    opened = max(text.rfind(char, 0, start) for char in "（([")
    closed = re.search(r"[）)\]]", text[end:])
    inside = text[opened + 1 : start] + text[end : end + closed.start() if closed else len(text)]
    words = text[:opened].split()
    if _NAMES_A_WORD.search(text[:opened]):
        return True
    near = [*words[-2:], " ".join(words[-2:]), " ".join(words[-3:]), *re.split(r"[,;，；] ?", inside)]
    if any(
        _PINYIN.fullmatch(item.strip(" ,.;’'*_")) and fold(item.strip("*_ ")) not in english_words()
        for item in near
        if item.strip()
    ):
        return True
    if lexicon.entry_of(text[start:end]) is not None or not words or "，" in inside:
        return False
    return _ABOUT_CHINA.search(text) is not None or words[-1][:1].isupper()


def _pinyin_follows(after: str) -> bool:
    if after[:1] not in ("(", "（"):
        return False
    inner = re.split(r"[)）]", after[1:], maxsplit=1)[0].strip(_MARKUP)
    return _PINYIN.fullmatch(inner) is not None
