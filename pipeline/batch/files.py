"""Files on disk: read with a limit, write whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from pipeline.batch.inputs import Source
from pipeline.errors import InputError, OutputError
from pipeline.formats.charset import decode

BYTES_A_CHAR = 4  # UTF-8's and GB18030's longest


def read_text(source: Source, max_chars: int) -> str:
    """Read and decode an input.

    Raises:
        InputError: if it cannot be read, is binary, empty, or over the limit.

    """
    try:
        if source.path is None:
            data = sys.stdin.buffer.read(max_chars * BYTES_A_CHAR + 1)
        else:
            if source.format != "jsonl" and source.path.stat().st_size > max_chars * BYTES_A_CHAR:
                raise InputError(_too_long(source, max_chars))
            data = source.path.read_bytes()
    except OSError as err:
        message = f"{source.path}: cannot be read ({err.strerror or err}); check the file and its permissions"
        raise InputError(message) from err
    try:
        text = decode(data).text
    except InputError as err:
        message = f"{source.path or 'stdin'}: {err}"
        raise InputError(message) from err
    if not text.strip():
        message = f"{source.path or 'stdin'}: no text in it; expected an article"
        raise InputError(message)
    if source.format != "jsonl" and len(text) > max_chars:
        raise InputError(_too_long(source, max_chars))
    return text


def _too_long(source: Source, max_chars: int) -> str:
    name = source.path or "stdin"
    return f"{name}: longer than {max_chars:,} characters; split it, or raise max_chars in bilingual.toml"


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
