"""A line with the time since the command began, on the screen and in a file."""

from __future__ import annotations

import sys
import time
from pathlib import Path


class Log:
    """Call it with a line; `seconds()` is the time since it was made."""

    def __init__(self, file: Path, *, go_on: bool = False) -> None:
        """Begin the file, or add to it: a resumed training goes on in its log."""
        file.parent.mkdir(parents=True, exist_ok=True)
        if not go_on:
            file.write_text("", encoding="utf-8")
        self._file = file
        self._began = time.monotonic()

    def seconds(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self._began

    def __call__(self, text: str) -> None:
        """Write one line."""
        line = f"{self.seconds():7.1f}s {text}\n"
        sys.stdout.write(line)
        sys.stdout.flush()
        with self._file.open("a", encoding="utf-8") as out:
            out.write(line)
