"""An English and a Chinese drug name side by side whose stems say different classes: bisoprolol（比索沙坦）.

Why it matters: -olol is 洛尔 and -sartan is 沙坦; where a name is on no list, its stem still tells the class of the drug.
Leaves alone: two listed names (`drug_pair_differs` judges those), and names whose ending is no listed stem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, fold

_PAIR = re.compile(
    rf"([A-Za-z]{{6,}})\s?[（(]([{HAN}]{{3,9}})[）)]|([{HAN}]{{3,9}})\s?[（(](?:英文名?[:：]?)?([A-Za-z]{{6,}})[）)]"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each pair whose stems disagree."""
    if scope.kind == "citation" or scope.text.isascii():
        return
    endings: list[tuple[str, str]] = []
    for match in _PAIR.finditer(scope.text):
        endings = endings or [(fold(stem.en.strip("-")), stem.zh.strip("-")) for stem in scope.lexicon.glossary.stems]
        english, chinese = fold(match[1] or match[4]), match[2] or match[3]
        ours = [(en, zh) for en, zh in endings if english.endswith(en)]
        theirs = [(en, zh) for en, zh in endings if chinese.endswith(zh)]
        if not ours or not theirs or _agree(ours, theirs, english, chinese) or _both_listed(scope, match):
            continue
        (en, zh), (other, _) = max(ours, key=lambda item: len(item[0])), theirs[0]
        yield Found(
            match.start(), match.end(), evidence=(f"-{en} is {zh}, {theirs[0][1]} is -{other}",), confidence=0.85
        )


def _agree(ours: list[tuple[str, str]], theirs: list[tuple[str, str]], english: str, chinese: str) -> bool:
    return any(chinese.endswith(zh) for _, zh in ours) or any(english.endswith(en) for en, _ in theirs)


def _both_listed(scope: Scope, match: re.Match[str]) -> bool:
    """Whether both names are glossary drugs, so that another rule compares them by name."""
    listed = {hit.form.lang for hit in scope.hits if hit.form.entry is not None and hit.form.entry.kind == "drug"
              and match.start() <= hit.start and hit.end <= match.end()}  # fmt: skip
    return len(listed) == 2


STEM_DIFFERS = Rule(
    id="stem_differs", severity="critical", mqm="wrong-term", its="inconsistent-entities",
    message="English and Chinese drug names of different classes", message_zh="中英文药名词干不一致，类别不同",
    source="peers: check 54; WHO INN stems and 中国药品通用名称", triggers=("(", "（"), find=find, doc=__doc__,
    fires=(
        Fires("医生换用zogosartan（佐戈洛尔）降压。", "zogosartan（佐戈洛尔）"),
        Fires("新药唑拉西林（vexafloxacin）已获批准。", "新药唑拉西林（vexafloxacin）"),
    ),
    quiet=(
        Quiet("医生换用zogosartan（佐戈沙坦）降压。", "the stems agree"),
        Quiet("她服用ketamine（镇静药物）。", "no stem on one side"),
    ),
)  # fmt: skip
