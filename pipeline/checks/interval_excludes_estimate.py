"""A confidence interval that does not hold its own estimate, or is upside down: HR 0.72 (95% CI 0.81-0.93).

Why it matters: one of the three numbers is wrong, and a reader decides by them whether a treatment helps at all.
Leaves alone: an estimate on the bound, a number before the interval that counts people, and intervals without label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import Fires, Found, Quiet, Rule, Scope

_NUMBER = r"([-−–]?[0-9]+(?:\.[0-9]+)?)"
_UNIT = (
    r"(?: ?(?:%|percent|percentage points?|points?|mm ?Hg|months?|years?|days?|weeks?|hours?|minutes?|kg|cm|mg|m|times|fold"
    r"|个百分点|分|毫米汞柱|个月|年|天|周|小时|分钟|千克|公斤|厘米|毫克|倍))?"
)
_INTERVAL = re.compile(
    rf"(?<![0-9A-Za-z.,/-]){_NUMBER}(?P<unit>{_UNIT})\s?[,，;；:：]?\s?[(（\[]?\s?(?:with (?:a|an) )?(?:80|90|95|97\.5|99)\s?[%％]"
    r"\s?(?:CI|CrI|confidence intervals?|credible intervals?|置信区间|可信区间)(?:为|是|：|:|,|，|=| of| from|\s)*[\[(（]?"
    rf"{_NUMBER}(?P<percent>\s?[%％])?\s?(?:[-–—−～~〜,，;、至到]|to|and)\s?{_NUMBER}(?![0-9]*[.][0-9]*[.])",
    re.IGNORECASE,
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each estimate with the interval that excludes it."""
    for match in _INTERVAL.finditer(scope.text):
        estimate, one, other = (_value(match[n]) for n in (1, 3, 5))
        if match["percent"] and "%" not in match["unit"] and "percent" not in match["unit"]:
            continue  # 0.72 (95% CI 61%-81%) is odd, but may be the same number
        if one > other:
            yield Found(match.start(), match.end(), evidence=("the bounds stand upside down",), confidence=0.85)
        elif not one <= estimate <= other:
            evidence = f"{match[1]} is not between {match[3]} and {match[5]}"
            yield Found(match.start(), match.end(), evidence=(evidence,), confidence=0.9)


def _value(text: str) -> float:
    """A number whose minus may be any dash."""
    return float(text.translate({ord("−"): "-", ord("–"): "-"}))


INTERVAL_EXCLUDES_ESTIMATE = Rule(
    id="interval_excludes_estimate", severity="critical", mqm="mistranslation", its="numbers",
    message="Confidence interval does not hold its estimate", message_zh="置信区间不包含点估计值",
    source="peers: check 65", triggers=("ci", "cri", "interval", "置信区间", "可信区间"), find=find, doc=__doc__,
    fires=(
        Fires("The hazard ratio was 0.72 (95% CI 0.81-0.93).", "0.72 (95% CI 0.81-0.93"),
        Fires("风险比为1.74（95%CI：0.62～0.88）。", "1.74（95%CI：0.62～0.88"),
        Fires("The score fell by 3.2 points (95% CI 5.3 to 1.1).", "3.2 points (95% CI 5.3 to 1.1"),
    ),
    quiet=(
        Quiet("The hazard ratio was 0.72 (95% CI 0.61 to 0.85).", "the estimate lies inside"),
        Quiet("The mean change was -2.1 kg (95% CI -3.0 to -1.2).", "negative bounds in their order"),
        Quiet("Pain fell in 45 patients (95% CI 1.2 to 4.5 days).", "a count of people is no estimate"),
    ),
)  # fmt: skip
