"""What kind of translation model a folder holds, told from its files: ours, OPUS-MT or NLLB, in CTranslate2 form.

Nothing is loaded to tell. The folder of a pair of our own says what it is in `bilingual.json`; the others are known by
their SentencePiece files and their vocabulary.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import SettingsError, TranslationError
from pipeline.model import Language
from pipeline.text import HAN, LATIN

Layout = Literal["bilingual", "opus", "nllb"]
Direction = Literal["to-en", "to-zh"]

DIRECTION: dict[Language, Direction] = {"en": "to-en", "zh": "to-zh"}
TARGET: dict[Direction, Language] = {"to-en": "en", "to-zh": "zh"}
CARD = "bilingual.json"
SOURCE, TARGET_FILE, SHARED = "source.spm", "target.spm", "sentencepiece.bpe.model"
NLLB_CODE: dict[Language, str] = {"en": "eng_Latn", "zh": "zho_Hans"}
EXPECTED = (
    "expected model.bin, config.json and a vocabulary, with source.spm and target.spm (built-in layout, OPUS-MT)"
    " or sentencepiece.bpe.model (NLLB); see docs/models.md"
)
# The Chinese side of a one-direction model is the one most of whose pieces hold Chinese: 0.94 of those of a Chinese
# vocabulary of 16,000 pieces, 0.0 of an English one. Between the two bounds nothing is guessed.
MOSTLY, HARDLY = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk: its layout, the languages it writes, and whether it takes sentences that mix languages."""

    path: Path
    layout: Layout
    targets: tuple[Language, ...]
    mixed: bool

    @property
    def directions(self) -> tuple[Direction, ...]:
        """What it is good for, as commands and settings name it."""
        return tuple(DIRECTION[target] for target in self.targets)


class _Card(BaseModel):
    """`bilingual.json`; what else stands there is for people."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    layout: Literal["bilingual"]
    direction: Direction
    mixed: bool


def identify(folder: Path, target: Language | None = None) -> ModelFolder:
    """Tell what a folder holds; `target` is the language it is meant to write, needed only where its files do not say.

    Raises:
        SettingsError: if it is no model folder known here, or does not write `target`.

    """
    found = _identified(folder, target)
    if target is not None and target not in found.targets:
        message = f"{folder}: a {found.directions[0]} model; expected one for {DIRECTION[target]}"
        raise SettingsError(message)
    return found


def _identified(folder: Path, target: Language | None) -> ModelFolder:
    names = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    if not {"model.bin", "config.json"} <= names or not any("vocabulary." in name for name in names):
        message = f"{folder}: no translation model in CTranslate2 form; {EXPECTED}"
        raise SettingsError(message)
    if CARD in names and {SOURCE, TARGET_FILE} <= names:
        card = _card(folder / CARD)
        return ModelFolder(folder, "bilingual", (TARGET[card.direction],), card.mixed)
    if SHARED in names and set(NLLB_CODE.values()) <= set(vocabularies(folder)[1]):
        return ModelFolder(folder, "nllb", ("en", "zh"), mixed=False)
    if {SOURCE, TARGET_FILE} <= names:
        return ModelFolder(folder, "opus", (_written_by(folder, target),), mixed=False)
    message = f"{folder}: layout not known; {EXPECTED}"
    raise SettingsError(message)


def _card(file: Path) -> _Card:
    try:
        return _Card.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as err:
        message = f'{file}: expected {{"layout": "bilingual", "direction": "to-en" or "to-zh", "mixed": true or false}}'
        raise SettingsError(message) from err


def _written_by(folder: Path, target: Language | None) -> Language:
    """The language of a one-direction model's output: the one its target pieces, not its source pieces, are in."""
    read, written = (_han_share(folder / name) for name in (SOURCE, TARGET_FILE))
    if written >= MOSTLY and read <= HARDLY:
        return "zh"
    if read >= MOSTLY and written <= HARDLY:
        return "en"
    if target is None:
        message = (
            f"{folder}: {read:.0%} of the pieces of {SOURCE} and {written:.0%} of {TARGET_FILE} are Chinese, so the"
            " direction cannot be told; say --direction, or set neural.to_en or neural.to_zh in bilingual.toml"
        )
        raise SettingsError(message)
    return target


