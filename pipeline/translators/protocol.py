"""What every translation engine takes and gives: batches of requests in, ranked candidates out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.lexicon.matcher import Hit
from pipeline.model import BlockKind, By, Lang, Language, Run


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to render.

    `terms` are the glossary terms and names in `text` (its offsets), constraints on the rendering; `runs` its language
    runs (same offsets); `siblings` the other items of its list, which decide how an item is capitalised.
    """

    text: str
    source: Lang
    target: Language
    kind: BlockKind
    terms: tuple[Hit, ...] = ()
    runs: tuple[Run, ...] = ()
    siblings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rendering an engine offers; `exact` says a person wrote it for exactly this sentence."""

    text: str
    score: float
    by: By
    exact: bool = False


class Translator(Protocol):
    """An engine. `signature` names it with its version and data, for cache keys and `run.json`."""

    name: str
    signature: str

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Return ranked candidates for each request, none where the engine has no answer."""
        ...
