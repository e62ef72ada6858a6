"""What a result was made with: version, glossary, engines and settings, as one line."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from pipeline.context import Context
from pipeline.lexicon.load import Glossary
from pipeline.text import digest

NAME = "bilingual-rescue"


@lru_cache(maxsize=1)
def own_version() -> str:
    """The installed version of this package."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "0+source"


def signature_of(context: Context) -> str:
    """One line that is the same exactly if two runs would give the same outputs."""
    settings = context.settings.model_dump_json(exclude={"glossary", "fail_on"})
    engines = "+".join(engine.signature for engine in context.translators) or "none"
    glossary = glossary_digest(context.glossary.glossary)
    return f"bilingual {own_version()} | glossary {glossary} | engines {engines} | settings {digest(settings)[:12]}"


_DIGESTS: dict[int, str] = {}


def glossary_digest(glossary: Glossary) -> str:
    """A short digest of everything in a glossary."""
    key = id(glossary)
    if key not in _DIGESTS:
        parts = [repr(part) for part in (glossary.terms, glossary.names, glossary.senses, glossary.look_alikes)]
        parts += [repr(glossary.spam), repr(sorted((k, sorted(v)) for k, v in glossary.words.items()))]
        parts += [repr(glossary.decisions), repr(glossary.phrases)]
        _DIGESTS[key] = digest(*parts)[:12]
    return _DIGESTS[key]
