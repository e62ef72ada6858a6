"""Read and validate a glossary folder; every error names file, line, what was expected and the nearest valid key."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from pipeline.errors import GlossaryError
from pipeline.lexicon import schema

S = TypeVar("S", bound=schema.Strict)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything in a glossary folder, validated, in file order."""

    folder: Path
    terms: tuple[schema.Term, ...]
    names: tuple[schema.Name, ...]
    senses: tuple[schema.Sense, ...]
    look_alikes: tuple[schema.LookAlike, ...]
    stems: tuple[schema.Stem, ...]
    spam: schema.Spam
    decisions: tuple[schema.Decision, ...]
    phrases: tuple[tuple[str, str, str], ...]
    words: dict[str, frozenset[str]]


def load(folder: Path) -> Glossary:
    """Load a glossary folder.

    Raises:
        GlossaryError: on the first file that breaks the schema, or on an id used twice.

    """
    if not (folder / "terms").is_dir():
        message = f"{folder}: no glossary here (expected a folder with terms/, senses/, names/); check --glossary"
        raise GlossaryError(message)
    names_files = sorted((folder / "names").glob("*.yaml"))
    special = {"look-alikes", "stems"}
    glossary = Glossary(
        folder=folder,
        terms=_all(sorted((folder / "terms").glob("*.yaml")), schema.Term),
        names=_all((file for file in names_files if file.stem not in special), schema.Name),
        senses=_all(sorted((folder / "senses").glob("*.yaml")), schema.Sense),
        look_alikes=_all((file for file in names_files if file.stem == "look-alikes"), schema.LookAlike),
        stems=_all((file for file in names_files if file.stem == "stems"), schema.Stem),
        spam=_spam(folder / "spam.yaml"),
        decisions=_all([f for f in [folder / "decisions.yaml"] if f.exists()], schema.Decision),
        phrases=tuple(row for file in sorted((folder / "phrases").glob("*.tsv")) for row in _phrases(file)),
        words={file.stem: _words(file) for file in sorted((folder / "words").glob("*.txt"))},
    )
    _refuse_repeated_ids(glossary)
    return glossary


def _refuse_repeated_ids(glossary: Glossary) -> None:
    seen: set[str] = set()
    every = [*(e.id for e in glossary.terms), *(e.id for e in glossary.names), *(e.id for e in glossary.senses)]
    for entry_id in every:
        if entry_id in seen:
            message = f"{glossary.folder}: id {entry_id!r} is used twice; ids are unique over the whole glossary"
            raise GlossaryError(message)
        seen.add(entry_id)


def _all(files: Iterable[Path], shape: type[S]) -> tuple[S, ...]:
    return tuple(entry for file in files for entry in read_entries(file, shape))


def _spam(file: Path) -> schema.Spam:
    node, data = _compose(file)
    if not isinstance(data, dict):
        message = f"{file}:1: expected a mapping with brands, products, phrases, counter, furniture"
        raise GlossaryError(message)
    return _validated(file, node, data, schema.Spam)


def read_entries(file: Path, shape: type[S]) -> list[S]:
    """Read one YAML file holding a list of entries of one shape."""
    node, data = _compose(file)
    if data is None:
        return []
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        message = f"{file}:1: expected a list of entries, each beginning with '- '"
        raise GlossaryError(message)
    return [_validated(file, child, item, shape) for child, item in zip(node.value, data, strict=True)]


def _compose(file: Path) -> tuple[yaml.Node | None, object]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        message = f"{file}: cannot be read as UTF-8 text ({err}); save it as UTF-8"
        raise GlossaryError(message) from err
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, None
        _refuse_repeated_keys(file, node)
        return node, loader.construct_document(node)
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        message = f"{file}:{line}: not valid YAML ({getattr(err, 'problem', err)}); quote text holding ': ', '#' or '@'"
        raise GlossaryError(message) from err
    finally:
        loader.dispose()


def _refuse_repeated_keys(file: Path, root: yaml.Node) -> None:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if key.value in keys:
                    message = f"{file}:{key.start_mark.line + 1}: key {key.value!r} stands twice; keep one"
                    raise GlossaryError(message)
                keys.add(key.value)
                stack.append(value)


def _validated(file: Path, node: yaml.Node | None, data: object, shape: type[S]) -> S:
    try:
        return shape.model_validate(data)
    except ValidationError as err:
        first = err.errors()[0]
        line = _line_of(node, first["loc"])
        where = ".".join(str(part) for part in first["loc"])
        hint = _nearest_key(shape, where) if first["type"] == "extra_forbidden" else ""
        message = f"{file}:{line}: {where}: {first['msg'].lower()}{hint}"
        raise GlossaryError(message) from err


def _nearest_key(shape: type[schema.Strict], where: str) -> str:
    *parents, key = where.split(".")
    models: list[type[schema.Strict]] = [shape, schema.Forms, schema.Cues, schema.Avoid, schema.Source, schema.Right]
    valid = list(shape.model_fields) if not parents else sorted({k for model in models[1:] for k in model.model_fields})
    close = difflib.get_close_matches(key, valid, n=1)
    return f" (did you mean {close[0]!r}?)" if close else f" (valid keys: {', '.join(valid)})"


def _line_of(node: yaml.Node | None, path: tuple[int | str, ...]) -> int:
    if node is None:
        return 1
    line = node.start_mark.line + 1
    for part in path:
        child: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    child, line = value, key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = node.value[part]
            line = child.start_mark.line + 1
        if child is None:
            break
        node = child
    return line


def _phrases(file: Path) -> list[tuple[str, str, str]]:
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        fields = line.split("\t")
        if len(fields) not in (2, 3) or not fields[0].strip() or not fields[1].strip():
            message = f"{file}:{number}: expected English, Chinese and an optional bad rendering, tab-separated"
            raise GlossaryError(message)
        rows.append((fields[0].strip(), fields[1].strip(), fields[2].strip() if len(fields) == 3 else ""))
    return rows


def _words(file: Path) -> frozenset[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
