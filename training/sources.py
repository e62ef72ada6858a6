"""SOURCES.md of a corpus: where each source comes from and its licence as found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.errors import TrainingError

# What the project wrote itself has no row in the corpus's list.
_OWN = ("phrasebook", "glossary")
UNKNOWN = "unknown"
_HEADER = ("source_id", "repository", "licence")


@dataclass(frozen=True, slots=True)
class Source:
    """One source of sentence pairs."""

    id: str
    origin: str
    licence: str
    nature: str


OWN = {name: Source(name, "this project", "the project's own", f"the project's {name}") for name in _OWN}


def read_sources(file: Path) -> dict[str, Source]:
    """Every row of every table that begins with `source_id | repository | licence`, by id.

    Raises:
        TrainingError: if the file is missing or holds no such table.

    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as err:
        message = f"{file}: cannot be read ({err}); give the SOURCES.md of the corpus with --sources"
        raise TrainingError(message) from err
    found: dict[str, Source] = {}
    columns: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            columns = []
        elif _is_header(cells):
            columns = cells
        elif columns and not set("".join(cells)) <= set("-: "):
            source = _source(dict(zip(columns, cells, strict=False)))
            found[source.id] = source
    if not found:
        message = f"{file}: no table with columns source_id, repository, licence; check --sources"
        raise TrainingError(message)
    return found


def used(sources: dict[str, Source], pairs: dict[str, int]) -> list[tuple[Source, int]]:
    """Each source of a packed folder with its pairs, most first; one nobody described is unknown, not left out."""
    known = {**sources, **OWN}
    rows = [(known.get(name, Source(name, UNKNOWN, UNKNOWN, "")), count) for name, count in pairs.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].id))


def _is_header(cells: list[str]) -> bool:
    return len(cells) >= len(_HEADER) and all(cell.startswith(name) for cell, name in zip(cells, _HEADER, strict=False))


def _source(row: dict[str, str]) -> Source:
    licence = next((value for name, value in row.items() if name.startswith("licence")), "")
    return Source(row["source_id"], row.get("repository", "") or UNKNOWN, licence or UNKNOWN, row.get("nature", ""))
