"""The words augmentation needs, taken from the glossary in preparation and written into the packed folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from training.errors import TrainingError


@dataclass(frozen=True, slots=True)
class WordLists:
    """What the glossary says, as far as augmentation needs it.

    Attributes:
        entries: English and Chinese preferred form of every approved term and name with both.
        slips: the language of the wrong renderings, then the wrong renderings.
        misspelt: corrupted spellings by name: folded Latin, or Chinese. Each is nearest to its own name.
        spam_brands, spam_products, spam_phrases: grammar of injected advertising.
        debris: page furniture.

    """

    entries: tuple[tuple[str, str], ...] = ()
    slips: tuple[tuple[str, ...], ...] = ()
    misspelt: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spam_brands: tuple[str, ...] = ()
    spam_products: tuple[str, ...] = ()
    spam_phrases: tuple[str, ...] = ()
    debris: tuple[str, ...] = ()


def write_lists(lists: WordLists, file: Path) -> None:
    """Write the lists as JSON, the same bytes for the same lists."""
    file.write_text(json.dumps(asdict(lists), ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")


def read_lists(file: Path) -> WordLists:
    """Read lists that `write_lists` wrote.

    Raises:
        TrainingError: if the file is missing or was written by another version.

    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return WordLists(
            entries=tuple((en, zh) for en, zh in data["entries"]),
            slips=tuple(map(tuple, data["slips"])),
            misspelt={name: tuple(forms) for name, forms in data["misspelt"].items()},
            spam_brands=tuple(data["spam_brands"]),
            spam_products=tuple(data["spam_products"]),
            spam_phrases=tuple(data["spam_phrases"]),
            debris=tuple(data["debris"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as err:
        message = f"{file}: no word lists ({err}); run training.prepare again"
        raise TrainingError(message) from err
