"""Numbers, frequencies, negations and sides: equal across the languages, different when one is changed."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quantity import (
    differences,
    frequencies,
    frequency_differences,
    lateralities,
    lost_negations,
    negations,
    quantities,
    side_swaps,
)

EQUAL = [
    ("45,000 people", "4.5万人"),
    ("45,000 people", "45000人"),
    ("1 000 children", "1000名儿童"),
    ("1 million people", "100万人"),
    ("1,000,000 people", "一百万人"),
    ("139 million cases", "1.39亿例"),
    ("9.7 million deaths", "970万例死亡"),
    ("half a million adults", "50万成人"),
    ("two billion people", "20亿人"),
    ("twelve patients", "１２名患者"),
    ("twenty-one patients", "二十一名患者"),
    ("one hundred and five patients", "一百零五名患者"),
    ("a dozen patients", "12名患者"),
    ("1.5 litres", "一点五升"),
    ("20% of patients", "百分之二十的患者"),
    ("20 per cent", "20％"),
    ("a third of patients", "三分之一的患者"),
    ("two-thirds of patients", "三分之二的患者"),
    ("three quarters of cases", "75%的病例"),
    ("one tenth of the dose", "十分之一的剂量"),
    ("half of patients", "50%的患者"),
    ("half of patients", "一半的患者"),
    ("about 70% of people", "约七成的人"),
    ("1 in 100 people", "1%的人"),
    ("1 in 100 people", "每100人中有1人"),
    ("one in five adults", "五分之一的成人"),
    ("one in five adults", "每五人中就有一人"),
    ("1 in 10,000 people", "每1万人中约有1人"),
    ("a ratio of 1:100", "1%的比例"),
    ("four to six weeks", "4～6周"),
    ("4-6 weeks", "四到六周"),
    ("4–6 weeks", "四至六周"),
    ("between 30 and 70 degrees", "30～70度"),
    ("two or three days", "两三天"),
    ("a day or two", "一两天"),
    ("90% to 95%", "90%～95%"),
    ("March 2019", "2019年3月"),
    ("3 May 2020", "2020年5月3日"),
    ("in 2016", "2016年"),
    ("in 2019", "二〇一九年"),
    ("in the 1990s", "20世纪90年代"),
    ("the tenth day", "第十天"),
    ("week 12", "第12周"),
    ("at 8 a.m.", "早晨8时"),
    ("at 3 p.m.", "下午三点"),
    ("at 15:30", "下午3点30分"),
    ("5 mg", "5毫克"),
    ("5 milligrams", "5mg"),
    ("1 g", "1000毫克"),
    ("0.5 mg", "500微克"),
    ("50 mcg", "50 μg"),
    ("50 micrograms", "50微克"),
    ("5 mL", "5毫升"),
    ("1.5 L", "1500 ml"),
    ("400 IU", "400国际单位"),
    ("38.3 °C", "38.3摄氏度"),
    ("120/80 mmHg", "120/80毫米汞柱"),
    ("5 mg/kg", "每千克体重5 mg"),
    ("1.2 mmol/L", "1.2毫摩尔/升"),
    ("150 × 10⁹/L", "150×10^9/L"),
    ("350 calories", "350千卡"),
    ("two weeks", "14天"),
    ("18 months", "一年半"),
    ("two and a half hours", "两个半小时"),
    ("half an hour", "30分钟"),
    ("half an hour", "半小时"),
    ("a decade", "十年"),
    ("two decades", "二十年"),
    ("13-year-old girls", "13岁女孩"),
    ("six months of age", "6月龄"),
    ("10 pounds", "4.5公斤"),
    ("100.4 °F", "38 ℃"),
    ("take two tablets", "服两片"),
    ("type 2 diabetes", "2型糖尿病"),
    ("a phase III trial", "III期试验"),
    ("tenfold", "10倍"),
    ("three times", "三倍"),
    ("minus 80 °C", "−80 ℃"),
    ("levels of CA 125", "CA125水平"),
    ("one of the reasons", "原因之一"),
    ("both hands", "双手"),
    ("any drug", "一种药物"),
    ("once it starts", "一旦开始"),
    ("the vagus nerve", "三叉神经"),
]

UNEQUAL = [
    ("20 mg", "200毫克", "value"),
    ("20 mg", "20克", "unit"),
    ("20 mg", "20微克", "unit"),
    ("5 mg/kg", "5 mg/mL", "unit"),
    ("four hours", "四天", "unit"),
    ("four weeks", "四个月", "unit"),
    ("four to six weeks", "四到八周", "value"),
    ("two tablets", "三片", "value"),
    ("50% of patients", "五名患者", "value"),
    ("50% of patients", "50名患者", "unit"),
    ("1 million people", "10万人", "value"),
    ("1 in 100 people", "每1000人中有1人", "value"),
    ("a third of patients", "四分之一的患者", "value"),
    ("type 2 diabetes", "1型糖尿病", "value"),
    ("120/80 mmHg", "120/90 mmHg", "value"),
    ("in 2016", "2018年", "value"),
    ("March 2019", "2019年5月", "value"),
    ("−80 °C", "80 ℃", "value"),
    ("twice daily", "每日三次", "value"),
    ("second-line drug", "三线药物", "value"),
    ("an hour", "一天", "unit"),
    ("Take 20 mg.", "请服用。", "missing"),
    ("Take it.", "服用20毫克。", "added"),
]


@pytest.mark.parametrize(("en", "zh"), EQUAL)
def test_the_same_value_is_no_difference_in_either_direction(en: str, zh: str) -> None:
    assert differences(en, "en", zh, "zh") == ()
    assert differences(zh, "zh", en, "en") == ()


@pytest.mark.parametrize(("en", "zh", "kind"), UNEQUAL)
def test_another_value_is_a_difference_in_either_direction(en: str, zh: str, kind: str) -> None:
    back = {"missing": "added", "added": "missing"}.get(kind, kind)
    assert kind in {d.kind for d in differences(en, "en", zh, "zh")}
    assert back in {d.kind for d in differences(zh, "zh", en, "en")}


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19", "CYP2D6", "HbA1c", "vitamin B12", "omega-3", "PHQ-9", "5-HT", "5-羟色胺", "25-羟维生素D",
        "HLA-B*57:01", "SARS-CoV-2", "H1N1", "p-tau217", "β3受体", "3D", "https://a.org/2019/12",
        "doi:10.1000/182", "a7@b8.org", "010-82951332", "1-800-273-8255", "13800138000", "+1 800 273 8255",
    ],
)  # fmt: skip
def test_names_links_and_phone_numbers_hold_no_quantity(text: str) -> None:
    assert quantities(text, "mixed") == ()
    assert quantities(f"使用{text}治疗", "zh") == ()


@pytest.mark.parametrize(
    "text",
    ["十分重要", "万一", "三叉神经", "四肢无力", "十二指肠", "每周三下午", "数百名", "half-life", "半衰期", "半胱氨酸"],
)
def test_words_that_hold_a_numeral_are_not_numbers(text: str) -> None:
    assert quantities(text, "mixed") == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "kind"),
    [
        ("four to six weeks", 4, 6, "week", "duration"),
        ("每日50～70 mg", 50, 70, "mg", "measure"),
        ("13-year-old", 13, None, "year", "age"),
        ("2019年", 2019, None, "", "year"),
        ("40%", 40, None, "%", "percent"),
        ("1 in 5", Fraction(1, 5), None, "", "fraction"),
        ("2.4 mg/kg", Fraction(12, 5), None, "mg/kg", "measure"),
        ("about40 mg", 40, None, "mg", "measure"),
        ("服用20mg后", 20, None, "mg", "measure"),
    ],
)
def test_a_quantity_says_value_unit_and_kind(
    text: str, low: Fraction, high: Fraction | None, unit: str, kind: str
) -> None:
    (found,) = quantities(text, "mixed")
    assert (found.low, found.high, found.unit, found.kind) == (low, high, unit, kind)


def test_one_both_and_first_are_soft_and_a_dose_of_one_is_not() -> None:
    assert [q.soft for q in quantities("one of both, first", "en")] == [True, True, True]
    assert [q.soft for q in quantities("1 mg，一种，第一", "mixed")] == [False, True, True]


def test_a_list_shares_its_unit() -> None:
    assert [q.unit for q in quantities("20, 30 and 40%", "en")] == ["%", "%", "%"]
    assert [q.unit for q in quantities("weeks 4, 12 and 24", "en")] == ["week", "week", "week"]


FREQUENT = [
    ("twice daily", "每日两次"),
    ("twice a day", "一天2次"),
    ("10 mg bid", "10 mg，每日2次"),
    ("three times a day", "3次/日"),
    ("every 8 hours", "每8小时一次"),
    ("q8h", "每8小时"),
    ("once a week", "每周一次"),
    ("weekly", "每周1次"),
    ("every other day", "隔日一次"),
    ("once every two weeks", "每两周一次"),
    ("every 4 to 6 hours", "每4～6小时"),
    ("two or three times a week", "每周2～3次"),
    ("five sessions a week", "每周治疗5次"),
    ("twice a year", "每年两次"),
    ("60 mg a day", "每日60 mg"),
]
OTHERWISE = [
    ("twice daily", "每周两次"),
    ("twice daily", "每日三次"),
    ("every 8 hours", "每6小时一次"),
    ("once a week", "每月一次"),
    ("weekly", "每日"),
    ("every two weeks", "每周两次"),
    ("every other day", "每日一次"),
]


@pytest.mark.parametrize(("en", "zh"), FREQUENT)
def test_the_same_rate_is_no_difference(en: str, zh: str) -> None:
    assert frequencies(en, "en")
    assert frequency_differences(en, "en", zh, "zh") == ()
    assert frequency_differences(zh, "zh", en, "en") == ()


@pytest.mark.parametrize(("en", "zh"), OTHERWISE)
def test_another_rate_is_a_difference(en: str, zh: str) -> None:
    assert frequency_differences(en, "en", zh, "zh")
    assert frequency_differences(zh, "zh", en, "en")


@pytest.mark.parametrize(
    ("text", "rate", "unit"),
    [
        ("bid", 2, "per day"),
        ("每8小时", 3, "per day"),
        ("每两周一次", Fraction(1, 2), "per week"),
        ("daily", 1, "per day"),
    ],
)
def test_a_rate_is_given_per_period(text: str, rate: Fraction, unit: str) -> None:
    (found,) = frequencies(text, "mixed")
    assert (found.low, found.unit) == (rate, unit)


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("Do not take it", ["not"]),
        ("It doesn't help", ["doesn't"]),
        ("never without help", ["never", "without"]),
        ("not only safe", []),
        ("no. 5", []),
        ("rather than wait", []),
        ("不要服用", ["不要"]),
        ("没有证据", ["没有"]),
        ("未见改善", ["未"]),
        ("不仅如此，不同的人非常不良，无论未来", []),
        ("非甾体抗炎药", []),
    ],
)
def test_hard_negations(text: str, hard: list[str]) -> None:
    assert [text[c.start : c.end] for c in negations(text, "mixed") if not c.soft] == hard


def test_a_lost_negation_is_told_and_a_soft_counterpart_accepted() -> None:
    assert lost_negations("Do not stop it.", "en", "请停药。", "zh")
    assert lost_negations("不要停药。", "zh", "Stop it.", "en")
    assert lost_negations("Do not stop it.", "en", "请勿停药。", "zh") == ()
    assert lost_negations("It does not work.", "en", "无效。", "zh") == ()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("the left eye", ["left"]),
        ("pain in the right upper abdomen", ["right", "upper"]),
        ("both kidneys", ["both"]),
        ("the lower limbs", ["lower"]),
        ("the right dose; do it right away; what is left", []),
        ("左侧卵巢", ["left"]),
        ("右上腹痛", ["right", "upper"]),
        ("双侧", ["both"]),
        ("左右", []),
        ("10天左右服左氧氟沙星和左旋多巴", []),
    ],
)
def test_sides_of_the_body(text: str, sides: list[str]) -> None:
    assert [x.side for x in lateralities(text, "mixed")] == sides


def test_a_swapped_side_is_told() -> None:
    assert [x.side for x in side_swaps("the left eye", "en", "右眼", "zh")] == ["right"]
    assert side_swaps("the left eye", "en", "左眼", "zh") == ()
    assert side_swaps("the left eye and the right ear", "en", "左眼和右耳", "zh") == ()


@given(
    st.text()
    | st.text(alphabet="0123456789.,%-/ 一二三四十百千万亿两半第每年月日周次个分之点mgaonetwhalfofin:～不无左右")
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_error_and_with_valid_spans(text: str) -> None:
    found = quantities(text, "mixed")
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for reader in (frequencies, negations, lateralities):
        assert all(0 <= x.start < x.end <= len(text) for x in reader(text, "mixed"))
    assert differences(text, "mixed", text, "mixed") == ()
