"""A value no body and no calendar can have: 150% of patients, 30 hours a day, a blood pressure of 1200/80 mmHg.

Why it matters: a digit was added or a unit changed, and what stands there is read as a fact.
Leaves alone: values that are only high; the bounds are beyond every case reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_DIGIT, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
_PEOPLE = r"(?:people|patients|adults|children|women|men|cases|participants|users|pregnancies)"
_PEOPLE_ZH = "的?(?:人|患者|成人|成年人|儿童|女性|男性|病例|参与者|孕妇|病人)"
# (one of these stands in the folded text, pattern with the value in group 1, highest value that can be, what it is)
_BOUNDS: tuple[tuple[tuple[str, ...], re.Pattern[str], float, str], ...] = tuple(
    (tuple(words.split("|")), re.compile(pattern, re.IGNORECASE), bound, what)
    for words, pattern, bound, what in (
        (
            "% of|percent of",
            rf"(?<![0-9.,]){_NUMBER} ?(?:%|percent) of (?:all |the |these |those )?{_PEOPLE}",
            100,
            "a share over 100%",
        ),
        ("%", rf"(?<![0-9.,]){_NUMBER} ?%{_PEOPLE_ZH}", 100, "a share over 100%"),
        (
            " hours ",
            rf"(?<![0-9.,]){_NUMBER} hours (?:a|per|each|every) (?:day|night)",
            24,
            "more hours than a day has",
        ),
        ("小时", rf"(?:每天|每日|每晚|一天)[^，。0-9]{{0,4}}{_NUMBER} ?个?小时", 24, "more hours than a day has"),
        (
            " week",
            rf"(?<![0-9.,]){_NUMBER} (?:days|nights|mornings|evenings) (?:a|per|each|every) week",
            7,
            "more days than a week has",
        ),
        ("每周", rf"每周[^，。0-9]{{0,4}}{_NUMBER} ?[天日]", 7, "more days than a week has"),
        ("℃|°c|摄氏度", rf"(?<![0-9.,]){_NUMBER} ?(?:℃|°C|摄氏度)", 121, "hotter than an autoclave"),
        (
            "℃|°c|摄氏度",
            rf"(?:fever|temperature|体温|发热|发烧)[^.。0-9]{{0,24}}{_NUMBER} ?(?:℃|°C|摄氏度)",
            45,
            "hotter than a body can be",
        ),
        ("°f", rf"(?:fever|temperature)[^.0-9]{{0,24}}{_NUMBER} ?°F", 115, "hotter than a body can be"),
        ("hg|汞柱", rf"(?<![0-9./]){_NUMBER}/[0-9]{{2,4}} ?(?:mm ?Hg|毫米汞柱)", 320, "a blood pressure no one has"),
        ("hg|汞柱", rf"(?<![0-9./])[0-9]{{2,4}}/{_NUMBER} ?(?:mm ?Hg|毫米汞柱)", 230, "a blood pressure no one has"),
        (" beats | bpm", rf"(?<![0-9.,]){_NUMBER} (?:beats (?:per|a) minute|bpm)", 350, "a heart rate no one has"),
        ("每分钟", rf"(?:每分钟){_NUMBER} ?[次下]", 350, "a heart rate no one has"),
        (
            "bmi|body mass|体重指数",
            rf"(?:BMI|body mass index|体重指数)[^.。0-9]{{0,16}}{_NUMBER}",
            120,
            "a body mass index no one has",
        ),
        ("age", rf"(?<![A-Za-z])(?:aged?|age of|over the age of) {_NUMBER}(?![0-9,.%-])", 125, "an age no one has"),
        ("岁", rf"(?<![0-9.,]){_NUMBER} ?岁", 125, "an age no one has"),
    )
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each value over its bound."""
    folded = fold(scope.text)
    for words, pattern, bound, what in _BOUNDS:
        if not any(word in folded for word in words):
            continue
        for match in pattern.finditer(scope.text):
            if float(match[1].replace(",", "")) > bound:
                yield Found(match.start(), match.end(), evidence=(what,), confidence=0.9)


IMPLAUSIBLE_VALUE = Rule(
    id="implausible_value", severity="critical", mqm="mistranslation", its="numbers",
    message="Value that cannot be", message_zh="不可能的数值",
    source="project: physical and calendar bounds", triggers=(HAS_DIGIT,), find=find, doc=__doc__,
    fires=(
        Fires("It helps about 450% of patients.", "450% of patients"),
        Fires("成人每晚应睡80小时。", "每晚应睡80小时"),
        Fires("Her blood pressure was 1200/80 mmHg.", "1200/80 mmHg"),
    ),
    quiet=(
        Quiet("The risk rose by 150% in smokers.", "an increase may pass 100%"),
        Quiet("Her blood pressure was 210/120 mmHg.", "very high, but it happens"),
    ),
)  # fmt: skip
