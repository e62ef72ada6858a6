"""Pieces in, hypotheses out: a CTranslate2 model with its SentencePiece files.

A sentence is always padded to the next multiple of 16 pieces, whatever stands beside it. How far it is padded changes
the last bits of attention, int8 rounding makes more of them, and a beam may turn on it. Measured with random weights
of the built-in shape, 200 sentences alone and in batches of 16, beam 2: padded to the longest of their batch 9
renderings differed, sorted by length 2; padded to a fixed multiple none, scores included. In float32 scores differ
even so, hence int8 always. Where no sentence of a batch has the full length, one is made up and its rendering thrown
away.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pipeline.errors import TranslationError
from pipeline.model import Language
from pipeline.settings import NeuralSettings
from pipeline.translators.neural_folder import (
    NLLB_CODE,
    SHARED,
    SOURCE,
    TARGET_FILE,
    ModelFolder,
    config_of,
    sentence_piece,
    vocabularies,
)

# Pieces a second of processor time, built-in shape, 20, 50 and 200 sentences: equal lengths only 890, 1010, 1470; to a
# multiple of eight 1250, 1510, 2190; of 16 1550, 1800, 2150; of 24 1800, 1940, 2160; with the limits below, a loop in a
# short sentence costs the more the higher the multiple.
PADDED_TO = 16
SYMBOLS = tuple(f"⟦{n}⟧" for n in range(1, 10))
# A rendering that has not ended after 20 pieces and twice its padded source is cut off there, and no candidate. None
# of 6,630 pairs of the phrase memory has more than 20 and 1.1 times, in either direction.
LONGEST_SHORT, LONGEST_FACTOR = 20, 2
# Tags by which OPUS-MT models that write several languages or scripts are told which; the first one known is used.
_TAGS: dict[Language, tuple[str, ...]] = {
    "zh": (">>cmn_Hans<<", ">>zho_Hans<<", ">>zho<<", ">>cmn<<", ">>zh<<"),
    "en": (">>eng<<", ">>en<<"),
}


class Hypothesis(NamedTuple):
    """A decoded text; `score` is the geometric mean of its pieces' probabilities, 0..1."""

    text: str
    score: float


class Decoder(Protocol):
    """A loaded model; `symbols` are the place holders that are single pieces of both its vocabularies."""

    symbols: tuple[str, ...]

    def pieces(self, text: str) -> list[str]:
        """Cut a text into pieces."""
        ...

    def decode(self, sources: Sequence[list[str]], target: Language, beam: int) -> list[list[Hypothesis]]:
        """Return the finished hypotheses of each source, best first; a source's do not depend on the others."""
        ...


Load = Callable[[ModelFolder, NeuralSettings], Decoder]


def load(folder: ModelFolder, settings: NeuralSettings) -> Decoder:
    """Load a model: int8, one thread a batch, `settings.threads` batches at a time.

    Raises:
        TranslationError: if a file is missing or broken.

    """
    translator = _opened(folder.path, compute_type="int8", inter_threads=settings.threads, intra_threads=1)
    return LoadedModel(folder, translator, settings.batch_tokens)


def stored_type(folder: Path) -> str:
    """How a model's weights are stored (int8_float32: int8 matrices); loads the model to tell.

    Raises:
        TranslationError: if it cannot be loaded.

    """
    return str(_opened(folder, compute_type="default").compute_type)


def _opened(folder: Path, **options: object) -> Any:  # noqa: ANN401 - ctranslate2 is imported late
    import ctranslate2

    try:
        return ctranslate2.Translator(str(folder), device="cpu", **options)
    except (RuntimeError, ValueError) as err:
        message = f"{folder}: cannot be loaded ({' '.join(str(err).split())}); convert the model again"
        raise TranslationError(message) from err


