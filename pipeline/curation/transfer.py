"""A glossary out to an exchange format and back in: what is new is added, what differs is told, nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.curation.write import put_entries
from pipeline.errors import InputError, SettingsError
from pipeline.exchange.filed import Filed, filed, from_json, slug, to_json
from pipeline.exchange.sheet import from_csv, to_csv
from pipeline.exchange.tbx import from_tbx, to_tbx
from pipeline.exchange.tmx import Pair, from_tmx, to_tmx
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.load import Glossary, phrase_rows


@dataclass
class Imported:
    """What an import did: entries added by file, ids replaced, ids that differ and were left, those there already."""

    added: Counter[str] = field(default_factory=Counter)
    replaced: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    same: int = 0


def exported(glossary: Glossary, kind: str, name: str) -> tuple[str, int]:
    """Return the text of an export and how many entries or pairs it holds.

    Raises:
        SettingsError: if the format is not known.

    """
    if kind == "tmx":
        pairs = [(topic, pair) for topic, pair in memory_of(glossary.folder)]
        return to_tmx(pairs), len(pairs)
    writers = {"csv": to_csv, "json": to_json, "tbx": to_tbx}
    if kind not in writers:
        raise SettingsError(_unknown(name, kind))
    items = filed(glossary)
    return writers[kind](items), len(items)


def imported(folder: Path, file: Path, kind: str, *, replace: bool = False, dry_run: bool = False) -> Imported:
    """Bring a file into a glossary folder.

    Raises:
        InputError: if the file cannot be read as what its format says.
        GlossaryError: if the glossary does not load, before or after.
        SettingsError: if the format is not known.

    """
    try:
        content = file.read_bytes()
    except OSError as err:
        message = f"{file}: cannot be read ({err.strerror or err}); check the path"
        raise InputError(message) from err
    if kind == "tmx":
        return _import_pairs(folder, from_tmx(content, str(file)), slug(file.stem), dry_run=dry_run)
    readers = {"csv": from_csv, "json": from_json}
    if kind == "tbx":
        items = from_tbx(content, str(file))
    elif kind in readers:
        items = readers[kind](_text(content, file), str(file))
    else:
        raise SettingsError(_unknown(file.name, kind))
    return _import_entries(folder, items, replace=replace, dry_run=dry_run)


def memory_of(folder: Path) -> Iterable[tuple[str, Pair]]:
    """Yield (topic, pair) of the translation memory of a glossary, in file order."""
    for file in sorted((folder / "phrases").glob("*.tsv")):
        for row in phrase_rows(file):
            yield file.stem, row


def _import_entries(folder: Path, items: list[Filed], *, replace: bool, dry_run: bool) -> Imported:
    glossary = load_cached(folder)
    known = {item.entry.id: item for item in filed(glossary)}
    result = Imported()
    fresh: dict[str, list[Filed]] = {}
    for item in items:
        there = known.get(item.entry.id)
        if there is None:
            fresh.setdefault(item.file, []).append(item)
            result.added[item.file] += 1
            known[item.entry.id] = item
        elif there.entry == item.entry:
            result.same += 1
        elif replace:
            fresh.setdefault(there.file, []).append(item)
            result.replaced.append(item.entry.id)
        else:
            result.conflicts.append(item.entry.id)
    if not dry_run:
        for name, group in fresh.items():
            put_entries(folder / name, [item.entry for item in group])
    return result


def _import_pairs(folder: Path, pairs: list[tuple[str, Pair]], default: str, *, dry_run: bool) -> Imported:
    known: dict[str, list[Pair]] = {}
    for topic, pair in memory_of(folder):
        known.setdefault(topic, []).append(pair)
    result = Imported()
    fresh: dict[str, list[Pair]] = {}
    for topic, pair in pairs:
        name = slug(topic) if topic else default
        if pair in known.get(name, ()) or pair in fresh.get(name, ()):
            result.same += 1
        else:
            fresh.setdefault(name, []).append(pair)
            result.added[f"phrases/{name}.tsv"] += 1
    if not dry_run:
        for name, rows in fresh.items():
            lines = ("\t".join(row) for row in [*known.get(name, []), *rows])
            write_whole(folder / "phrases" / f"{name}.tsv", "".join(f"{line}\n" for line in lines))
    return result


def _text(content: bytes, file: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        message = f"{file}: not UTF-8 ({err}); save it as UTF-8 (in Excel: CSV UTF-8)"
        raise InputError(message) from err


def _unknown(name: str, kind: str) -> str:
    return f"{name}: unknown format {kind!r}; expected csv, json, tbx or tmx"
