"""A neural engine whose decoder is told what to write, for what random weights cannot show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.lexicon.matcher import longest
from pipeline.model import Lang, Language
from pipeline.settings import NeuralSettings
from pipeline.translators.neural import NeuralTranslator
from pipeline.translators.neural_decoder import Hypothesis
from pipeline.translators.neural_folder import ModelFolder
from pipeline.translators.protocol import Request
from tests import neural_models
from tests.support import context

MARKS = tuple(neural_models.MARKS)
URL = "https://www.example.org/a?b=1,000"


@dataclass
class Scripted:
    """A decoder that is told what to write: pieces are characters, `write` gives the renderings of a source."""

    write: Callable[[str], Sequence[str]]
    symbols: tuple[str, ...] = MARKS
    read: list[str] = field(default_factory=list)
    beams: list[int] = field(default_factory=list)

    def pieces(self, text: str) -> list[str]:
        return list(text)

    def decode(self, sources: Sequence[list[str]], target: Language, beam: int) -> list[list[Hypothesis]]:
        texts = ["".join(pieces) for pieces in sources]
        self.read += texts
        self.beams.append(beam)
        return [[Hypothesis(text, 0.9 - n / 10) for n, text in enumerate(self.write(source))] for source in texts]


def scripted(
    write: Callable[[str], Sequence[str]], *, mixed: bool = True, symbols: tuple[str, ...] = MARKS
) -> tuple[NeuralTranslator, Scripted]:
    decoder = Scripted(write, symbols)
    folder = ModelFolder(Path("nowhere"), "bilingual", ("en", "zh"), mixed)
    return NeuralTranslator(
        {"en": folder, "zh": folder}, NeuralSettings(), loader=lambda _folder, _settings: decoder
    ), decoder


def asked(text: str, target: Language, source: Lang, *, wide: bool = False) -> Request:
    terms = tuple(longest(tuple(context().glossary.scan(text))))
    return Request(text, source, target, "paragraph", terms, wide=wide)


def echo(text: str) -> list[str]:
    return [text]
