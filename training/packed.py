"""The packed folder: all that training needs, small enough to travel to a machine with a GPU.

pairs.tsv.xz       one pair a line (`pairs.write_line`)
lists.json         words of the glossary (`wordlists.WordLists`)
src.model, en.model, zh.model   SentencePiece: joint source, English target, Chinese target
dev.tsv            held-out health sentences: English, Chinese
mixed.tsv          the same, code-switched and damaged: source, English, Chinese
enforced-en.tsv, enforced-zh.tsv   the same with terms put in: source, target, terms joined by |
flores.tsv         general text: English, Chinese
manifest.json      how it was made, how many pairs of what, and a hash of every file
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from training.errors import TrainingError

PAIRS, LISTS, MANIFEST = "pairs.tsv.xz", "lists.json", "manifest.json"
SOURCE_MODEL = "src.model"
FORMAT = 1
# What a lent machine takes in and gives back; the repository travels too.
MOST_TRAVELLING = 64 * 2**20
MOST_RETURNED_FILES = 8
MOST_RETURNED_FILE = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a packed folder was made; `files` holds the SHA-256 of every other file by name."""

    tiers: dict[str, int]
    sources: dict[str, int]
    excluded: tuple[str, ...]
    dropped: dict[str, int]
    glossary: str
    seed: int
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def digest(self) -> str:
        """One digest for all the data."""
        return hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()[:16]


def model_file(side: str) -> str:
    """Name of the target vocabulary of a direction."""
    return f"{side}.model"


def write_pairs(lines: Iterable[str], file: Path) -> None:
    """Write packed pairs, as small as xz makes them: they have to travel."""
    with lzma.open(file, "wt", encoding="utf-8", newline="\n", preset=9 | lzma.PRESET_EXTREME) as out:
        out.writelines(f"{line}\n" for line in lines)


def read_lines(folder: Path) -> list[str]:
    """Packed pairs as lines; reading each into a `Pair` waits until it is drawn, which saves two gigabytes.

    Raises:
        TrainingError: if the folder has none.

    """
    file = folder / PAIRS
    try:
        with lzma.open(file, "rt", encoding="utf-8", newline="\n") as lines:
            return lines.readlines()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as err:
        message = f"{file}: no packed pairs ({err}); run training.prepare, or check --data"
        raise TrainingError(message) from err


def write_rows(rows: Iterable[tuple[str, ...]], file: Path) -> None:
    """Write rows of texts, tab-separated."""
    file.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8", newline="\n")


def read_rows(file: Path) -> list[tuple[str, ...]]:
    """Rows of a scoring set, none if this folder has not got it."""
    if not file.exists():
        return []
    return [tuple(line.split("\t")) for line in file.read_text(encoding="utf-8").split("\n") if line]


def seal(folder: Path, manifest: Manifest) -> Manifest:
    """Write the manifest with the hashes of the files that are there now."""
    files = {file.name: _sha256(file) for file in sorted(folder.iterdir()) if _is_data(file)}
    sealed = Manifest(**{**asdict(manifest), "files": files})
    (folder / MANIFEST).write_text(json.dumps(asdict(sealed), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return sealed


def read_manifest(folder: Path) -> Manifest:
    """How a packed folder was made.

    Raises:
        TrainingError: if it is no packed folder, or one of another version.

    """
    file = folder / MANIFEST
    try:
        manifest = Manifest(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as err:
        message = f"{file}: no manifest ({err}); run training.prepare, or check --data"
        raise TrainingError(message) from err
    if manifest.format != FORMAT:
        message = f"{file}: format {manifest.format}, expected {FORMAT}; run training.prepare again"
        raise TrainingError(message)
    return manifest


def verify(folder: Path) -> Manifest:
    """The manifest of a folder whose files are the ones it names.

    Raises:
        TrainingError: naming the first file that is missing or another one.

    """
    manifest = read_manifest(folder)
    for name, expected in manifest.files.items():
        if not (folder / name).exists() or _sha256(folder / name) != expected:
            message = f"{folder / name}: missing or not what {MANIFEST} names; copy the packed folder again"
            raise TrainingError(message)
    return manifest


def require_room(folder: Path, besides: int = 0) -> int:
    """Bytes that would travel: the folder, and `besides` for what travels with it (the repository).

    Raises:
        TrainingError: if they are more than a lent machine takes.

    """
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    if size + besides > MOST_TRAVELLING:
        over, together = (size + besides - MOST_TRAVELLING) / 2**20, f"{size / 2**20:.1f} + {besides / 2**20:.1f} MiB"
        message = f"{folder}: {together} with what is beside it, {over:.1f} too many to travel; --exclude a source"
        raise TrainingError(message)
    return size


def _is_data(file: Path) -> bool:
    return file.is_file() and file.name != MANIFEST and not file.name.startswith(".")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
