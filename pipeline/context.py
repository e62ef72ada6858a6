"""What every stage is given besides the article; built once a process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.lexicon.decisions import Decisions
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.translators.protocol import Translator


@dataclass(frozen=True)
class Context:
    """Settings, compiled glossary, decisions and translation engines (in the order they are asked).

    `notes` are lines for whoever started the run, such as that no translation model is installed.
    """

    settings: Settings
    glossary: Lexicon
    decisions: Decisions
    translators: tuple[Translator, ...] = ()
    notes: tuple[str, ...] = ()
