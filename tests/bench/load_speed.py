"""How long a start takes: the shipped glossary read from YAML, and from the cache, compiled for matching.

    python tests/bench/load_speed.py

Prints seconds of wall time, best of five, without the time Python needs to start and import.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.lexicon import compile_glossary
from pipeline.lexicon.load import load

FOLDER = Path(__file__).parent.parent.parent / "glossary"


def main() -> None:
    """Print the two times."""
    with tempfile.TemporaryDirectory() as cache, mock.patch.dict("os.environ", XDG_CACHE_HOME=cache):
        load_cached(FOLDER)
        gc.disable()
        print(f"from YAML   {_best(lambda: load(FOLDER)):.3f} s, checked against the schema")
        print(f"from cache  {_best(lambda: load_cached(FOLDER)):.3f} s")
        glossary = load_cached(FOLDER)
        print(f"compiled    {_best(lambda: compile_glossary(glossary)):.3f} s")
        print(f"cached load {_best(lambda: compile_glossary(load_cached(FOLDER))):.3f} s, ready to match")


def _best(job: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        job()
        times.append(time.perf_counter() - begin)
        gc.collect()
    return min(times)


if __name__ == "__main__":
    main()
