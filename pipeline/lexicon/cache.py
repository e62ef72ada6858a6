"""Validated glossary data kept as JSON, keyed by content, so that the next start need not parse YAML.

The whole glossary is one file, for a start; each of its files is kept too, so that after an edit only the edited one
is parsed. The cache lies in the user's cache folder and holds data only: a file that was tampered with can give a
wrong glossary no sooner than the glossary folder itself could, and one that is damaged is not used. It is never
needed: where the folder cannot be written, the YAML is read every time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import platformdirs
from pydantic import TypeAdapter, ValidationError

from pipeline.atomic import write_whole
from pipeline.errors import OutputError
from pipeline.lexicon import nodes, schema
from pipeline.lexicon.load import Glossary, data_files, load, require_glossary

KEPT = {"glossary": 6, "file": 600}  # older ones are removed
_GLOSSARY = TypeAdapter(Glossary)
S = TypeVar("S", bound=schema.Strict)


def load_cached(folder: Path) -> Glossary:
    """Load a glossary folder, from the cache if one of exactly this content is there.

    Raises:
        GlossaryError: naming every error found, a line each.

    """
    require_glossary(folder)
    file = _cache_folder() / f"glossary-{content_key(folder)}.json"
    with contextlib.suppress(OSError, ValidationError, ValueError):
        return replace(_GLOSSARY.validate_json(file.read_bytes()), folder=folder)
    glossary = load(folder, _Files())
    _keep(file, _GLOSSARY.dump_json(glossary, exclude_defaults=True))
    _forget_old_ones(file.parent)
    return glossary


@cache
def _record_of(shape: type[S]) -> TypeAdapter[tuple[list[S], list[int]]]:
    return TypeAdapter(tuple[list[shape], list[int]])  # type: ignore[valid-type]


class _Files:
    """Files of a glossary read before, each by its content and shape."""

    def entries(self, file: Path, shape: type[S]) -> tuple[list[S], list[int]] | None:
        """The entries of a file with the line of each, None if it was not read before or its record is damaged."""
        with contextlib.suppress(OSError, ValidationError, ValueError):
            return _record_of(shape).validate_json(self._record(file, shape).read_bytes())
        return None

    def keep(self, file: Path, entries: Sequence[schema.Strict], lines: Sequence[int]) -> None:
        """Keep what a sound file held."""
        if entries:
            items = ",".join(entry.model_dump_json(exclude_defaults=True) for entry in entries)
            record = self._record(file, type(entries[0]))
            _keep(record, f"[[{items}],{json.dumps(list(lines))}]".encode())

    @staticmethod
    def _record(file: Path, shape: type[schema.Strict]) -> Path:
        digest = hashlib.sha256(_code_key() + shape.__name__.encode() + b"\0" + file.read_bytes())
        return _cache_folder() / f"file-{digest.hexdigest()[:32]}.json"


def content_key(folder: Path) -> str:
    """A digest of every file a glossary is read from and of the code that reads it."""
    digest = hashlib.sha256(_code_key())
    for file in data_files(folder):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


@cache
def _code_key() -> bytes:
    digest = hashlib.sha256(version("pydantic").encode())
    for module in (schema.__file__, load.__code__.co_filename, nodes.__file__):
        digest.update(Path(module).read_bytes())
    return digest.digest()


def _keep(file: Path, content: bytes) -> None:
    with contextlib.suppress(OutputError, OSError):
        write_whole(file, content.decode("utf-8"))


def _cache_folder() -> Path:
    return Path(platformdirs.user_cache_path("bilingual", appauthor=False))


def _forget_old_ones(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for kind, count in KEPT.items():
            files = sorted(folder.glob(f"{kind}-*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
            for file in files[count:]:
                file.unlink(missing_ok=True)
