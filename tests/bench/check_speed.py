"""Speed of `check` on one warm core, beside ftfy and langdetect on the same text in the same process.

    python tests/bench/check_speed.py [FILE]

FILE defaults to the real article beside the project where it is, else to the articles of input/.
Prints the median of seven runs in MB of UTF-8 a second of CPU time, and the time of each stage.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ftfy
import langdetect

from pipeline.build import build_context
from pipeline.model import Article
from pipeline.run import CHECK_STAGES, process
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT.parent / "shared" / "samples" / "esketamine-damaged.txt"
RUNS, INNER = 7, 10


def rate(work: Callable[[], object], size: int, inner: int = INNER) -> float:
    """Median MB a second of CPU time."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        for _ in range(inner):
            work()
        seconds.append((time.process_time() - start) / inner)
    return size / statistics.median(seconds) / 1e6


def main() -> None:
    """Print the table."""
    default = SAMPLE if SAMPLE.exists() else ROOT / "input" / "migraine-prevention.txt"
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    text = file.read_text(encoding="utf-8")
    size = len(text.encode())
    context = build_context(Settings(glossary=ROOT / "glossary"), engines=False)
    langdetect.DetectorFactory.seed = 0

    def check() -> object:
        return process(Article("a", "-", "txt", text), context, CHECK_STAGES)

    print(f"{file.name}: {size} bytes, {len(text)} characters")
    print(f"bilingual check     {rate(check, size):8.3f} MB/s")
    print(f"ftfy.fix_text       {rate(lambda: ftfy.fix_text(text), size):8.3f} MB/s")
    print(f"langdetect, a line  {rate(lambda: [_detect(line) for line in text.splitlines()], size, 1):8.3f} MB/s")
    article = Article("a", "-", "txt", text)
    for stage in CHECK_STAGES:
        start = time.process_time()
        for _ in range(INNER):
            done = stage(Article(**{**_fields(article), "views": {}, "scans": dict(article.scans)}), context)
        print(f"  {stage.__name__:<10} {(time.process_time() - start) / INNER * 1e3:6.2f} ms")
        article = done


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__dataclass_fields__}


def _detect(line: str) -> str:
    try:
        return str(langdetect.detect(line))
    except langdetect.LangDetectException:
        return ""


if __name__ == "__main__":
    main()
