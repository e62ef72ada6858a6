"""An acronym or brand beside an expansion that is not its own: 电力合并疗法（ECT）, 原子吉泮（Qulipta）.

Why it matters: the acronym is the one certain thing in the sentence; what stands beside it must agree with it.
Leaves alone: every form the glossary lists for the acronym, other concepts with the same acronym, and expansions that
share too little with the listed one to be a rendering of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import Entry
from pipeline.rule import Fires, Found, Quiet, Rule, Scope
from pipeline.text import HAN, fold, simplified

_ZH = re.compile(rf"([{HAN}A-Za-z0-9α-ωΑ-ΩⅠ-Ⅻ·/-]{{1,24}}[{HAN}0-9Ⅰ-Ⅻ]) ?[(（]([A-Za-z][A-Za-z0-9-]{{1,11}})[)）]")
_EN = re.compile(r"((?:[A-Za-z][A-Za-z'-]+ ){1,6}[A-Za-z][A-Za-z'-]+) ?[(（]([A-Za-z][A-Za-z0-9-]{1,9})[)）]")
# Percent of characters shared with the listed form: unrelated text has almost none, corrupted expansions 60 and more
# (电耦合治疗 60, 认知行动治疗 67), but a sound synonym can have 57 (计算机体层摄影 for CT) or, of a long one, 82. So below
# 50 nothing is said, and running text is changed only from 75; a unit that is nothing but expansion and acronym from 60.
SIMILAR, SAME_CONCEPT, NEARLY_THE_SAME = 50, 60, 75
SHORTEST_PART = 3
SPELLED_OTHERWISE = 92  # monitor for monitoring, haemo- for hemo-


def find(scope: Scope) -> Iterator[Found]:
    """Yield each expansion that disagrees with its acronym."""
    text = simplified(scope.text)
    for match in _ZH.finditer(text):
        yield from _judge_zh(scope, match, _entries(match[2], scope.lexicon))
    for match in _EN.finditer(text):
        yield from _judge_en(match, _entries(match[2], scope.lexicon))


def _entries(acronym: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    return lexicon.abbreviations.get(acronym) or lexicon.folded_abbreviations.get(fold(acronym), ())


def _judge_zh(scope: Scope, match: re.Match[str], entries: tuple[Entry, ...]) -> Iterator[Found]:
    before = match[1]
    entries = entries or scope.lexicon.brand_and_generic(match[2])
    listed = [(entry, form) for entry in entries if entry.zh for form in (entry.zh.preferred, *entry.zh.also)]
    if not listed or any(_agrees(before, form) for _, form in listed):
        return
    entry, start, score = max(((e, *_closest_suffix(before, f)) for e, f in listed), key=lambda item: item[2])
    whole = scope.whole and scope.kind != "paragraph" and match.start() <= 1
    if (score < SIMILAR and not whole) or _is_part_of_one(before[start:], [form for _, form in listed]):
        return
    preferred = entry.zh.preferred if entry.zh else ""
    enough = SAME_CONCEPT if whole else NEARLY_THE_SAME
    certain = score >= enough and len({e.id for e in entries}) == 1 and entry.status == "approved"
    begin, end = match.start(1) + start, match.end(1)
    yield Found(
        begin, match.end(), preferred if certain else None, at=(begin, end), suggest_zh=preferred,
        suggest_en=entry.en.preferred, evidence=(f"{match[2]} = {entry.en.preferred} = {preferred}",),
        confidence=0.95 if certain else 0.8,
    )  # fmt: skip


def _agrees(before: str, form: str) -> bool:
    """Whether a listed form stands before the bracket, or with its dosage form, or all but its number (PHQ-9)."""
    if form in before:
        return True
    stem = form.rstrip("0123456789-")
    return len(stem) >= 4 and before.endswith(stem)


def _is_part_of_one(said: str, forms: list[str]) -> bool:
    """A listed form said short (百白破疫苗 for 无细胞百白破疫苗), or cut where the pattern above could not see its beginning."""
    return len(said) >= SHORTEST_PART and any(said in form for form in forms)


def _closest_suffix(before: str, form: str) -> tuple[int, float]:
    """Where the part of `before` most like the form begins, and how like it is (0..100)."""
    lengths = range(2, min(len(before), len(form) + 3) + 1)
    start, score = max(
        ((len(before) - n, fuzz.ratio(before[-n:], form)) for n in lengths), key=lambda item: (item[1], -item[0])
    )
    return start, score


def _judge_en(match: re.Match[str], entries: tuple[Entry, ...]) -> Iterator[Found]:
    before = re.sub("ies$", "y", fold(match[1]))
    forms = [(entry, form) for entry in entries for form in (entry.en.preferred, *entry.en.also)]
    listed = [fold(form) for _, form in forms]
    if not forms or any(before.endswith((form, form.rstrip("s"), form + "s")) for form in listed):
        return
    if match.string[match.start() - 1 : match.start()] == "-":
        return  # the expansion begins before what the pattern sees: 20-valent conjugate vaccine
    entry, start, score = max(((e, *_closest_words(before, fold(f))) for e, f in forms), key=lambda item: item[2])
    if _is_part_of_one(before[start:], listed):
        return
    if score >= SPELLED_OTHERWISE or score < (NEARLY_THE_SAME if _initials_agree(before, match[2]) else SAME_CONCEPT):
        return
    yield Found(
        match.start(1) + start, match.end(), suggest_en=entry.en.preferred,
        suggest_zh=entry.zh.preferred if entry.zh else None, at=(match.start(1) + start, match.end(1)),
        evidence=(f"{match[2]} = {entry.en.preferred}",), confidence=0.75,
    )  # fmt: skip


def _closest_words(before: str, form: str) -> tuple[int, float]:
    words = before.split(" ")
    options = []
    for n in range(1, min(len(words), len(form.split(" ")) + 1) + 1):
        tail = " ".join(words[-n:])
        options.append((len(before) - len(tail), fuzz.ratio(tail, form)))
    return max(options, key=lambda item: item[1])


def _initials_agree(before: str, acronym: str) -> bool:
    letters = [char for char in fold(acronym).rstrip("s") if char.isalpha()]
    initials = [word[0] for word in re.split(r"[ -]", before) if word]
    return len(letters) >= 2 and "".join(initials).endswith("".join(letters))


ACRONYM_EXPANSION = Rule(
    id="acronym_expansion", severity="major", mqm="wrong-term", its="terminology",
    message="Expansion does not agree with its acronym", message_zh="缩写与其全称不符",
    source="glossary/terms", triggers=("(", "（"), find=find, doc=__doc__,
    fires=(
        Fires("认知行动治疗（CBT）对许多患者有效。", "认知行动治疗（CBT）"),
        Fires("迷走神经的刺激（VNS）需要手术。", "迷走神经的刺激（VNS）"),
    ),
    quiet=(
        Quiet("认知行为疗法（CBT）对许多患者有效。", "the listed rendering"),
        Quiet("百白破疫苗（DTaP）在幼儿期接种。", "the listed form said short"),
        Quiet("请联系当地办事处（CBT）。", "nothing like the listed one: an unrelated bracket"),
    ),
)  # fmt: skip
