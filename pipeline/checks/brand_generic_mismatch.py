"""A brand beside a generic name that is not its own: Prozac (sertraline), 百忧解（舍曲林）.

Why it matters: one reader takes the brand, another the generic, and each a different drug.
Leaves alone: brands whose generic the glossary does not know, parts of combinations (Adderall, insulins), brackets that
compare (Prozac, unlike sertraline), and lists of drugs with a list of their brands.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.beside import Beside, Named, beside, same_drug
from pipeline.rule import Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield the name and its bracket, with the generic the brand has."""
    if scope.kind == "citation":
        return
    for pair in beside(scope.text, scope.hits):
        for name in pair.inside:
            if _is_brand(name) != _is_brand(pair.outside) and not _agree(pair, name, scope):
                yield _found(scope, pair.outside, name)
                break


def _is_brand(name: Named) -> bool:
    return all(entry.kind == "brand" for entry in name.entries)


def _agree(pair: Beside, name: Named, scope: Scope) -> bool:
    """Whether the two may be one drug, or the name belongs to another drug of a list before the bracket."""
    befores = (pair.outside, *pair.others) if len(pair.inside) > 1 else (pair.outside,)
    return any(
        same_drug(one, other, scope.lexicon.entries)
        for before in befores
        for one in before.entries
        for other in name.entries
    )


def _found(scope: Scope, outside: Named, inside: Named) -> Found:
    brand = outside if _is_brand(outside) else inside
    generic = scope.lexicon.brand_and_generic(brand.entries[0].en.preferred)[-1]
    zh = generic.zh.preferred if generic.zh else None
    evidence = f"{brand.entries[0].en.preferred} is {generic.en.preferred}" + (f" ({zh})" if zh else "")
    return Found(
        outside.start, inside.end, suggest_en=generic.en.preferred, suggest_zh=zh, evidence=(evidence,), confidence=0.9
    )


BRAND_GENERIC_MISMATCH = Rule(
    id="brand_generic_mismatch", severity="critical", mqm="wrong-term", its="inconsistent-entities",
    message="Brand beside a generic that is not its own", message_zh="商品名与通用名不符",
    source="peers: check 55; glossary/names", triggers=("(", "（", "["), find=find, doc=__doc__,
    fires=(
        Fires("Her doctor prescribed Prozac (sertraline) in spring.", "Prozac (sertraline"),
        Fires("百忧解（舍曲林）每日服用一次。", "百忧解（舍曲林"),
        Fires("Take atorvastatin (brand name: Glucophage) at night.", "atorvastatin (brand name: Glucophage"),
    ),
    quiet=(
        Quiet("Her doctor prescribed Prozac (fluoxetine) in spring.", "its own generic"),
        Quiet("Drugs such as fluoxetine and sertraline (Prozac, Zoloft) are used.", "two drugs and their two brands"),
        Quiet("She switched to Prozac (not sertraline) in spring.", "the bracket compares"),
        Quiet("Insulin glargine (Lantus) is given once a day.", "a kind of insulin and its brand"),
    ),
)  # fmt: skip
