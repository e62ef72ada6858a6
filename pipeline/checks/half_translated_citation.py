"""A citation whose authors and journal are Latin and whose title was turned into Chinese.

Why it matters: the exact title is lost; only the DOI still leads to the work.
Leaves alone: Chinese citations, and Latin ones with a Chinese publisher in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_BOTH, Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, LATIN

_TITLE = re.compile(rf"[{HAN}](?:[^\n]*[{HAN}])?")
_AUTHORS = re.compile(rf"^\W*[{LATIN}][{LATIN}'’-]+ [A-Z]{{1,3}}[,.]|et al\.?")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+", re.ASCII)


def find(scope: Scope) -> Iterator[Found]:
    """Yield the Chinese part of the title, with the DOI as evidence."""
    if scope.kind != "citation" or _AUTHORS.search(scope.text) is None:
        return
    title = _TITLE.search(scope.text)
    if (
        title is None
        or len(re.findall(f"[{HAN}]", title[0])) < 4
        or scope.text[title.start() - 1 : title.start()] in "（(["
    ):
        return
    doi = _DOI.search(scope.text)
    yield Found(title.start(), title.end(), evidence=(f"DOI {doi[0]}",) if doi else (), confidence=0.95)


HALF_TRANSLATED_CITATION = Rule(
    id="half_translated_citation", severity="major", mqm="mistranslation", its="untranslated",
    message="Citation with a machine-translated title", message_zh="引文标题被机器翻译",
    source="GB/T 7714-2015: references keep their original language", triggers=(HAS_BOTH,), find=find, doc=__doc__,
    fires=(
        Fires("1. Garcia M, Olsen P, et al. 二甲双胍的长期安全性研究. Diabetes Care. 2015;38(4):1-9.", "二甲双胍的长期安全性研究"),
        Fires("2. Novak J, Weber K, et al. 偏头痛预防的随机试验. Headache. 2019;59(2):101-110.", "偏头痛预防的随机试验"),
    ),
    quiet=(
        Quiet("1. 王伟, 李娜. 高血压的管理[J]. 中华心血管病杂志, 2019, 47(2): 101-105.", "a Chinese work"),
        Quiet("1. Garcia M, Olsen P, et al. Long-term safety of metformin. Diabetes Care. 2015;38(4):1-9.", "an English work"),
    ),
)  # fmt: skip
