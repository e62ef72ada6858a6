"""Read and validate a glossary folder: every error of every file at once, each with its place and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from pipeline.errors import GlossaryError
from pipeline.lexicon import schema
from pipeline.lexicon.complaints import problems_of
from pipeline.lexicon.nodes import Mapping, Node, Place, Problem, Sequence, plain, read_nodes, repeated_keys

S = TypeVar("S", bound=schema.Strict)
MOST_SHOWN = 40
DATA_FILES = (
    "terms/*.yaml",
    "names/*.yaml",
    "senses/*.yaml",
    "spam.yaml",
    "patterns.yaml",
    "decisions.yaml",
    "phrases/*.tsv",
    "words/*.txt",
)
_SPECIAL = frozenset({"look-alikes", "stems"})


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything in a glossary folder, validated, in file order.

    `places` says where an entry stands, by id: the file relative to the folder, and the line.
    """

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
    patterns: tuple[schema.Pattern, ...] = ()
    places: dict[str, tuple[str, int]] = field(default_factory=dict)


def data_files(folder: Path) -> list[Path]:
    """Every file a glossary is read from, in the order it is read."""
    return [file for pattern in DATA_FILES for file in sorted(folder.glob(pattern))]


def require_glossary(folder: Path) -> None:
    """Refuse a folder that is no glossary.

    Raises:
        GlossaryError: if it has no `terms/`.

    """
    if not (folder / "terms").is_dir():
        message = f"{folder}: no glossary here (expected a folder with terms/, senses/, names/); check --glossary"
        raise GlossaryError(message)


class Remembered(Protocol):
    """A store of files read before, by their content."""

    def entries(self, file: Path, shape: type[S]) -> tuple[list[S], list[int]] | None:
        """The entries of a file of exactly this content with the line of each, None if it was not read before."""

    def keep(self, file: Path, entries: Sequence_[schema.Strict], lines: Sequence_[int]) -> None:
        """Keep what a sound file held."""


def load(folder: Path, remembered: Remembered | None = None) -> Glossary:
    """Load a glossary folder; files that `remembered` knows are not parsed again.

    Raises:
        GlossaryError: naming every error found, a line each.

    """
    require_glossary(folder)
    reader = _Reader(folder, remembered)
    names = sorted((folder / "names").glob("*.yaml"))
    glossary = Glossary(
        folder=folder,
        terms=reader.entries(sorted((folder / "terms").glob("*.yaml")), schema.Term),
        names=reader.entries([file for file in names if file.stem not in _SPECIAL], schema.Name),
        senses=reader.entries(sorted((folder / "senses").glob("*.yaml")), schema.Sense),
        look_alikes=reader.entries([file for file in names if file.stem == "look-alikes"], schema.LookAlike),
        stems=reader.entries([file for file in names if file.stem == "stems"], schema.Stem),
        spam=reader.spam(folder / "spam.yaml"),
        decisions=reader.entries([f for f in [folder / "decisions.yaml"] if f.exists()], schema.Decision),
        phrases=tuple(row for file in sorted((folder / "phrases").glob("*.tsv")) for row in reader.phrases(file)),
        words={file.stem: _words(file) for file in sorted((folder / "words").glob("*.txt"))},
        patterns=reader.entries([f for f in [folder / "patterns.yaml"] if f.exists()], schema.Pattern),
        places=reader.places,
    )
    reader.refuse_problems()
    return glossary


def read_entries(file: Path, shape: type[S]) -> list[S]:
    """Read one YAML file holding a list of entries of one shape.

    Raises:
        GlossaryError: naming every error found, a line each.

    """
    reader = _Reader(file.parent)
    entries = reader.entries([file], shape)
    reader.refuse_problems()
    return list(entries)


def read_spam(file: Path) -> schema.Spam:
    """Read spam.yaml.

    Raises:
        GlossaryError: naming every error found, a line each.

    """
    reader = _Reader(file.parent)
    spam = reader.spam(file)
    reader.refuse_problems()
    return spam


