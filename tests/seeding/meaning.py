"""Errors of the small words: a negation removed or added, the other side of the body, another modality."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.seeding.pairs import Pair, Seeded, replaced

_EN_NEGATION = re.compile(r"\b(?:not|no|never|without|cannot|none|nothing|nobody|neither|nor)\b|n['’]t\b")
# What is left when the negation goes; words that hold 不 or 未 and negate nothing are no place for the error.
_ZH_NEGATION = re.compile(
    "(?P<keep>有没有|会不会|是不是|能不能|可不可以|要不要|不仅|不但|不只|不论|不管|无论|不过|不久|不断|不同|不良|不足|不得不|不止"
    "|不适(?![用合宜])|不安|不孕|不育|不耐受|不明|不佳|不全|不稳|不规则|不典型|未来|未必|未婚|未成年|未遂|非常|非洲|除非|非甾体|非小细胞"
    "|无论|无菌|无创|无力|无症状|无痛|无人|无色|无糖|无脂|无麸质|无保护|不锈钢|不妨|不例外|不亚于|不到|不满|不等|不一|不知不觉|不对称|不禁|差不多)"
    "|(?P<must>不得)|(?P<please>切勿|请勿)|(?P<can>无法|未能)|(?P<has>没有|毫无)|(?P<need>无需|无须|不必)"
    "|(?P<with>无(?=效|证据|明显))|(?P<drop>不(?=要|能|会|应|可|宜|是|影响|建议|推荐|需|用|再|适[用合宜]|易|改变|增加|减少|吃|喝|服|含"
    "|如|太|好|高|大|多|愿|想|敢|肯|属|代表|意味|治|做|去|该|明显|清|够|存在|支持|等于)|未(?=见|发现|经|被|接种|治疗|得到|显示|获|证实|用|接受|能|出现|完成|达))"
)
_ZH_LEFT = {"must": "须", "please": "请", "can": "可以", "has": "有", "need": "需要", "with": "有", "drop": ""}
_EN_REMOVABLE = re.compile(
    r"(?P<cannot>\bcannot\b)|(?P<nt>(?<=[a-z])n['’]t\b)|(?P<longer>\bno longer\b)|(?P<never>\bnever )|(?P<without>\bwithout\b)"
    r"|(?P<no>\bno (?!doubt|matter|more than|less than|later than|sooner|fewer|earlier|longer than)(?=[a-z]))"
    r"|(?P<not>(?<!or )(?<!whether or )(?<!if )\bnot (?!only|just|merely|simply|until|necessarily|all |every|always|un[a-z]))",
    re.IGNORECASE,
)
_EN_LEFT = {"cannot": "can", "nt": "", "longer": "still", "never": "", "without": "with", "no": "", "not": ""}
_ZH_ANY = re.compile("不|没|未|无|勿|非|别|免|禁|否|毋")
_ADDABLE = {
    "zh": (re.compile("(?<![不可只才就也都是能否会])(?:应该|应当|应|可以|会|能)(?![用激答对急力计够见])"), "不{}"),
    "en": (re.compile(r"\b(?:should|can|may|will|must|is|are|was|were|does|could)\b(?! not|n't|not)"), "{} not"),
}
_SIDES_ZH = {"左": "右", "右": "左"}
_SIDES_EN = {"left": "right", "right": "left"}
_LEVELS_EN = {"upper": "lower", "lower": "upper"}
_LEVELS_ZH = {"上": "下", "下": "上"}
_PARTS_ZH = "肢|腹|臂|睑|唇|颌|背|肺|叶|呼吸道|消化道|尿路|胸|半身|段|牙|眼睑|食管"
_PAIRED = [
    ("knee", "膝"), ("eye", "眼睛"), ("ear", "耳"), ("arm", "手臂"), ("leg", "腿"), ("breast", "乳房"), ("hip", "髋"),
    ("shoulder", "肩"), ("ankle", "踝"), ("wrist", "腕"), ("kidney", "肾"), ("lung", "肺"), ("thigh", "大腿"),
    ("hand", "手"), ("foot", "足"), ("elbow", "肘"), ("heel", "足跟"),
]  # fmt: skip
_MUST = {
    "zh": (re.compile("必须|务必|一定要|(?<![不无必])须(?!知|要)"), ("可以", "不妨")),
    "en": (re.compile(r"\b(?:must|has to|have to)\b(?! not|n't)"), ("may", "can")),
}
_MAY = {
    "zh": (re.compile("可以(?!避免|降低|减|预防|缓解|改善|使|帮|提高|增)"), ("必须",)),
    "en": (re.compile(r"\b(?:may|can)\b(?= (?:be (?:taken|used|given|started|stopped)|take|use|drink|eat|drive)\b)"), ("must",)),
}  # fmt: skip


def negation_removed(pair: Pair, rng: random.Random) -> Seeded | None:
    """Take a negation out of a rendering that has no more of them than its source."""
    return _without_negation(pair, rng, several=False)


def one_of_several_removed(pair: Pair, rng: random.Random) -> Seeded | None:
    """Take a negation out of a rendering that has more of them than its source (不能…，也不能… for not ... or)."""
    return _without_negation(pair, rng, several=True)


def _without_negation(pair: Pair, rng: random.Random, *, several: bool) -> Seeded | None:
    if pair.language == "zh":
        places = [m for m in _ZH_NEGATION.finditer(pair.rendering) if m.lastgroup != "keep"]
        ours, theirs = len(places), len(_EN_NEGATION.findall(pair.source))
    else:
        places = list(_EN_REMOVABLE.finditer(pair.rendering))
        chinese = [m for m in _ZH_NEGATION.finditer(pair.source) if m.lastgroup != "keep"]
        ours, theirs = len(_EN_NEGATION.findall(pair.rendering)), len(chinese)
    if not places or not theirs or (ours > theirs) != several:
        return None
    place = rng.choice(places)
    left = (_ZH_LEFT if pair.language == "zh" else _EN_LEFT)[place.lastgroup or ""]
    return replaced(pair, *place.span(), left)


def negation_added(pair: Pair, rng: random.Random) -> Seeded | None:
    """Negate a verb of a sentence that negates nothing."""
    if _ZH_ANY.search(pair.rendering + pair.source) or _EN_NEGATION.search(pair.rendering + pair.source):
        return None
    pattern, shape = _ADDABLE[pair.language]
    places = list(pattern.finditer(pair.rendering))
    if not places:
        return None
    place = rng.choice(places)
    return replaced(pair, *place.span(), shape.format(place[0]))


def other_side(pair: Pair, rng: random.Random) -> Seeded | None:
    """Turn left into right, or upper into lower, where both sides name it."""
    english, chinese = (pair.source, pair.rendering) if pair.language == "zh" else (pair.rendering, pair.source)
    places: list[tuple[int, int, str]] = []
    if re.search(r"\b(?:left|right)\b", english) and re.search("(?<!左)右|左(?!右)", chinese):
        found_zh = re.finditer("(?<!左)右(?!旋|美|佐)|左(?!右|氧|旋|炔|乙|甲|卡|西|舒|布|洛)", chinese)
        found_en = re.finditer(r"\b(?:left|right)\b", english)
        places += _turned(found_zh, _SIDES_ZH) if pair.language == "zh" else _turned(found_en, _SIDES_EN)
    if re.search(r"\b(?:upper|lower)\b", english) and re.search(f"[上下](?:{_PARTS_ZH})", chinese):
        found_zh = re.finditer(f"[上下](?={_PARTS_ZH})", chinese)
        found_en = re.finditer(r"\b(?:upper|lower)\b", english)
        places += _turned(found_zh, _LEVELS_ZH) if pair.language == "zh" else _turned(found_en, _LEVELS_EN)
    return replaced(pair, *rng.choice(places)) if places else None


def _turned(found: Iterator[re.Match[str]], table: dict[str, str]) -> list[tuple[int, int, str]]:
    return [(*match.span(), table[match[0]]) for match in found]


def given_side(pair: Pair, rng: random.Random) -> Seeded | None:
    """Say of a part of the body, named once on both sides, that it is the left or right one; then turn it round."""
    english, chinese = (pair.source, pair.rendering) if pair.language == "zh" else (pair.rendering, pair.source)
    if re.search(r"[左右双]|\b(?:left|right|both|each)\b", english + chinese):
        return None
    for word, part in rng.sample(_PAIRED, len(_PAIRED)):
        if len(re.findall(rf"\b{word}\b", english)) != 1 or len(re.findall(part, chinese)) != 1:
            continue
        one, other = rng.sample([("left", "左"), ("right", "右")], 2)
        says = [re.sub(rf"\b{word}\b", f"{side[0]} {word}", english) for side in (one, other)]
        names = [chinese.replace(part, side[1] + part) for side in (one, other)]
        return Seeded(says[0], names[0], names[1]) if pair.language == "zh" else Seeded(names[0], says[0], says[1])
    return None


def _modality(
    pair: Pair, rng: random.Random, table: dict[str, tuple[re.Pattern[str], tuple[str, ...]]]
) -> Seeded | None:
    pattern, news = table[pair.language]
    source_pattern, _ = table["en" if pair.language == "zh" else "zh"]
    places = list(pattern.finditer(pair.rendering)) if source_pattern.search(pair.source) else []
    return replaced(pair, *rng.choice(places).span(), rng.choice(news)) if places else None


def must_to_may(pair: Pair, rng: random.Random) -> Seeded | None:
    """Turn a duty into a permission."""
    return _modality(pair, rng, _MUST)


def may_to_must(pair: Pair, rng: random.Random) -> Seeded | None:
    """Turn a permission into a duty."""
    return _modality(pair, rng, _MAY)
