"""Build a `Context`: find the glossary, compile it with the rules' triggers, set up the engines."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

from pipeline.checks import ARTICLE_CHECKS, CHECKS
from pipeline.context import Context
from pipeline.errors import SettingsError
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.decisions import Decisions
from pipeline.lexicon.lexicon import compile_glossary
from pipeline.repairs import NORMALISERS, REPAIRS, SCRUBBERS
from pipeline.running import literals
from pipeline.settings import Settings

BUILT_IN = Path(__file__).parent / "glossary"
IN_SOURCE_TREE = Path(__file__).parent.parent / "glossary"


def glossary_folder(settings: Settings) -> Path:
    """The glossary in force: the one asked for, else `glossary/` in the working folder, else the built-in one."""
    if settings.glossary is not None:
        return settings.glossary
    here = Path.cwd() / "glossary"
    if (here / "terms").is_dir():
        return here
    return built_in_glossary()


def built_in_glossary() -> Path:
    """The glossary that ships: beside the package in an installation, beside `pipeline/` in a source tree."""
    return BUILT_IN if BUILT_IN.is_dir() else IN_SOURCE_TREE


def writable_glossary(settings: Settings) -> Path:
    """The glossary in force, if it may be written.

    Raises:
        SettingsError: if it is the one inside an installed package, which an update would replace.

    """
    folder = glossary_folder(settings)
    if folder.resolve() == BUILT_IN.resolve():
        message = f"{folder}: the built-in glossary is not edited; make your own with bilingual glossary init"
        raise SettingsError(message)
    return folder


def build_context(settings: Settings, *, engines: bool = True) -> Context:
    """Build everything the stages need; without `engines` no memory and no model is loaded.

    Raises:
        GlossaryError: if a glossary file breaks its schema.
        SettingsError: if the engine asked for cannot be had.

    """
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand objects are made that stay: nothing to collect among them
    try:
        return _build(settings, engines=engines)
    finally:
        if collecting:
            gc.enable()


def _build(settings: Settings, *, engines: bool) -> Context:
    glossary = load_cached(glossary_folder(settings))
    rules = (*NORMALISERS, *SCRUBBERS, *REPAIRS, *CHECKS, *ARTICLE_CHECKS)
    lexicon = compile_glossary(glossary, literals(rules))
    context = Context(settings, lexicon, Decisions.of(glossary.decisions))
    if engines:
        from pipeline.translators.choice import chosen_engines  # `check` and `glossary` never import an engine

        chosen, notes = chosen_engines(settings, glossary, lexicon)
        context = replace(context, translators=chosen, notes=notes)
    _warm(context)
    return context


def _warm(context: Context) -> None:
    """Build the lazy tables now, and spare the glossary from every later garbage collection.

    The compiled glossary is some hundred thousand objects that never die; without this a full collection during
    `check` walks them all.
    """
    lexicon = context.glossary
    _ = (lexicon.known_words, lexicon.by_surface, lexicon.drug_names, lexicon.furniture)
    gc.collect()
    gc.freeze()
