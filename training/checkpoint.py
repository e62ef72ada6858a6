"""Weights in half precision in parts a lent machine gives back, with a small file that says what they are.

The averaged weights alone are kept, not the optimiser's moments, which are four times their size: a resumed pass
begins with them and a short rise of the learning rate.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.errors import TrainingError

if TYPE_CHECKING:
    from torch import Tensor

PART = 15 * 2**20  # bytes, under packed.MOST_RETURNED_FILE
MOST = 64 * 10**6  # bytes of a whole checkpoint


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        to: the direction.
        shape: sizes of the network (`network.Shape`).
        finished: names of the passes that are over.
        elapsed: seconds already spent in the pass after them.
        steps: updates so far.
        data_digest: which packed folder the weights come from.
        settings: what the command was told.
        scores: by pass, then by scoring set, then by measure.
        sha256: of the weights.

    """

    to: str
    shape: dict[str, int]
    finished: tuple[str, ...] = ()
    elapsed: float = 0.0
    steps: int = 0
    data_digest: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    sha256: str = ""


def save(weights: dict[str, Tensor], progress: Progress, folder: Path) -> Progress:
    """Write weights and progress; an interruption leaves the old ones, or parts the progress file does not vouch for.

    Raises:
        TrainingError: if the weights are larger than may come back.

    """
    import torch

    buffer = io.BytesIO()
    torch.save({name: value.detach().half().cpu() for name, value in weights.items()}, buffer)
    data = buffer.getvalue()
    if len(data) > MOST:
        message = (
            f"{folder}: weights of {len(data) / 1e6:.0f} MB, at most {MOST / 1e6:.0f} come back; make the model smaller"
        )
        raise TrainingError(message)
    folder.mkdir(parents=True, exist_ok=True)
    parts = [data[at : at + PART] for at in range(0, len(data), PART)]
    files = [_part(folder, progress.to, n) for n in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        file.with_name(f".{file.name}").write_bytes(part)
    for file in files:
        file.with_name(f".{file.name}").replace(file)
    return write_progress(Progress(**{**asdict(progress), "sha256": hashlib.sha256(data).hexdigest()}), folder)


def write_progress(progress: Progress, folder: Path) -> Progress:
    """Write the small file alone."""
    file = progress_file(folder, progress.to)
    temporary = file.with_name(f".{file.name}")
    temporary.write_text(json.dumps(asdict(progress), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(file)
    return progress


def read_progress(folder: Path, to: str) -> Progress:
    """How far the training in a folder is.

    Raises:
        TrainingError: if there is none.

    """
    file = progress_file(folder, to)
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Progress(**{**data, "finished": tuple(data["finished"])})
    except (OSError, ValueError, TypeError, KeyError) as err:
        message = f"{file}: no checkpoint ({err}); expected what training.train writes, check the folder and --to"
        raise TrainingError(message) from err


def load(folder: Path, to: str) -> tuple[dict[str, Tensor], Progress]:
    """The weights in single precision, and how far they are.

    Raises:
        TrainingError: if there are none, or the parts are not those the progress file vouches for.

    """
    import torch

    progress = read_progress(folder, to)
    data = b"".join(file.read_bytes() for file in parts_of(folder, to))
    if hashlib.sha256(data).hexdigest() != progress.sha256:
        message = f"{folder}: the parts of the {to} weights are not those of the progress file; fetch all of them again"
        raise TrainingError(message)
    weights = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    return {name: value.float() for name, value in weights.items()}, progress


def parts_of(folder: Path, to: str) -> list[Path]:
    """The files the weights are in, in order."""
    files: list[Path] = []
    while (file := _part(folder, to, len(files))).exists():
        files.append(file)
    return files


def progress_file(folder: Path, to: str) -> Path:
    """The small file."""
    return folder / f"to-{to}.json"


def _part(folder: Path, to: str, number: int) -> Path:
    return folder / f"to-{to}.weights.{number}"
