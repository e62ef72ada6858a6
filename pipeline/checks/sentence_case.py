"""An English sentence inside running text that begins with a small letter.

Why it matters: it is where an engine lost the beginning of a sentence, or a scraper cut one.
Leaves alone: names written so (iPhone, mRNA, pH), list items, headings, cells and citations, what goes on from the
block before (a colon, a list, no end mark), and the words after a quotation or an exclamation (“Why?” she asked).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.islands import main_language
from pipeline.text import like

_FIRST = re.compile(r"([a-z]{2,})(?![A-Za-z0-9'’.@/_-])")
_ENDS = re.compile(r"[.?。！？]$")
_SHORT_NAME = 4  # shorter words that are no function words are forms of prescriptions (bid, tid) and units
_SHORTEST = 4  # words; fewer are a fragment of something else


def find(scope: Scope) -> Iterator[Found]:
    """Yield the first word of each such sentence."""
    for n, view in enumerate(scope.views):
        first = _FIRST.match(view.text)
        if first is None or scope.kinds[n] != "paragraph" or len(view.text.split()) < _SHORTEST:
            continue
        if not _ENDS.search(view.text.rstrip()) or main_language(view.text) != "en" or not _begins_anew(scope, n):
            continue
        word = first[1]
        if word in scope.lexicon.folded_abbreviations or word not in scope.lexicon.known_words:
            continue
        if len(word) < _SHORT_NAME and word not in scope.lexicon.words("stop-english"):
            continue
        if any(hit.start == 0 and hit.form.role == "cased" for hit in scope.view_hits[n]):
            continue
        start = scope.view.from_original(view.start)
        yield Found(start, start + len(word), suggest_en=like("A", word), confidence=0.75)


def _begins_anew(scope: Scope, n: int) -> bool:
    """Whether what stands before the sentence has ended: a sentence, or a heading or paragraph that goes no further."""
    if n == 0:
        return True
    before = scope.views[n - 1].text.rstrip()
    if scope.kinds[n - 1] == "heading" and scope.blocks[n - 1] != scope.blocks[n]:
        return True
    return scope.kinds[n - 1] == "paragraph" and _ENDS.search(before) is not None


SENTENCE_CASE = Rule(
    id="sentence_case", severity="minor", mqm="spelling", its="typographical",
    message="Sentence begins with a small letter", message_zh="英文句首字母未大写",
    source="peers: check 30", triggers=(ALWAYS,), find=find, doc=__doc__, level="article",
    fires=(
        Fires("Most people recover within a week.\n\nsome need a second course of tablets.", "some"),
        Fires("Is it safe? most adults have no trouble with it.", "most"),
    ),
    quiet=(
        Quiet("Vaccines differ in kind.\n\nmRNA vaccines need no virus at all.", "a name that begins so"),
        Quiet("“Does it hurt?” she asked the nurse before the test.", "a quotation inside a sentence"),
        Quiet("Call a doctor if you have:\n\nchest pain that lasts for more than a minute.", "goes on after a colon"),
    ),
)  # fmt: skip
