"""`python -m training.train`: one direction from a packed folder, main pass and in-domain pass, within a wall clock.

It imports nothing but the standard library, numpy, sentencepiece, sacrebleu and torch, and reaches no network.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from training import checkpoint, packed
from training.checkpoint import Progress
from training.errors import TrainingError
from training.log import Log
from training.rounds import TUNE_TIERS, Rounds, chosen, load_vocabulary
from training.schedule import PassSeconds, Schedule, divide
from training.scores import ScoringSet, score, scoring_sets, table

if TYPE_CHECKING:
    from torch import Tensor

    from training.network import Network

PASSES = ("main", "tune")
RESERVE = 50.0  # seconds for scoring after each pass and the last checkpoint, on a GPU; generous


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        train(options, Log(options.out / f"to-{options.to}.log"))
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    return 0


def train(options: argparse.Namespace, log: Log) -> Progress:
    """Train one direction; the answer is how it ended.

    Raises:
        TrainingError: if the packed folder or the checkpoint is not what it should be.

    """
    manifest = packed.verify(options.data)
    lines = packed.read_lines(options.data)
    main = chosen(lines, options.to)
    tune = chosen(lines, options.to, TUNE_TIERS)
    log(f"{len(lines)} pairs; a round draws {len(main)} examples, in-domain {len(tune)}; data {manifest.digest}")
    rounds = {"main": main, "tune": tune}
    network, progress = _begun(options, manifest.digest, log)
    seconds = _seconds(options, log, progress)
    sets = scoring_sets(options.data, options.to, options.score_rows)
    for number, name in enumerate(PASSES):
        length = seconds.main if name == "main" else seconds.tune
        if name in progress.finished or length <= 0:
            continue
        schedule = Schedule(options.rate if name == "main" else options.tune_rate, length)
        progress = _pass(network, rounds[name], name, schedule, progress, options, log, seed=options.seed + number)
        progress = _scored(network, name, sets, progress, options, log)
    checkpoint.write_progress(progress, options.out)
    log(f"finished: {', '.join(progress.finished)}; {progress.steps} steps")
    return progress


def _begun(options: argparse.Namespace, digest: str, log: Log) -> tuple[Network, Progress]:
    """A new network, or the one of the checkpoint to resume."""
    import torch  # noqa: PLC0415 - the processes that make examples import this module too

    from training.network import Network, Shape  # noqa: PLC0415

    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    if options.threads:
        torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    shape = Shape(
        load_vocabulary(options.data / packed.SOURCE_MODEL).get_piece_size(),
        load_vocabulary(options.data / packed.model_file(options.to)).get_piece_size(),
        options.width, options.inner, options.heads, options.encoder_layers, options.decoder_layers,
    )  # fmt: skip
    network = Network(shape, options.dropout)
    progress = Progress(options.to, shape.as_dict(), data_digest=digest, settings=_settings(options))
    if options.resume:
        weights, progress = checkpoint.load(options.out, options.to)
        if progress.shape != shape.as_dict() or progress.data_digest != digest:
            message = f"{options.out}: the checkpoint is of another shape or other data; resume with what it began with"
            raise TrainingError(message)
        network.load_state_dict(weights)
        log(f"resumed: finished {list(progress.finished)}, {progress.elapsed:.0f} s into the next pass")
    size = sum(parameter.numel() for parameter in network.parameters())
    log(f"to-{options.to}: {size / 1e6:.1f}M weights on {device}{_card()}, torch {torch.__version__}")
    return network.to(device), progress


def _seconds(options: argparse.Namespace, log: Log, progress: Progress) -> PassSeconds:
    """The lengths of the passes: of a resumed training those it began with."""
    begun = progress.settings.get("seconds")
    if begun:
        return PassSeconds(*begun)
    seconds = divide(options.minutes * 60, log.seconds(), options.tune_share, options.reserve)
    progress.settings["seconds"] = list(seconds)
    log(f"main pass {seconds.main:.0f} s, in-domain pass {seconds.tune:.0f} s")
    return seconds


def _pass(
    network: Network, lines: Sequence[str], name: str, schedule: Schedule, progress: Progress,
    options: argparse.Namespace, log: Log, *, seed: int,
) -> Progress:  # fmt: skip
    from training.fit import Work, fit  # noqa: PLC0415

    def keep(weights: dict[str, Tensor], elapsed: float, steps: int) -> None:
        checkpoint.save(weights, replace(progress, elapsed=elapsed, steps=progress.steps + steps), options.out)

    rounds = Rounds(lines, options.data, options.to, seed=seed, processes=options.processes)
    try:
        work = Work(name, schedule, options.pieces, progress.elapsed, log, keep, options.save_every)
        steps = fit(network, rounds, work)
    finally:
        rounds.close()
    done = replace(progress, finished=(*progress.finished, name), elapsed=0.0, steps=progress.steps + steps)
    return checkpoint.save(dict(network.named_parameters()), done, options.out)


def _scored(
    network: Network, name: str, sets: Sequence[ScoringSet], progress: Progress, options: argparse.Namespace, log: Log
) -> Progress:
    """Score the network after a pass and keep what it wrote."""
    from training.decoding import translated  # noqa: PLC0415

    source = load_vocabulary(options.data / packed.SOURCE_MODEL)
    target = load_vocabulary(options.data / packed.model_file(options.to))
    outputs = {each.name: translated(network, each.sources, source, target) for each in sets}
    scores = {each.name: score(each, outputs[each.name], options.to) for each in sets}
    log(f"after {name}:\n{table({name: scores})}".rstrip())
    _keep_outputs(options.out / f"to-{options.to}.outputs.json.gz", name, outputs)
    return checkpoint.write_progress(replace(progress, scores={**progress.scores, name: scores}), options.out)


def _keep_outputs(file: Path, name: str, outputs: dict[str, list[str]]) -> None:
    """Put what a pass wrote beside what the pass before wrote: one file, for few may come back from a lent machine."""
    kept = json.loads(gzip.decompress(file.read_bytes())) if name != PASSES[0] and file.exists() else {}
    file.write_bytes(gzip.compress(json.dumps({**kept, name: outputs}, ensure_ascii=False).encode()))


def _settings(options: argparse.Namespace) -> dict[str, object]:
    kept = ("minutes", "tune_share", "rate", "tune_rate", "pieces", "dropout", "seed")
    return {name: getattr(options, name) for name in kept}


def _card() -> str:
    import torch  # noqa: PLC0415

    return f" ({torch.cuda.get_device_name()})" if torch.cuda.is_available() else ""


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
    add(
        "--tune-share",
        type=float,
        default=0.17,
        help="share of the training time for the in-domain pass (default 0.17)",
    )
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
