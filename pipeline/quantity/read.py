"""Find the numbers of a text: what stands there, before ranges and ratios are put together.

One compiled alternation finds where a number may stand; small readers, one for each way of writing it, turn the
match into an `Atom`. A text without digit and number word costs one scan.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from pipeline.quantity import units, values
from pipeline.quantity.codes import is_lettered, is_named, opaque_spans, phone_end

_MONTHS = {
    name: i
    for i, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_DOSING = {"bid": 2, "b.i.d.": 2, "tid": 3, "t.i.d.": 3, "qid": 4, "q.i.d.": 4, "twice": 2, "thrice": 3, "once": 1}
_FOLDS = {f"{word}fold": n for word, n in values.SMALL.items()} | {
    form: n
    for stem, n in (("doubl", 2), ("tripl", 3), ("quadrupl", 4))
    for form in (f"{stem}e", f"{stem}es", f"{stem}ed", f"{stem}ing")
}
_LOOSE = {w: 10 * i for i, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)} | {
    "neither": 2, "either": 2, "both": 2, "couple": 2, "pair": 2, "pairs": 2, "dual": 2, "single": 1,
}
_HALVES = ("half", "halve", "halves", "halved", "halving")
_SPANS = {"fortnight": (2, "week"), "decade": (10, "year"), "decades": (10, "year"), "quarterly": (3, "month")}
_ROMAN = {r: i for i, r in enumerate("i ii iii iv v vi vii viii ix x".split(), 1)} | {
    chr(0x2170 + i): i + 1 for i in range(10)
}
_LABELS = "type|phase|stage|grade|class|step|level|factor|category|schedule|tier|group"
_WORDS = "|".join(
    [*_FOLDS, *_LOOSE, *_HALVES, *_SPANS, *_MONTHS, *values.ORDINALS, "quarter", "dozen", "twice", "thrice", "once", "bid", "tid", "qid", r"[btq]\.i\.d\."]
)
_ZH_DAY_WORD = r"(?:星期|礼拜|周)[一二三四五六](?![次天个日周年月片粒剂回])"
_ZH_IDIOM = (
    "十分(?![之钟])|万一|[数几上近成][十百千万亿]+[万亿]?|[十百千万]几|三叉|三环|三尖|三酰|三唑|三七|三氟|三碘|三甲|三聚|三角|三头"
    "|四分位|一时(?!至|到|~)|两回事|四肢|四环|四氢|四头|四碘|十二指|十字|五官|五味|六味|六腑|五脏|七叶|八角|九死|二甲|二氧|二氢|二酰|二磷|二尖|二维码|二手"
    "|一百二十急救|两栖|半胱|半乳|半衰|半月板|半规|半身|半夜|半球|半卧|半流|半固|半合成|千万别"
)
_HALF_OF = "个?(?:多)?(?:小时|年|天|月(?!板)|日|周|片|粒|分钟|剂|量|杯|茶匙|世纪|钟头|英里|公里|克|升|磅|部分)"
_SCAN = re.compile(
    r"(?P<decade>(?:(?P<century>[0-9]{2}) ?世纪 ?|上世纪 ?)?(?P<tens>[1-9一二三四五六七八九])[0十] ?年代)"
    rf"|(?P<digit>{values.DIGITS})"
    rf"|(?P<glyph>[{''.join(values.GLYPHS)}])"
    rf"|(?P<skip>{_ZH_DAY_WORD}|{_ZH_IDIOM})"
    rf"|(?P<parts>(?:{values.ZH_NUMERAL}|[百千万])分之(?P<top>{values.DIGITS}|{values.ZH_NUMERAL}))"
    rf"|(?P<zhhalf>(?P<whole>(?:[一减折对大]半|过半(?!{_HALF_OF}))(?!夜|身))|对折|半个?多?(?=数|{_HALF_OF}))"
    r"|(?P<zhloose>翻倍|翻番|加倍|倍增|双倍|一倍|双(?![相氯硫环酚膦歧胍嘧嘌链黄糖])|[两二]者)"
    rf"|(?P<han>{values.ZH_NUMERAL}|(?<=每)(?:百万|[百千万亿])|[百千](?=[余多]))"
    r"|(?P<every2>每?隔(?=[日天周月年]))"
    r"|(?P<zhroman>(?<![a-z])(?:i{1,3}|iv|vi{0,3}|ix|x|[ⅰ-ⅹ])[abc]?(?=[期型级类度相]))"
    rf"|(?<![a-z])(?:(?P<roman>(?:{_LABELS})s? (?P<numeral>i{{1,3}}|iv|vi{{0,3}}|ix|x|[ⅰ-ⅹ])[abc]?(?![a-z]))"
    rf"|(?P<cardinal>{values.EN_WORDS}|(?<=per )(?:hundred|thousand|million)(?![a-z]))|(?P<word>{_WORDS})(?![a-z])"
    rf"|every other (?P<other>{units.UNIT_WORD})"
    rf"|(?:an?|every) (?P<article>(?:{units.LONG_LATIN}|third|quarter|fifth|sixth|eighth|tenth)(?![a-z])(?P<two> or two(?![a-z]))?)"
    r"|q(?P<every>[0-9]{1,2})h(?![a-z]))"
)
_HINT = re.compile("[0-9一二三四五六七八九十两半双倍百千万亿对隔翻加½¼¾⅓⅔⅕⅛⅒ⅰ-ⅹ]|[a-z]{2}")
_PART_AFTER = re.compile(r"[- ](" + "|".join(sorted(values.PARTS, key=len, reverse=True)) + r")(?![a-z])(?!-(?:line|hand|party|degree|year|li[fv]e)| li[fv]e)")
_AND_HALF = re.compile(r" and (?:a half|one half|one-half)(?![a-z])")
_HALF_UNIT = re.compile(rf"(?: an?| of an?| a)?[- ](?P<unit>{units.UNIT_WORD})")
_NOUN_BEFORE = re.compile(r"(?:a|an|the|his|her|to|failed) $")
_HALF_OF_TWO = re.compile(r"(?:second|first|latter|lower|upper|other|top|bottom|left|right|in) $")
_LABEL_AFTER = re.compile("[型期级号线代度类相]")
_LABEL_BEFORE = re.compile(rf"(?:{_LABELS}|(?<![a-z])(weeks?|days?|months?|years?)|no\.|number) ?$|第$")
_CLOCK = re.compile(r"(?::(?P<minute>[0-5][0-9])(?![0-9:]))?(?: ?(?P<half>[ap]\.?m\.?|o'clock)(?![a-z])| ?(?P<zh>[点时](?![间段期左]))(?: ?(?P<zhmin>[0-9]{1,2}) ?分|(?P<zhhalf>半))?)?")
_LATE = re.compile(r"(?:下午|晚上|晚间|傍晚|夜间|晚|夜里)$")
_DAYPART = re.compile(r"(?:上午|早晨|早上|凌晨|清晨|中午|下午|晚上|晚间|傍晚|夜间|晚|早|夜里|次日)$")
_FRACTION_CUE = re.compile(r" (?:of|to|or|as|more|less|lower|higher|fewer|in|and)(?![a-z])|[,.;)]|$")
_ZH_MONTH = re.compile(" ?月(?![龄经子板])")
_AGE_AFTER = re.compile(r"[- ](?:old|olds|of age)(?![a-z])")
_ZH_TENTHS = re.compile("成(?![人年分功为熟长立员果]|本(?!可|来))")
_ZH_AND_HALF = re.compile("个半(?=[至到~-])")
_TOLD_BEFORE = re.compile("(?:[这那后余]|上述|以上)$")  # these two: Chinese counts again what was just listed
_BETWEEN_TWO = re.compile("之间|间隔|间期")


@dataclass(slots=True)
class Atom:
    """A number with its unit, still alone; `last` is where the numeral itself ends."""

    start: int
    last: int
    end: int
    low: Fraction
    high: Fraction | None = None
    unit: str = ""
    kind: str = "count"
    soft: bool = False
    form: str = "digit"
    parts: tuple[Fraction, ...] = ()


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
    if _clock(text, atom):
        return atom
    _multiply(text, atom)
    _sign(text, atom)
    _money(text, atom)
    lettered = is_lettered(text, atom.last)
    _attach(text, atom)
    if lettered and atom.end == atom.last:
        return None
    _year_or_ordinal(text, atom, match[0])
    if atom.unit == "" and _zh_tenths(text, atom):
        return atom
    return atom


def _multiply(text: str, atom: Atom) -> None:
    if scale := values.SCALE_AFTER.match(text, atom.last):
        atom.low *= values.scale_value(scale[1] or scale[2])
        atom.last = atom.end = scale.end()


def _sign(text: str, atom: Atom) -> None:
    before = text[max(0, atom.start - 6) : atom.start]
    hyphen = before[-1:] in "-−" and before[-1:] and not before[-2:-1].isalnum() and before[-2:-1] not in ")%~"
    if hyphen or before.endswith(("minus ", "零下", "负")):
        atom.low = -atom.low


def _money(text: str, atom: Atom) -> None:
    unit = {"$": "usd", "£": "gbp", "€": "eur", "¥": "cny"}.get(text[atom.start - 1 : atom.start])
    if unit:
        atom.unit, atom.kind = unit, "measure"


def _clock(text: str, atom: Atom) -> bool:
    match = _CLOCK.match(text, atom.last)
    if match is None or not (match["minute"] or match["half"] or match["zh"]) or atom.low > 24 or atom.low.denominator != 1 or match.end() == atom.last:
        return False
    before = text[max(0, atom.start - 3) : atom.start]
    if match["zh"] == "点" and atom.form == "han" and not _DAYPART.search(before):
        return False
    if match["zh"] == "点" and not (match["zhmin"] or match["zhhalf"] or _DAYPART.search(before) or atom.low.denominator == 1):
        return False
    minute = int(match["minute"] or match["zhmin"] or (30 if match["zhhalf"] else 0))
    late = (match["half"] or "").startswith("p") or _LATE.search(before) is not None
    hour = atom.low + 12 if late and atom.low < 12 else atom.low
    atom.low, atom.unit, atom.kind = hour + Fraction(minute, 60), "clock", "clock"
    atom.end = match.end()
    return True


def _attach(text: str, atom: Atom) -> None:
    """Give a number the unit that follows it, or the classifier that shows a Han numeral to be a number."""
    if power := units.POWER_AFTER.match(text, atom.last):
        atom.unit, atom.kind, atom.end = units.power(power[1], power[2]), "measure", power.end()
        return
    match = units.UNIT_AFTER.match(text, atom.last)
    if match and not (match["unit"] in units.LETTER_UNITS and not _letter_unit_fits(text, atom, match)):
        _take_unit(text, atom, match)
        return
    if label := _LABEL_AFTER.match(text, atom.last):
        atom.end, atom.kind = label.end(), "ordinal"
    elif classifier := units.CLASSIFIER_AFTER.match(text, atom.last):
        atom.end = classifier.end()
    elif half := _AND_HALF.match(text, atom.last):
        atom.low += Fraction(1, 2)
        atom.last = atom.end = half.end()
        _attach(text, atom)


def _letter_unit_fits(text: str, atom: Atom, match: re.Match[str]) -> bool:
    plural = match["unit"] == "s" and match.start("unit") == atom.last and atom.low >= 20 and atom.low % 10 == 0
    initial = text.startswith((".s", ".k"), match.end("unit"))
    return atom.form == "digit" and not plural and not initial and text[match.start("unit") - 1] != "-"


def _take_unit(text: str, atom: Atom, match: re.Match[str]) -> None:
    atom.unit, atom.end = units.canonical(match["unit"]), match.end("unit")
    if match["half"] or match["more"]:
        atom.low += Fraction(1, 2)
        atom.end = max(atom.end, match.end("more"))
    if tail := _AND_HALF.match(text, atom.end):
        atom.low += Fraction(1, 2)
        atom.end = tail.end()
    denominator = match["den"] or match["den2"]
    if denominator:
        bare = denominator.removeprefix("1.73").strip()
        per = "minute" if bare == "分" else units.canonical(bare)
        atom.unit, atom.end = f"{atom.unit}/{per}", match.end("per")
    _kind_of_unit(text, atom, match["unit"])


_KINDS = {"time": "duration", "month": "duration", "ratio": "percent", "times": "frequency", "count": "count", "form": "count"}


def _kind_of_unit(text: str, atom: Atom, spelling: str) -> None:
    atom.kind = _KINDS.get(units.scale(atom.unit).dimension, "measure")
    if spelling in ("岁", "周岁", "月龄", "周龄", "日龄") or _AGE_AFTER.match(text, atom.end):
        atom.kind = "age"
    elif spelling == "年" and (1000 <= atom.low < 2200 and atom.form != "word"):
        atom.unit, atom.kind = "", "year"
    elif spelling in ("日", "天") and text[max(0, atom.start - 2) : atom.start].rstrip().endswith("月"):
        atom.unit, atom.kind = "", "date"


def _year_or_ordinal(text: str, atom: Atom, spelling: str) -> None:
    if atom.unit:
        return
    follows = text[atom.last : atom.last + 2]
    if 1 <= atom.low <= 12 and (month := _ZH_MONTH.match(text, atom.last)):
        atom.unit, atom.kind, atom.end = "calendar month", "date", month.end()
    elif follows in ("st", "nd", "rd", "th"):
        atom.kind, atom.end = "ordinal", atom.last + 2
        atom.last = atom.end
    elif len(spelling) == 4 and spelling.isdecimal() and 1700 <= atom.low <= 2100:
        atom.kind = "year"
    elif label := _LABEL_BEFORE.search(text, max(0, atom.start - 9), atom.start):
        atom.kind, atom.unit = "ordinal", units.canonical(label[1] or "")


def _zh_tenths(text: str, atom: Atom) -> bool:
    if 1 < atom.low < 10 and (match := _ZH_TENTHS.match(text, atom.last)):
        atom.low, atom.unit, atom.kind, atom.end = atom.low * 10, "%", "percent", match.end()
        atom.high = atom.high * 10 if atom.high is not None else None
        return True
    return False


def _glyph(text: str, _original: str, match: re.Match[str]) -> Atom:
    atom = Atom(match.start(), match.end(), match.end(), values.GLYPHS[match[0]], kind="fraction")
    _attach(text, atom)
    return atom


def _parts(text: str, _original: str, match: re.Match[str]) -> Atom | None:
    bottom, _, top = match["parts"].partition("分之")
    below = _han_or_digits(bottom)
    above = _han_or_digits(top)
    if not below or above is None:
        return None
    kind = "percent" if below == 100 else "fraction"
    if kind == "percent":
        return Atom(match.start(), match.end(), match.end(), above, unit="%", kind=kind, form="han")
    return Atom(match.start(), match.end(), match.end(), above / below, kind=kind, form="han", parts=(above, below))


def _han_or_digits(text: str) -> Fraction | None:
    if text[0].isascii():
        return values.digits_value(text)
    if text in values.ZH_SCALES:
        return Fraction(values.ZH_SCALES[text])
    read = values.han_values(text)
    return read[0] if read else None


def _zhhalf(text: str, _original: str, match: re.Match[str]) -> Atom:
    atom = Atom(match.start(), match.end(), match.end(), Fraction(1, 2), kind="fraction", form="han")
    if match["whole"] or match[0] == "对折":
        atom.soft = match[0] != "一半"
        return atom
    _attach(text, atom)
    atom.soft = atom.unit == ""
    return atom


def _zhloose(_text: str, _original: str, match: re.Match[str]) -> Atom:
    unit = "fold" if match[0] in ("翻倍", "翻番", "加倍", "倍增", "双倍", "一倍") else ""
    return Atom(match.start(), match.end(), match.end(), Fraction(2), unit=unit, soft=True, form="han")


def _han_read(text: str) -> tuple[Fraction, Fraction | None] | None:
    if text[0] in "百千万亿":
        return Fraction(values.scale_value(text)), None
    return values.han_values(text)


def _han(text: str, _original: str, match: re.Match[str]) -> Atom | None:
    read = _han_read(match[0])
    if read is None:
        return None
    atom = Atom(match.start(), match.end(), match.end(), read[0], read[1], form="han")
    if _zh_tenths(text, atom) or _clock(text, atom):
        return atom
    _multiply(text, atom)
    _attach(text, atom)
    if text[atom.start - 1 : atom.start] == "第":
        atom.kind = "ordinal"
        atom.start -= 1
    month = _ZH_MONTH.match(text, atom.last) if read[0] <= 12 else None
    if month and atom.unit == "" and atom.kind != "ordinal":
        atom.unit, atom.kind, atom.end = "calendar month", "date", month.end()
    if half := _ZH_AND_HALF.match(text, atom.last):
        atom.low += Fraction(1, 2)
        atom.end = half.end()
    # Without a unit or classifier a Han numeral is as often part of a word (三餐, 两侧) as a count.
    bare = atom.end == atom.last and len(match[0]) < 3
    gap = atom.low == 2 and _BETWEEN_TWO.search(text, atom.end, atom.end + 8) is not None
    told = _TOLD_BEFORE.search(text, max(0, atom.start - 2), atom.start) is not None
    atom.soft = (atom.low == 1 and atom.high is None) or bare or gap or told or atom.kind == "ordinal" or text[atom.start] in "百千"
    return atom


def _roman(_text: str, _original: str, match: re.Match[str]) -> Atom:
    numeral = (match["numeral"] or match["zhroman"]).rstrip("abc")
    value = Fraction(_ROMAN.get(numeral, 1))
    return Atom(match.start(), match.end(), match.end(), value, kind="ordinal", soft=True, form="word")


def _word(text: str, original: str, match: re.Match[str]) -> Atom | None:
    word, start, end = match["word"], match.start("word"), match.end("word")
    if word in _MONTHS:
        return _month(text, original, start, end)
    if word in _HALVES:
        return _half(text, start, end)
    atom = Atom(start, end, end, Fraction(1), form="word")
    if word in _DOSING:
        atom.low, atom.unit, atom.kind = Fraction(_DOSING[word]), "time", "frequency"
        atom.soft = word == "once"
        if word == "bid" and _NOUN_BEFORE.search(text, max(0, start - 5), start):
            return None
    elif word in _FOLDS:
        atom.low, atom.unit, atom.soft = Fraction(_FOLDS[word]), "fold", not word.endswith("fold")
    elif word in _SPANS:
        count, atom.unit = _SPANS[word]
        atom.low, atom.kind, atom.soft = Fraction(count), "duration", True
    elif word == "dozen":
        atom.low = Fraction(12)
    elif word == "quarter":
        atom.low, atom.kind, atom.soft = Fraction(1, 4), "fraction", True
    elif word in values.ORDINALS:
        atom.low, atom.kind, atom.soft = Fraction(values.ORDINALS[word]), "ordinal", True
    else:
        atom.low, atom.soft = Fraction(_LOOSE[word]), True
    return atom


_MONTH_CUE = re.compile(r"(?:in|of|since|by|until|early|late|from|to|and|[0-9]|th|st|nd|rd|mid-?|during|between),? ?$")


def _month(text: str, original: str, start: int, end: int) -> Atom | None:
    """Read a month; May and March need a date beside them, and every month its capital."""
    if not original[start].isupper():
        return None
    word = text[start:end]
    beside = re.match(r",? ?[0-9]", text[end : end + 3]) or _MONTH_CUE.search(text, max(0, start - 8), start)
    if word in ("may", "march") and not beside:
        return None
    value = Fraction(_MONTHS[word])
    return Atom(start, end, end, value, unit="calendar month", kind="date", form="word", soft=not beside)


def _half(text: str, start: int, end: int) -> Atom | None:
    if text.startswith(("-life", "-lives", "-sib", "-heart", " brother", " sister"), end):
        return None
    atom = Atom(start, end, end, Fraction(1, 2), kind="fraction", form="word", soft=text[start:end] != "half")
    if _HALF_OF_TWO.search(text, max(0, start - 8), start):
        atom.soft = True
    if match := _HALF_UNIT.match(text, end):
        unit = units.canonical(match["unit"])
        if match["unit"] not in units.LETTER_UNITS:
            atom.unit, atom.end = unit, match.end()
    return atom


def _cardinal(text: str, _original: str, match: re.Match[str]) -> Atom:
    start, end = match.span("cardinal")
    atom = Atom(start, end, end, values.words_value(match["cardinal"]), form="word")
    if part := _PART_AFTER.match(text, end):
        bottom = values.PARTS[part[1]]
        atom.parts = (atom.low, Fraction(bottom))
        atom.low, atom.kind, atom.last, atom.end = atom.low / bottom, "fraction", part.end(), part.end()
        return atom
    if _clock(text, atom):
        return atom
    if text.startswith((" dozen", "-dozen"), end):
        atom.low, atom.last, atom.end = atom.low * 12, end + 6, end + 6
    if text.startswith((" decades", " decade"), end):
        atom.low, atom.unit, atom.kind, atom.end = atom.low * 10, "year", "duration", end + 7
        return atom
    _attach(text, atom)
    atom.soft = atom.low == 1
    return atom


def _article(text: str, _original: str, match: re.Match[str]) -> Atom | None:
    noun, end = match["article"].removesuffix(" or two"), match.end()
    if noun in ("third", "quarter", "fifth", "sixth", "eighth", "tenth"):
        # "a third improve" is a fraction, "a third dose" is not, and only a parser could tell: soft without a cue.
        below = values.PARTS[noun]
        atom = Atom(match.start(), end, end, Fraction(1, below), kind="fraction", form="word", soft=True)
        atom.soft = _FRACTION_CUE.match(text, end) is None
        return atom
    atom = Atom(match.start(), match.start(), end, Fraction(1), unit=units.canonical(noun), form="word", soft=True)
    every = match[0].startswith("every")
    atom.kind = "frequency" if every else _KINDS.get(units.scale(atom.unit).dimension, "measure")
    if match["two"]:
        atom.high, atom.soft = Fraction(2), False
    elif tail := _AND_HALF.match(text, end):
        atom.low, atom.soft, atom.end = Fraction(3, 2), False, tail.end()
    return atom


def _other(_text: str, _original: str, match: re.Match[str]) -> Atom:
    unit = units.canonical(match["other"])
    return Atom(match.start(), match.end(), match.end(), Fraction(2), unit=unit, kind="frequency", soft=True, form="word")


def _every2(text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read 隔日 as every second day; 每隔两天 has a numeral of its own."""
    end = match.end() + 1
    unit = units.canonical(text[match.end() : end]) or "month"
    return Atom(match.start(), end, end, Fraction(2), unit=unit, kind="frequency", soft=True, form="han")


def _decade(_text: str, _original: str, match: re.Match[str]) -> Atom:
    """Read 20世纪90年代 as 1990, as English writes it: the 1990s."""
    century = int(match["century"] or 20)
    tens = match["tens"]
    year = (century - 1) * 100 + 10 * (int(tens) if tens.isdecimal() else values.ZH_DIGITS[tens])
    return Atom(match.start(), match.end(), match.end(), Fraction(year), kind="year", form="han")


def _every(_text: str, _original: str, match: re.Match[str]) -> Atom:
    value = Fraction(match["every"])
    return Atom(match.start(), match.end(), match.end(), value, unit="hour", kind="frequency")


_READERS: dict[str, Callable[[str, str, re.Match[str]], Atom | None]] = {
    "decade": _decade,
    "digit": _digit,
    "glyph": _glyph,
    "parts": _parts,
    "zhhalf": _zhhalf,
    "zhloose": _zhloose,
    "han": _han,
    "zhroman": _roman,
    "roman": _roman,
    "word": _word,
    "cardinal": _cardinal,
    "article": _article,
    "every": _every,
    "every2": _every2,
    "other": _other,
}
