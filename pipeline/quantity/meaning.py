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
    r"|whether or not|as not|if not|more often than not|cannot but|no-one knows"
)
_EN_SOFT_PHRASE = (
    r"no (?:more|less|fewer|greater|higher|longer|later|earlier|sooner) than|not (?:un[a-z]+|all|every|always|uncommon|until|yet|necessarily)"
    r"|no longer|no-?brainer|non[- ]?[a-z]+|without delay|none the less|nonetheless|nevertheless|no(?= ?[:：,，])"
)
_EN_HARD = r"(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|must|need|might|ai|wo|sha|ca)n['’]?t|cannot|not|no|never|none|nor|neither|nobody|nothing|nowhere|without"
_EN_SOFT = (
    r"avoid(?:s|ed|ing|ance)?|unless|unable|inability|fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?|absen(?:t|ce)|free|[a-z]+-free|rather than|instead(?: of)?"
    r"|hardly|rarely|rare|seldom|scarcely|barely|few|fewer|little|less|least|only|unlikely|until|till|except|exclud(?:e|es|ed|ing)|rul(?:e|es|ed|ing) out|stop(?:s|ped|ping)?"
    r"|prevent(?:s|ed|ing|ion)?|refus(?:e|es|ed|ing|al)|den(?:y|ies|ied|ial)|miss(?:es|ed|ing)?|skip(?:s|ped|ping)?|before|below|under|within|up to|at most|too|beyond|far from|out of|off|keep(?:s|ing)? [a-z ]{0,20}(?:from|away|out)|other than|but"
    r"|ignor(?:e|es|ed|ing)|forbid(?:s|den)?|prohibit(?:s|ed)?|contraindicat(?:ed|ion|ions)|against|loss|lost|los(?:e|es|ing)|empty|incomplete|poor|poorly|bad|difficult|difficulty|hard|trouble|dis(?:comfort|order|orders|able|abled|ability|agree|continue|continued|appear|appears|appeared|like|satisfied|courage)"
    r"|un[a-z]{3,}|in(?:ability|accurate|active|adequate|adequately|appropriate|capable|complete|completely|consistent|convenient|correct|correctly|curable|dependent|effective|fertile|fertility|frequent|sensitive|significant|somnia|stability|sufficient|sufficiency|tolerance|tolerable|visible|voluntary|operable|distinguishable|evitable|evitably|stead|differ[a-z]+|definitely|valid|animate|attention|attentive|continence|digestion|ferior|flexible|secure|soluble|advertently|comprehensible|conclusive)"
    r"|im(?:possible|possibly|mobile|mobility|patient|perfect|balance|proper|properly|potence|prudent|mature|movable|passive|pair[a-z]*)|ir(?:regular|regularly|regularity|reversible|reversibly|responsible|relevant|respective|replaceable|ritab[a-z]+)|il(?:legal|logical|legible|literate)"
    r"|(?:a|an)symptomatic|aseptic|atypical|anaerobic|anonymous|abnormal|[a-z]{3,}less(?:ly|ness)?|mis[a-z]{4,}|mal[a-z]{4,}|ill|regardless|despite|resist[a-z]*|withhold|withdraw[a-z]*|quit|quitting|give up|ban|bans|banned|declin[a-z]+|reject[a-z]*|neglect[a-z]*|deficien[a-z]+|shortage|short|missing|gap|overdue|late|otherwise|exempt|spare|spares|separate[a-z]*|different|differ|differs|uneven|still|continue[a-z]*|persist[a-z]*|constant[a-z]*|doubt[a-z]*|wrong|mistak[a-z]+|false|falsely|nor|even|any|anything|anyone|ever|clear of|steer clear|alone|worse|weak[a-z]*|restless|soon|everything|every|all|always|inevitable|must|have to|cannot help|insist[a-z]*|refrain|beware|never"
)
_EN = re.compile(
    rf"(?<![a-z'’])(?:(?P<none>{_EN_NONE})|(?P<phrase>{_EN_SOFT_PHRASE})|(?P<hard>{_EN_HARD})|(?P<soft>{_EN_SOFT}))(?![a-z])"
)
# Han words that hold a negation character and negate nothing, or name a thing (不锈钢, 非洲, 无名指).
_ZH_NONE = (
    "不仅|不但|不只|不单|不光|不论|不管|无论|不过|不久|不断|不同|不禁|不妨|不愧|不料|不锈钢|不时|非常|非洲|除非|并非只|未来|未必|差不多|对不起|了不起"
    "|无名指|无花果|无锡|非小细胞|非甾体|非霍奇金|非洛地平|非那雄胺|非布司他|非诺贝特|莫达非尼|西地那非|伐地那非|他达拉非|苏沃雷生|无非|无须多|是非"
    "|未婚|不惑|不可思议|毫不犹豫|莫氏|莫西|莫沙|阿莫|替莫|洛莫|西罗莫|他莫昔|来曲|罗非|索非|可非|咖非|三氟|特别|分别|级别|性别|区别|识别|鉴别|差别|类别|辨别|个别|别人|别处|别的|告别|组别|国别"
)
_ZH_SOFT = (
    "不良|不适|不足|不安|不全|不孕|不育|不宁|不耐受|不平衡|不规则|不规律|不稳|不明|不佳|不当|不利|不便|不等|不一|不齐|不止|不少|不乏|不得不|不可或缺|不可避免|不能不|不自主|不随意|不由自主"
    "|不超过|不低于|不高于|不少于|不大于|不小于|不多于|不迟于|不早于|不晚于|不到|不及|不如|不再|不然|不利于|不易|不愿|不慎|不必|不用|不需|不要紧|好不|要不|无需|无须|不停|不易察觉|不易发现|不清|不可逆|不典型|不活动|不活跃|不动|不好|不满|不对称|不完全|不正常|不舒服|不协调|不集中|不受控|不已|不下|不振"
    "|无力|无菌|无创|无痛|无助|无望|无症状|无效|无线|无害|无毒|无关|无法|无精打采|无缘无故|无意|无意识|无色|无味|无家可归|无偿|无序|无形|无麸质|无糖|无烟|无氧|无套|无保护|无脉|无月经|无排卵|无情|无聊|无端|无先兆|无糖尿病|无辜|毫无|无"
    "|非处方|非典型|非药物|非特异|非正常|非法|非传染|非侵入|非酒精|非手术|非住院|非(?=[\u4e00-\u9fff]{1,4}性)|而非|并非|非但|未成年|未满|未知|尚未|从未|未能|未足月|未经|未曾"
    "|没事|没关系|有没有|是不是|能不能|会不会|要不要|可不可以|该不该|是否|能否|可否|否则|否认|否|不[要会是能可得应宜](?=…)"
    "|避免|防止|预防|禁忌|禁止|禁用|禁食|禁|切忌|忌|缺乏|缺少|缺|失去|失|丧失|停止|停|戒|拒绝|拒|难以|难|罕见|罕|很少|极少|甚少|少|免|仅|只|除外|排除|除|才|尚|仍|低于|以下|以内|以免|却|空腹|勉强|摆脱|脱离|放弃|杜绝|漏|误|错|坏|差|弱|异常|异|别|莫|休|勿"
)
_ZH_HARD = "不|没有|没|未|非|切勿|请勿|毫无"
_ZH = re.compile(f"(?P<none>{_ZH_NONE})|(?P<soft>{_ZH_SOFT})|(?P<hard>{_ZH_HARD})")


def negations(text: str, lang: Lang) -> tuple[Cue, ...]:
    """Return the negation cues of a text, in order.

    >>> [(c.start, c.end, c.soft) for c in negations("Do not stop, not only avoid", "en")]
    [(3, 6, False), (7, 11, True), (22, 27, True)]
    """
    folded = fold_text(text)
    cues: list[Cue] = []
    for pattern in _patterns(lang):
        for match in pattern.finditer(folded):
            if match["none"] is None:
                cues.append(Cue(match.start(), match.end(), soft=match["hard"] is None))
    return tuple(sorted(cues, key=lambda cue: cue.start))


def _patterns(lang: Lang) -> tuple[re.Pattern[str], ...]:
    return {"en": (_EN,), "zh": (_ZH, _EN_IN_ZH)}.get(lang, (_EN, _ZH))


_EN_IN_ZH = re.compile(rf"(?<![a-z'’])(?:(?P<none>{_EN_NONE})|(?P<hard>not|never)|(?P<soft>without))(?![a-z])")
