"""Units in both languages: every spelling to one canonical name, every name to a dimension and a factor.

`''` is the unit of plain counts and of Chinese classifiers (名, 项, 种), which English leaves out; it agrees with
anything. Units of one dimension convert into each other exactly, except across `IMPERIAL`, where articles round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.quantity.trie import any_of

# canonical | dimension | factor to the dimension's base | Latin spellings (plural s is added) | Chinese spellings
_TABLE = """
kg|mass|1000000|kg kgs kilogram kilogramme kilo|千克 公斤
g|mass|1000|g gm gram gramme|克
mg|mass|1|mg mgs milligram milligramme|毫克
µg|mass|1/1000|µg μg mcg ug microgram microgramme|微克
ng|mass|1/1000000|ng nanogram|纳克
pg|mass|1/1000000000|pg picogram|皮克
lb|mass|453592.37|lb lbs pound|磅
oz|mass|28349.523|oz ounce|盎司
stone|mass|6350293|stone|英石
jin|mass|500000||斤
L|volume|1000|l litre liter|升
dL|volume|100|dl decilitre deciliter|分升
mL|volume|1|ml mls cc millilitre milliliter|毫升
µL|volume|1/1000|µl μl ul microlitre microliter|微升
fL|volume|1/1000000000000|fl femtolitre femtoliter|飞升
floz|volume|29.5735|fluid_ounce fl_oz|液量盎司
gallon|volume|3785.41|gallon|加仑
pint|volume|473.176|pint|品脱
quart|volume|946.353|quart|夸脱
km|length|1000000|km kilometre kilometer|千米 公里
m|length|1000|m metre meter|米
cm|length|10|cm centimetre centimeter|厘米 公分
mm|length|1|mm millimetre millimeter|毫米
µm|length|1/1000|µm μm um micron micrometre micrometer|微米
nm|length|1/1000000|nm nanometre nanometer|纳米
inch|length|25.4|inch inches|英寸
ft|length|304.8|ft foot feet|英尺
mile|length|1609344|mile|英里
m2|area|10000|m2 m² square_metre square_meter|平方米
cm2|area|1|cm2 cm² square_centimetre square_centimeter|平方厘米
mol|amount|1000|mol mole|摩尔
mmol|amount|1|mmol millimole|毫摩尔
µmol|amount|1/1000|µmol μmol umol micromole|微摩尔
nmol|amount|1/1000000|nmol nanomole|纳摩尔
pmol|amount|1/1000000000|pmol picomole|皮摩尔
mEq|equivalent|1|meq milliequivalent|毫当量
mIU|activity|1/1000|miu mu milliunit|毫国际单位 毫单位
IU|activity|1|iu u unit international_unit|国际单位 单位
kIU|activity|1000|kiu ku|
mmHg|pressure|1|mmhg mm_hg millimetres_of_mercury millimeters_of_mercury|毫米汞柱
cmH2O|pressure|0.7356|cmh2o cm_h2o|厘米水柱
kPa|pressure|7.50062|kpa kilopascal|千帕
°C|temperature|1|°c ℃ degrees_celsius degree_celsius degrees_c celsius degrees_centigrade|摄氏度
°F|temperature|1|°f ℉ degrees_fahrenheit degree_fahrenheit degrees_f fahrenheit|华氏度
degree|angle|1|° degree|度
kcal|energy|1|kcal calorie kilocalorie cal|千卡 大卡 卡路里 卡
kJ|energy|0.239|kj kilojoule|千焦
J|energy|0.000239|j joule|焦耳
millisecond|time|1/1000|ms millisecond|毫秒
second|time|1|s sec second secs|秒钟 秒
minute|time|60|min mins minute|分钟
hour|time|3600|h hr hrs hour|个小时 小时 个钟头 钟头
day|time|86400|d day|天 日龄 日 昼夜 个昼夜
week|time|604800|wk wks week|个星期 星期 周龄 周 个礼拜
fortnight|time|1209600|fortnight|
month|month|1|mo month|个月 个多月 月龄 余月
year|month|12|yr yrs y year|周岁 岁 周年 个年头 年
decade|month|120|decade|个年代
century|month|1200|century centuries|个世纪 世纪
%|ratio|1/100|% percent per_cent pct percentage_point|个百分点 百分点
‰|ratio|1/1000|‰ per_mille|
time|times|1|time|次 回 趟 遍
fold|times|1|fold|倍
beat|times|1|beat bpm|
point|count|1|point|分
tablet|form|1|tablet pill tab|片
capsule|form|1|capsule|粒
drop|form|1|drop|滴
puff|form|1|puff spray|喷 揿 吸
dose|form|1|dose|剂 针 剂次
patch|form|1|patch patches|贴
sachet|form|1|sachet|袋
teaspoon|form|1|teaspoon tsp|茶匙
tablespoon|form|1|tablespoon tbsp|汤匙
cup|form|1|cup|杯
usd|money|1|dollar us_dollar u.s._dollar usd|美元 美金
cny|money|1|yuan rmb|元人民币 元
gbp|money|1|gbp|英镑
eur|money|1|euro|欧元
Hz|frequency|1|hz hertz|赫兹
MHz|frequency|1000000|mhz|兆赫
dB|sound|1|db decibel|分贝
Gy|radiation|1|gy gray|戈瑞
mSv|radiation dose|1|msv millisievert|毫西弗
mA|current|1|ma milliampere|毫安
V|voltage|1|v volt|伏特
"""
# Chinese classifiers and counted nouns: they mark a numeral as a number and carry no unit of their own.
_CLASSIFIERS = [
    "个",
    "名",
    "例",
    "位",
    "人",
    "种",
    "项",
    "类",
    "组",
    "条",
    "份",
    "家",
    "所",
    "篇",
    "根",
    "只",
    "株",
    "块",
    "颗",
    "枚",
    "张",
    "段",
    "层",
    "句",
    "页",
    "票",
    "步",
    "点",
    "支",
    "瓶",
    "盒",
    "包",
    "件",
    "套",
    "台",
    "部",
    "岁以",
    "口",
    "届",
    "场",
    "轮",
    "批",
    "处",
    "国",
    "州",
    "省",
    "市",
    "县",
    "村",
    "户",
    "对",
    "副",
    "座",
    "辆",
    "节",
    "章",
    "卷",
    "册",
    "道",
    "把",
    "束",
    "排",
    "列",
    "圈",
    "盘",
    "碗",
    "勺",
    "顿",
    "样",
    "味",
    "门",
    "价",
    "联",
    "胎",
    "孩",
    "幅",
    "笔",
    "管",
    "孔",
    "指",
    "导联",
    "倍",
    "对照",
    "成人",
    "患者",
    "女性",
    "男性",
    "儿童",
    "婴儿",
    "孕妇",
    "妇女",
    "老年人",
    "青少年",
    "受试者",
    "参与者",
    "志愿者",
    "学生",
    "医生",
    "护士",
    "死亡",
    "病例",
    "疗程",
]
IMPERIAL = frozenset(["lb", "oz", "stone", "inch", "ft", "mile", "°F", "floz", "gallon", "pint", "quart", "cup"])
LETTER_UNITS = frozenset(
    ["g", "l", "m", "h", "d", "s", "y", "u", "v", "j"]
)  # too short to be a unit after a number word or in a name


@dataclass(frozen=True, slots=True)
class Scale:
    """What one unit is worth: its dimension and its factor to that dimension's base."""

    dimension: str
    factor: Fraction


