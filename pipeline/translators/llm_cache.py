"""Answers of the endpoint that were paid for, in SQLite: written before they are used, so none is paid for twice.

The key column holds sha256 sums alone; the content is what the model wrote, the rendering in its JSON. Several
processes may share a file. Two that ask the same question at the same moment both pay, but the first usable answer
stays and both use it, so that a rerun gives the same. `synchronous=FULL` makes a committed answer outlive a power cut.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import platformdirs

from pipeline.errors import TranslationError

_LOG = logging.getLogger(__name__)
_WAIT = 30.0  # seconds for other processes' writes, which take milliseconds
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SHAPE = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, content TEXT NOT NULL, settled INTEGER NOT NULL, tries INTEGER NOT NULL, seal TEXT NOT NULL
) WITHOUT ROWID
"""
_GET = "SELECT content, settled, tries, seal FROM answers WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO answers (key, content, settled, tries, seal) VALUES (?, ?, ?, ?, ?)"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """The best answer to a question so far.

    Attributes:
        content: what the model wrote, "" if the endpoint refused.
        settled: whether it was usable, or declined in the form asked for.
        tries: how many answers were paid for.

    """

    content: str
    settled: bool
    tries: int


class AnswerCache:
    """Answers by key, in one file; safe for several threads and processes, opened at the first use."""

    def __init__(self, file: Path | None) -> None:
        """Use this file, or `llm.sqlite` in the user's cache folder."""
        self.file = file or Path(platformdirs.user_cache_path("bilingual", appauthor=False)) / "llm.sqlite"
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._process = self._inode = 0

    def get(self, key: str) -> Answer | None:
        """The answer under a key, None if there is none or its row was damaged."""
        return self._with(lambda connection: _read(connection, key))

    def put(self, key: str, content: str, *, settled: bool) -> Answer:
        """Store an answer durably and return what counts from now on: a settled one that was there before stays."""
        clean = content.encode("utf-8", "replace").decode()
        return self._with(lambda connection: _write(connection, key, clean, settled=settled))

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            self._close()

    def _with(self, use: Callable[[sqlite3.Connection], T]) -> T:
        """Use the open file; a damaged one is moved aside once and begun anew.

        Raises:
            TranslationError: if the file cannot be read or written.

        """
        with self._lock:
            for moved in (False, True):
                try:
                    return use(self._open())
                except sqlite3.Error as err:
                    reason, is_damage = str(err), _code(err) in _DAMAGE
                except OSError as err:
                    reason, is_damage = err.strerror or type(err).__name__, False
                if moved or not is_damage:
                    break
                self._set_aside()
        message = (
            f"{self.file}: the cache of LLM answers cannot be used ({reason}); "
            "without it answers would be paid for twice: make room and check its permissions, or set llm.cache"
        )
        raise TranslationError(message)

    def _open(self) -> sqlite3.Connection:
        if self._process != os.getpid():
            self._connection = None  # one that came over a fork must be neither used nor closed here
        if self._connection is None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._process, self._inode = os.getpid(), _inode(self.file)
            self._connection = _connect(self.file)
        return self._connection

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and self._process == os.getpid():
            connection.close()

    def _set_aside(self) -> None:
        """Move a damaged file out of the way, unless another process has done so since it was opened."""
        self._close()
        if _inode(self.file) != self._inode:
            return
        place = _free_name(self.file)
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self.file.with_name(self.file.name + suffix).replace(place.with_name(place.name + suffix))
        _LOG.warning(
            "%s: damaged cache of LLM answers, moved to %s; what it held is asked again", self.file, place.name
        )


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        _switch_to_wal(connection)
        connection.execute(_SHAPE)
    except BaseException:
        connection.close()
        raise
    return connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch the journal; SQLite does not wait where another process is just doing the same."""
    deadline = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as err:
            if _code(err) not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _read(connection: sqlite3.Connection, key: str) -> Answer | None:
    row = connection.execute(_GET, (key,)).fetchone()
    if row is None:
        return None
    content, settled, tries, seal = row
    # SQLite does not notice a changed letter; a rendering must not come back other than it was stored.
    return Answer(content, bool(settled), tries) if seal == _seal(key, content, settled, tries) else None


def _write(connection: sqlite3.Connection, key: str, content: str, *, settled: bool) -> Answer:
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = _read(connection, key)
        if before is not None and before.settled:
            answer = before
        else:
            answer = Answer(content, settled, (before.tries if before else 0) + 1)
            seal = _seal(key, content, int(settled), answer.tries)
            connection.execute(_PUT, (key, content, int(settled), answer.tries, seal))
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return answer


def _seal(key: str, content: object, settled: object, tries: object) -> str:
    return hashlib.sha256(f"{key}\0{settled}\0{tries}\0{content}".encode()).hexdigest()[:16]


def _code(err: sqlite3.Error) -> int:
    """The primary result code, 0 if SQLite gave none."""
    return getattr(err, "sqlite_errorcode", 0) & 0xFF


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return 0


def _free_name(file: Path) -> Path:
    n = 1
    while (place := file.with_name(f"{file.name}.damaged-{n}")).exists():
        n += 1
    return place
