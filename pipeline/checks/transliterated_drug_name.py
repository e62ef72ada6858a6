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
APART = 0.1  # as much likelier the best must be than any other named drug, and no unnamed one may be than it


def find(scope: Scope) -> Iterator[Found]:
    """Yield each unknown transcription whose consonants are those of a drug the article names."""
    drugs = _named(scope)
    if not drugs:
        return
    for start, end in scope.lexicon.chinese_names.unknown_runs(scope.text):
        if any(hit.start < end and start < hit.end and hit.form.role in (*TERM_ROLES, "avoid") for hit in scope.hits):
            continue
        entry = _likest(scope.text[start:end], drugs, scope.lexicon)
        if entry is not None and entry.zh is not None:
            yield Found(
                start, end, suggest_zh=entry.zh.preferred, suggest_en=entry.en.preferred, confidence=0.7,
                evidence=(f"{entry.en.preferred}, named in the article, has the same consonants",),
            )  # fmt: skip


def _named(scope: Scope) -> list[Entry]:
    entries = (scope.lexicon.entries.get(name) for name in sorted(scope.facts.names))
    return [entry for entry in entries if entry is not None and entry.kind == "drug" and entry.zh is not None]


def _likest(transcription: str, drugs: list[Entry], lexicon: Lexicon) -> Entry | None:
    """The named drug whose consonants are most like those of the transcription.

    None if none is like it, if two named ones are about as like, or if one the article does not name is more so.
    """
    skeleton = chinese_skeleton(transcription, lexicon.sounds)
    if skeleton is None or len(skeleton) < SHORTEST:
        return None
    likes = sorted(((_likeness(skeleton, drug), n) for n, drug in enumerate(drugs)), reverse=True)
    best, at = likes[0]
    if best < LEAST_LIKE or (len(likes) > 1 and likes[1][0] > best - APART):
        return None
    every = lexicon.drug_skeletons.values()
    more = process.extractOne(skeleton, every, scorer=OSA.normalized_similarity, score_cutoff=best + APART)
    return None if more is not None else drugs[at]


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
