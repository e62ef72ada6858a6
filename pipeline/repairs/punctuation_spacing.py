"""A space lost after a mark, or one too many before it: fever,cough; effective.The; pain , nausea; 患者 的症状.

Why it matters: marks set so are where scrapers cut; a lost space glues two words, or two sentences, into one.
Leaves alone: addresses, numbers, times, code, citations, abbreviations, chemical names (cis,trans), ellipses, languages
that set spaces otherwise (Comment allez-vous ?), and spaces between Chinese words that may part a list or a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.english import is_english
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import HAN, fold

# After a comma or semicolon between words; after a colon only before a large letter (side effects:Nausea), since ratios
# (male:female) and keys have none; after a full stop as `segmentation.sentences` ends a glued sentence.
_LOST = re.compile(
    r"[,;](?=([A-Za-z]{2,})(?![A-Za-z]*[,;][A-Za-z]+-))|:(?=([A-Z][a-z]+) [a-z(])"
    r"|[.!?](?=([A-Z][a-z]{2,})[ ,]|[AI] [a-z])"
)
_LEFT = re.compile(r"(?<![A-Za-z0-9./@_-])([A-Za-z]*[a-z]{2})(\)?)$")
_LONGEST = 40  # characters looked at before a mark; words are shorter
# Before a mark that ends something: a letter after it (.NET), another full stop (...) or a bracket (;) says it does not.
_BEFORE = re.compile(r"(?<=[A-Za-z0-9)”’%]) +([,;](?=\s|$|[A-Za-z]{2})|[.!?](?=\s|$|[”\"])(?! ?\.))")
_MAY_BE_BEFORE = re.compile(" [,;.!?]")
_GREEK = frozenset(
    ("alpha", "beta", "gamma", "delta", "cis", "trans", "meta", "para", "ortho", "syn", "anti", "endo", "exo", "sec",
     "tert", "all")
)  # fmt: skip
# Characters that neither begin nor end a stretch of Chinese, but for the words in brackets (目的 探讨..., 现在 ...).
_STRAY = re.compile(
    rf"(?<=(?<![目标])的|(?<=[{HAN}])[被把]|(?<!参)与|(?<=[{HAN}])或)( +)(?=[{HAN}])|(?<=[{HAN}])( +)(?=的[{HAN}]|们|了[，。])"
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield each lost or stray space."""
    text = scope.text
    if scope.kind == "citation":
        return
    found = [*_english(scope), *_chinese(text)]
    if found:
        opaque = opaque_spans(text)
        yield from sorted((item for item in found if not _inside(item, opaque)), key=lambda item: item.start)


def _english(scope: Scope) -> list[Found]:
    text = scope.text
    found = [item for match in _LOST.finditer(text) if (item := _lost(match, scope)) is not None]
    for match in _BEFORE.finditer(text) if _MAY_BE_BEFORE.search(text) else ():
        glued = text[match.end() : match.end() + 1].isalpha()  # a comma set the wrong way round: "tablets ,which"
        found.append(Found(match.start(), match.end(), match[1] + " " * glued, confidence=0.97))
    return found if found and is_english(text, scope.lexicon) else []


def _lost(match: re.Match[str], scope: Scope) -> Found | None:
    """A mark with the space it lacks, if words a list knows stand on both sides of it."""
    before = _LEFT.search(scope.text[max(0, match.start() - _LONGEST) : match.start()])
    if before is None or (before[2] and match[0] not in ",;"):
        return None
    left, right = fold(before[1]), fold(match[1] or match[2] or match[3] or "")
    known = scope.lexicon.known_words
    if left not in known or (right and right not in known) or left in _GREEK or right in _GREEK:
        return None
    return Found(match.start(), match.end(), f"{match[0]} ", confidence=0.96)


def _chinese(text: str) -> list[Found]:
    if text.isascii() or " " not in text:
        return []
    return [Found(match.start(), match.end(), "", confidence=0.96) for match in _STRAY.finditer(text)]


def _inside(found: Found, opaque: tuple[tuple[int, int], ...]) -> bool:
    return any(start < found.end and found.start < end for start, end in opaque)


PUNCTUATION_SPACING = Rule(
    id="punctuation_spacing", severity="minor", mqm="punctuation", its="whitespace",
    message="Space lost after a mark, or one too many", message_zh="标点前后空格有误",
    source="peers: check 24", triggers=(HAS_LATIN, HAS_HAN), find=find, doc=__doc__, level="block",
    fires=(
        Fires("It may cause fever,cough and a rash.", ",", ", "),
        Fires("The pain , if any, is mild.", " ,", ","),
        Fires("Ask about other tablets ,which may interact.", " ,", ", "),
        Fires("The tablets are effective.The next dose is due at noon.", ".", ". "),
        Fires("这些是患者 的常见症状。", " ", ""),
    ),
    quiet=(
        Quiet("See www.example.org/a,b or write to help@example.org at 9:30.", "addresses and times"),
        Quiet("The cis,trans isomer and N,N-dimethyl groups differ; take 1,000 mg.", "chemical names and numbers"),
        Quiet("Wait ... then use the .NET app, e.g. at night.", "an ellipsis and a name that begins with a mark"),
        Quiet("Comment allez-vous ? Je vais bien, merci beaucoup ! Et vous, comment va votre famille ?", "French sets a space before these marks"),
        Quiet("目的 探讨舍曲林的疗效。", "a label and its text"),
    ),
)  # fmt: skip
