"""Chinese drug names by their sound: 洛萨坦 sounds like 氯沙坦, 舍曲琳 like 舍曲林.

Generic names are mostly sound transcriptions, and engines that do not know one write its sound anew with other
characters. Characters are put into classes of like sound, so that a name and its corruption are one string; a window of
running text that sounds like a name by accident (便失禁 for 苄丝肼) is told by its characters, which names do not use.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs
from rapidfuzz.distance import OSA

from pipeline.text import HAN_CHAR

_FIRST_CLASS = 0xE000  # classes are written as private-use characters
SHORTEST, LONG = 3, 4  # syllables of a name; one that may have a syllable wrong besides is long
# Mean log odds of a window's characters to stand in a drug name rather than in running text. On 31,000 sound lines 0
# windows of 1 or more are no name; corruptions have 3 to 5.
LEAST_ODDS = 1.0
# Names of plain chemicals (碳酸氢钠, 氧化亚氮) differ from others by one character, all of them real.
_CHEMICAL = re.compile("酸[氢二]?[钠钾钙镁锂铁]|氧化|硅油")
_UNSEEN = 1.0  # a character of neither: rare, so rather of a name


@dataclass(frozen=True, slots=True)
class Near:
    """A window of a text that sounds like listed names without being one, in code points.

    `edits` syllables differ; `whole` says that no character of names stands beside it, so that it ends where it
    seems to.
    """

    start: int
    end: int
    names: tuple[str, ...]
    edits: int
    whole: bool


class ChineseNames:
    """Listed Chinese drug names, ready to be found by sound; build it once, it does not change."""

    def __init__(
        self, names: Iterable[str], sounds: Iterable[str], transcribing: Iterable[str], running_text: Sequence[str]
    ) -> None:
        self._table = _classes(sounds)
        self._by_code: dict[str, tuple[str, ...]] = {}
        for name in sorted(set(names)):
            if len(name) >= SHORTEST and all(map(HAN_CHAR.match, name)):
                code = name.translate(self._table)
                self._by_code[code] = (*self._by_code.get(code, ()), name)
        self._cut = frozenset(
            name[:n] + name[n + 1 :] for found in self._by_code.values() for name in found for n in range(len(name))
        )
        self._codes = list(self._by_code)
        self._whole = _automaton(self._codes)
        halves: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for code in self._codes:
            if len(code) >= LONG and not _CHEMICAL.search(self._by_code[code][0]):
                halves[code[: len(code) // 2]].append((code, True))
                halves[code[len(code) // 2 :]].append((code, False))
        self._halves = list(halves.items())
        self._half = _automaton([half for half, _ in self._halves])
        self._odds = _odds([name for found in self._by_code.values() for name in found], running_text)
        likely = "".join({*transcribing, *(c for c, odds in self._odds.items() if odds >= 0 and HAN_CHAR.match(c))})
        self._runs = re.compile(f"(?<![{likely}])[{likely}]{{4,14}}(?![{likely}])" if likely else "(?!)")

    def may_have_lost_a_character(self, written: str) -> bool:
        """Whether a listed name gives this text by losing one character: then no sound says which name it was."""
        return written in self._cut

    def near(self, text: str) -> list[Near]:
        """Return the windows that sound like a name, or like a long one but for one syllable inside it."""
        coded = text.translate(self._table)
        found: list[Near] = []
        listed: list[tuple[int, int]] = []
        for index, start, end in self._whole.find_matches_as_indexes(coded, overlapping=True):
            names = self._by_code[self._codes[index]]
            if text[start:end] in names:
                listed.append((start, end))
            else:
                found.append(Near(start, end, names, 0, self._is_whole(text, start, end)))
        for index, start, end in self._half.find_matches_as_indexes(coded, overlapping=True):
            if any(begin <= start and end <= stop for begin, stop in listed):
                continue  # the name itself stands there
            if self._likeness(text, start, end) >= LEAST_ODDS:
                close = self._but_one(text, coded, index, (start, end))
                found += (item for item in close if self._may_be(item, text, coded))
        return [item for item in dict.fromkeys(found) if self._likeness(text, item.start, item.end) >= LEAST_ODDS]

    def _but_one(self, text: str, coded: str, index: int, half: tuple[int, int]) -> list[Near]:
        """Windows around a half of a name that differ from it by one syllable."""
        found = []
        for code, is_first in self._halves[index][1]:
            for size in range(len(code) - 1, len(code) + 2):
                begin, stop = (half[0], half[0] + size) if is_first else (half[1] - size, half[1])
                if begin < 0 or stop > len(coded):
                    continue
                if OSA.distance(coded[begin:stop], code, score_cutoff=1) == 1:
                    found.append(Near(begin, stop, self._by_code[code], 1, self._is_whole(text, begin, stop)))
        return found

    def _may_be(self, item: Near, text: str, coded: str) -> bool:
        """Whether a window begins and ends as its name does, or is a whole word."""
        code = item.names[0].translate(self._table)
        odds = [self._odds.get(char, _UNSEEN) for char in text[item.start : item.end]]
        if sum(value < 0 for value in odds) > 1:
            return False  # one character may be wrong; two that names do not use make other words
        same_ends = (coded[item.start], coded[item.end - 1]) == (code[0], code[-1])
        if same_ends and item.end - item.start >= LONG:
            return True
        return item.whole and min(odds) >= 0 and (same_ends or item.end - item.start >= LONG)

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Whether a window begins and ends where characters of names do; a salt may stand before it (盐酸)."""
        beside = text[max(0, start - 1) : start].replace("酸", "") + text[end : end + 1]
        return all(self._odds.get(char, _UNSEEN) < 0 or not HAN_CHAR.match(char) for char in beside)

    def unknown_runs(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches of four to fourteen characters that names use and running text rarely does."""
        runs = (match.span() for match in self._runs.finditer(text))
        return [(start, end) for start, end in runs if self._likeness(text, start, end) >= LEAST_ODDS]

    def _likeness(self, text: str, start: int, end: int) -> float:
        return sum(self._odds.get(char, _UNSEEN) for char in text[start:end]) / (end - start)


def sounds_of(lines: Iterable[str]) -> dict[str, str]:
    """The pinyin of each character, from lines of a sound and the characters that have it."""
    parted = (line.partition(" ") for line in lines)
    return {char: sound for sound, _, characters in parted for char in characters}


def _classes(sounds: Iterable[str]) -> dict[int, str]:
    """The class of each character, from lines of a sound and the characters that have it."""
    table: dict[int, str] = {}
    classes: dict[str, str] = {}
    for line in sorted(sounds):
        sound, _, characters = line.partition(" ")
        kind = classes.setdefault(like_sound(sound), chr(_FIRST_CLASS + len(classes)))
        table.update({ord(char): kind for char in characters})
    return table


def like_sound(sound: str) -> str:
    """Return the class of a syllable: what transcriptions put for one another is one.

    >>> like_sound("sha"), like_sound("luo"), like_sound("lv"), like_sound("ming"), like_sound("rui")
    ('sa', 'lo', 'lo', 'min', 'lui')
    """
    if sound[:2] in ("zh", "ch", "sh"):
        sound = sound[0] + sound[2:]
    if sound[0] == "r" and sound != "ri":
        sound = "l" + sound[1:]
    if sound == "lv":
        sound = "luo"
    return sound.removesuffix("g").replace("uo", "o") if sound.endswith("ng") else sound.replace("uo", "o")


def _automaton(patterns: Sequence[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(patterns), matchkind=ahocorasick_rs.MatchKind.Standard)


def _odds(names: Sequence[str], running_text: Sequence[str]) -> dict[str, float]:
    """How much rather each character stands in a name than in running text, as a logarithm."""
    listed = _automaton(names)
    there: Counter[str] = Counter()
    for line in running_text:
        kept = list(line)
        for _, start, end in listed.find_matches_as_indexes(line, overlapping=True):
            kept[start:end] = " " * (end - start)
        there.update(kept)
    in_names: Counter[str] = Counter("".join(names))
    weight = sum(there.values()) / max(1, sum(in_names.values()))
    return {char: math.log((in_names[char] + 0.3) / (there[char] + 0.3) * weight) for char in {*in_names, *there}}
