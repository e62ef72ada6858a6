"""Whether a Latin stretch is at home in a Chinese sentence: an acronym, unit, gene, name, title or bracketed original.

What is none of these and is a word the glossary renders, or an ordinary English word, was left behind by a machine.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.lexicon.english import english_words
from pipeline.lexicon.lexicon import Lexicon
from pipeline.model import BlockKind
from pipeline.text import LATIN, fold, han_count, simplified

_LETTERS = re.compile(f"[{LATIN}]")
_ACRONYM = re.compile(
    r"[A-Z]{2,6}s?|(?=[A-Za-z0-9/+.-]*[0-9])[A-Za-z]{1,5}[0-9/+-][A-Za-z0-9/+.-]*|[a-z]{1,2}[A-Z]{2,5}|[A-Z][a-z]?[A-Z]{1,4}s?|[A-Z](?:-[A-Z])+|[A-Z]/[A-Z]"
)
_HEAD_NOUN = re.compile(
    r"综合征|综合症|试验|研究|评分|病|征|现象|手法|复位|标准|法则|分级|分期|收缩|疗法|方法|方案|声明|量表|问卷|指数|反应|细胞"
    r"|基因|蛋白|突变|受体|抗体|系统|项目|页面|网站|应用|手表|心肌病|筛查|联盟|基金会|公司|大学|医院|期刊|杂志"
)
_NAMES_IT = re.compile(
    r"(?:商品名|英文名|英文|学名|通用名|又称|名为|名叫|品牌|简称|缩写|称为|写作|品牌名)[为是：:“(（]*$"
)
_AUTHOR = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z]{1,3}\.?")
_BETWEEN_WORDS = re.compile(r"[\s*_!?–—~/&+<>=≥≤±×%·～⁺⁻⁰-⁹₀-₉]+|(?<=[A-Za-z])-(?=[A-Z])|\.(?![0-9])")
_SPECIES = re.compile(r"[A-Z](?:[a-z]+|\.) [a-z]+(?:us|is|um|ae|ii|a|i|es|ans)")
_OPEN, _CLOSE = '（(“"《‘【[「『', '）)”"》’】]」』'
_NAME = r"[A-Z][a-z]+(?:[-' ][A-Z][a-z]+)?"
# People keep their Latin names in Chinese: joined to another name, or before a title.
_NAMED_TOGETHER = re.compile(rf"(?:{_NAME}(?:、|和|与|及))+$")
_PERSON_AFTER = re.compile(rf"(?:、|和|与|及){_NAME}|等(?:人|学者|研究者)|教授|博士|医生|医师|团队|小组")
# Two characters that Simplified writes otherwise: the sentence is Traditional, where drugs keep their Latin names.
_TRADITIONAL_LEAST = 2


def latin_belongs(text: str, start: int, end: int, kind: BlockKind, lexicon: Lexicon) -> bool:
    """Whether a Latin piece is at home in a Chinese sentence."""
    core = text[start:end]
    if kind == "citation":
        return True
    before, after = text[:start].rstrip(), text[end:].lstrip()
    bracketed = before[-1:] in _OPEN and after[:1] in _CLOSE and bool(before) and bool(after)
    words = core.split()
    if _is_listed(core, lexicon) or _SPECIES.fullmatch(core):
        return True
    if len(core) <= 2 and bracketed and before[-1] in "“‘「『":
        return True  # a letter that is talked of
    if _is_person(core, before, after, lexicon) or (_is_drug(core, lexicon) and _is_traditional(text)):
        return True
    if bracketed and (before[-1:] in "（([【《" or words[0][:1].isupper()):
        return _is_gloss(words, lexicon)
    if (
        _NAMES_IT.search(before)
        or (words[0][:1].isupper() and _HEAD_NOUN.match(after))
        or _inside_gloss(text, start, words)
    ):
        return True
    if _AUTHOR.fullmatch(core) or (len(words) >= 2 and _is_title(words)):
        return True
    parts = [part for part in _BETWEEN_WORDS.split(core) if _LETTERS.search(part)]
    return all(_word_belongs(part, lexicon, alone=len(parts) == 1) for part in parts)


def _is_listed(core: str, lexicon: Lexicon) -> bool:
    if core in lexicon.words("islands") or core in lexicon.words("units") or core in lexicon.words("acronyms"):
        return True
    if core in lexicon.abbreviations:
        return True
    return any(
        entry.kind not in ("drug", "test", "programme")
        and (entry.zh is None or entry.kind in ("gene", "scale", "journal", "company", "brand"))
        for entry in lexicon.by_surface.get(fold(core), ())
        if not core.islower()
    )


def _is_gloss(words: list[str], lexicon: Lexicon) -> bool:
    """Whether bracketed words may be the original term of the Chinese before them: a noun phrase, not a clause."""
    linking = {"of", "the", "and", "for", "in", "on", "or", "de"}
    function = lexicon.words("stop-english")
    lexical = {word.lower().strip(".,") for word in words} - linking
    return len(words) <= 7 and lexical.isdisjoint(function)


def _inside_gloss(text: str, start: int, words: list[str]) -> bool:
    """Whether a short piece stands in full-width brackets after Chinese, beside other glosses (resmetirom，商品名…)."""
    opened = text.rfind("（", 0, start)
    if opened <= 0 or "）" in text[opened:start] or len(words) > 3:
        return False
    return han_count(text[opened:start]) <= 4


def _is_title(words: list[str]) -> bool:
    small = {"of", "the", "and", "for", "in", "on", "de", "von", "van", "&", "to"}
    capital = [word for word in words if word.lower() not in small]
    if (
        not capital
        or not all(word[:1].isupper() or word[:1].isdigit() for word in capital)
        or not words[0][:1].isupper()
    ):
        return False
    unlisted = [w for w in capital if fold(w.strip(".,'’")) not in english_words()]
    return len(capital) >= 3 or bool(unlisted)


def _word_belongs(word: str, lexicon: Lexicon, *, alone: bool) -> bool:
    if not word or not _LETTERS.search(word):
        return True
    if len(word) == 1:
        return not alone or word != "I"  # b型, 2b期, Ⅹa因子, 脂蛋白(a)
    if word in lexicon.words("islands") or word in lexicon.words("units") or word in lexicon.words("acronyms"):
        return True
    if word in lexicon.abbreviations or word.rstrip("s") in lexicon.abbreviations:
        return True
    if _ACRONYM.fullmatch(word) and not _is_shouted_word(word):
        return True
    entries = lexicon.by_surface.get(fold(word), ())
    if (
        any(entry.kind in ("brand", "gene", "scale", "company", "journal", "organisation") for entry in entries)
        and not word.islower()
    ):
        return True
    if entries:
        return False
    return (
        word[:1].isupper()
        and not word.isupper()
        and fold(word) not in english_words()
        and not _near_drug(word, lexicon)
    )


def _is_shouted_word(word: str) -> bool:
    """PATIENTS is a word in capitals, not an acronym."""
    return len(word) >= 5 and word.isalpha() and word.isupper() and fold(word) in english_words()


def _near_drug(word: str, lexicon: Lexicon) -> bool:
    if len(word) < 6:
        return False
    return (
        process.extractOne(fold(word), lexicon.drug_names_near(len(word), 2), scorer=OSA.distance, score_cutoff=2)
        is not None
    )


def _is_person(core: str, before: str, after: str, lexicon: Lexicon) -> bool:
    if re.fullmatch(_NAME, core) is None or lexicon.entry_of(core) is not None:
        return False
    return _NAMED_TOGETHER.search(before) is not None or _PERSON_AFTER.match(after) is not None


def _is_drug(core: str, lexicon: Lexicon) -> bool:
    entry = lexicon.entry_of(core)
    return entry is not None and entry.kind in ("drug", "brand")


def _is_traditional(text: str) -> bool:
    return sum(a != b for a, b in zip(text, simplified(text), strict=True)) >= _TRADITIONAL_LEAST


def has_english_word(text: str, lexicon: Lexicon) -> bool:
    """Whether an ordinary English word stands in the text, not just units, acronyms, formulas and names of genes."""
    return any(
        fold(word) in english_words() and not (word in lexicon.words("units") or word in lexicon.words("islands"))
        for word in _WORD.findall(text)
    )


_WORD = re.compile(rf"(?<![{LATIN}0-9_.])[{LATIN}]?[a-z]{{2,}}(?![{LATIN}0-9_])")
