"""Entries with the file they belong in, as they travel through an exchange format, and how foreign ones get theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.lexicon.load import Glossary
from pipeline.lexicon.matcher import Entry
from pipeline.lexicon.schema import Name, Term

FOREIGN_KIND, FOREIGN_STATUS = "concept", "draft"  # of entries from elsewhere: only suggest until a person approves
_HOME = re.compile(r"(?:terms|names)/[\w-][\w.-]*\.yaml")  # nothing a stranger names may lead out of the glossary
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Filed:
    """An entry and the glossary file it stands in, relative to the folder: terms/psychiatry.yaml."""

    file: str
    entry: Entry

    @property
    def part(self) -> str:
        """Terms or names."""
        return "names" if isinstance(self.entry, Name) else "terms"


def filed(glossary: Glossary) -> list[Filed]:
    """Every term and name of a glossary, in file order."""
    entries: list[Entry] = [*glossary.terms, *glossary.names]
    return [Filed(glossary.places[entry.id][0], entry) for entry in entries]


def slug(text: str) -> str:
    """An id from a text.

    >>> slug("Crohn's disease (CD)")
    'crohns-disease-cd'
    """
    return _NO_SLUG.sub("-", text.lower().replace("'", "").replace("’", "")).strip("-") or "entry"


def made(data: dict[str, Any], file: str, where: str) -> Filed:
    """Build an entry from plain data; what is empty is left out, what a foreign file does not say gets its default.

    Raises:
        InputError: naming the place in the file and what is wrong with it.

    """
    data = {key: value for key, value in data.items() if value not in ("", None, (), [], {})}
    if file and not _HOME.fullmatch(file):
        message = f"{where}: file {file!r}: expected terms/NAME.yaml or names/NAME.yaml"
        raise InputError(message)
    is_name = file.startswith("names/") or data.get("part") == "names"
    data.pop("part", None)
    data.setdefault("id", slug(str(data.get("en", {}).get("preferred", ""))))
    data.setdefault("status", FOREIGN_STATUS)
    data.setdefault("kind", FOREIGN_KIND)
    data.setdefault("source", {"name": "imported"})
    if not is_name:
        data.setdefault("domain", "imported")
    try:
        entry: Entry = (Name if is_name else Term).model_validate(data)
    except ValidationError as err:
        first = err.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        message = f"{where}: {path}: {first['msg'].lower()}"
        raise InputError(message) from err
    return Filed(file or _home(entry), entry)


def to_json(items: Iterable[Filed]) -> str:
    """Entries as a JSON list, keys as in the glossary's own files."""
    rows = [{"file": item.file, **item.entry.model_dump(mode="json", exclude_defaults=True)} for item in items]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, name: str) -> list[Filed]:
    """Read entries from a JSON list.

    Raises:
        InputError: naming the item and what is wrong.

    """
    try:
        rows = json.loads(text)
    except ValueError as err:
        message = f"{name}: not valid JSON ({err})"
        raise InputError(message) from err
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"{name}: expected a list of entries"
        raise InputError(message)
    return [made(row, str(row.pop("file", "")), f"{name}: item {n}") for n, row in enumerate(rows, 1)]


def _home(entry: Entry) -> str:
    if isinstance(entry, Name):
        return f"names/{slug(entry.kind)}s.yaml"
    return f"terms/{slug(entry.domain)}.yaml"
