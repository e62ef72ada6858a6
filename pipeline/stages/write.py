"""Write: lay out the clean versions, the findings, the review file and the report; the batch puts them on disk."""

from __future__ import annotations

import json
from dataclasses import replace

from pipeline import formats
from pipeline.context import Context
from pipeline.model import Article, Block, Language
from pipeline.report import render_article
from pipeline.report.document import MARKS, document, mark_numbers_of, numbered
from pipeline.report.review_file import review_file
from pipeline.signature import signature_of
from pipeline.text import view

SUFFIX = {"txt": ".txt", "md": ".md", "html": ".html", "jsonl": ".txt"}


def write(article: Article, context: Context) -> Article:
    """Set `outputs`: (what follows the article's name, content) for every file the article gives."""
    data = document(article, signature_of(context))
    outputs = [(f".{language}", clean_version(article, language, context)) for language in context.settings.to]
    outputs += [
        (".source.txt", article.original),
        (".findings.json", json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"),
        (".review.yaml", review_file(article)),
    ]
    if context.settings.report or article.format != "jsonl":
        outputs.append((".report.html", render_article(data)))
    return replace(article, outputs=tuple(outputs))


def clean_version(article: Article, language: Language, context: Context) -> str:
    """The article in one language, in the format asked for, with its marks and its last line."""
    numbers = mark_numbers_of(article)

    def body(block: Block) -> str | None:
        return _block_text(article, block, language, numbers)

    shape = output_format(article, context)
    last = notice(article, language) if context.settings.notice else None
    return formats.compose(article, body, last, shape, "en" if language == "en" else context.settings.zh)


def output_format(article: Article, context: Context) -> str:
    """The format of the clean versions: the input's, or the one asked for."""
    asked = context.settings.format
    if asked == "same":
        return "txt" if article.format == "jsonl" else article.format
    return asked


def _block_text(article: Article, block: Block, language: Language, numbers: dict[tuple[int, int], int]) -> str | None:
    if block.kind == "removed":
        return None
    if block.kind == "code" or not block.sentences:
        return view(article, block.start, block.end).text
    pieces: list[str] = []
    at = block.start
    for n, sentence in enumerate(block.sentences):
        gap = view(article, at, sentence.start).text
        pieces.append(_between(gap, pieces, language, block))
        rendering = getattr(sentence, language)
        number = numbers.get((block.index, n))
        text = numbered(rendering.text, language, number)
        if rendering.status == "draft" and "⟦" not in text:
            text += ("" if language == "zh" else " ") + MARKS[language][1].format(number)
        pieces.append(text)
        at = sentence.end
    pieces.append(view(article, at, block.end).text)
    return "".join(pieces).rstrip()


def _between(gap: str, pieces: list[str], language: Language, block: Block) -> str:
    """What stands between two sentences: a space in English, nothing in Chinese, bars of a table as they are."""
    if block.kind == "table_row" or gap.strip():
        return gap
    if not pieces:
        return gap.strip(" ")
    return " " if language == "en" else ""


def notice(article: Article, language: Language) -> str:
    """The last line of a clean version: how much of it a person has read."""
    statuses = [
        getattr(sentence, language).status for block in article.blocks for sentence in block.sentences
        if block.kind != "removed" and getattr(sentence, language) is not None
    ]  # fmt: skip
    reviewed, drafts, gaps = (statuses.count(status) for status in ("reviewed", "draft", "gap"))
    unread = len(statuses) - reviewed
    if language == "zh":
        read = f"共{len(statuses)}句，已人工审阅{reviewed}句，未经人工审阅{unread}句"
        return f"［机器清理：{read}，其中待审{drafts}句、缺译{gaps}句。］"
    return (
        f"[Machine-cleaned: {len(statuses)} sentences, {reviewed} reviewed by a person, {unread} not read; "
        f"of these {drafts} drafts and {gaps} gaps.]"
    )
