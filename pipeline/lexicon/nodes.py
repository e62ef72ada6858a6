"""YAML read as nodes that know their place, with every scalar kept as the text that stands there.

YAML turns `no` into False, `12:30` into 750 and `2024-01-02` into a date; a term base may hold any of them, so
nothing is converted here and the shapes of `schema` decide. Anchors, aliases and tags are refused and depth and size
are bounded: a glossary needs none of them, and a file that bombs a parser with them is not a glossary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.errors import GlossaryError

MOST_BYTES = 8_000_000
MOST_DEPTH = 12
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, with line and column counted from one."""

    file: Path
    line: int
    column: int

    def __str__(self) -> str:
        """Return `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place of a file."""

    place: Place
    text: str

    def __str__(self) -> str:
        """Return `file:line:column: text`."""
        return f"{self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it is written; `quoted` tells '' from an empty value."""

    place: Place
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    place: Place
    items: list[Node]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in file order; a key written twice stands here twice."""

    place: Place
    pairs: list[tuple[Scalar, Node]]


Node = Scalar | Sequence | Mapping


def read_nodes(file: Path) -> Node | None:
    """Read a YAML file of one document; None if it is empty.

    Raises:
        GlossaryError: if the file cannot be read or is not the plain YAML a glossary is written in.

    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        message = f"{file}:1:1: cannot be read as UTF-8 text ({err}); save it as UTF-8"
        raise GlossaryError(message) from err
    if len(text) > MOST_BYTES:
        message = f"{file}:1:1: over {MOST_BYTES:,} characters; split it, a file holds 500 entries at most"
        raise GlossaryError(message)
    try:
        return _Builder(file).build(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        problem = getattr(err, "problem", None) or str(err).splitlines()[0]
        message = f"{place}: not valid YAML ({problem}); quote text holding ': ' or ' #' or beginning with @ or `"
        raise GlossaryError(message) from err


class _Builder:
    """Makes nodes from parser events with a stack of its own, so that no depth of nesting can overflow Python's."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.key: list[Scalar | None] = []

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refusal(event, "a second document begins; a glossary file holds one")
            elif isinstance(event, yaml.AliasEvent):
                raise self._refusal(event, f"alias *{event.anchor}; write the text out")
            elif isinstance(event, yaml.ScalarEvent):
                self._refuse_anchor(event)
                self._add(Scalar(self._place(event), event.value, event.style not in (None, "")))
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                self._refuse_anchor(event)
                self._enter(event)
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                self.open.pop()
                self.key.pop()
        return self.root

    def _enter(self, event: yaml.NodeEvent) -> None:
        if len(self.open) >= MOST_DEPTH:
            raise self._refusal(event, f"nested more than {MOST_DEPTH} levels deep")
        place = self._place(event)
        node: Sequence | Mapping = (
            Sequence(place, []) if isinstance(event, yaml.SequenceStartEvent) else Mapping(place, [])
        )
        self._add(node)
        self.open.append(node)
        self.key.append(None)

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.key[-1]
        if key is not None:
            parent.pairs.append((key, node))
            self.key[-1] = None
        elif isinstance(node, Scalar):
            self.key[-1] = node
        else:
            message = f"{node.place}: a key must be one word"
            raise GlossaryError(message)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark is not None else Place(self.file, 1, 1)

    def _refuse_anchor(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self._refusal(event, f"anchor &{event.anchor}; write the text out")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._refusal(event, f"tag {tag}; a glossary holds plain text")

    def _refusal(self, event: yaml.Event, text: str) -> GlossaryError:
        return GlossaryError(f"{self._place(event)}: {text}")


def repeated_keys(root: Node | None) -> Iterator[Problem]:
    """Yield a problem for every key that stands twice in one mapping; plain YAML would let the last one win."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Sequence):
            stack.extend(reversed(node.items))
        elif isinstance(node, Mapping):
            first: dict[str, Place] = {}
            for key, _ in node.pairs:
                if key.text in first:
                    yield Problem(key.place, f"key {key.text!r} stands twice (first in line {first[key.text].line})")
                first.setdefault(key.text, key.place)
            stack.extend(value for _, value in reversed(node.pairs))


def plain(node: Node | None) -> object:
    """The data of a node: lists, dictionaries and texts; an empty, unquoted value is None."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if node is None or (not node.quoted and node.text in _NOTHING):
        return None
    return node.text


def place_of(node: Node, path: tuple[int | str, ...], *, key: bool = False) -> Place:
    """The place the path leads to, as far as it can be followed; with `key` that of the last key itself."""
    place = node.place
    for depth, part in enumerate(path):
        child: Node | None = None
        if isinstance(node, Mapping):
            for name, value in node.pairs:
                if name.text == str(part):
                    child, place = value, name.place if key and depth == len(path) - 1 else value.place
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            child = node.items[part]
            place = child.place
        if child is None:
            break
        node = child
    return place
