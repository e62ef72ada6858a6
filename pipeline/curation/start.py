"""Begin a glossary: a copy of the built-in one, or its empty files, each with the line editors complete it by."""

from __future__ import annotations

from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.curation.shapes import PARTS, SCHEMA_FOLDER, header_of, json_schema
from pipeline.errors import OutputError
from pipeline.lexicon.load import data_files

_EMPTY = ("terms/general.yaml", "names/drugs.yaml", "names/look-alikes.yaml", "names/stems.yaml", "senses/general.yaml")
_NO_SPAM = "brands: []\nproducts: []\nphrases: []\ncounter: []\nfurniture: []\n"


def start(folder: Path, built_in: Path, *, empty: bool = False) -> int:
    """Write a new glossary folder; returns the number of data files.

    Raises:
        OutputError: if the folder holds anything already, or cannot be written.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder}: is not empty; name another folder, or edit the glossary that is there"
        raise OutputError(message)
    files = _empty_files(folder) if empty else _copies(built_in)
    for name, content in files.items():
        write_whole(folder / name, content)
    for part in PARTS:
        write_whole(folder / SCHEMA_FOLDER / f"{part.name}.json", json_schema(part))
    return len(files)


def _empty_files(folder: Path) -> dict[str, str]:
    files = {name: f"{header_of(folder / name)}\n" for name in _EMPTY}
    return {**files, "spam.yaml": f"{header_of(folder / 'spam.yaml')}\n{_NO_SPAM}"}


def _copies(built_in: Path) -> dict[str, str]:
    files = [file for file in data_files(built_in) if file.name != "decisions.yaml"]
    return {file.relative_to(built_in).as_posix(): file.read_text(encoding="utf-8") for file in files}
