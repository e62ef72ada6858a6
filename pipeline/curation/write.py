"""Writing entries into glossary files: in the right file, at the right place, everything else byte for byte as it was.

A file is taken apart at the lines where entries begin, so an insertion or an edit touches the lines of one entry and
nothing else. The new file is read back by the same strict reader before the old one is replaced, and it is replaced
only if nobody changed it meanwhile.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML

from pipeline.atomic import write_whole
from pipeline.curation.hygiene_files import MOST_ENTRIES
from pipeline.curation.lint import lint
from pipeline.curation.shapes import Part, header_of, part_of
from pipeline.errors import GlossaryError
from pipeline.exchange.filed import slug
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.load import read_entries, read_spam
from pipeline.lexicon.schema import Name, Sense, Term

_ENTRY = re.compile(r"^- ", re.MULTILINE)
_ID = re.compile(r"^- id: *(.+?) *$", re.MULTILINE)


def add_new(folder: Path, part: str, data: dict[str, Any], name: str) -> tuple[str, list[str]]:
    """Add one entry from plain data; returns its place and what lint has to say about it.

    Args:
        folder: the glossary.
        part: terms, names or senses.
        data: keys and values as in a glossary file; what is empty is left out, a missing id is made.
        name: the file it goes into, relative to the folder.

    Raises:
        GlossaryError: if the entry breaks the schema, its id is in use, or the file is full.

    """
    file = folder / name
    if file.parent != folder / part:
        message = f"--file {name}: expected a file in {part}/"
        raise GlossaryError(message)
    entry = _entry_of(part, data, name)
    known = load_cached(folder).places
    if entry.id in known:
        message = (
            f"{folder / known[entry.id][0]}:{known[entry.id][1]}: {entry.id!r} is there already; edit it, or give --id"
        )
        raise GlossaryError(message)
    put_entries(file, [entry])
    glossary = load_cached(folder)
    complaints = [f"{item.level}: {item.text}" for item in lint(glossary) if item.entry == entry.id]
    return f"{file}:{glossary.places[entry.id][1]}", complaints


def _entry_of(part: str, data: dict[str, Any], where: str) -> Term | Name | Sense:
    shapes: dict[str, type[Term | Name | Sense]] = {"terms": Term, "names": Name, "senses": Sense}
    full = _without_empty(data)
    if "id" not in full:
        words = full.get("word", full.get("en", {}).get("preferred", ""))
        full = {"id": slug(f"{words} {full['why']}" if part == "senses" else words), **full}
    try:
        return shapes[part].model_validate(full)
    except ValidationError as err:
        first = err.errors(include_url=False)[0]
        message = f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}"
        raise GlossaryError(message) from err


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    pairs = ((key, _without_empty(value) if isinstance(value, dict) else value) for key, value in data.items())
    return {key: value for key, value in pairs if value not in (None, "", (), [], {}, False)}


def put_entries(file: Path, entries: Iterable[BaseModel]) -> None:
    """Insert entries in the order of ids, in place of those of the same id; create the file if it is new.

    Raises:
        GlossaryError: if the file gets too full, or the result would not load.

    """
    before = file.read_text(encoding="utf-8") if file.exists() else f"{header_of(file)}\n"
    head, there = split_entries(before)
    texts = dict(there)
    texts.update({str(getattr(entry, "id", "")): entry_text(entry) for entry in entries})
    if len(texts) > MOST_ENTRIES:
        message = f"{file}: would hold {len(texts)} entries, over the {MOST_ENTRIES} a file may; use another file"
        raise GlossaryError(message)
    in_order = [name for name, _ in there]
    for name in sorted(texts.keys() - set(in_order)):
        in_order.insert(bisect_right(in_order, name), name)
    _replace(file, before, head + "".join(texts[name] for name in in_order))


def add_spam(file: Path, part: str, words: Iterable[str]) -> list[str]:
    """Add words to one list of spam.yaml; returns those that are new. Everything else stays as it was.

    Raises:
        GlossaryError: if the file does not load.

    """
    before = file.read_text(encoding="utf-8")
    tool = _round_trip()
    document = tool.load(before)
    new = [word for word in dict.fromkeys(words) if word not in document[part]]
    if not document[part]:
        document[part] = []
    document[part].extend(new)
    stream = io.StringIO()
    tool.dump(document, stream)
    _replace(file, before, stream.getvalue())
    return new


def edit_entry(file: Path, entry_id: str, change: Callable[[Any], None]) -> None:
    """Change one entry in place; comments, order and quoting of what is not changed are kept.

    Args:
        file: the glossary file.
        entry_id: which entry.
        change: gets the entry as a ruamel mapping and alters it.

    Raises:
        GlossaryError: if there is no such entry, or the result would not load.

    """
    before = file.read_text(encoding="utf-8")
    head, entries = split_entries(before)
    if entry_id not in [name for name, _ in entries]:
        message = f"{file}: no entry {entry_id!r}; look for it with bilingual glossary find"
        raise GlossaryError(message)
    texts = [_changed(text, change) if name == entry_id else text for name, text in entries]
    _replace(file, before, head + "".join(texts))


def split_entries(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Take a list file apart: what stands before the first entry, then (id, text) of each."""
    text = text if text.endswith("\n") else f"{text}\n"
    starts = [match.start() for match in _ENTRY.finditer(text)]
    pieces = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return text[: starts[0]] if starts else text, [(_id_of(piece), piece) for piece in pieces]


def entry_text(entry: BaseModel) -> str:
    """An entry as it stands in a glossary file."""
    data = entry.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    return "".join(f"{'- ' if n == 0 else '  '}{key}: {_flow(value)}\n" for n, (key, value) in enumerate(data.items()))


def _flow(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    """One value in YAML's one-line style, quoted where it must be."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")


def _changed(text: str, change: Callable[[Any], None]) -> str:
    tool = _round_trip()
    document = tool.load(text)
    change(document[0])
    tool.indent(mapping=2, sequence=2, offset=0)
    stream = io.StringIO()
    tool.dump(document, stream)
    return stream.getvalue()


def _round_trip() -> YAML:
    tool = YAML()
    tool.width = 10**6
    tool.preserve_quotes = True
    tool.indent(mapping=2, sequence=4, offset=2)
    return tool


def _id_of(piece: str) -> str:
    match = _ID.match(piece)
    return str(yaml.load(match[1], Loader=yaml.BaseLoader)) if match else ""


def _replace(file: Path, before: str, after: str) -> None:
    """Write the new text if it loads and nobody wrote in between; the file is then the old or the new one."""
    trial = file.with_name(f".{file.stem}.trial.yaml")
    write_whole(trial, after)
    try:
        _read_back(trial, part_of(file))
    except GlossaryError as err:
        raise GlossaryError(str(err).replace(str(trial), str(file))) from err
    finally:
        trial.unlink(missing_ok=True)
    now = file.read_text(encoding="utf-8") if file.exists() else before
    if now != before:
        message = f"{file}: was changed by someone else meanwhile; nothing was written, try again"
        raise GlossaryError(message)
    write_whole(file, after)


def _read_back(file: Path, part: Part) -> None:
    if part.name == "spam":
        read_spam(file)
    else:
        read_entries(file, get_args(part.holds)[0])
