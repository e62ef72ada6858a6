"""Duty and permission: must, have to, 必须, 须 against may, can, 可以, 不妨.

Only the clear reversal counts, a duty that became a permission or the other way round. Between must, should, need and
their many Chinese forms (应, 要, 需, 才能, 只能) sound translations move freely.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.model import Lang
from pipeline.quantity.values import fold_text

Reversal = Literal["duty lost", "duty added"]

_DUTY = {
    "en": re.compile(r"(?<![a-z])(?:must|ha(?:s|ve|d) to|(?:is|are) (?:required|obliged) to)(?![a-z])"),
    "zh": re.compile("必须|务必|一定要|(?<![无不必])须(?![知眉毛后])"),
}
# Anything a duty may become: weaker duties, prohibitions, conditions (才能 is "must first").
_ANY_DUTY = {
    "en": re.compile(
        r"(?<![a-z])(?:must(?:n['’]t)?|ha(?:s|ve|d) to|having to|needs?|needed|should|ought|shall|requir[a-z]+|essential|necessary"
        r"|cannot|only|mandatory|compulsory|(?:be|make) sure|ensure|calls? for|demands?|obliged?|imperative|vital|crucial|forced?"
        r"|do not|don['’]t|may not|never|unless|please|are asked to|important|keep|until)(?![a-z])"
    ),
    "zh": re.compile(
        "必|须(?![知眉毛后])|需|应(?!用|激|答)|(?<!不)要(?!求|素|点|害)|务|得(?=[先去把到在要靠])|才[能可会]|方可|方能|只能|总得|离不开"
        "|不[能可得应要宜]|勿|禁"
    ),
}
_PERMISSION = {
    "en": re.compile(r"(?<![a-z])(?:may|can|could|might)(?![a-z])(?! not)"),
    "zh": re.compile("可以|不妨|可(?![能见怕靠逆卡的待耐乐口])|能够|能(?=[服用吃喝停])"),
}


def modality_reversal(source: str, source_lang: Lang, target: str, target_lang: Lang) -> Reversal | None:
    """Tell whether a duty of the source is a permission in the target, or the other way round.

    >>> modality_reversal("You must stop at once.", "en", "您可以立即停药。", "zh")
    'duty lost'
    """
    if source_lang not in ("en", "zh") or target_lang not in ("en", "zh"):
        return None
    ours, theirs = fold_text(source), fold_text(target)
    duties = len(_DUTY[source_lang].findall(ours))
    if duties > len(_ANY_DUTY[target_lang].findall(theirs)) and _PERMISSION[target_lang].search(theirs):
        return "duty lost"
    added = len(_DUTY[target_lang].findall(theirs))
    if added > len(_ANY_DUTY[source_lang].findall(ours)) and _PERMISSION[source_lang].search(ours):
        return "duty added"
    return None
