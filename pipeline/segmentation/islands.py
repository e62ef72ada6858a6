"""Tell legitimate islands from damage: a stretch of one language inside a sentence of the other.

Script runs are certain; the question is whether the run belongs there. Latin belongs in Chinese as acronyms, units,
genes, names in brackets, letters of names (B超), addresses and citations; Han belongs in English where it is
mentioned, not used: quoted, in brackets after its pinyin, or in a text about Chinese things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.lexicon.english import english_words
from pipeline.lexicon.lexicon import Lexicon
from pipeline.model import BlockKind, Lang, Language, Run, RunKind
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import HAN, HAN_CHAR, LATIN, fold, han_count, is_han

# One Han character carries about 2.6 Latin letters of English (length ratio 0.31 of correct pairs, spaces out).
HAN_PER_LETTER = 2.6
_STRETCH = re.compile(rf"[{HAN}][^{LATIN}]*|[{LATIN}][^{HAN}]*|[^{HAN}{LATIN}]+")
_LETTERS = re.compile(f"[{LATIN}]")
_PIECE = re.compile(r"[^（）()《》“”\"、，；：;,:|]+")
_CORE = re.compile(rf"[{LATIN}{HAN}](?:.*[{LATIN}{HAN}0-9])?", re.DOTALL)
_TOKEN = re.compile(rf"[{LATIN}0-9][{LATIN}0-9'’./+-]*[{LATIN}0-9]|[{LATIN}]")
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
_BETWEEN_WORDS = re.compile(r"[\s*_!?–—~/&+<>=≥≤±×%]+|(?<=[A-Za-z])-(?=[A-Z])|\.(?![0-9])")
_MEASURE_WORD = re.compile(r"[A-Za-zµμ°℃%/²³]+(?:/[A-Za-zµμ²³0-9.]+)*")
_SPECIES = re.compile(r"[A-Z](?:[a-z]+|\.) [a-z]+(?:us|is|um|ae|ii|a|i|es|ans)")
_OPEN, _CLOSE = '（(“"《‘【[「『', '）)”"》’】]」』'
# A word about words: Chinese is mentioned, not used, somewhere in such a sentence.
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


def runs_of(text: str, kind: BlockKind, lexicon: Lexicon, start: int = 0) -> tuple[Run, ...]:
    """Split a sentence into runs that concatenate back to it; offsets shifted by `start`.

    Neutral characters (digits, marks, spaces) belong to the run before them.
    """
    end = start + len(text)
    main = main_language(text)
    if main is None:
        return (Run(start, end, "other", "opaque" if opaque_spans(text) else "text"),) if text else ()
    foreign = _LETTERS if main == "zh" else HAN_CHAR
    spans = opaque_spans(text)
    if not spans and foreign.search(text) is None:
        return (Run(start, end, main, "text"),)
    pieces = list(_pieces(text, main, spans))
    runs: list[Run] = []
    for begin, stop, lang in pieces:
        kind_of = _judge(text, begin, stop, lang, main, kind, lexicon)
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
    text: str, start: int, end: int, lang: str, main: Language, kind: BlockKind, lexicon: Lexicon
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
    return "island" if han_belongs(text, core.start(), core.end(), lexicon) else "damage"


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
        return word.isupper() or not alone or word in "pqncβαγ"
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


def han_belongs(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a Han piece is at home in an English sentence: mentioned rather than used."""
    core = text[start:end]
    before, after = text[:start].rstrip(), text[end:].lstrip()
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
    near = [*words[-2:], " ".join(words[-2:]), " ".join(words[-3:]), *re.split(r"[,;，；] ?", inside)]
    if any(
        _PINYIN.fullmatch(item.strip(" ,.;’'")) and fold(item) not in english_words() for item in near if item.strip()
    ):
        return True
    if lexicon.entry_of(text[start:end]) is not None or not words or "，" in inside:
        return False
    return _ABOUT_CHINA.search(text) is not None or words[-1][:1].isupper()


def _pinyin_follows(after: str) -> bool:
    if after[:1] not in ("(", "（"):
        return False
    inner = re.split(r"[)）]", after[1:], maxsplit=1)[0]
    return _PINYIN.fullmatch(inner) is not None
