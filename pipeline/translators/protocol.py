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

    `source` may be the target language itself (a garbled sentence to be repaired) or mixed. `terms` are the glossary
    terms and names in `text` (its offsets), constraints on the rendering; `runs` its language runs (same offsets);
    `siblings` the other items of its list, which decide how an item is capitalised. `wide` asks for the engine's
    second pass, after no candidate of its first one passed: wider beam, more candidates, stronger constraints.
    """

    text: str
    source: Lang
    target: Language
    kind: BlockKind
    terms: tuple[Hit, ...] = ()
    runs: tuple[Run, ...] = ()
    siblings: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rendering an engine offers, `score` in 0..1; `exact` says a person wrote it for exactly this sentence."""

    text: str
    score: float
    by: By
    exact: bool = False


class Translator(Protocol):
    """An engine.

    `signature` names it with its version, data and decoding settings, for cache keys and `run.json`. `second_pass` says
    whether a `wide` request may bring other candidates than a first one.
    """

    name: str
    second_pass: bool

    @property
    def signature(self) -> str:
        """What its renderings depend on besides the request."""
        ...

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Return ranked candidates for each request, none where the engine has no answer.

        A candidate does not depend on the other requests of the batch.

        Raises:
            TranslationError: if the engine cannot work at all (endpoint down, model file gone).

        """
        ...
