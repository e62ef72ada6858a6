"""A validated glossary kept as one JSON file, keyed by what its files hold, so that the next start need not parse YAML.

The cache lies in the user's cache folder and holds data only: a file that was tampered with can give a wrong glossary
no sooner than the glossary folder itself could, and one that is damaged is not used. It is never needed: where the
folder cannot be written, the YAML is read every time.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import platformdirs
from pydantic import TypeAdapter, ValidationError

from pipeline.atomic import write_whole
from pipeline.errors import OutputError
from pipeline.lexicon import schema
from pipeline.lexicon.load import Glossary, data_files, load, require_glossary

KEPT = 6  # glossaries; older ones are removed
_GLOSSARY = TypeAdapter(Glossary)


def load_cached(folder: Path) -> Glossary:
    """Load a glossary folder, from the cache if one of exactly this content is there.

    Raises:
        GlossaryError: naming every error found, a line each.

    """
    require_glossary(folder)
    file = _cache_folder() / f"glossary-{content_key(folder)}.json"
    with contextlib.suppress(OSError, ValidationError, ValueError):
        return replace(_GLOSSARY.validate_json(file.read_bytes()), folder=folder)
    glossary = load(folder)
    with contextlib.suppress(OutputError, OSError):
        write_whole(file, _GLOSSARY.dump_json(glossary, exclude_defaults=True).decode("utf-8"))
        _forget_old_ones(file.parent)
    return glossary


def content_key(folder: Path) -> str:
    """A digest of every file a glossary is read from and of the code that reads it."""
    digest = hashlib.sha256(version("pydantic").encode())
    for module in (schema.__file__, load.__code__.co_filename):
        digest.update(Path(module).read_bytes())
    for file in data_files(folder):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _cache_folder() -> Path:
    return Path(platformdirs.user_cache_path("bilingual", appauthor=False))


def _forget_old_ones(folder: Path) -> None:
    files = sorted(folder.glob("glossary-*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        file.unlink(missing_ok=True)
