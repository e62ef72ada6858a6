"""`python -m training.train`: one direction from a packed folder, main pass and in-domain pass, within a wall clock.

It imports nothing but the standard library, numpy, sentencepiece, sacrebleu and torch, and reaches no network.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from training import checkpoint, packed
from training.checkpoint import Progress
from training.errors import TrainingError
from training.log import Log
from training.rounds import TUNE_TIERS, Rounds, chosen, load_vocabulary
from training.schedule import Schedule, divide
from training.scores import score, scoring_sets, table

if TYPE_CHECKING:
    from torch import Tensor

    from training.network import Network

PASSES = ("main", "tune")
RESERVE = 50.0  # seconds for scoring after each pass and the last checkpoint, on a GPU; generous
_KEPT = ("minutes", "tune_share", "rate", "tune_rate", "pieces", "dropout", "seed")  # settings the model card names


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        Training(options, Log(options.out / f"to-{options.to}.log", go_on=options.resume)).run()
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    return 0


class Training:
    """The training of one direction: its network, and how far it is."""

    def __init__(self, options: argparse.Namespace, log: Log) -> None:
        """Read the packed folder, and make the network or take it from the checkpoint to resume.

        Raises:
            TrainingError: if the packed folder or the checkpoint is not what it should be.

        """
        # Not at the top: the processes that make examples import this module too, and do without torch.
        import torch

        from training.network import Network, Shape

        self.options, self.log = options, log
        self._digest = packed.verify(options.data).digest
        self._lines = packed.read_lines(options.data)
        self._source = load_vocabulary(options.data / packed.SOURCE_MODEL)
        self._target = load_vocabulary(options.data / packed.model_file(options.to))
        torch.manual_seed(options.seed)
        torch.set_float32_matmul_precision("high")
        if options.threads:
            torch.set_num_threads(options.threads)
        shape = Shape(
            self._source.get_piece_size(), self._target.get_piece_size(),
            options.width, options.inner, options.heads, options.encoder_layers, options.decoder_layers,
        )  # fmt: skip
        self.network: Network = Network(shape, options.dropout)
        self.progress = self._begun(shape.as_dict())
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network.to(device)
        size = sum(parameter.numel() for parameter in self.network.parameters())
        card = f" ({torch.cuda.get_device_name()})" if torch.cuda.is_available() else ""
        log(f"to-{options.to}: {size / 1e6:.1f}M weights on {device}{card}, torch {torch.__version__}")

    def run(self) -> Progress:
        """Both passes with their scores; the answer is how it ended."""
        for name, seconds in zip(PASSES, self._seconds(), strict=True):
            if name not in self.progress.finished and seconds > 0:
                self._pass(name, seconds)
                self._score(name)
        self.log(f"finished: {', '.join(self.progress.finished)}; {self.progress.steps} steps")
        return self.progress

    def _begun(self, shape: dict[str, int]) -> Progress:
        options = self.options
        if not options.resume:
            settings = {name: getattr(options, name) for name in _KEPT}
            return Progress(options.to, shape, data_digest=self._digest, settings=settings)
        weights, progress = checkpoint.load(options.out, options.to)
        if progress.shape != shape or progress.data_digest != self._digest:
            message = f"{options.out}: the checkpoint is of another shape or other data; resume with what it began with"
            raise TrainingError(message)
        self.network.load_state_dict(weights)
        self.log(f"resumed: finished {list(progress.finished)}, {progress.elapsed:.0f} s into the next pass")
        return progress

    def _seconds(self) -> list[float]:
        """The lengths of the passes: of a resumed training those it began with."""
        options, settings = self.options, self.progress.settings
        if "seconds" not in settings:
            seconds = divide(options.minutes * 60, self.log.seconds(), options.tune_share, options.reserve)
            settings["seconds"] = [round(each, 1) for each in seconds]
        main, tune = settings["seconds"]
        self.log(f"main pass {main:.0f} s, in-domain pass {tune:.0f} s, batches of {options.pieces} pieces")
        return [main, tune]

    def _pass(self, name: str, seconds: float) -> None:
        from training.fit import Work, fit

        options, before = self.options, self.progress

        def keep(weights: dict[str, Tensor], elapsed: float, steps: int) -> None:
            checkpoint.save(weights, replace(before, elapsed=elapsed, steps=before.steps + steps), options.out)

        lines = chosen(self._lines, options.to, TUNE_TIERS if name == "tune" else None)
        self.log(f"{name}: {len(lines)} examples a round, of {len(self._lines)} pairs; data {self._digest}")
        resumed = f"/{before.steps}" if before.elapsed else ""  # a resumed pass shall not see its first round again
        seed = f"{options.seed}/{name}{resumed}"
        rounds = Rounds(lines, options.data, options.to, seed=seed, processes=options.processes)
        try:
            schedule = Schedule(options.rate if name == "main" else options.tune_rate, seconds)
            work = Work(name, schedule, options.pieces, before.elapsed, self.log, keep, options.save_every)
            steps = fit(self.network, rounds, work)
        finally:
            rounds.close()
        done = replace(before, finished=(*before.finished, name), elapsed=0.0, steps=before.steps + steps)
        self.progress = checkpoint.save(dict(self.network.named_parameters()), done, options.out)

    def _score(self, name: str) -> None:
        """Score the network after a pass and keep what it wrote."""
        from training.decoding import translated

        options = self.options
        sets = scoring_sets(options.data, options.to, options.score_rows)
        outputs = {each.name: translated(self.network, each.sources, self._source, self._target) for each in sets}
        scores = {each.name: score(each, outputs[each.name], options.to) for each in sets}
        self.log(f"after {name}:\n{table({name: scores})}".rstrip())
        _keep_outputs(options.out / f"to-{options.to}.outputs.json.gz", name, outputs)
        progress = replace(self.progress, scores={**self.progress.scores, name: scores})
        self.progress = checkpoint.write_progress(progress, options.out)


def _keep_outputs(file: Path, name: str, outputs: dict[str, list[str]]) -> None:
    """Put what a pass wrote beside what the pass before wrote: one file, for few may come back from a lent machine."""
    kept = json.loads(gzip.decompress(file.read_bytes())) if name != PASSES[0] and file.exists() else {}
    file.write_bytes(gzip.compress(json.dumps({**kept, name: outputs}, ensure_ascii=False).encode()))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.train", description="Train one direction of the built-in translator.",
        epilog="example: python -m training.train --to en --data packed --out run --minutes 9.3",
    )  # fmt: skip
    add = parser.add_argument
    add("--to", choices=("en", "zh"), required=True, help="language of the target")
    add("--data", type=Path, required=True, help="packed folder")
    add("--out", type=Path, required=True, help="weights, log and outputs: at most eight files of 16 MiB")
    add("--resume", action="store_true", help="go on from the checkpoint in --out")
    add("--minutes", type=float, default=9.3, help="wall clock of the whole command (default 9.3)")
    add("--tune-share", type=float, default=0.17, help="share of the training time for the in-domain pass")
    add("--reserve", type=float, default=RESERVE, help=f"seconds kept for scoring and saving (default {RESERVE:.0f})")
    add("--pieces", type=int, default=32768, help="padded pieces of the longer side in a batch (default 32768)")
    add("--rate", type=float, default=1e-3, help="peak learning rate of the main pass (default 1e-3)")
    add("--tune-rate", type=float, default=2e-4, help="peak learning rate of the in-domain pass (default 2e-4)")
    add("--dropout", type=float, default=0.1)
    add("--width", type=int, default=384)
    add("--inner", type=int, default=1536)
    add("--heads", type=int, default=8)
    add("--encoder-layers", type=int, default=6)
    add("--decoder-layers", type=int, default=2)
    add("--seed", type=int, default=1)
    add("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 1), help="processes that make examples")
    add("--threads", type=int, default=0, help="threads of torch (default: its own choice)")
    add("--save-every", type=float, default=90.0, help="seconds between checkpoints (default 90)")
    add("--score-rows", type=int, default=None, help="score only the first rows of each set")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
