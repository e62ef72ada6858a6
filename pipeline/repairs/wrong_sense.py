"""A word rendered in a sense it does not have here: 毒品 for medicine, 会议 for a session of therapy.

Why it matters: the sentence reads well and says something else; no spell or grammar check can see it.
Leaves alone: the same word used rightly. Each entry of `glossary/senses` names the cues that show the wrong sense and
the counter-cues that show the right one; a surface inside a longer glossary term is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from pipeline.lexicon.matcher import TERM_ROLES, Hit
from pipeline.lexicon.schema import Cues, Sense
from pipeline.rule import HAS_SENSE, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold, like

_EDGE = " “”\"'（）()《》:：.。,，;；!！?？*_"
_PARTICLE = re.compile(r"^[中和与或的是为在]|[的和与或被将在是为了您]$|^[个次每]$|^(?:of|to|a|the) ")
MOST_EVIDENCE = 4  # what a reviewer is shown; more would only be counted
KINDS = {"drug": frozenset({"drug", "drug_class", "brand"})}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cue that holds: what was seen, and how far it widens the span when it touches the word."""

    text: str
    start: int
    end: int
    touches: bool

    @property
    def joins(self) -> bool:
        """Whether cue and word make one compound; a particle (的, 被, 和), a measure word or an English article joins nothing."""
        return _PARTICLE.search(self.text) is None


def find(scope: Scope) -> Iterator[Found]:
    """Yield each wrong-sense surface that a cue convicts and no counter-cue clears.

    Where several senses share a surface, a change beats a flag and a cue that touches beats one that is near.
    """
    taken = 0
    folded = fold(scope.text)
    hits = sorted((h for h in scope.hits if h.form.role == "wrong"), key=lambda h: (h.start, -h.end))
    for _, group in groupby(hits, key=lambda h: (h.start, h.end)):
        same = list(group)
        if same[0].start < taken or _inside_longer_term(scope, same[0]):
            continue
        found = [item for hit in same if hit.form.sense and (item := judge(scope, folded, hit, hit.form.sense))]
        if found:
            taken = same[0].end
            yield max(found, key=lambda item: (item.new is not None, item.confidence, item.end - item.start))


def judge(scope: Scope, folded: str, hit: Hit, sense: Sense) -> Found | None:
    """Weigh one surface; None if it is not shown to be wrong."""
    if sense.whole and not _is_whole(scope, hit):
        return None
    if any(_evidence(scope, folded, hit, sense.counter)):
        return None
    evidence = list(islice(_evidence(scope, folded, hit, sense.cues), MOST_EVIDENCE))
    if not evidence and not sense.alone:
        return None
    touching = [item for item in evidence if item.touches]
    compound = [item for item in touching if item.joins]
    start = min([hit.start, *(item.start for item in compound)])
    end = max([hit.end, *(item.end for item in compound)])
    right = sense.right.zh if sense.lang == "zh" else like(scope.text[hit.start], sense.right.en)
    if right is not None and _is_contrasted(scope.text, start, end, right):
        return None
    may_fix = sense.fix and sense.status == "approved" and right is not None and bool(touching or sense.alone)
    reasons = (sense.why, *(f"beside {item.text}" if item.touches else f"with {item.text}" for item in evidence[:3]))
    return Found(
        start, end, right if may_fix else None, at=(hit.start, hit.end), suggest_en=sense.right.en,
        suggest_zh=sense.right.zh, evidence=reasons, severity=sense.severity,
        confidence=0.97 if may_fix else 0.9 if touching else 0.8,
    )  # fmt: skip


def _is_contrasted(text: str, start: int, end: int, right: str) -> bool:
    """Whether the wrong word is quoted in a sentence that has the right one too: the words are talked of, not used."""
    return text[start - 1 : start] + text[end : end + 1] in ("“”", "‘’", "「」", '""') and right in text


def _is_whole(scope: Scope, hit: Hit) -> bool:
    return scope.whole and scope.text.strip(_EDGE) == scope.text[hit.start : hit.end]


def _inside_longer_term(scope: Scope, hit: Hit) -> bool:
    for other in scope.hits:
        covers = (
            (other.form.role in TERM_ROLES or other.form.role == "cover")
            and other.start <= hit.start
            and hit.end <= other.end
        )
        if covers and other.end - other.start > hit.end - hit.start:
            return True
    return False


