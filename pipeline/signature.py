"""What a result was made with: version, glossary, engines and settings, as one line."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from pipeline.context import Context
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
    made = f"bilingual {own_version()} | glossary {context.glossary.digest}"
    return f"{made} | engines {engines} | settings {digest(settings)[:12]}"
