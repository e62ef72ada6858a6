"""Which neural model is in force for each direction: the one set, else the one registered last, else the built-in one.

A registered folder is not copied: the registry, one small JSON file in the user's data folder, holds its path and what
it was when it was added. A folder that is gone is passed over; `bilingual models list` shows it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.atomic import write_whole
from pipeline.errors import SettingsError
from pipeline.model import LANGUAGES, Language
from pipeline.settings import NeuralSettings
from pipeline.translators.neural import NeuralTranslator
from pipeline.translators.neural_folder import DIRECTION, TARGET, Direction, Layout, ModelFolder, digest_of, identify

Origin = Literal["settings", "registered", "built-in"]
BUILT_IN = Path(__file__).parent.parent / "models"
DATA_FOLDER = "BILINGUAL_DATA"  # environment variable that moves the registry


class Registered(BaseModel):
    """A folder somebody added, as it was then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    path: Path
    layout: Layout
    directions: tuple[Direction, ...]
    mixed: bool
    digest: str

    @property
    def folder(self) -> ModelFolder:
        """The folder, with what was found out about it when it was added."""
        return ModelFolder(self.path, self.layout, tuple(TARGET[it] for it in self.directions), self.mixed)


class _Registry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    models: tuple[Registered, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A model for one direction and where it comes from."""

    target: Language
    model: ModelFolder
    origin: Origin


def registry_file() -> Path:
    """Where registered models are noted."""
    return Path(os.environ.get(DATA_FOLDER) or platformdirs.user_data_dir("bilingual")) / "models.json"


def registered(registry: Path | None = None) -> tuple[Registered, ...]:
    """Every registered model, the one added last at the end.

    Raises:
        SettingsError: if the registry cannot be read.

    """
    file = registry or registry_file()
    if not file.exists():
        return ()
    try:
        return _Registry.model_validate_json(file.read_bytes()).models
    except (OSError, ValidationError) as err:
        message = (
            f"{file}: no registry of models; expected what bilingual models add writes; move it away and add again"
        )
        raise SettingsError(message) from err


def add(
    folder: Path, *, name: str | None = None, target: Language | None = None, registry: Path | None = None
) -> Registered:
    """Register a model folder, last; one registered before under the same path takes its new place and name.

    Raises:
        SettingsError: if it is no model folder known here, or the name is another folder's.

    """
    model = identify(folder.resolve(), target)
    entry = Registered(
        name=name or model.path.name,
        path=model.path,
        layout=model.layout,
        directions=model.directions,
        mixed=model.mixed,
        digest=digest_of(model.path),
    )
    others = [known for known in registered(registry) if known.path != entry.path]
    taken = next((known for known in others if known.name == entry.name), None)
    if taken is not None:
        message = f"{entry.name}: already the name of {taken.path}; give another one with --name"
        raise SettingsError(message)
    kept = _Registry(models=(*others, entry)).model_dump(mode="json")
    write_whole(registry or registry_file(), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return entry


def choices(settings: NeuralSettings, *, registry: Path | None = None, built_in: Path = BUILT_IN) -> Iterator[Choice]:
    """Every usable model of every direction, the one in force first.

    Raises:
        SettingsError: if a folder named in the settings is no model for its direction, or the registry is broken.

    """
    known = registered(registry)
    for target in LANGUAGES:
        asked = settings.to_en if target == "en" else settings.to_zh
        if asked is not None:
            yield Choice(target, identify(asked.expanduser(), target), "settings")
        for entry in reversed(known):
            if target in entry.folder.targets and (entry.path / "model.bin").is_file():
                yield Choice(target, entry.folder, "registered")
        own = built_in / DIRECTION[target]
        if (own / "model.bin").is_file():
            yield Choice(target, identify(own, target), "built-in")


def in_force(
    settings: NeuralSettings, *, registry: Path | None = None, built_in: Path = BUILT_IN
) -> dict[Language, Choice | None]:
    """The model of each direction, None where there is none.

    Raises:
        SettingsError: as `choices`.

    """
    found: dict[Language, Choice | None] = dict.fromkeys(LANGUAGES)
    for choice in choices(settings, registry=registry, built_in=built_in):
        found[choice.target] = found[choice.target] or choice
    return found


def neural_translator(settings: NeuralSettings, found: Mapping[Language, Choice | None]) -> NeuralTranslator | None:
    """The engine over the models in force; None if there is none for any direction."""
    models: dict[Language, ModelFolder] = {target: choice.model for target, choice in found.items() if choice}
    return NeuralTranslator(models, settings) if models else None