def _load() -> tuple[dict[str, Scale], dict[str, str]]:
    scales: dict[str, Scale] = {"": Scale("", Fraction(1))}
    names: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        name, dimension, factor, latin, han = line.split("|")
        scales[name] = Scale(dimension, Fraction(factor))
        for word in latin.split():
            spelling = word.replace("_", " ").lower()
            names[spelling] = name
            if len(spelling) > 2 and spelling[-1].isalpha() and not spelling.endswith(("s", "z")):
                names.setdefault(spelling + "s", name)
        names |= dict.fromkeys(han.split(), name)
    return scales, names


SCALES, NAMES = _load()
CLASSIFIERS = dict.fromkeys((word for word in _CLASSIFIERS if word not in NAMES), "")


_LATIN = any_of([word for word in NAMES if word[-1].isascii() and word[-1].isalnum()])
_SIGNS = any_of([word for word in NAMES if word[-1] in "%‰℃℉°²"])
# 升至 and 升高 are "rises to", 分之 belongs to a fraction, 天然 and 日间 are words.
_HAN = (
    f"(?:{any_of([word for word in NAMES if word[-1] > chr(0x4DFF) and word[-1] < chr(0xA000)])})"
    "(?<!升(?=[至高到级压为温]))(?<!分(?=之))(?<!度(?=洛))(?<!天(?=然))(?<!日(?=间|常))"
)
_ANY = f"(?:(?:{_LATIN})(?![a-z0-9])|{_SIGNS}|{_HAN})"
UNIT_AFTER = re.compile(
    rf"(?:[多余几来]?(?P<half>个?半)?(?: (?:or )?(?:more|full|whole|completed|consecutive|further|additional|extra"
    rf"|straight"
    rf"|other|different))?[ -]{{0,2}}(?P<unit>{_ANY})(?P<more>半)?)"
    rf"(?P<per> ?/ ?\(?(?P<den>(?:1\.73 ?)?{_ANY})(?:[·.•/](?:{_ANY}))?\)?| ?(?:per|每) ?(?P<den2>{_ANY}))?"
)
CLASSIFIER_AFTER = re.compile(f"[多余几来]? ?(?:{any_of(list(CLASSIFIERS))})")
UNIT_WORD = _ANY
LONG_LATIN = any_of([word for word in NAMES if word.isalpha() and word.isascii() and len(word) > 2])
# Laboratories count in powers (4 × 10⁹/L): the power is kept as a unit, so that a range may share it.
POWER_AFTER = re.compile(rf"[)）]? ?[×x*] ?10(?:\^|\*\*)?([0-9]{{1,2}}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})(?: ?/ ?({_ANY}))?")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def canonical(spelling: str) -> str:
    """Return the canonical unit of a spelling in either language, '' for a classifier or an unknown word.

    >>> canonical("毫克"), canonical("milligrams"), canonical("mcg"), canonical("名")
    ('mg', 'mg', 'µg', '')
    """
    return NAMES.get(spelling.lower(), "")


def numerator(unit: str) -> str:
    """Return the unit before the slash: mg of mg/kg."""
    return unit.partition("/")[0]


def power(exponent: str, below: str | None) -> str:
    """Return the unit of × 10⁹/L: '10^9/L'."""
    unit = f"10^{int(exponent.translate(_SUPERSCRIPT))}"
    return f"{unit}/{canonical(below)}" if below else unit


def scale(unit: str) -> Scale:
    """Return the scale of a canonical unit's numerator."""
    above = numerator(unit)
    if above.startswith("10^"):
        return Scale("power", Fraction(10 ** int(above[3:])))
    return SCALES.get(above, SCALES[""])
