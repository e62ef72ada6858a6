"""Rounds of freshly drawn examples, made by other processes while the model trains on the round before.

No example is seen twice as it was: every round damages and mixes anew. What a round holds depends on its number and
the seed alone, not on how many processes made it.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from training import packed
from training.augment.draw import Drawer
from training.batches import LONGEST, Encoded, gathered
from training.errors import TrainingError
from training.pairs import Side, read_line
from training.wordlists import read_lists

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

# How many examples a round draws of each pair. The health pairs are the fewest and count most: ParaMed gained 13 to
# 25 BLEU from 4,000 of them. Laws, though plenty, are the furthest from a patient's page.
COPIES = {
    "phrasebook": 10, "bad": 6, "glossary": 2, "synonym-to-en": 1, "synonym-to-zh": 1,
    "domain": 3, "general": 2, "technical": 1, "legal": 1,
}  # fmt: skip
TUNE_TIERS = ("phrasebook", "bad", "glossary", "domain")
_JOB = 4000  # pairs a job: a second or so of one process


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of a round."""

    lines: tuple[str, ...]
    seed: str


class Maker:
    """Draws and encodes examples of one direction in one process."""

    def __init__(self, folder: Path, to: Side) -> None:
        """Load vocabularies and word lists."""
        self._drawer = Drawer(to, read_lists(folder / packed.LISTS))
        self._source = load_vocabulary(folder / packed.SOURCE_MODEL)
        self._target = load_vocabulary(folder / packed.model_file(to))

    def made(self, job: Job) -> Encoded:
        """The examples of a job, without those too long for a model."""
        sides: tuple[list[list[int]], list[list[int]]] = ([], [])
        pairs = (read_line(line) for line in job.lines)
        for example in self._drawer.draws(pairs, Random(job.seed)):
            source, target = self._source.encode(example.source), self._target.encode(example.target)
            if 0 < len(source) <= LONGEST and 0 < len(target) <= LONGEST:
                sides[0].append(source)
                sides[1].append(target)
        return Encoded(_flat(sides[0]), _lengths(sides[0]), _flat(sides[1]), _lengths(sides[1]))


def chosen(lines: Sequence[str], to: Side, tiers: Sequence[str] | None = None) -> list[str]:
    """The lines of a round, each as often as its tier counts; synonyms only for their own direction."""
    backwards = "synonym-to-zh" if to == "en" else "synonym-to-en"
    repeated: list[str] = []
    for line in lines:
        tier = line.split("\t", 1)[0]
        if tier != backwards and (tiers is None or tier in tiers):
            repeated += [line] * COPIES.get(tier, 1)
    return repeated


def jobs(lines: Sequence[str], number: int, seed: str) -> list[Job]:
    """One round as jobs."""
    return [Job(tuple(lines[at : at + _JOB]), f"{seed}/{number}/{at}") for at in range(0, len(lines), _JOB)]


class Rounds:
    """Rounds in the background; take `next()` when the one before is used up."""

    def __init__(self, lines: Sequence[str], folder: Path, to: Side, *, seed: str, processes: int) -> None:
        """Begin with the first round.

        Raises:
            TrainingError: if there is nothing to draw from.

        """
        if not lines:
            message = f"{folder}: no pairs of the wanted tiers; run training.prepare with a corpus"
            raise TrainingError(message)
        self._lines, self._seed = lines, seed
        self._stopped = False
        self._ready: queue.Queue[Encoded | BaseException] = queue.Queue(maxsize=1)
        # A spawned process imports neither torch nor a CUDA context of its parent.
        self._pool = multiprocessing.get_context("spawn").Pool(processes, _begin, (folder, to))
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def next(self) -> Encoded:
        """The next round; waits only where the makers are slower than the trainer."""
        made = self._ready.get()
        if isinstance(made, BaseException):
            raise made
        return made

    def ready(self) -> bool:
        """Whether `next()` would not wait."""
        return not self._ready.empty()

    def close(self) -> None:
        """Stop the makers."""
        self._stopped = True
        self._pool.terminate()
        self._pool.join()

    def _work(self) -> None:
        try:
            for made in self._rounds():
                while not self._stopped:
                    try:
                        self._ready.put(made, timeout=1)
                        break
                    except queue.Full:
                        continue
                if self._stopped:
                    return
        except Exception as err:
            self._ready.put(err)

    def _rounds(self) -> Iterator[Encoded]:
        for number in count():
            yield gathered(list(self._pool.imap(_made, jobs(self._lines, number, self._seed))))


def load_vocabulary(file: Path) -> SentencePieceProcessor:
    """Load a SentencePiece model.

    Raises:
        TrainingError: if it is missing.

    """
    from sentencepiece import SentencePieceProcessor

    if not file.exists():
        message = f"{file}: no vocabulary; run training.vocabulary"
        raise TrainingError(message)
    return SentencePieceProcessor(model_file=str(file))


_makers: list[Maker] = []  # one a process, made when the process begins


def _begin(folder: Path, to: Side) -> None:
    _makers.append(Maker(folder, to))


def _made(job: Job) -> Encoded:
    return _makers[0].made(job)


def _flat(rows: list[list[int]]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.fromiter((piece for row in rows for piece in row), np.int16)


def _lengths(rows: list[list[int]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(map(len, rows), np.int64, len(rows))
