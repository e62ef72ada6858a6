"""Files written whole or not at all, and their hashes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pipeline.errors import OutputError


def write_whole(file: Path, content: str) -> None:
    """Write a file so that a reader sees the old or the new one, never a part.

    Raises:
        OutputError: if the place cannot be written.

    """
    temporary = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", newline="\n", errors="surrogatepass") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(file)
    except OSError as err:
        message = f"{file}: cannot be written ({err.strerror or err}); check OUTPUT and its permissions"
        raise OutputError(message) from err


def sha256_of(text: str) -> str:
    """Hash of a text as it is on disk."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sha256_file(file: Path) -> str:
    """Hash of a file on disk."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
