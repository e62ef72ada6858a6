"""How fast the translation memory is, and how much of what a comparison with every text finds its index finds.

    python tests/bench/memory_speed.py [SEGMENTS]

The segments (100,000) are halves of the shipped pairs put together at random, so that every half comes back some
fifteen times: no held-out topic is among them. Queries are segments with a number changed, a drug name exchanged, or
four characters corrupted. Peer: rapidfuzz over all segments. Processor time.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from rapidfuzz import fuzz, process

from pipeline.build import build_context
from pipeline.context import Context
from pipeline.lexicon.lexicon import Lexicon
from pipeline.model import Language
from pipeline.settings import Settings
from pipeline.translators.memory import TRIED, Memory
from pipeline.translators.memory_index import Index
from pipeline.translators.memory_key import key_of
from pipeline.translators.memory_names import names_of
from pipeline.translators.memory_pairs import Pair, pairs_of
from pipeline.translators.protocol import Request

T = TypeVar("T")
FLOOR = Settings().fuzzy_floor
QUERIES = 100  # of each kind and language
GLOSSARY = Path(__file__).parent.parent.parent / "glossary"


def main() -> None:
    """Print the figures of the shipped pairs and of the synthetic segments."""
    context = build_context(Settings(glossary=GLOSSARY, engine="none"))
    shipped = pairs_of(context.glossary.glossary)
    _shipped(shipped, context)
    draw = random.Random(11)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    pairs = [_joined(draw.choice(shipped), draw.choice(shipped)) for _ in range(count)]
    memory = Memory(pairs, context.glossary, floor=FLOOR)
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        _direction(language, [pair[languages.index(language)] for pair in pairs], memory, context.glossary, draw)


def _shipped(pairs: list[Pair], context: Context) -> None:
    taken, memory = _timed(lambda: Memory(pairs, context.glossary, floor=FLOOR))
    print(f"shipped: {len(pairs)} pairs; at the start {taken * 1e3:.0f} ms", end="")
    requests = (
        Request("Not a sentence known to it.", "en", "zh", "paragraph"),
        Request("这句话它不认识。", "zh", "en", "paragraph"),
        Request("Take 999 mg of a thing unknown.", "en", "zh", "paragraph"),
        Request("服用999 mg不认识的东西。", "zh", "en", "paragraph"),
    )
    for request in requests:
        taken, _ = _timed(partial(memory.translate, [request]))
        print(f"; first {'fuzzy' if '999' in request.text else 'exact'} {request.source} {taken * 1e3:.0f} ms", end="")
    print()


def _direction(language: Language, texts: list[str], memory: Memory, lexicon: Lexicon, draw: random.Random) -> None:
    before = _peak()
    keyed, keys = _timed(lambda: [key_of(text) for text in texts])
    built, index = _timed(lambda: Index(keys))
    size = sum(sys.getsizeof(part) for part in vars(index).values() if isinstance(part, array)) / 1e6
    length = statistics.mean(map(len, keys))
    print(
        f"{language}: {len(texts)} segments of {length:.0f} characters; keys {keyed:.1f} s, index {built:.1f} s, ",
        end="",
    )
    print(f"{size:.0f} MB; peak of the process +{_peak() - before:.0f} MB")
    target: Language = "zh" if language == "en" else "en"
    memory.translate([Request("999 mg", language, target, "paragraph")])
    for kind, changed in (("number", _number), ("name", _name), ("4 characters", _corrupted)):
        queries = _queries(texts, partial(changed, language=language, lexicon=lexicon, draw=draw), draw)
        _searched(kind, queries, index, keys)
        times, answers = [], 0
        for query in queries:
            request = Request(query, language, target, "paragraph")
            taken, found = _timed(partial(memory.translate, [request]))
            times.append(taken)
            answers += bool(found[0])
        print(f"; whole answer {_figures(times)}, {answers} of {len(queries)} adapted")


def _searched(kind: str, queries: list[str], index: Index, keys: list[str]) -> None:
    times, brute = [], []
    best = known = found_all = all_there = 0
    for query in map(key_of, queries):
        taken, found = _timed(partial(index.nearest, query, FLOOR, TRIED))
        times.append(taken)
        taken, there = _timed(partial(_every, query, keys))
        brute.append(taken)
        if there:
            known += 1
            best += bool(found) and found[0][0] == there[0][1] / 100
            wanted = {place for _, _, place in there}
            all_there += len(wanted)
            found_all += len(wanted & {place for _, place in index.nearest(query, FLOOR, len(keys))})
    print(f"  {kind}: search {_figures(times)} (every text: {statistics.mean(brute) * 1e3:.1f} ms); ", end="")
    print(f"best found {best} of {known}, all found {found_all} of {all_there}", end="")


def _every(query: str, keys: list[str]) -> list[tuple[str, float, int]]:
    return process.extract(query, keys, scorer=fuzz.ratio, score_cutoff=FLOOR * 100, limit=None)


def _figures(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.mean(times) * 1e3:.2f} ms, p99 {ordered[len(ordered) * 99 // 100] * 1e3:.2f} ms"


def _timed(job: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    made = job()
    return time.process_time() - begin, made


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _joined(one: Pair, other: Pair) -> Pair:
    """The first half of one pair and the second half of another."""
    words, more = one[0].split(" "), other[0].split(" ")
    english = " ".join([*words[: len(words) // 2], *more[len(more) // 2 :]])
    return english, one[1][: len(one[1]) // 2] + other[1][len(other[1]) // 2 :]


def _queries(texts: list[str], changed: Callable[[str], str | None], draw: random.Random) -> list[str]:
    found: list[str] = []
    while len(found) < QUERIES:
        query = changed(draw.choice(texts))
        found += [query] if query else []
    return found


def _number(text: str, language: Language, lexicon: Lexicon, draw: random.Random) -> str | None:
    places = list(re.finditer(r"(?<![0-9.,])[2-9][0-9]*(?![0-9.,])", text))
    if not places:
        return None
    place = draw.choice(places)
    return text[: place.start()] + str(int(place[0]) + draw.randint(1, 40)) + text[place.end() :]


def _name(text: str, language: Language, lexicon: Lexicon, draw: random.Random) -> str | None:
    names = names_of(text, lexicon)
    if not names:
        return None
    name = draw.choice(names)
    kind = name.form.entry.kind if name.form.entry else ""
    other = draw.choice([e for e in lexicon.entries.values() if e.kind == kind and e.status == "approved" and e.zh])
    new = other.en.preferred if language == "en" or other.zh is None else other.zh.preferred
    return text[: name.start] + new + text[name.end :]


def _corrupted(text: str, language: Language, lexicon: Lexicon, draw: random.Random) -> str | None:
    chars = list(text)
    for at in draw.sample(range(len(chars)), min(4, len(chars))):
        chars[at] = draw.choice("etaoinshrdlu" if language == "en" else "的一是在不了有和人这中大为上个")
    return "".join(chars)


if __name__ == "__main__":
    main()