def _han_share(file: Path) -> float:
    pieces = spm_pieces(file)
    han = sum(_HAN.search(piece) is not None for piece in pieces)
    latin = sum(_LATIN.search(piece) is not None and not piece.startswith("<") for piece in pieces)
    return han / (han + latin) if han + latin else 0.0


_HAN, _LATIN = re.compile(f"[{HAN}]"), re.compile(f"[{LATIN}]")


def spm_pieces(file: Path) -> list[str]:
    """The pieces of a SentencePiece file.

    Raises:
        TranslationError: if it cannot be read.

    """
    processor = sentence_piece(file)
    return [processor.id_to_piece(n) for n in range(processor.get_piece_size())]


def sentence_piece(file: Path) -> Any:  # noqa: ANN401 - sentencepiece has no types
    """Load a SentencePiece file.

    Raises:
        TranslationError: if it cannot be read.

    """
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(file))
    except (RuntimeError, OSError) as err:
        message = f"{file}: cannot be loaded as a SentencePiece model ({_one_line(err)}); convert the model again"
        raise TranslationError(message) from err


def vocabularies(folder: Path) -> tuple[list[str], list[str]]:
    """The source and the target vocabulary of a model, the same list where they share one.

    Raises:
        SettingsError: if a vocabulary is missing or cannot be read.

    """
    shared = _vocabulary(folder, "shared_vocabulary")
    if shared is not None:
        return shared, shared
    source, target = (_vocabulary(folder, f"{side}_vocabulary") for side in ("source", "target"))
    if source is None or target is None:
        message = f"{folder}: a vocabulary is missing; {EXPECTED}"
        raise SettingsError(message)
    return source, target


def _vocabulary(folder: Path, name: str) -> list[str] | None:
    for file in (folder / f"{name}.json", folder / f"{name}.txt"):
        if file.exists():
            try:
                text = file.read_text(encoding="utf-8")
                return json.loads(text) if file.suffix == ".json" else text.removesuffix("\n").split("\n")
            except (OSError, ValueError) as err:
                message = f"{file}: not a vocabulary ({_one_line(err)}); convert the model again"
                raise SettingsError(message) from err
    return None


def config_of(folder: Path) -> dict[str, Any]:
    """The model's `config.json`.

    Raises:
        TranslationError: if it is missing or no JSON object.

    """
    file = folder / "config.json"
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError) as err:
        message = f"{file}: cannot be read ({_one_line(err)}); convert the model again"
        raise TranslationError(message) from err
    if not isinstance(data, dict):
        message = f"{file}: expected a JSON object; convert the model again"
        raise TranslationError(message)
    return data


def model_files(folder: Path) -> list[Path]:
    """Every file that decides what the model writes, sorted by name."""
    parts = ("model.bin", "config.json", CARD, SOURCE, TARGET_FILE, SHARED)
    named: Iterable[Path] = (*(folder / part for part in parts), *folder.glob("*vocabulary.*"))
    return sorted(file for file in named if file.is_file())


def digest_of(folder: Path) -> str:
    """A SHA-256 over the model's files; a file is read again only when its size or time changes.

    Raises:
        TranslationError: if the model file is gone.

    """
    try:
        if not (folder / "model.bin").is_file():
            message = f"{folder}: model.bin is gone; see bilingual models list"
            raise TranslationError(message)
        hashes = [f"{file.name} {_file_digest(file, *_state(file))}" for file in model_files(folder)]
    except OSError as err:
        message = f"{folder}: cannot be read ({_one_line(err)}); check its permissions"
        raise TranslationError(message) from err
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _state(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns


@lru_cache(maxsize=64)
def _file_digest(file: Path, size: int, changed: int) -> str:  # noqa: ARG001 - part of the key
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _one_line(err: Exception) -> str:
    return " ".join(str(err).split())