class LoadedModel:
    """A `Decoder` over a CTranslate2 translator and the SentencePiece files of its folder."""

    def __init__(self, folder: ModelFolder, translator: Any, batch_tokens: int) -> None:  # noqa: ANN401 - imported late
        """Read what the folder says about pieces; `batch_tokens` source pieces are decoded together at most."""
        shared = folder.layout == "nllb"
        self._translator = translator
        self._batch_tokens = batch_tokens
        self._reader = sentence_piece(folder.path / (SHARED if shared else SOURCE))
        self._writer = self._reader if shared else sentence_piece(folder.path / TARGET_FILE)
        config = config_of(folder.path)
        self._end = config.get("eos_token", "</s>")
        source, target = map(frozenset, vocabularies(folder.path))
        self.symbols = SYMBOLS if source.issuperset(SYMBOLS) and target.issuperset(SYMBOLS) else ()
        self._tail = [] if config.get("add_source_eos") else [self._end]
        self._head: dict[Language, list[str]] = {to: _head(folder, to, source) for to in folder.targets}
        self._start: dict[Language, list[str]] = {to: [NLLB_CODE[to]] if shared else [] for to in folder.targets}

    def pieces(self, text: str) -> list[str]:
        """Cut a text into pieces."""
        found: list[str] = self._reader.encode(text, out_type=str)
        return found

    def decode(self, sources: Sequence[list[str]], target: Language, beam: int) -> list[list[Hypothesis]]:
        """Decode batches of one padded length; hypotheses that did not end or say nothing are left out."""
        head, start = self._head[target], self._start[target]
        waiting: list[tuple[int, Any]] = []
        for members, length in batches([len(pieces) for pieces in sources], self._batch_tokens):
            batch = full_length([sources[n] for n in members], length)
            results = self._translator.translate_batch(
                [[*head, *pieces, *self._tail] for pieces in batch],
                target_prefix=[start] * len(batch) if start else None,
                beam_size=beam,
                num_hypotheses=beam,
                max_decoding_length=len(start) + LONGEST_SHORT + LONGEST_FACTOR * length,
                disable_unk=True,
                return_scores=True,
                return_end_token=True,
                asynchronous=True,
            )
            waiting += zip(members, results, strict=False)  # the one made up is left out
        found: list[list[Hypothesis]] = [[] for _ in sources]
        for n, result in waiting:
            found[n] = list(self._finished(result.result(), len(start)))
        return found

    def _finished(self, result: Any, skip: int) -> Iterator[Hypothesis]:  # noqa: ANN401
        for pieces, score in zip(result.hypotheses, result.scores, strict=True):
            if pieces and pieces[-1] == self._end:
                text = self._writer.decode(pieces[skip:-1]).strip()
                if text:
                    yield Hypothesis(text, min(1.0, math.exp(score)))


def _head(folder: ModelFolder, target: Language, source: frozenset[str]) -> list[str]:
    """What stands before the source: NLLB's source language, OPUS-MT's tag of the target language."""
    if folder.layout == "nllb":
        return [NLLB_CODE["en" if target == "zh" else "zh"]]
    if folder.layout == "opus":
        return [tag for tag in _TAGS[target] if tag in source][:1]
    return []


class Batch(NamedTuple):
    """Indices of sentences to decode together, and the length all of them are padded to."""

    members: list[int]
    length: int


def batches(lengths: Sequence[int], most: int) -> list[Batch]:
    """Sentences of one padded length, `most` pieces a batch, the longest first.

    >>> batches([3, 25, 16, 7], 32)
    [Batch(members=[1], length=32), Batch(members=[0, 2], length=16), Batch(members=[3], length=16)]
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for n, length in enumerate(lengths):
        groups[-(-length // PADDED_TO) * PADDED_TO].append(n)
    found = []
    for length in sorted(groups, reverse=True):
        step = max(1, most // max(1, length))
        found += [Batch(groups[length][at : at + step], length) for at in range(0, len(groups[length]), step)]
    return found


def full_length(sources: list[list[str]], length: int) -> list[list[str]]:
    """The sources, and behind them one of the full length if none is: its last one, begun again."""
    if max(map(len, sources)) == length:
        return sources
    last = sources[-1]
    return [*sources, (last * (length // len(last) + 1))[:length]]