class _Reader:
    """Reads files and gathers what is wrong with them."""

    def __init__(self, folder: Path, remembered: Remembered | None = None) -> None:
        self.folder = folder
        self.remembered = remembered
        self.places: dict[str, tuple[str, int]] = {}
        self.problems: list[str] = []
        self.concepts: dict[tuple[str, str], str] = {}

    def entries(self, files: Iterable[Path], shape: type[S]) -> tuple[S, ...]:
        return tuple(entry for file in files for entry in self._entries_of(file, shape))

    def _entries_of(self, file: Path, shape: type[S]) -> Iterator[S]:
        known = self.remembered.entries(file, shape) if self.remembered is not None else None
        if known is None:
            problems = len(self.problems)
            known = self._parsed(file, shape)
            if self.remembered is not None and len(self.problems) == problems:
                self.remembered.keep(file, *known)
        for entry, line in zip(*known, strict=True):
            self._note_id(Place(file, line, 3), entry)
            yield entry

    def _parsed(self, file: Path, shape: type[S]) -> tuple[list[S], list[int]]:
        root = self._root(file)
        entries: list[S] = []
        lines: list[int] = []
        if root is not None and not isinstance(root, Sequence):
            self._say(Problem(root.place, "expected a list of entries, each beginning with '- '"))
        elif root is not None:
            for node in root.items:
                entry = self._validated(node, shape)
                if entry is not None:
                    entries.append(entry)
                    lines.append(node.place.line)
        return entries, lines

    def spam(self, file: Path) -> schema.Spam:
        empty = schema.Spam(brands=(), products=(), phrases=(), counter=(), furniture=())
        root = self._root(file) if file.exists() else None
        if root is None:
            return empty
        if not isinstance(root, Mapping):
            self._say(Problem(root.place, "expected a mapping with brands, products, phrases, counter, furniture"))
            return empty
        return self._validated(root, schema.Spam) or empty

    def phrases(self, file: Path) -> Iterator[tuple[str, str, str]]:
        try:
            yield from phrase_rows(file)
        except GlossaryError as err:
            self.problems.append(str(err))

    def refuse_problems(self) -> None:
        if self.problems:
            shown = "\n".join(self.problems[:MOST_SHOWN])
            more = len(self.problems) - MOST_SHOWN
            raise GlossaryError(shown + (f"\n... and {more} more" if more > 0 else ""))

    def _root(self, file: Path) -> Node | None:
        try:
            root = read_nodes(file)
        except GlossaryError as err:
            self.problems.append(str(err))
            return None
        for problem in repeated_keys(root):
            self._say(problem)
        return root

    def _validated(self, node: Node, shape: type[S]) -> S | None:
        try:
            return shape.model_validate(plain(node))
        except ValidationError as err:
            for problem in problems_of(shape, node, err):
                self._say(problem)
            return None

    def _note_id(self, place: Place, entry: schema.Strict) -> None:
        """Keep where the entry stands; an id or a concept written twice is a problem."""
        if not isinstance(entry, (schema.Term, schema.Name, schema.Sense, schema.Pattern)):
            return
        if entry.id in self.places:
            file, line = self.places[entry.id]
            self._say(Problem(place, f"id {entry.id!r} is used twice (first in {file}:{line}); ids are unique"))
            return
        self.places[entry.id] = (place.file.relative_to(self.folder).as_posix(), place.line)
        if isinstance(entry, schema.Term):
            concept = (entry.en.preferred.casefold(), entry.zh.preferred)
            if concept in self.concepts:
                self._say(
                    Problem(place, f"the same concept as {self.concepts[concept]!r}: {' = '.join(concept)}; join them")
                )
            self.concepts.setdefault(concept, entry.id)

    def _say(self, problem: Problem) -> None:
        self.problems.append(str(problem))


def phrase_rows(file: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the pairs of one memory file: English, Chinese, and the bad rendering or ''.

    Raises:
        GlossaryError: at a line that is not two or three tab-separated texts.

    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        fields = [part.strip() for part in line.split("\t")]
        if len(fields) not in (2, 3) or not fields[0] or not fields[1]:
            expected = "expected English, Chinese and an optional bad rendering, tab-separated"
            message = f"{Place(file, number, 1)}: {len(fields)} fields; {expected}"
            raise GlossaryError(message)
        yield fields[0], fields[1], fields[2] if len(fields) == 3 else ""


def _words(file: Path) -> frozenset[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
