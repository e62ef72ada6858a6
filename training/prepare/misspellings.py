"""Corrupted spellings of drug and brand names, each nearer to its own name than to any other.

The pattern is that of real articles: syllables lost, changed or put in (esketamine: eskalamine, eskamine, eskeramine),
letters that sound alike exchanged, in Chinese one character for another that sounds like it (氯沙坦: 洛萨坦).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.lexicon.lexicon import Lexicon
from pipeline.text import fold, is_han
from training.errors import TrainingError

SOUNDS = Path(__file__).parent / "sounds.txt"
VARIANTS = 12  # a name
_TRIES = 60
_LATIN_REACH, _HAN_REACH = 4, 2  # edits: further away a spelling is not recognised by a person either; not tuned
_CONSONANTS, _VOWELS = "bcdfgklmnprstvxz", "aeiou"
_ALIKE = (
    ("ph", "f"),
    ("c", "k"),
    ("y", "i"),
    ("x", "z"),
    ("th", "t"),
    ("qu", "k"),
    ("z", "s"),
    ("ae", "e"),
    ("i", "e"),
)


def misspellings(lexicon: Lexicon, seed: int) -> dict[str, tuple[str, ...]]:
    """Corrupted spellings by name, folded; names too short to bear one are left out."""
    dice = Random(seed)
    alike = read_sounds(SOUNDS)
    latin = sorted({fold(name) for name in lexicon.drug_names if re.fullmatch("[a-z]{5,}", name)})
    han = sorted(
        {
            n
            for e in lexicon.entries.values()
            if e.kind in ("drug", "brand") and e.zh
            for n in (e.zh.preferred, *e.zh.also)
            if 3 <= len(n) <= 7 and all(map(is_han, n))
        }
    )
    known = lexicon.known_words
    found = _checked(latin, lambda name: _latin(name, dice), known, _LATIN_REACH)
    chinese = frozenset(lexicon.by_surface)
    return found | _checked(han, lambda name: _han(name, alike, dice), chinese, _HAN_REACH)


def read_sounds(file: Path) -> dict[str, str]:
    """For each character of a group, the others that sound like it.

    Raises:
        TrainingError: if the file is missing or a line holds a single character.

    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as err:
        message = f"{file}: cannot be read ({err}); it belongs to the project, restore it"
        raise TrainingError(message) from err
    alike: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        group = line.split("#")[0].strip()
        if len(group) == 1:
            message = f"{file}:{number}: {group!r} stands alone; expected characters that sound alike on one line"
            raise TrainingError(message)
        for char in group:
            alike[char] = alike.get(char, "") + group.replace(char, "")
    return alike


def _checked(
    names: Sequence[str], corrupt: Callable[[str], str], known: Iterable[str], reach: int
) -> dict[str, tuple[str, ...]]:
    taken = frozenset(known) | frozenset(names)
    by_length: dict[int, list[str]] = {}
    for name in names:
        by_length.setdefault(len(name), []).append(name)
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        kept: dict[str, None] = {}
        for _ in range(_TRIES):
            new = corrupt(name)
            if new not in taken and new not in kept and _is_nearest(new, name, by_length, reach):
                kept[new] = None
            if len(kept) == VARIANTS:
                break
        if kept:
            found[name] = tuple(kept)
    return found


def _is_nearest(new: str, name: str, by_length: dict[int, list[str]], reach: int) -> bool:
    """Whether the spelling is within reach of its own name and at least one edit further from every other."""
    distance = OSA.distance(new, name)
    if not 0 < distance <= min(reach, len(name) // 2):
        return False
    near = [other for n in range(len(new) - distance, len(new) + distance + 1) for other in by_length.get(n, ())]
    rivals = process.extract(new, near, scorer=OSA.distance, score_cutoff=distance, limit=2)
    return [rival for rival, _, _ in rivals] == [name]


def _latin(name: str, dice: Random) -> str:
    for _ in range(dice.choice((1, 1, 2))):
        if len(name) < 5:
            break
        name = dice.choice((_lose, _change_letter, _put_syllable, _change_syllable, _sound_alike, _exchange))(
            name, dice
        )
    return name


def _lose(name: str, dice: Random) -> str:
    at = dice.randrange(2, len(name) - 2)
    return name[:at] + name[at + (dice.choice((1, 1, 2)) if len(name) > 6 else 1) :]


def _change_letter(name: str, dice: Random) -> str:
    at = dice.randrange(2, len(name))
    return name[:at] + dice.choice(_VOWELS if name[at] in _VOWELS else _CONSONANTS) + name[at + 1 :]


def _put_syllable(name: str, dice: Random) -> str:
    at = dice.randrange(2, len(name))
    syllable = dice.choice(_CONSONANTS) + dice.choice(_VOWELS)
    return name[:at] + (syllable if name[at - 1] in _VOWELS else syllable[::-1]) + name[at:]


def _change_syllable(name: str, dice: Random) -> str:
    at = dice.randrange(2, max(3, len(name) - 2))
    return name[:at] + dice.choice(_CONSONANTS) + dice.choice(_VOWELS) + name[at + 2 :]


def _sound_alike(name: str, dice: Random) -> str:
    one, two = dice.choice(_ALIKE)
    old, new = (one, two) if one in name[1:] else (two, one)
    return name[:1] + name[1:].replace(old, new, 1)


def _exchange(name: str, dice: Random) -> str:
    at = dice.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _han(name: str, alike: dict[str, str], dice: Random) -> str:
    places = [at for at, char in enumerate(name) if char in alike]
    for at in dice.sample(places, min(len(places), dice.choice((1, 1, 2)))):
        name = name[:at] + dice.choice(alike[name[at]]) + name[at + 1 :]
    if len(name) > 4 and dice.random() < 0.25:
        at = dice.randrange(1, len(name) - 1)
        name = name[:at] + name[at + 1 :]
    return name
