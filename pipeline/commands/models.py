"""`bilingual models`: which translation models there are, what one is, and how another one is added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pipeline.commands.common import settings_of

CONFIG = click.option(
    "--config", "file", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here)."
)
CARD = "MODEL_CARD.md"


@click.group()
def models() -> None:
    """Look after translation models: the built-in pair, and folders in CTranslate2 form (see docs/models.md).

    Example: bilingual models list
    """


@models.command("list")
@CONFIG
def models_list(file: Path | None) -> None:
    """List the models of each direction: the one in force, and the built-in one asked where that one fails.

    Example: bilingual models list
    """
    from pipeline.translators.models import choices, registered
    from pipeline.translators.neural_folder import DIRECTION

    names = {entry.path: entry.name for entry in registered()}
    found = list(choices(settings_of(file, {}).neural))
    for target, direction in DIRECTION.items():
        usable = [choice for choice in found if choice.target == target]
        if not usable:
            click.echo(f"{direction}  none: neural translation is off for this direction; see docs/models.md")
        for n, choice in enumerate(usable):
            model = choice.model
            name = names.get(model.path, model.path.name)
            state = "in force" if n == 0 else "asked next" if choice.origin == "built-in" else "not used"
            click.echo(f"{direction}  {state}  {choice.origin:<10}  {model.layout:<9}  {name}  {model.path}")
    for entry in registered():
        if not (entry.path / "model.bin").is_file():
            click.echo(f"gone  {entry.name}: {entry.path} holds no model any more")


@models.command("info")
@click.argument("name", metavar="NAME|DIR")
@CONFIG
def models_info(name: str, file: Path | None) -> None:
    """Say what a model is: a registered NAME, a folder, built-in, or to-en or to-zh for the one in force.

    Example: bilingual models info to-zh
    """
    from pipeline.translators.models import BUILT_IN

    folders = _meant(name, settings_of(file, {}).neural)
    for folder in folders:
        for key, value in _facts(folder):
            click.echo(f"{key:<14} {value}")
    for card in sorted({BUILT_IN / CARD} | {folder.path / CARD for folder in folders}):
        if card.is_file() and any(folder.path.is_relative_to(card.parent) for folder in folders):
            click.echo("")
            click.echo(card.read_text(encoding="utf-8").rstrip("\n"))


@models.command("add")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="Name to call it by (default: the folder's).")
@click.option("--direction", type=click.Choice(["to-en", "to-zh"]), help="What it writes, where its files do not tell.")
def models_add(folder: Path, name: str | None, direction: Any) -> None:  # noqa: ANN401 - one of two words
    """Register a model folder (OPUS-MT, NLLB or our own layout, in CTranslate2 form); it is not copied.

    Example: bilingual models add ~/models/opus-mt-en-zh-ct2
    """
    from pipeline.settings import NeuralSettings
    from pipeline.translators.models import add, in_force
    from pipeline.translators.neural_decoder import load
    from pipeline.translators.neural_folder import DIRECTION, TARGET, identify

    target = TARGET[direction] if direction else None
    load(identify(folder, target), NeuralSettings())
    entry = add(folder, name=name, target=target)
    click.echo(f"{entry.name}: {entry.layout} model, {' and '.join(entry.directions)}, {entry.path}")
    for language, choice in in_force(settings_of(None, {}).neural).items():
        if language in entry.folder.targets and choice is not None and choice.model.path != entry.path:
            click.echo(f"{DIRECTION[language]}: bilingual.toml names {choice.model.path}, which stays in force")


def _meant(name: str, settings: Any) -> list[Any]:  # noqa: ANN401 - NeuralSettings and ModelFolders, imported late
    """The model folders a name or path stands for."""
    from pipeline.errors import SettingsError
    from pipeline.translators.models import BUILT_IN, in_force, registered
    from pipeline.translators.neural_folder import TARGET, identify

    if name in TARGET:
        choice = in_force(settings)[TARGET[name]]
        if choice is None:
            message = f"{name}: no model for this direction; see docs/models.md for how to add one"
            raise SettingsError(message)
        return [choice.model]
    if name == "built-in":
        pair = [identify(BUILT_IN / direction) for direction in TARGET if (BUILT_IN / direction).is_dir()]
        if not pair:
            message = f"{BUILT_IN}: the built-in pair is not there; see docs/models.md for how to add a model"
            raise SettingsError(message)
        return pair
    entry = next((entry for entry in registered() if entry.name == name), None)
    if entry is not None:
        return [entry.folder]
    if not Path(name).is_dir():
        message = f"{name}: no folder and no registered model; bilingual models list shows those there are"
        raise SettingsError(message)
    return [identify(Path(name))]


def _facts(folder: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - ModelFolder, imported late
    from pipeline.translators.models import registered
    from pipeline.translators.neural_decoder import stored_type
    from pipeline.translators.neural_folder import digest_of, model_files, vocabularies

    digest = digest_of(folder.path)
    before = next((entry.digest for entry in registered() if entry.path == folder.path.resolve()), digest)
    sizes = [(file.name, file.stat().st_size) for file in model_files(folder.path)]
    source, target = vocabularies(folder.path)
    yield "folder", str(folder.path)
    yield "layout", folder.layout
    yield "direction", " and ".join(folder.directions)
    yield "mixed text", "yes" if folder.mixed else "no: only sentences wholly in the other language"
    yield "size", f"{sum(size for _, size in sizes) / 1e6:.1f} MB"
    yield from (("", f"{size / 1e6:8.2f} MB  {name}") for name, size in sizes)
    yield "vocabulary", f"{len(source)} shared" if source is target else f"{len(source)} source, {len(target)} target"
    yield "weights", f"{stored_type(folder.path)}; run as int8"
    yield "digest", digest + ("" if digest == before else "  (changed since it was added)")
