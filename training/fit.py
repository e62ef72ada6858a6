"""One pass: training steps until its time is over, with the average of the weights as the result."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, Encoded, batches
from training.errors import TrainingError
from training.network import BOS, EOS, PAD, Network
from training.rounds import Rounds
from training.schedule import Schedule

AVERAGE = 0.999  # decay a step of the averaged weights
_EVERY = 4  # steps between updates of the average: one in four costs a quarter and follows as well
_CLIP = 1.0
_FIRST = 30.0  # seconds in which reports come every `_SHORT`, later every `_LONG`: each waits for the GPU once
_SHORT, _LONG = 3.0, 20.0


@dataclass(frozen=True, slots=True)
class Work:
    """What a pass does and how it tells.

    Attributes:
        name: `main` or `tune`.
        schedule: learning rate and length.
        pieces: padded pieces of the longer side in a batch.
        elapsed: seconds of the pass done by an earlier process.
        report: takes a line.
        save: takes the averaged weights, the seconds of the pass and the steps; called every `save_every` seconds.
        save_every: seconds between checkpoints.

    """

    name: str
    schedule: Schedule
    pieces: int
    elapsed: float
    report: Callable[[str], None]
    save: Callable[[dict[str, Tensor], float, int], None]
    save_every: float = 90.0


def fit(network: Network, rounds: Rounds, work: Work) -> int:
    """Train until the pass is over and leave the averaged weights in the network; the number of steps is the answer.

    Raises:
        TrainingError: if the loss is no number any more.

    """
    device = network.output_bias.device
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    average = [parameter.detach().clone() for parameter in parameters]
    optimiser = torch.optim.AdamW(
        parameters, lr=work.schedule.peak, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.01, fused=device.type == "cuda"
    )
    meter = _Meter(work)
    network.train()
    for source, target, padded in _stream(rounds, work.pieces, device):
        since = meter.seconds()
        elapsed = work.elapsed + since
        if work.schedule.is_over(elapsed):
            break
        for group in optimiser.param_groups:
            group["lr"] = work.schedule.rate(elapsed, since)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
            loss = network(source, target)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, _CLIP)
        optimiser.step()
        meter.count(padded, int(target.shape[0]))
        if meter.steps % _EVERY == 0:
            _follow(average, parameters, meter.steps)
        meter.tell(loss, optimiser.param_groups[0]["lr"])
        if meter.save_is_due():
            work.save(_named(network, average), work.elapsed + meter.seconds(), meter.steps)
    with torch.no_grad():
        for parameter, averaged in zip(parameters, average, strict=True):
            parameter.copy_(averaged)
    work.report(f"{work.name}: over after {meter.steps} steps, {meter.seconds():.0f} s")
    return meter.steps


def tensors(examples: Encoded, device: torch.device) -> Callable[[Batch], tuple[Tensor, Tensor]]:
    """A function that makes the padded tensors of a batch; all examples lie on the device, so that it only gathers."""
    source = _Flat(examples.source, examples.source_starts, examples.source_lengths, device)
    target = _Flat(examples.target, examples.target_starts, examples.target_lengths, device)

    def made(batch: Batch) -> tuple[Tensor, Tensor]:
        rows = torch.from_numpy(batch.rows).to(device, non_blocking=True)
        return source.padded(rows, batch.source_width, begin=False), target.padded(rows, batch.target_width, begin=True)

    return made


class _Flat:
    """Sequences one after the other on a device."""

    def __init__(self, ids: np.ndarray, starts: np.ndarray, lengths: np.ndarray, device: torch.device) -> None:
        # One piece more, so that the last place of a padded row never lies outside.
        self._ids = torch.from_numpy(np.append(ids, np.int16(PAD))).to(device)
        self._starts, self._lengths = torch.from_numpy(starts).to(device), torch.from_numpy(lengths).to(device)

    def padded(self, rows: Tensor, width: int, *, begin: bool) -> Tensor:
        """Sequences `rows` as (row, place) with EOS after each, BOS before each if `begin`, padded to `width`."""
        lead = 1 if begin else 0
        place = torch.arange(width, device=rows.device)[None, :] - lead
        lengths = self._lengths[rows][:, None]
        at = (self._starts[rows][:, None] + place).clamp(0, len(self._ids) - 1)
        ids = self._ids[at].long()
        ids = torch.where(place < lengths, ids, torch.where(place == lengths, EOS, PAD))
        return torch.where(place < 0, BOS, ids)


def _stream(rounds: Rounds, pieces: int, device: torch.device) -> Iterator[tuple[Tensor, Tensor, int]]:
    """Batches without end: a new round when it is ready, else the last one in another order."""
    examples, number = rounds.next(), 0
    made = tensors(examples, device)
    while True:
        for batch in batches(examples, pieces, number):
            yield (*made(batch), len(batch.rows) * (batch.source_width + batch.target_width))
        number += 1
        if rounds.ready():
            examples = rounds.next()
            made = tensors(examples, device)


def _follow(average: list[Tensor], parameters: list[torch.nn.Parameter], steps: int) -> None:
    """Move the average towards the weights; in the first steps faster, for there is little to average yet."""
    decay = min(AVERAGE, (steps + 1) / (steps + 20))
    with torch.no_grad():
        torch._foreach_lerp_(average, [parameter.detach() for parameter in parameters], 1 - decay**_EVERY)


def _named(network: Network, average: list[Tensor]) -> dict[str, Tensor]:
    names = [name for name, parameter in network.named_parameters() if parameter.requires_grad]
    return dict(zip(names, average, strict=True))


class _Meter:
    """Counts steps and pieces, and knows when a report or a checkpoint is due."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._began = self._saved = self._told = time.monotonic()
        self.steps = 0
        self._pieces = self._sentences = 0
        self._at_last_report = (0, 0)

    def seconds(self) -> float:
        return time.monotonic() - self._began

    def count(self, pieces: int, sentences: int) -> None:
        self.steps += 1
        self._pieces += pieces
        self._sentences += sentences

    def tell(self, loss: Tensor, rate: float) -> None:
        """Report every few seconds at first, so that a batch too small or too large is seen at once."""
        now = time.monotonic()
        wait = _SHORT if now - self._began < _FIRST else _LONG
        if now - self._told < wait:
            return
        value = loss.item()  # waits for the GPU: the speed below is what was really done
        now = time.monotonic()
        pieces, steps = self._at_last_report
        speed, pace = (self._pieces - pieces) / (now - self._told), (self.steps - steps) / (now - self._told)
        if not math.isfinite(value):
            message = (
                f"{self._work.name}: the loss is {value} at step {self.steps}; try a lower --rate, or another --seed"
            )
            raise TrainingError(message)
        self._work.report(
            f"{self._work.name}: step {self.steps} loss {value:.3f} rate {rate:.2e} "
            f"{speed / 1e3:.1f}k padded pieces/s (both sides) {pace:.1f} steps/s {self._sentences} sentences{_memory()}"
        )
        self._told, self._at_last_report = now, (self._pieces, self.steps)

    def save_is_due(self) -> bool:
        due = time.monotonic() - self._saved >= self._work.save_every
        if due:
            self._saved = time.monotonic()
        return due


def _memory() -> str:
    if not torch.cuda.is_available():
        return ""
    return f" {torch.cuda.max_memory_allocated() / 2**30:.1f} GiB"
