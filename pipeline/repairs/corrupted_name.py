"""A drug name no list knows, close to exactly one that the glossary has: sertalline for sertraline.

Why it matters: engines spell drug names anew each time; a reader cannot tell whether it is one drug or five.
Leaves alone: every known word and name, tall-man letters (buPROPion), and any word with two real names in reach or
whose repair would cross a look-alike pair; those are flagged, never changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import Entry
from pipeline.repairs.glued_words import split_at
from pipeline.rule import HAS_UNKNOWN, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language
from pipeline.text import fold

SHORTEST = 6  # a shorter word has a name within one edit by accident; not tuned


def find(scope: Scope) -> Iterator[Found]:
    """Yield each unknown word with the name it is a corruption of."""
    for begin, end in scope.unknown:
        word = fold(scope.text[begin:end])
        if len(word) < SHORTEST or _is_plural(word, scope.lexicon) or split_at(scope.text[begin:end], scope.lexicon):
            continue
        near = neighbours(word, scope.lexicon)
        if not near:
            continue
        yield _found(scope, begin, end, word, near)


def reach(length: int) -> int:
    """How many edits a corruption of this length may have: one in short names, two from eight letters, three from ten."""
    return 1 if length < 8 else 2 if length < 10 else 3


def neighbours(word: str, lexicon: Lexicon) -> list[tuple[int, str, Entry]]:
    """Real names within reach of a word, nearest first, each drug once."""
    names = lexicon.drug_names
    limit = reach(len(word))
    near = lexicon.drug_names_near(len(word), limit)
    hits = process.extract(word, near, scorer=OSA.distance, score_cutoff=limit, limit=6)
    kept: dict[str, tuple[int, str, Entry]] = {}
    for name, distance, _ in hits:
        if distance == 3 and not _alike_at_ends(word, name):
            continue
        entry = names[name]
        kept.setdefault(entry.id, (int(distance), name, entry))
    return sorted(kept.values(), key=lambda item: (item[0], item[1]))


def _is_plural(word: str, lexicon: Lexicon) -> bool:
    return word.endswith("s") and (word[:-1] in lexicon.drug_names or word[:-2] in lexicon.drug_names)


def _alike_at_ends(word: str, name: str) -> bool:
    return word[:3] == name[:3] and word[-3:] == name[-3:]


def _found(scope: Scope, begin: int, end: int, word: str, near: list[tuple[int, str, Entry]]) -> Found:
    distance, name, entry = near[0]
    named_here = [item for item in near if item[2].id in scope.facts.names]
    evidence = [f"{distance} edits from {name}"]
    rivals = [item[1] for item in near[1:] if item[0] <= distance + 1]
    certain = not rivals
    if (
        rivals
        and len(named_here) == 1
        and named_here[0][0] <= distance + 1
        and not _guarded(named_here[0][1], [*rivals, name], scope.lexicon)
    ):
        distance, name, entry = named_here[0]
        evidence = [f"{distance} edits from {name}, named elsewhere in the article"]
        certain = True
    elif rivals:
        evidence.append("also near " + ", ".join(rivals))
    if entry.id not in scope.facts.names and not _close_enough(distance, len(word)):
        certain = False
    if _only_ending_differs(word, name):
        certain = False
    text = _as_written(scope, begin, entry)
    zh = entry.zh.preferred if entry.zh else None
    approved = entry.status == "approved"
    return Found(
        begin, end, text if certain and approved else None, suggest_en=entry.en.preferred, suggest_zh=zh,
        evidence=tuple(evidence), confidence=0.97 if certain else 0.6,
        severity="critical" if rivals and not certain else None,
    )  # fmt: skip


def _close_enough(distance: int, length: int) -> bool:
    """Whether a word may be changed although the article never names the drug rightly.

    Unlisted medical words lie two edits from a drug (cytokine, cytisine): short words need the article's own word.
    """
    return (distance == 1 and length >= 9) or (distance == 2 and length >= 10)


def _guarded(name: str, others: list[str], lexicon: Lexicon) -> bool:
    return any(frozenset((name, other)) in lexicon.look_alikes for other in others)


def _only_ending_differs(word: str, name: str) -> bool:
    """A derived form (metforminlike) is no corruption of the name it begins with; one letter more or less is."""
    return abs(len(word) - len(name)) > 1 and (word.startswith(name) or name.startswith(word))


def _as_written(scope: Scope, begin: int, entry: Entry) -> str:
    """The name in the sentence's language; capitalised where an English sentence begins."""
    if main_language(scope.text) == "zh" and entry.zh is not None and scope.kind != "citation":
        return entry.zh.preferred
    if scope.kind == "citation" and entry.zh is not None and _beside_han(scope.text, begin):
        return entry.zh.preferred
    name = entry.en.preferred
    first = scope.text[:begin].strip("“\"'‘(（* ") == ""
    return name[:1].upper() + name[1:] if first and scope.kind != "citation" else name


def _beside_han(text: str, at: int) -> bool:
    return at > 0 and "\u4e00" <= text[at - 1] <= "\u9fff"


CORRUPTED_NAME = Rule(
    id="corrupted_name", severity="major", mqm="wrong-term", its="misspelling",
    message="Corrupted drug name", message_zh="药名拼写错误",
    source="中国药品通用名称; ISMP/FDA list of confused drug names", triggers=(HAS_UNKNOWN,), find=find, doc=__doc__,
    everywhere=True,
    fires=(
        Fires("Metphormin is taken in the morning.", "Metphormin", "Metformin"),
        Fires("患者每日服用SERTALLINE。", "SERTALLINE", "舍曲林"),
    ),
    quiet=(
        Quiet("Ketamine is a related drug.", "a real name, two edits from another"),
        Quiet("The label prints buPROPion in tall-man letters.", "tall-man case is the same name"),
        Quiet("Statins and examine are ordinary words.", "known words, near names"),
    ),
)  # fmt: skip
