"""Aligned rows as `training.align` writes them: tier, English, Chinese, phrases, splits, source[, clean Chinese]."""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from training.errors import TrainingError
from training.pairs import Link, Pair, read_links, read_splits
from training.prepare.phrasebook import SOURCE, TIER
from training.spans import trusted


def read_aligned(file: Path) -> Iterator[Pair]:
    """Yield the pairs of an aligned file.

    Raises:
        TrainingError: if the file is missing, no xz file, or a row has too few columns.

    """
    try:
        with lzma.open(file, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                yield _pair(file, number, line)
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as err:
        message = f"{file}: no aligned corpus ({err}); expected what training.align writes, check --corpus"
        raise TrainingError(message) from err


def _pair(file: Path, number: int, line: str) -> Pair:
    columns = line.rstrip("\n").split("\t")
    if len(columns) not in (6, 7):
        message = f"{file}:{number}: {len(columns)} columns, expected 6 or 7 tab-separated; run training.align again"
        raise TrainingError(message)
    tier, en, zh, phrases, splits, source, *right_zh = columns
    if tier == TIER:
        source = source or SOURCE
    composed_en, composed_zh, right = (unicodedata.normalize("NFC", text) for text in (en, zh, "".join(right_zh)))
    if (composed_en, composed_zh) != (en, zh):  # offsets would no longer hold
        return Pair(tier, composed_en, composed_zh, source=source, right_zh=right)
    links = tuple(Link(*link[:4]) for link in read_links(phrases))
    pair = Pair(tier, en, zh, links, read_splits(splits), source=source, right_zh=right)
    kept_phrases, kept_splits = trusted(pair)
    return replace(pair, phrases=kept_phrases, splits=kept_splits)
