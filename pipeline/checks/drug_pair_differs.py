"""An English drug name beside the Chinese name of another drug: metoprolol（普萘洛尔）.

Why it matters: the two halves of the reader's world get two different drugs, often look-alikes of one class.
Leaves alone: any listed form of the same drug, insulins and other drugs named by a part of their name, and brackets that
compare.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.beside import Named, beside, same_drug
from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN_CHAR


def find(scope: Scope) -> Iterator[Found]:
    """Yield the two names where they stand for two drugs."""
    if scope.kind == "citation" or scope.text.isascii():
        return
    for pair in beside(scope.text, scope.hits):
        outside = pair.outside
        for inside in pair.inside:
            if _is_chinese(scope, outside) == _is_chinese(scope, inside) or not _both_generic(outside, inside):
                continue
            if not any(same_drug(a, b, scope.lexicon.entries) for a in outside.entries for b in inside.entries):
                yield _found(outside, inside)


def _is_chinese(scope: Scope, name: Named) -> bool:
    return HAN_CHAR.search(scope.text, name.start, name.end) is not None


def _both_generic(one: Named, other: Named) -> bool:
    return all(entry.kind == "drug" for entry in (*one.entries, *other.entries))


def _found(outside: Named, inside: Named) -> Found:
    drug, other = outside.entries[0], inside.entries[0]
    said = [f"{entry.en.preferred} = {entry.zh.preferred}" for entry in (drug, other) if entry.zh is not None]
    return Found(
        outside.start, inside.end, suggest_en=drug.en.preferred, suggest_zh=drug.zh.preferred if drug.zh else None,
        evidence=tuple(said), confidence=0.9,
    )  # fmt: skip


DRUG_PAIR_DIFFERS = Rule(
    id="drug_pair_differs", severity="critical", mqm="wrong-term", its="inconsistent-entities",
    message="English and Chinese drug names of different drugs", message_zh="中英文药名不是同一种药",
    source="peers: checks 53 and 54; 中国药品通用名称", triggers=("(", "（"), find=find, doc=__doc__,
    fires=(
        Fires("他每天服用普萘洛尔（metoprolol）控制心率。", "普萘洛尔（metoprolol"),
        Fires("Many patients take clonidine (氯硝西泮) at night for this.", "clonidine (氯硝西泮"),
        Fires("静脉滴注氯胺酮（英文名：esketamine）。", "氯胺酮（英文名：esketamine"),
    ),
    quiet=(
        Quiet("他每天服用美托洛尔（metoprolol）控制心率。", "the same drug"),
        Quiet("医生开了甘精胰岛素（insulin）。", "a kind of it"),
        Quiet("先用普萘洛尔（类似metoprolol）。", "the bracket compares"),
    ),
)  # fmt: skip
