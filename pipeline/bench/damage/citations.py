"""Citations: a title turned into Chinese, a journal that is not the DOI's. Authors and works are invented."""

from __future__ import annotations

import random

from pipeline.bench.damage.shape import Damaged, Line, before_end
from pipeline.bench.damage.stock import Stock, listed
from pipeline.lexicon.schema import Name


def title_in_chinese(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A citation behind the sentence whose title is Chinese, between Latin authors and journal."""
    title = line.other if line.lang == "en" else line.text
    title = title[: before_end(title)]
    if len(title) < 8:
        return None
    journal = rng.choice(stock.journals)
    before = f"{_authors(rng)} "
    return _block(line, before, title, f". {journal.en.preferred}. {_place(rng, journal)}")


def other_journal(line: Line, rng: random.Random, stock: Stock) -> Damaged | None:
    """A citation behind the sentence whose journal is not the one its DOI belongs to."""
    title = line.text if line.lang == "en" else line.other
    title = title[: before_end(title)]
    journal, other = rng.sample(stock.journals, 2)
    before = f"{_authors(rng)} {title}. "
    return _block(line, before, other.en.preferred, f". {_place(rng, journal)}")


def _block(line: Line, before: str, wrong: str, after: str) -> Damaged:
    start = len(line.text) + 2 + len(before)
    return Damaged(f"{line.text}\n\n{before}{wrong}{after}", ((start, start + len(wrong)),))


def _authors(rng: random.Random) -> str:
    names = rng.sample(listed("surnames.txt"), 2)
    return f"{rng.randint(1, 40)}. " + ", ".join(f"{name} {rng.choice('ABCDEJKLMPRST')}" for name in names) + ", et al."


def _place(rng: random.Random, journal: Name) -> str:
    year, page = rng.randint(1998, 2023), rng.randint(10, 900)
    stem = journal.doi[0]
    suffix = f"{stem}.{year}.{rng.randint(1, 12):02}.{rng.randint(1, 99):03}"
    return f"{year};{rng.randint(5, 90)}({rng.randint(1, 12)}):{page}-{page + rng.randint(3, 15)}. doi:10.1016/{suffix}"
