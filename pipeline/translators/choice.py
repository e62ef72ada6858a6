"""Which engines a run asks, in which order: `auto` is memory, glossary, the best one configured, the built-in pair.

A chat endpoint is the best one configured, then a neural model somebody named or added. The built-in pair comes last
but is always asked further where it is there: it alone of the neural models takes mixed and garbled sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import SettingsError
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.load import Glossary
from pipeline.model import Language
from pipeline.settings import Settings
from pipeline.translators.memory import Memory
from pipeline.translators.memory_pairs import pairs_of
from pipeline.translators.models import Choice, choices, neural_translator
from pipeline.translators.protocol import Translator
from pipeline.translators.terms import GlossaryRenderer

_WANT_MODEL = "see bilingual models --help for adding one, or set llm.url and llm.model in bilingual.toml"


def chosen_engines(
    settings: Settings, glossary: Glossary, lexicon: Lexicon
) -> tuple[tuple[Translator, ...], tuple[str, ...]]:
    """The engines in the order they are asked, and what whoever started the run should know of it.

    Raises:
        SettingsError: if the engine asked for cannot be had, or a model folder named in the settings is none.

    """
    chosen: list[Translator] = []
    if settings.engine in ("auto", "memory"):
        chosen.append(Memory(pairs_of(glossary), lexicon, floor=settings.fuzzy_floor))
    chosen.append(GlossaryRenderer(lexicon))
    if settings.engine == "llm" or (settings.engine == "auto" and settings.llm.url and settings.llm.model):
        chosen.append(_endpoint(settings))
    if settings.engine not in ("auto", "neural"):
        return tuple(chosen), ()
    found = list(choices(settings.neural))
    chosen += _neural(settings, found)
    missing = [target for target in settings.to if all(choice.target != target for choice in found)]
    if not missing or any(engine.name == "llm" for engine in chosen):
        return tuple(chosen), ()
    what = f"no translation model into {_names(missing)} is installed"
    if settings.engine == "neural" and len(missing) == len(settings.to):
        message = f"--engine neural: {what}; {_WANT_MODEL}"
        raise SettingsError(message)
    return tuple(chosen), (f"{what}: sentences that need one are gaps; {_WANT_MODEL}",)


def _endpoint(settings: Settings) -> Translator:
    from pipeline.translators.llm import LlmTranslator

    return LlmTranslator(settings.llm)


def _neural(settings: Settings, found: list[Choice]) -> Iterator[Translator]:
    """The models in force, then the built-in ones where others are in force."""
    first: dict[Language, Choice | None] = {}
    for choice in found:
        first.setdefault(choice.target, choice)
    own: dict[Language, Choice | None] = {choice.target: choice for choice in found if choice.origin == "built-in"}
    for group in (first, own if own != first else {}):
        engine = neural_translator(settings.neural, group)
        if engine is not None:
            yield engine


def _names(targets: list[Language]) -> str:
    return " or ".join({"en": "English", "zh": "Chinese"}[target] for target in targets)
