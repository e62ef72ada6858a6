"""Which files a batch reads, and what their outputs are called."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline import formats

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: `name` is the stem of its outputs, relative to OUTPUT, with `/`.

    `error` says in one line why it cannot be read.
    """

    path: Path | None
    name: str
    suffix: str
    error: str | None = None

    @property
    def format(self) -> str:
        """The format its suffix stands for."""
        return formats.FORMATS[self.suffix.lower()]


RESERVED = frozenset({"batch"})  # batch.findings.json is the batch's own file


def find_sources(inputs: Sequence[str], output: Path | None) -> list[Source]:
    """Resolve files, folders, globs and `-`; a folder inside OUTPUT is skipped, as is OUTPUT itself."""
    found: dict[str, Source] = {}
    for given in inputs:
        for source in _resolve(given, output):
            found.setdefault(str(source.path), source)
    return _distinct(list(found.values()))


def _resolve(given: str, output: Path | None) -> Iterator[Source]:
    if given == STDIN:
        yield Source(None, "stdin", ".txt")
        return
    path = Path(given)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_article(file) and not _inside(file, output))
        if not files:
            yield Source(path, path.name, "", f"{given}: no articles here (expected .txt, .md, .html or .jsonl files)")
        yield from (_source(file, file.relative_to(path)) for file in files)
    elif path.exists():
        yield _source(path, Path(path.name))
    elif glob.has_magic(given):
        matches = sorted(Path(match) for match in glob.glob(given, recursive=True))  # noqa: PTH207 - absolute patterns
        if not matches:
            yield Source(path, path.name, "", f"{given}: no file matches; check the pattern")
        for match in matches:
            yield from _resolve(str(match), output)
    else:
        yield Source(path, path.name, "", f"{given}: no such file or folder; check the path")


def _source(file: Path, relative: Path) -> Source:
    if file.suffix.lower() not in formats.FORMATS:
        return Source(
            file,
            relative.as_posix(),
            "",
            f"{file}: unknown format {file.suffix!r}; expected .txt, .md, .html or .jsonl",
        )
    return Source(file, PurePosixPath(relative.with_suffix("")).as_posix(), file.suffix)


def _is_article(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    return file.is_file() and not hidden and file.suffix.lower() in formats.FORMATS and file.stem.lower() != "readme"


def _inside(file: Path, output: Path | None) -> bool:
    return output is not None and output.resolve() in file.resolve().parents


def _distinct(sources: list[Source]) -> list[Source]:
    """Where a.txt and a.html meet, both use the full name; two files of one full name get their folder's name too."""
    names: dict[str, int] = {}
    for source in sources:
        names[source.name] = names.get(source.name, 0) + 1
    full = [
        source
        if source.error or (names[source.name] == 1 and source.name not in RESERVED)
        else Source(source.path, source.name + source.suffix, source.suffix)
        for source in sources
    ]
    seen: dict[str, int] = {}
    distinct = []
    for source in full:
        count = seen[source.name] = seen.get(source.name, 0) + 1
        name = source.name if count == 1 else f"{source.name}~{count}"
        distinct.append(Source(source.path, name, source.suffix, source.error))
    return distinct
