"""The consonants of a drug name as English spells and as Chinese transcribes it: esketamine and 埃斯卡拉明.

An engine that does not know a name writes it syllable by syllable; vowels are lost first, consonants keep their order.
One letter stands for the consonants that transcriptions put for one another: P for b and p, L for l and r.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CHINESE = {
    "b": "P", "p": "P", "d": "T", "t": "T", "g": "K", "k": "K", "h": "H", "j": "S", "q": "S", "x": "S", "z": "S",
    "c": "S", "s": "S", "r": "L", "l": "L", "m": "M", "n": "N", "f": "F", "w": "F",
}  # fmt: skip
_ENGLISH = _CHINESE | {"v": "F", "y": ""}
_SPELLED = (("ph", "f"), ("th", "t"), ("ch", "k"), ("qu", "k"), ("x", "ks"), ("sc", "s"))
_BEFORE_CONSONANT = re.compile(r"r(?![aeiouy])")  # 塞特拉林: sertraline
_SOFT_C = re.compile(r"c(?=[eiy])")
_DOUBLE = re.compile(r"(.)\1")


def english_skeleton(name: str) -> str:
    """Return the consonants of an English name.

    >>> english_skeleton("esketamine"), english_skeleton("sertraline")
    ('SKTMN', 'STLN')
    """
    name = name.lower()
    for written, said in _SPELLED:
        name = name.replace(written, said)
    name = _SOFT_C.sub("s", _BEFORE_CONSONANT.sub("", name)).replace("c", "k")
    return _DOUBLE.sub(r"\1", "".join(_ENGLISH.get(char, "") for char in name))


def chinese_skeleton(name: str, sounds: Mapping[str, str]) -> str | None:
    """Return the consonants of a transcription by the pinyin of its characters, None if one has none listed.

    >>> chinese_skeleton("埃斯卡拉明", {"埃": "ai", "斯": "si", "卡": "ka", "拉": "la", "明": "ming"})
    'SKLMN'
    """
    parts = []
    for char in name:
        sound = sounds.get(char)
        if sound is None:
            return None
        nasal = "N" if sound.endswith(("n", "ng")) and len(sound) > 1 else ""
        parts.append("L" if sound == "er" else _CHINESE.get(sound[0], "") + nasal)
    return _DOUBLE.sub(r"\1", "".join(parts))
