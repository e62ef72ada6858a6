"""`python -m training.evaluate`: scores of converted models side by side, and how often a model says nothing or loops.

Give int8 and float32 of one direction: the gate for int8 is at most 0.3 BLEU below float32, and at most one output in
a thousand empty or looping. `--training` adds what the training command scored after its main and in-domain passes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from training import checkpoint
from training.convert import ABOUT, SOURCE_SPM, TARGET_SPM
from training.errors import TrainingError
from training.rounds import load_vocabulary
from training.scores import Scores, score, scoring_sets, table

_LOOP = re.compile(r"(.{2,12}?)\1{3}")
_BATCH = 1024  # pieces, where CTranslate2 is fastest on one core


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        columns: dict[str, Scores] = {}
        if options.training:
            progress = checkpoint.read_progress(options.training, options.to)
            columns |= {f"{name} pass, PyTorch, greedy": scores for name, scores in progress.scores.items()}
        for folder in options.models:
            columns[f"{folder.parent.name}/{folder.name}, beam {options.beam}"] = evaluated(folder, options)
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    sys.stdout.write(table(columns))
    if options.json:
        options.json.write_text(json.dumps(columns, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def evaluated(folder: Path, options: argparse.Namespace) -> Scores:
    """Scores of one converted model.

    Raises:
        TrainingError: if the folder is no model of this direction.

    """
    direction = _direction(folder)
    if direction != f"to-{options.to}":
        message = f"{folder}: a model of direction {direction}, expected to-{options.to}; check --to"
        raise TrainingError(message)
    translate = translator(folder, options.beam, options.threads)
    scores: Scores = {}
    for each in scoring_sets(options.data, options.to, options.rows):
        outputs = translate(each.sources)
        bad = sum(not text.strip() or loops(text) for text in outputs)
        scores[each.name] = {
            **score(each, outputs, options.to),
            "empty or looping %": round(100 * bad / len(outputs), 2),
        }
    return scores


def translator(folder: Path, beam: int, threads: int) -> Callable[[Sequence[str]], list[str]]:
    """A function that renders texts with a converted model, as the engine's first pass does."""
    from ctranslate2 import Translator

    model = Translator(str(folder), device="cpu", intra_threads=threads)
    source, target = load_vocabulary(folder / SOURCE_SPM), load_vocabulary(folder / TARGET_SPM)

    def translate(texts: Sequence[str]) -> list[str]:
        results = model.translate_batch(
            source.encode(list(texts), out_type=str), beam_size=beam, max_batch_size=_BATCH, batch_type="tokens"
        )
        return [target.decode(result.hypotheses[0]) for result in results]

    return translate


def loops(text: str) -> bool:
    """Whether a stretch of two to twelve characters with a letter in it stands four times in a row.

    >>> loops("the dose the dose the dose the dose"), loops("very, very good"), loops("a ........")
    (True, False, False)
    """
    return any(any(map(str.isalnum, match[1])) for match in _LOOP.finditer(f"{text} "))


def _direction(folder: Path) -> str:
    file = folder / ABOUT
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["direction"])
    except (OSError, ValueError, KeyError) as err:
        message = f"{file}: cannot be read ({err}); run training.convert"
        raise TrainingError(message) from err


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.evaluate", description="Score converted models.",
        epilog="example: python -m training.evaluate --to en --data packed --training run int8/to-en float32/to-en",
    )  # fmt: skip
    parser.add_argument("models", type=Path, nargs="*", help="folders of training.convert")
    parser.add_argument("--to", choices=("en", "zh"), required=True)
    parser.add_argument("--data", type=Path, required=True, help="packed folder with the scoring sets")
    parser.add_argument("--training", type=Path, help="folder of training.train, for the scores after each pass")
    parser.add_argument("--beam", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rows", type=int, default=None, help="score only the first rows of each set")
    parser.add_argument("--json", type=Path, help="also write the scores here, for training.model_card")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
