"""`python -m training.vocabulary`: SentencePiece models into a packed folder, joint for sources, one for each target.

Byte fallback, so that no character is ever unknown; digits apart, so that every number is spelt the same way; the
symbols ⟦1⟧ to ⟦9⟧ whole. Text is not normalised here: the engine does that before, as preparation did.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from training import packed
from training.augment.opaque import SYMBOLS
from training.errors import TrainingError
from training.pairs import read_line

SOURCE_PIECES, TARGET_PIECES = 24_000, 16_000
# Chinese needs some 7,000 characters; the rest, rare enough to be a misprint, are spelt in bytes.
COVERAGE = {packed.SOURCE_MODEL: 0.9998, packed.model_file("en"): 0.9999, packed.model_file("zh"): 0.9997}
# How often a pair of a tier is read: the pieces should be those of health text.
WEIGHTS = {
    "phrasebook": 3.0,
    "bad": 1.0,
    "domain": 2.0,
    "glossary": 2.0,
    "general": 1.0,
    "technical": 0.3,
    "legal": 0.3,
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        build(options.data, options.source_pieces, options.target_pieces)
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    return 0


def build(folder: Path, source_pieces: int, target_pieces: int) -> None:
    """Make the three models and seal the folder again.

    Raises:
        TrainingError: if the folder is not a packed one.

    """
    manifest = packed.read_manifest(folder)
    texts = list(_texts(packed.read_lines(folder)))
    for side in ("en", "zh"):
        _learn((en if side == "en" else zh for en, zh in texts), target_pieces, folder / packed.model_file(side))
    _learn((text for pair in texts for text in pair), source_pieces, folder / packed.SOURCE_MODEL)
    packed.seal(folder, manifest)


def _texts(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    dice = Random(0)
    for line in lines:
        pair = read_line(line)
        weight = WEIGHTS.get(pair.tier, 1.0)
        for _ in range(int(weight) + (dice.random() < weight % 1)):
            yield pair.en, pair.target("zh")


def _learn(texts: Iterable[str], pieces: int, file: Path) -> None:
    from sentencepiece import SentencePieceTrainer

    model = io.BytesIO()
    try:
        SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=model,
            vocab_size=pieces,
            character_coverage=COVERAGE[file.name],
            byte_fallback=True,
            split_digits=True,
            user_defined_symbols=list(SYMBOLS),
            normalization_rule_name="identity",
            pad_id=0,
            bos_id=1,
            eos_id=2,
            unk_id=3,
            hard_vocab_limit=False,
            max_sentence_length=4000,
            input_sentence_size=1_500_000,
            shuffle_input_sentence=False,
            num_threads=2,
            minloglevel=1,
        )
    except RuntimeError as err:
        message = f"{file}: {pieces} pieces cannot be made of this text ({str(err).split('. ')[0]}); change --*-pieces"
        raise TrainingError(message) from err
    file.write_bytes(model.getvalue())


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.vocabulary", description="Train the vocabularies of a packed folder.",
        epilog="example: python -m training.vocabulary --data packed",
    )  # fmt: skip
    parser.add_argument("--data", type=Path, required=True, help="packed folder; the models are written into it")
    parser.add_argument("--source-pieces", type=int, default=SOURCE_PIECES, help=f"default {SOURCE_PIECES}")
    parser.add_argument("--target-pieces", type=int, default=TARGET_PIECES, help=f"default {TARGET_PIECES}")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
