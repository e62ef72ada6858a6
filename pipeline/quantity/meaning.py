"""Small words that turn a sentence round: negations and sides of the body.

A lost "not" or a left for a right reads fluently and is found by no other check. Cues have two strengths: a hard cue
(not, never, 不, 未) must have a counterpart; a soft one (avoid, unable, only, 避免, 缺乏, 仅) may be that counterpart
and may vanish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Lang
from pipeline.quantity.values import fold_text

Side = Literal["left", "right", "both", "upper", "lower"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A negation at text[start:end]; a soft one may stand for one of the other language, or vanish."""

    start: int
    end: int
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Laterality:
    """A side of the body at text[start:end]."""

    start: int
    end: int
    side: Side


# Phrases that hold a negation word and negate nothing.
_EN_NONE = (
    r"no\.? ?[0-9]|no doubt|no matter|not only|not just|not merely|not simply|nothing but|not to mention|why not"
    r"|whether or not|with(?: or |/)without|without delay|if not|more often than not|un(?:der(?!treat|cook|fed"
    r"|used)[a-z]*|til|its?|ited|iversa[a-z]+|ique[a-z]*|ion|iform|ilateral[a-z]*|less|like)"
)
_EN_HARD = (
    r"(?:do|does|did|is|are|was|were|have|has|had|ca|could|wo|would|should|must|need|might|ai|sha)n['’]?t"
    r"|cannot|not|no longer|no|never|none|neither|nobody|nothing|nowhere|without"
)
# What a sound translation puts for 不 and 未 beside the plain words. Kept: cues that stood for a negation in at least
# one in eight of the phrasebook pairs that hold them; "only", "few", "prevent" did not (6,630 pairs).
_EN_SOFT = (
    r"nor|no (?:more|less|fewer|greater|higher|longer|later|earlier) than|not until|not un[a-z]+"
    r"|non-?[a-z]{3,}|[a-z]+-free|free (?:of|from)|[a-z]{3,}less|un[a-z]{3,}|in(?:accurate|active|adequate[a-z]*"
    r"|appropriate|capable|complete[a-z]*|correct[a-z]*|curable"
    r"|effective|fertil[a-z]+|operable|sufficien[a-z]+|tolera[a-z]+|valid|voluntary|visible|ferior)|im(?:possib[a-z]+"
    r"|mobile|proper[a-z]*)|ir(?:regular[a-z]*|reversibl[a-z]+)"
    r"|rather than|instead of|other than|out of|avoid(?:s|ed|ing)?|unable|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?"
    r"|absen(?:t|ce)|hardly|barely|little"
    r"|ignor(?:e|es|ed|ing)|exclud(?:e|es|ed|ing)|refus(?:e|es|ed|ing|al)|skip(?:s|ped|ping)?|contraindicat(?:ed"
    r"|ions?)|against|disappear[a-z]*|neglect[a-z]*"
    r"|too [a-z]+(?: [a-z]+)? to|keep(?:s|ing)? [a-z ]{0,24}(?:from|away|out)|asymptomatic|wrong"
)
_EN = re.compile(
    rf"(?<![a-z'’])(?:(?P<none>{_EN_NONE})(?![a-z])|(?P<soft>{_EN_SOFT})(?![a-z])|(?P<hard>{_EN_HARD})(?![a-z]))"
)
# Han words that hold a negation character and negate nothing, or name a thing (不锈钢, 非洲, 无名指).
_ZH_NONE = (
    "有没有|会不会|是不是|能不能|可不可以|要不要|该不该|不仅|不但|不只|不单|不光|不论|不管|无论|不过|不久|不断|不同"
    "|不禁|不妨|不愧|不料|不锈钢|不时|不良|不足|不规则|不规律|不稳|不典型|不宁|不当|不齐|不对称|不得不"
    "|非常|非洲|除非|未来|未必|差不多|对不起|了不起|是非|非甾体|非小细胞|非霍奇金|非洛地平|非那雄胺|非布司他|非诺贝特"
    "|莫达非尼|地那非|达拉非|罗非|索非|咖非|利非"
    "|无名指|无花果|无创|无菌|无痛|无力|无烟|未婚|不惑|不可思议|毫不犹豫"
)
_ZH_SOFT = (
    "不适|不安|不全|不孕|不育|不耐受|不平衡|不明|不佳|不利|不便|不等|不一|不止|不少|不乏|不可避免|不自主|不由自主"
    "|不清|不可逆|不满|不完全|不正常|不舒服|不已|不下|不振|不如|不及"
    "|不超过|不低于|不高于|不少于|不大于|不小于|不多于|不迟于|不早于|不晚于|不到"
    "|无|非|未成年|未满|未知|未经|未|否认|禁忌|禁止|禁用|禁食|禁|以免|难以"
)
_ZH_HARD_FIRST = (
    "不等于|不适(?=用|合|宜)|不一定|不明显|不正常|不下来|禁用|禁食|无(?=证据|明显|效|须)"
    "|未(?!成年|知|满)|并非|而非|无法|无需|从未|尚未"
)
_ZH_HARD = "没有|没|不|切勿|请勿|勿|毫无|别(?=再|忘|让|把|给|去|碰|喝|吃|用|管|怕|担心|着急)"
_ZH = re.compile(f"(?P<none>{_ZH_NONE})|(?P<hard>{_ZH_HARD_FIRST})|(?P<soft>{_ZH_SOFT})|(?P<plain>{_ZH_HARD})")


