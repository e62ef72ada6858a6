"""Hygiene of a glossary that loads: what the schema cannot see but a matcher or a reader would stumble over.

Each complaint names the entry and what to do. `error` means matching or repair goes wrong; `warning` asks for a look.
What is checked, and why, stands in the docstrings of `hygiene_*`.
"""

from __future__ import annotations

from pipeline.curation.complaint import Complaint
from pipeline.curation.hygiene_files import file_complaints
from pipeline.curation.hygiene_forms import form_complaints
from pipeline.curation.hygiene_memory import memory_complaints
from pipeline.curation.hygiene_senses import sense_complaints
from pipeline.lexicon.lexicon import compile_glossary
from pipeline.lexicon.load import Glossary


def lint(glossary: Glossary) -> list[Complaint]:
    """Return every complaint, errors first."""
    lexicon = compile_glossary(glossary)
    found = {
        *form_complaints(glossary),
        *sense_complaints(glossary),
        *file_complaints(glossary),
        *memory_complaints(lexicon),
    }
    return sorted(found, key=lambda item: (item.level, item.entry, item.text))
