"""Inputs on disk or stdin, read with a limit."""

from __future__ import annotations

import sys

from pipeline.batch.inputs import Source
from pipeline.errors import InputError
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
