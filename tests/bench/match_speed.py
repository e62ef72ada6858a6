"""How fast the matcher finds 50,000 synthetic terms, beside flashtext in the same run (a development extra).

    python tests/bench/match_speed.py

Half of the terms are one to three made-up Latin words, half two to six Han characters; the text is 10 MB of both, in
pieces of the size of an article. Both sides give leftmost longest terms. Prints MB/s, best of five, and the ratio.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from flashtext import KeywordProcessor

from pipeline.lexicon.matcher import Form, compile_forms, longest

TERMS = 50_000
SIZE = 10_000_000
PIECE = 6_000


def main() -> None:
    """Print build time and speed of both."""
    draw = random.Random(7)
    terms = _terms(draw)
    pieces = list(_pieces(draw, terms))
    size = sum(len(piece.encode()) for piece in pieces) / 1e6
    begin = time.perf_counter()
    matcher = compile_forms(Form(term, "en" if term.isascii() else "zh", "preferred") for term in terms)
    print(f"{len(terms)} terms, {size:.1f} MB; built in {time.perf_counter() - begin:.2f} s")
    peer = KeywordProcessor()
    for term in terms:
        peer.add_keyword(term)
    ours, theirs = _best(
        lambda: sum(len(longest(matcher.scan(piece))) for piece in pieces),
        lambda: sum(len(peer.extract_keywords(piece)) for piece in pieces),
    )
    print(f"ours {size / ours:.1f} MB/s, flashtext {size / theirs:.1f} MB/s: {theirs / ours:.1f} times")


def _best(*jobs: Callable[[], int]) -> list[float]:
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(5):
        for job, taken in zip(jobs, times, strict=True):
            begin = time.perf_counter()
            job()
            taken.append(time.perf_counter() - begin)
    return [min(taken) for taken in times]


def _terms(draw: random.Random) -> list[str]:
    words = [_word(draw) for _ in range(TERMS // 2)]
    latin = {" ".join(draw.choice(words) for _ in range(draw.randint(1, 3))) for _ in range(TERMS // 2)}
    han = {"".join(_han(draw) for _ in range(draw.randint(2, 6))) for _ in range(TERMS // 2)}
    return sorted(latin | han)


def _pieces(draw: random.Random, terms: list[str]) -> list[str]:
    pieces: list[str] = []
    size = 0
    while size < SIZE:
        parts: list[str] = []
        while sum(map(len, parts)) < PIECE:
            latin = " ".join(_word(draw) for _ in range(15))
            parts.append(latin if draw.random() < 0.5 else "".join(_han(draw) for _ in range(30)))
            if draw.random() < 0.3:
                parts.append(draw.choice(terms))
        pieces.append("\n".join(parts))
        size += len(pieces[-1].encode())
    return pieces


def _word(draw: random.Random) -> str:
    return "".join(draw.choice("bcdfghlmnprst") + draw.choice("aeiou") for _ in range(draw.randint(2, 5)))


def _han(draw: random.Random) -> str:
    return chr(draw.randrange(0x4E00, 0x4E00 + 3000))


if __name__ == "__main__":
    main()
