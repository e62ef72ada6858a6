"""What can go wrong outside the text itself; bad text is a finding, never an exception.

    BilingualError
    |-- InputError       a file that cannot be read as an article
    |-- GlossaryError    a glossary file that breaks its schema
    |-- SettingsError    a bilingual.toml or an option with a value we do not know
    |-- OutputError      an output that cannot be written, or that a person has changed
    `-- TranslationError an engine that cannot work (missing model, endpoint down)

Every message says what happened, where, what was expected and what to do next, on one line.
"""

from __future__ import annotations


class BilingualError(Exception):
    """Base of all errors this package raises on purpose."""


class InputError(BilingualError):
    """An input that cannot be read as an article."""


class GlossaryError(BilingualError):
    """A glossary file that breaks its schema."""


class SettingsError(BilingualError):
    """A setting or option with an unknown name or value."""


class OutputError(BilingualError):
    """An output that cannot be written, or that a person has changed since."""


class TranslationError(BilingualError):
    """A translation engine that cannot work."""
