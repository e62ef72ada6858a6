"""A drug name written anew by its English sound: 普罗帕诺尔 in an article about propranolol.

Why it matters: it is no drug's name, and a reader cannot know that it is the drug the article is about.
Leaves alone: listed names, people and places (普罗文扎诺): the article must name a drug with the same consonants, for
these alone are like too many names.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import TERM_ROLES, Entry
from pipeline.lexicon.skeletons import chinese_skeleton, english_skeleton
from pipeline.rule import HAS_HAN, Fires, Found, Quiet, Rule, Scope

# Share of consonants in their order. Asked of all names, 0.75 finds one in every second foreign place name; asked of the
# few drugs an article names, it finds none in 31,000 sound lines.
LEAST_LIKE, SHORTEST = 0.7, 4
# Likelier than any other named drug by the one, and not less than one the article does not name by more than the other.
APART, UNNAMED = 0.1, 0.15


def find(scope: Scope) -> Iterator[Found]:
    """Yield each unknown transcription whose consonants are those of a drug the article names."""
    runs = scope.lexicon.chinese_names.unknown_runs(scope.text)
    drugs = _named(scope) if runs else []
    for start, end in runs if drugs else ():
        if any(hit.start < end and start < hit.end and hit.form.role in (*TERM_ROLES, "avoid") for hit in scope.hits):
            continue
        best = _best(scope, start, end, drugs)
        if best is not None:
            begin, stop, entry = best
            yield Found(
                begin, stop, suggest_en=entry.en.preferred, suggest_zh=entry.zh.preferred if entry.zh else None,
                evidence=(f"{entry.en.preferred}, named in the article, has the same consonants",), confidence=0.7,
            )  # fmt: skip


def _named(scope: Scope) -> list[Entry]:
    entries = (scope.lexicon.entries.get(name) for name in sorted(scope.facts.names))
    return [entry for entry in entries if entry is not None and entry.kind == "drug" and entry.zh is not None]


def _best(scope: Scope, start: int, end: int, drugs: list[Entry]) -> tuple[int, int, Entry] | None:
    """The part of a stretch that is most like a named drug, and that drug; its ends may be words of the sentence."""
    found: list[tuple[float, int, int, Entry]] = []
    for begin in range(start, start + 3):
        for stop in range(end, max(end - 3, begin + SHORTEST - 1), -1):
            like = _likest(scope.text[begin:stop], drugs, scope.lexicon)
            if like is not None:
                found.append((like[0], begin, stop, like[1]))
    if not found:
        return None
    _, begin, stop, entry = max(found, key=lambda item: (item[0], item[2] - item[1]))
    return begin, stop, entry


def _likest(transcription: str, drugs: list[Entry], lexicon: Lexicon) -> tuple[float, Entry] | None:
    """How like (0..1) the likest named drug is, and which; None if it is not like enough, or others are about as like."""
    skeleton = chinese_skeleton(transcription, lexicon.sounds)
    if skeleton is None or len(skeleton) < SHORTEST:
        return None
    likes = sorted(((_likeness(skeleton, drug), n) for n, drug in enumerate(drugs)), reverse=True)
    best, at = likes[0]
    if best < LEAST_LIKE or (len(likes) > 1 and likes[1][0] > best - APART):
        return None
    every = lexicon.drug_skeletons.values()
    likest = process.extractOne(skeleton, every, scorer=OSA.normalized_similarity)
    return (best, drugs[at]) if likest is None or likest[1] < best + UNNAMED else None


def _likeness(skeleton: str, drug: Entry) -> float:
    forms = (drug.en.preferred, *drug.en.also)
    return max(OSA.normalized_similarity(skeleton, english_skeleton(form)) for form in forms)


TRANSLITERATED_DRUG_NAME = Rule(
    id="transliterated_drug_name", severity="major", mqm="wrong-term", its="misspelling",
    message="Drug name written by its English sound", message_zh="药名按英文发音音译，非标准名称",
    source="中国药品通用名称", triggers=(HAS_HAN,), find=find, doc=__doc__,
    fires=(
        Fires("Risperidone calms.\n\n里斯佩里酮每日服用一次。", "里斯佩里酮"),
        Fires("β受体阻滞剂有美托洛尔和普萘洛尔。\n\n普罗帕诺尔也用于焦虑。", "普罗帕诺尔"),
        Fires("Fluvoxamine is an SSRI.\n\n氟沃克萨明睡前服用。", "氟沃克萨明"),
    ),
    quiet=(
        Quiet("Sertraline is an SSRI.\n\n舍曲林每日服用一次。", "the listed name"),
        Quiet("Propranolol was tested in Rome.\n\n普罗文扎诺参加了试验。", "a person whose name begins alike"),
        Quiet("他在巴基斯坦长大。", "the consonants of irbesartan, which the article does not name"),
    ),
)  # fmt: skip