def _evidence(scope: Scope, folded: str, hit: Hit, cues: Cues) -> Iterator[Evidence]:
    yield from _touching(scope, folded, hit, cues)
    text = scope.text
    for cue in cues.near:
        if cue.startswith("@"):
            near = _kind_near(scope, hit, cue[1:])
            if near is not None:
                yield Evidence(text[near.start : near.end], near.start, near.end, touches=False)
        else:
            at = _outside(folded, fold(cue), hit)
            if at >= 0:
                yield Evidence(cue, at, at + len(cue), touches=False)
    for cue in cues.list:
        if _in_list(scope, cue):
            yield Evidence(f"list item {cue}", hit.start, hit.end, touches=False)
    if scope.kind in cues.block:
        yield Evidence(scope.kind, hit.start, hit.end, touches=False)
    if scope.facts.domain in cues.domain:
        yield Evidence(f"{scope.facts.domain} article", hit.start, hit.end, touches=False)


def _touching(scope: Scope, folded: str, hit: Hit, cues: Cues) -> Iterator[Evidence]:
    left, right = hit.start, hit.end
    while left > 0 and folded[left - 1] in ' “"':
        left -= 1
    while right < len(folded) and folded[right] in ' ”"':
        right += 1
    for cue in cues.before:
        start = _cue_before(scope, folded, left, cue)
        if start is not None:
            yield Evidence(scope.text[start:left], start, hit.end, touches=True)
    for cue in cues.after:
        end = _cue_after(scope, folded, right, cue)
        if end is not None:
            yield Evidence(scope.text[right:end], hit.start, end, touches=True)


def _cue_before(scope: Scope, folded: str, left: int, cue: str) -> int | None:
    if cue.startswith("@"):
        return next((other.start for other in _of_kind(scope, cue[1:]) if other.end == left), None)
    return left - len(cue) if _ends_with(folded, left, fold(cue)) else None


def _cue_after(scope: Scope, folded: str, right: int, cue: str) -> int | None:
    if cue.startswith("@"):
        return next((other.end for other in _of_kind(scope, cue[1:]) if other.start == right), None)
    return right + len(cue) if folded.startswith(fold(cue), right) else None


def _ends_with(folded: str, at: int, cue: str) -> bool:
    if not folded.endswith(cue, 0, at):
        return False
    before = folded[at - len(cue) - 1 : at - len(cue)]
    return not (cue[0].isascii() and cue[0].isalnum() and before.isascii() and before.isalnum())


def _of_kind(scope: Scope, kind: str) -> list[Hit]:
    kinds = KINDS.get(kind, frozenset({kind}))
    return [
        h for h in scope.hits if h.form.role in TERM_ROLES and h.form.entry is not None and h.form.entry.kind in kinds
    ]


def _kind_near(scope: Scope, hit: Hit, kind: str) -> Hit | None:
    for other in _of_kind(scope, kind):
        if other.end <= hit.start or other.start >= hit.end:
            return other
    return None


def _outside(folded: str, cue: str, hit: Hit) -> int:
    at = folded.find(cue)
    while 0 <= at < hit.end and at + len(cue) > hit.start:
        at = folded.find(cue, at + 1)
    return at


def _in_list(scope: Scope, cue: str) -> bool:
    if scope.kind != "list_item":
        return False
    if not cue.startswith("@"):
        return any(fold(item.strip(_EDGE)) == fold(cue) for item in scope.siblings)
    kinds = KINDS.get(cue[1:], frozenset({cue[1:]}))
    entries = (scope.lexicon.entry_of(item.strip(_EDGE)) for item in scope.siblings)
    return sum(entry is not None and entry.kind in kinds for entry in entries) >= 2


WRONG_SENSE = Rule(
    id="wrong_sense", severity="major", mqm="mistranslation", its="mistranslation",
    message="Word in the wrong sense", message_zh="词义错误的译法",
    source="glossary/senses", triggers=(HAS_SENSE,), find=find, doc=__doc__,
    fires=(
        Fires("他需要十次治疗会议。", "治疗会议"),
        Fires("医生开了睡眠艾滋病给她。", "睡眠艾滋病"),
    ),
    quiet=(
        Quiet("国际艾滋病会议在北京召开。", "a real meeting about the real disease"),
        Quiet("解剖学课程讲解心脏的结构。", "anatomy is meant"),
    ),
)  # fmt: skip