def negations(text: str, lang: Lang) -> tuple[Cue, ...]:
    """Return the negation cues of a text, in order.

    >>> [(c.start, c.end, c.soft) for c in negations("Do not stop, not only avoid", "en")]
    [(3, 6, False), (22, 27, True)]
    """
    folded = fold_text(text)
    cues: list[Cue] = []
    for pattern in _patterns(lang):
        found = (match for match in pattern.finditer(folded) if match["none"] is None)
        cues.extend(Cue(*match.span(), soft=match.groupdict().get("soft") is not None) for match in found)
    return tuple(sorted(cues, key=lambda cue: cue.start))


def _patterns(lang: Lang) -> tuple[re.Pattern[str], ...]:
    return {"en": (_EN,), "zh": (_ZH, _EN_IN_ZH)}.get(lang, (_EN, _ZH))


_EN_IN_ZH = re.compile(rf"(?<![a-z'’])(?:(?P<none>{_EN_NONE})|(?P<hard>not|never|without))(?![a-z])")


def lost_negations(source: str, source_lang: Lang, target: str, target_lang: Lang) -> tuple[Cue, ...]:
    """Return the hard cues of the source when the target has too few cues to render them all, else nothing.

    Call it both ways to find a negation that was added. Soft cues of both sides pair off first (infertility, 不孕);
    only what is left of the target's may stand for a hard one.

    >>> lost_negations("Do not take it.", "en", "请服用。", "zh")
    (Cue(start=3, end=6, soft=False),)
    """
    ours, theirs = negations(source, source_lang), negations(target, target_lang)
    hard = tuple(cue for cue in ours if not cue.soft)
    if not hard:
        return ()
    firm = sum(not cue.soft for cue in theirs)
    spare = max(0, len(theirs) - firm - (len(ours) - len(hard)))
    return hard if len(hard) > firm + spare else ()


