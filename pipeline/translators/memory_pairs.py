"""What the translation memory holds: the glossary's pairs, those a person accepted first.

`phrases/reviewed.tsv` holds sentences reviewers accepted; the other files are the project's own. A decision of
`decisions.yaml` is a pair only if it is about a sentence and carries both its texts; one text alone answers for the
very sentence it was given for, whose words are not in the file but only their digest (`text.sentence_key`), and the
`translate` stage looks it up. The third column of `phrases` (bad machine Chinese) is never a source nor a rendering.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.lexicon.load import Glossary, phrase_rows
from pipeline.lexicon.schema import Decision

Pair = tuple[str, str]  # English, Chinese
REVIEWED = "phrases/reviewed.tsv"


def pairs_of(glossary: Glossary) -> list[Pair]:
    """The pairs in the order in which they win: decided sentences, reviewed ones, then the project's in file order."""
    file = glossary.folder / REVIEWED
    reviewed = [(en, zh) for en, zh, _ in phrase_rows(file)] if file.exists() else []
    project = ((en, zh) for en, zh, _ in glossary.phrases)
    return list(dict.fromkeys([*decided(glossary.decisions), *reviewed, *project]))


def decided(decisions: Iterable[Decision]) -> Iterator[Pair]:
    """Yield the sentences accepted or edited with both texts, the last decided first; a text with a gap is none."""
    for item in sorted(decisions, key=lambda item: (item.date, item.key), reverse=True):
        if (
            item.rule == "sentence"
            and item.decision != "reject"
            and item.en
            and item.zh
            and "⟦" not in item.en + item.zh
        ):
            yield item.en, item.zh
