"""What an edit of the glossary would change: entry by entry, and in the articles of a given output.

Both glossaries run over the same texts with the same rules and engines; whatever differs, the glossary did it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pipeline import formats
from pipeline.batch.files import read_text
from pipeline.batch.inputs import Source
from pipeline.batch.reduce import FILE as BATCH_FILE
from pipeline.build import build_context
from pipeline.errors import BilingualError, InputError
from pipeline.formats.jsonl import records
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.schema import Name, Sense, Term
from pipeline.model import LANGUAGES, Article, Finding, Language
from pipeline.run import STAGES, process
from pipeline.settings import Settings

Change = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that would read otherwise: original range, and the rendering with its status before and after."""

    start: int
    end: int
    lang: Language
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ArticleImpact:
    """What would change in one article; findings that only moved in the list are not here."""

    name: str
    text: str
    appear: tuple[Finding, ...]
    vanish: tuple[Finding, ...]
    sentences: tuple[SentenceChange, ...]


def entry_changes(old: Glossary, new: Glossary) -> Iterator[tuple[Change, str]]:
    """Yield the ids of entries and senses that differ, sorted, and of the other parts by their name."""
    before, after = _by_id(old), _by_id(new)
    for entry_id in sorted(before.keys() | after.keys()):
        if entry_id not in before:
            yield "added", entry_id
        elif entry_id not in after:
            yield "removed", entry_id
        elif before[entry_id] != after[entry_id]:
            yield "changed", entry_id
    for part in ("look_alikes", "stems", "spam", "decisions", "phrases", "words"):
        if getattr(old, part) != getattr(new, part):
            yield "changed", part.replace("_", "-")


def impact(output: Path, settings: Settings, other: Path) -> Iterator[ArticleImpact]:
    """Yield, for every article of an output, what would change if the glossary at `other` took the present one's place.

    Raises:
        GlossaryError: if either glossary does not load.
        InputError: if the folder holds no output of a run.

    """
    before = build_context(settings)
    after = build_context(settings.model_copy(update={"glossary": other}))
    for article in articles_of(output, settings.max_chars):
        yield _compare(process(article, before, STAGES[:-1]), process(_fresh(article), after, STAGES[:-1]))


def articles_of(output: Path, max_chars: int) -> Iterator[Article]:
    """Yield the articles behind an output, from their sources where these are still there, else from the decoded text.

    Raises:
        InputError: if the folder holds no output of a run.

    """
    found = sorted([*output.rglob("*.findings.json"), *output.rglob("*.findings.jsonl")])
    files = [file for file in found if file != output / BATCH_FILE]
    if not files:
        message = f"{output}: no output of a run here (expected files named *.findings.json); give the folder of -o"
        raise InputError(message)
    for file in files:
        documents = [json.loads(line)["document"] for line in _json_texts(file)]
        if file.suffix == ".jsonl":
            yield from _corpus(documents, max_chars)
        else:
            yield _article(file, documents[0], max_chars)


def _json_texts(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    return text.splitlines() if file.suffix == ".jsonl" else [text]


def _article(file: Path, document: dict[str, Any], max_chars: int) -> Article:
    path = Path(document["source"])
    if path.suffix.lower() in formats.FORMATS and path.is_file():
        source = Source(path, document["id"], path.suffix)
        return Article(document["id"], str(path), source.format, read_text(source, max_chars))
    decoded = file.with_name(file.name.removesuffix(".findings.json") + ".source.txt")
    return Article(document["id"], str(path), "txt", decoded.read_text(encoding="utf-8"))


def _corpus(documents: list[dict[str, Any]], max_chars: int) -> Iterator[Article]:
    for path in dict.fromkeys(str(document["source"]).rpartition(":")[0] for document in documents):
        try:
            text = read_text(Source(Path(path), path, ".jsonl"), max_chars)
        except BilingualError:
            continue  # the corpus has gone since: nothing to compare
        for record in records(text.split("\n"), max_chars):
            if record.error is None:
                yield Article(record.id, f"{path}:{record.line}", "jsonl", record.text)


def _fresh(article: Article) -> Article:
    """The same article without the caches of the other run."""
    return replace(article, views={}, scans={}, last_scan={})


def _compare(old: Article, new: Article) -> ArticleImpact:
    before, after = Counter(map(_identity, old.findings)), Counter(map(_identity, new.findings))
    return ArticleImpact(
        new.id, new.original,
        tuple(f for f in new.findings if after[_identity(f)] > before[_identity(f)]),
        tuple(f for f in old.findings if before[_identity(f)] > after[_identity(f)]),
        tuple(_sentence_changes(old, new)),
    )  # fmt: skip


def _identity(finding: Finding) -> tuple[object, ...]:
    new = finding.edit.new if finding.edit is not None else None
    return finding.rule, finding.side, finding.start, finding.end, finding.action, finding.severity, new


def _sentence_changes(old: Article, new: Article) -> Iterator[SentenceChange]:
    before, after = _renderings(old), _renderings(new)
    for (start, end, lang), shown in after.items():
        was = before.get((start, end, lang), "(cut otherwise)")
        if was != shown:
            yield SentenceChange(start, end, lang, was, shown)


def _renderings(article: Article) -> dict[tuple[int, int, Language], str]:
    found: dict[tuple[int, int, Language], str] = {}
    for block in article.blocks:
        for sentence in block.sentences:
            for lang in LANGUAGES:
                rendering = sentence.en if lang == "en" else sentence.zh
                if rendering is not None:
                    found[sentence.start, sentence.end, lang] = f"{rendering.text} [{rendering.status}]"
    return found


def _by_id(glossary: Glossary) -> dict[str, object]:
    items: list[Term | Name | Sense] = [*glossary.terms, *glossary.names, *glossary.senses]
    return {item.id: item for item in items}