# "right" and "left" are sides only beside a part of the body or as a point of the compass in it: "right away", "the
# right dose", "is left" are none. Han 左右 ("about") and 左氧, 左旋 (names) are none either.
_PART = (
    "a(?:rm|nkle|rtery|trium|trial|uricle|xilla|bdomen|bdominal|drenal)|b(?:ack|reast|rain|undle|icep|uttock)"
    "|c(?:heek|hest|oronary|arotid|olon|alf|rus|ollarbone)"
    "|e(?:ar|ye|lbow|yelid)|f(?:oot|eet|inger|ace|lank|ront|emoral|allopian|orearm)|g(?:roin|um)|h(?:and|eart|ip"
    "|emisphere|eel|ippocampus|emicolectomy)|i(?:liac|nguinal)|j(?:aw|ugular)"
    "|k(?:idney|nee)|l(?:eg|ung|imb|obe|obes|ip|ips|imbs|ower|oin|iver)|n(?:eck|ostril|ipple)|o(?:vary|varian)"
    "|p(?:alm|refrontal|arietal|elvis|elvic|rostate|ulmonary)|q(?:uadrant)"
    "|r(?:ib|ibs|enal)|s(?:houlder|hin|ide|ided|ole|ubclavian|tomach|ternal)|t(?:high|humb|oe|oes|emple|emporal"
    "|esticle|estis|onsil|ube|ooth|eeth|horacic)|u(?:pper|reter)|v(?:entricle|entricular|agus)|w(?:rist)"
)
_EN_SIDE = re.compile(
    rf"(?<![a-z])(?:(?P<side>left|right|both|upper|lower)[- ](?:(?:upper|lower|side of (?:the|your|his|her)"
    rf"|dorsolateral|anterior|posterior|main|common|internal|of your|front|inner|outer) )*(?:{_PART})(?:s|es|al"
    rf"|ed)?(?![a-z])"
    r"|(?:on|to|from|at) (?:the|your|his|her) (?P<noun>left|right)(?![a-z])(?! (?:dose|time|amount|track|thing|way"
    r"|place|person|treatment))"
    r"|(?P<word>bilateral|bilaterally|on both sides))(?![a-z])"
)
_ZH_SIDE = re.compile(
    "(?P<left>(?<!卡)左(?!右|氧|旋|甲|西|炔|乙|布|卡|舒|洛|沙))|(?P<right>(?<!左)右(?!美|旋|佐|酮|利|雷|兰|布|丙|苯))"
    "|(?P<both>双侧|两侧|双[手眼耳肺肾足脚臂腿肩乳膝髋踝腕]|双(?=上肢|下肢)|左右两?侧)"
    "|(?P<upper>上(?=肢|臂|腹|睑|唇|颌|背|肺|叶|眼睑|呼吸道|消化道|牙|胸|半身|象限|段))|(?P<lower>下(?=肢|腹|睑|唇|颌"
    "|背|肺|叶|眼睑|呼吸道|消化道|牙|半身|象限|段|巴))"
)


def lateralities(text: str, lang: Lang) -> tuple[Laterality, ...]:
    """Return the sides of the body a text names, in order.

    >>> [(x.side, x.start) for x in lateralities("the right dose for the left eye", "en")]
    [('left', 23)]
    """
    folded = fold_text(text)
    found = [] if lang == "zh" else [_en_side(match) for match in _EN_SIDE.finditer(folded)]
    if lang != "en":
        found += [Laterality(*match.span(), _SIDES[match.lastgroup or ""]) for match in _ZH_SIDE.finditer(folded)]
    return tuple(sorted(found, key=lambda side: side.start))


_SIDES: dict[str, Side] = {"left": "left", "right": "right", "both": "both", "upper": "upper", "lower": "lower"}


def _en_side(match: re.Match[str]) -> Laterality:
    word = match["side"] or match["noun"]
    return Laterality(match.start(), match.end(), _SIDES[word] if word else "both")


def side_swaps(source: str, source_lang: Lang, target: str, target_lang: Lang) -> tuple[Laterality, ...]:
    """Return the left and right of the target that the source does not name, where it names the other one."""
    ours = {x.side for x in lateralities(source, source_lang)}
    theirs = lateralities(target, target_lang)
    other: dict[Side, Side] = {"left": "right", "right": "left"}
    said = {x.side for x in theirs}
    return tuple(x for x in theirs if x.side in other and x.side not in ours and other[x.side] in ours - said)
