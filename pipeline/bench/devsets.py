"""What translation is measured on: files of one's own, the held-out health phrases, the same mixed, and FLORES.

The held-out phrase topics lie in the source tree (`tests/heldout/phrases`) and are read by no one who writes rules,
entries or thresholds. FLORES with the stored outputs of other engines and the aligned mixed set are not part of the
project: they are read from a folder the user names.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import longest
from pipeline.lexicon.schema import Term
from pipeline.model import LANGUAGES, Language

HELD_OUT = Path(__file__).parent.parent.parent / "tests" / "heldout" / "phrases"
PEERS = ("argos", "opusmt", "nllb", "firefox-base-memory", "firefox-base", "google", "microsoft")
_MOST_SWITCHED = 3
_SEED = 11


@dataclass(frozen=True, slots=True)
class DevSet:
    """Sentences to translate into one language, with their references; `peers` are stored outputs of other engines."""

    name: str
    to: Language
    sources: tuple[str, ...]
    references: tuple[str, ...]
    peers: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def first(self, limit: int | None) -> DevSet:
        """The first sentences alone."""
        return DevSet(
            self.name, self.to, self.sources[:limit], self.references[:limit],
            tuple((name, lines[:limit]) for name, lines in self.peers),
        )  # fmt: skip


def own_files(source: Path, reference: Path, to: Language) -> DevSet:
    """A set of the user's own: two files, one sentence a line.

    Raises:
        InputError: if they are not two UTF-8 files of equally many lines.

    """
    left, right = _lines(source), _lines(reference)
    if len(left) != len(right):
        message = f"{reference}: {len(right)} lines, but {source} has {len(left)}; give one reference a source line"
        raise InputError(message)
    return DevSet(source.name, to, left, right)


def built_in(lexicon: Lexicon, data: Path | None) -> Iterator[DevSet]:
    """The sets there are: health and mixed health from the held-out phrases, and what `data` holds."""
    pairs = held_out_pairs()
    for to in LANGUAGES:
        if pairs:
            from_column, column = (1, 0) if to == "en" else (0, 1)
            sources, references = (tuple(pair[n] for pair in pairs) for n in (from_column, column))
            yield DevSet("health", to, sources, references)
            mixed = [switched(source, to, lexicon, n) for n, source in enumerate(sources)]
            kept = [n for n, text in enumerate(mixed) if text is not None]
            yield DevSet(
                "health, terms mixed", to, tuple(mixed[n] or "" for n in kept), tuple(references[n] for n in kept)
            )
            yield DevSet("the same unmixed", to, tuple(sources[n] for n in kept), tuple(references[n] for n in kept))
        if data is not None:
            yield from _given(data, to)


def held_out_pairs() -> list[tuple[str, str]]:
    """The held-out phrases as (English, Chinese); none where the source tree is not there."""
    rows = (line.split("\t") for file in sorted(HELD_OUT.glob("*.tsv")) for line in _lines(file))
    return [(row[0], row[1]) for row in rows if len(row) > 1]


def switched(source: str, to: Language, lexicon: Lexicon, seed: int) -> str | None:
    """Put up to three glossary terms of a sentence into the other language, as in code-switching; None if it has none.

    Half are set without spaces, as a machine leaves them.
    """
    rng = random.Random(_SEED + seed)
    places = []
    for hit in longest(tuple(lexicon.scan(source))):
        entry = hit.form.entry
        if entry is None or entry.zh is None or hit.form.lang == to or (isinstance(entry, Term) and entry.general):
            continue
        places.append((hit.start, hit.end, entry.zh.preferred if to == "zh" else entry.en.preferred))
    if not places:
        return None
    for start, end, form in sorted(rng.sample(places, min(len(places), rng.randint(1, _MOST_SWITCHED))), reverse=True):
        before, after = source[:start], source[end:]
        if rng.random() < 0.5:
            before, after = before.rstrip(), after.lstrip()
        source = before + form + after
    return source


def _given(data: Path, to: Language) -> Iterator[DevSet]:
    other: Language = "zh" if to == "en" else "en"
    for file in sorted(data.rglob("flores-dev.en")):
        folder = file.parent
        peers = tuple(
            (peer, _lines(folder / f"flores-dev.{peer}.{to}"))
            for peer in PEERS
            if (folder / f"flores-dev.{peer}.{to}").is_file()
        )
        yield DevSet("flores", to, _lines(folder / f"flores-dev.{other}"), _lines(folder / f"flores-dev.{to}"), peers)
    for file in sorted(data.rglob("mixed.tsv")):
        rows = [line.split("\t") for line in _lines(file)]
        column, from_column = (1, 2) if to == "en" else (2, 1)
        references = tuple(row[column] for row in rows)
        yield DevSet("health, mixed", to, tuple(row[0] for row in rows), references)
        yield DevSet("the same unmixed", to, tuple(row[from_column] for row in rows), references)


def _lines(file: Path) -> tuple[str, ...]:
    try:
        return tuple(file.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as err:
        message = f"{file}: cannot be read as UTF-8 text ({err})"
        raise InputError(message) from err
