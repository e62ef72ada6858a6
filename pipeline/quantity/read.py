"""Find the numbers of a text: what stands there, before ranges and ratios are put together.

One compiled alternation finds where a number may stand; small readers, one for each way of writing it, turn the
match into an `Atom`. A text without digit and number word costs one scan.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.quantity import chinese, english, units, values
from pipeline.quantity.codes import is_lettered, is_named, opaque_spans, phone_end
from pipeline.quantity.follow import LABELS, Atom, attach, clock, money, multiply, sign, year_or_ordinal, zh_tenths

_ZH_DAY_WORD = r"(?:星期|礼拜|周)[一二三四五六](?![次天个日周年月片粒剂回])"
_ZH_IDIOM = (
    "十分(?![之钟])|万一|[数几上近成][十百千万亿]+[万亿]?|[十百千万]几|三叉|三环|三尖|三酰|三唑|三七|三氟|三碘|三甲"
    "|三聚|三角|三头"
    "|四分位|一时(?!至|到|~)|两回事|四肢|四环|四氢|四头|四碘|十二指|十字|五官|五味|六味|六腑|五脏|七叶|八角|九死|二甲"
    "|二氧|二氢|二酰|二磷|二尖|二维码|二手"
    "|一百二十急救|两栖|半胱|半乳|半衰|半月板|半规|半身|半夜|半球|半卧|半流|半固|半合成|千万别|八段锦|九分法|[二三四五十]分位|[二三四五]联征|三日疟|二次(?=污染|感染|确认|手术|剖宫|暴露|伤害|创伤|打击)"
    "|[二三四五六七八九十]+(?:烷|碳|烯)"
)
_HALF_OF = "个?(?:多)?(?:小时|年|天|月(?!板)|日|周|片|粒|分钟|剂|量|杯|茶匙|世纪|钟头|英里|公里|克|升|磅|部分)"
# The look-aheads at the head of both halves let most places fail at their first character.
_SCAN = re.compile(
    rf"(?=[0-9零〇一二两三四五六七八九十百千万上减折过对大半翻加倍双每隔星礼周数几近成亿{''.join(values.GLYPHS)}])(?:"
    r"(?P<decade>(?:(?P<century>[0-9]{2}) ?世纪 ?|上世纪 ?)?(?P<tens>[1-9一二三四五六七八九])[0十] ?年代)"
    rf"|(?P<digit>{values.DIGITS})"
    rf"|(?P<glyph>[{''.join(values.GLYPHS)}])"
    rf"|(?P<skip>{_ZH_DAY_WORD}|{_ZH_IDIOM})"
    rf"|(?P<parts>(?:{values.ZH_NUMERAL}|[百千万])分之(?P<top>{values.DIGITS}|{values.ZH_NUMERAL}))"
    rf"|(?P<zhhalf>(?P<whole>(?:[一减折对大]半|过半(?!{_HALF_OF}))(?!夜|身))|对折|半个?多?(?=数|{_HALF_OF}))"
    r"|(?P<zhloose>翻倍|翻番|加倍|倍增|双倍|一倍|双(?![相氯硫环酚膦歧胍嘧嘌链黄糖])|[两二]者)"
    rf"|(?P<han>{values.ZH_NUMERAL}|(?<=每)(?:百万|[百千万亿])|[百千](?=[余多]))"
    r"|(?P<every2>每?隔(?=[日天周月年]))"
    r")|(?=[a-zⅰ-ⅹ])(?<![a-z])(?:(?P<zhroman>(?:i{1,3}|iv|vi{0,3}|ix|x|[ⅰ-ⅹ])[abc]?(?=[期型级类度相]))"
    rf"|(?P<roman>(?:{LABELS})s? (?P<numeral>i{{1,3}}|iv|vi{{0,3}}|ix|x|[ⅰ-ⅹ])[abc]?(?![a-z]))"
    rf"|(?P<cardinal>{values.EN_WORDS}|(?<=per )(?:hundred|thousand|million)(?![a-z]))"
    rf"|(?P<word>{english.WORDS})(?![a-z])"
    rf"|(?:every (?:other|second)|alternate) (?P<other>{units.UNIT_WORD})"
    rf"|(?:an?|every) (?P<article>(?:{units.LONG_LATIN}|third|quarter|fifth|sixth|eighth|tenth)(?![a-z])"
    r"(?P<two> or two(?![a-z]))?)"
    r"|q(?P<every>[0-9]{1,2})h(?![a-z]))"
)
_HINT = re.compile("[0-9一二三四五六七八九十两半双倍百千万亿对隔翻加½¼¾⅓⅔⅕⅛⅒ⅰ-ⅹ]|[a-z]{2}")


def atoms(text: str, original: str) -> list[Atom]:
    """Return the numbers of a folded text, left to right, without overlap."""
    if _HINT.search(text) is None:
        return []
    found: list[Atom] = []
    opaque = opaque_spans(text)
    at = 0
    while match := _SCAN.search(text, at):
        at = match.end()
        inside = [stop for start, stop in opaque if start < at and match.start() < stop]
        if inside:
            at = max(at, *inside)
            continue
        group = match.lastgroup or "skip"
        if group == "skip":
            continue
        if group == "digit":
            phone = phone_end(text, match.start())
            if phone > 0:
                at = phone
                continue
        atom = _READERS[group](text, original, match)
        if atom is not None:
            found.append(atom)
            at = max(at, atom.end)
    return found


def _digit(text: str, original: str, match: re.Match[str]) -> Atom | None:
    start, end = match.span()
    if is_named(text, start, end):
        return None
    atom = Atom(start, end, end, values.digits_value(match[0]))
    if text[end : end + 1] in values.GLYPHS:
        atom.low += values.GLYPHS[text[end]]
        atom.last = atom.end = end + 1
    if clock(text, atom):
        return atom
    multiply(text, atom)
    sign(text, atom)
    money(text, atom)
    lettered = is_lettered(text, atom.last)
    attach(text, atom)
    # 3D is no three days.
    if lettered and (atom.end == atom.last or original[atom.last : atom.end] == "D"):
        return None
    year_or_ordinal(text, atom, match[0])
    if atom.unit == "":
        zh_tenths(text, atom)
    return atom


def _glyph(text: str, _original: str, match: re.Match[str]) -> Atom:
    atom = Atom(match.start(), match.end(), match.end(), values.GLYPHS[match[0]], kind="fraction")
    attach(text, atom)
    return atom


_READERS: dict[str, Callable[[str, str, re.Match[str]], Atom | None]] = {
    "decade": chinese.decade,
    "digit": _digit,
    "glyph": _glyph,
    "parts": chinese.parts,
    "zhhalf": chinese.half,
    "zhloose": chinese.loose,
    "han": chinese.han,
    "zhroman": english.roman,
    "roman": english.roman,
    "word": english.word,
    "cardinal": english.cardinal,
    "article": english.article,
    "every": english.every_hours,
    "every2": chinese.every_second,
    "other": english.every_other,
}
