"""`python -m training.align`: word alignment of parallel text by eflomal, kept as phrases and split points.

For a corpus of your own; the prepared corpus is aligned. Input: English, Chinese and optionally a source id,
tab-separated. With `--bad` the second column is bad machine Chinese and the third the clean one: such rows are few,
so give a larger file as `--ballast`, which helps to align them and is not written.
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from training.errors import TrainingError
from training.spans import Alignment, Tokens, phrases, splits

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’\-.][A-Za-z0-9]+)*|[^\sA-Za-z0-9]")
_STEM = 12  # letters of a word alignment sees: longer ones differ in their endings


class Row(NamedTuple):
    """A pair to align; `right_zh` is the clean Chinese of a bad rendering."""

    en: str
    zh: str
    source: str
    right_zh: str


class Segmented(NamedTuple):
    """A pair as character spans of its words."""

    row: Row
    en: Tokens
    zh: Tokens


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        rows = [row for file in options.files for row in _read(file, bad=options.bad)]
        ballast = [row for file in options.ballast for row in _read(file, bad=False)]
        aligned = _aligned([*map(_segmented, (*rows, *ballast))])
        with lzma.open(options.out, "wt", encoding="utf-8", newline="\n", preset=6) as out:
            out.writelines(_line(options.tier, *each) for each in aligned[: len(rows)])
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    sys.stdout.write(f"{options.out}: {len(rows)} pairs\n")
    return 0


def english_words(text: str) -> Tokens:
    """Character spans of English words and marks."""
    return [match.span() for match in _WORD.finditer(text)]


def chinese_words(text: str) -> Tokens:
    """Character spans of Chinese words and marks, by rjieba."""
    import rjieba

    spans, at = [], 0
    for word in rjieba.cut(text):
        if word.strip():
            spans.append((at, at + len(word)))
        at += len(word)
    return spans


def _read(file: Path, *, bad: bool) -> Iterator[Row]:
    try:
        raw = file.read_bytes()
        lines = (lzma.decompress(raw) if file.suffix == ".xz" else raw).decode("utf-8").split("\n")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as err:
        message = f"{file}: cannot be read ({err}); expected UTF-8 text, tab-separated, or such text as .xz"
        raise TrainingError(message) from err
    for number, line in enumerate(lines, 1):
        columns = [column.strip() for column in line.split("\t")]
        if not line.strip():
            continue
        if len(columns) < 2 + bad:
            message = f"{file}:{number}: {len(columns)} columns, expected at least {2 + bad} tab-separated"
            raise TrainingError(message)
        if not all(columns[: 2 + bad]):
            continue
        if bad:
            yield Row(columns[0], columns[2], "phrasebook", columns[1])
        else:
            yield Row(columns[0], columns[1], columns[2] if len(columns) > 2 else "", "")


def _segmented(row: Row) -> Segmented:
    return Segmented(row, english_words(row.en), chinese_words(row.zh))


def _aligned(rows: Sequence[Segmented]) -> list[tuple[Segmented, list[tuple[int, int]]]]:
    """Each pair with the links both directions of alignment agree on."""
    from eflomal import Aligner

    with tempfile.TemporaryDirectory() as folder:
        en, zh, forward, reverse = (Path(folder) / name for name in ("en", "zh", "forward", "reverse"))
        en.write_text("".join(_words(row.row.en, row.en) for row in rows), encoding="utf-8")
        zh.write_text("".join(_words(row.row.zh, row.zh) for row in rows), encoding="utf-8")
        with en.open(encoding="utf-8") as en_lines, zh.open(encoding="utf-8") as zh_lines:
            Aligner().align(
                en_lines, zh_lines, links_filename_fwd=str(forward), links_filename_rev=str(reverse), quiet=True
            )
        both = zip(_links(forward), _links(reverse), strict=True)
        return [(row, sorted(one & two)) for row, (one, two) in zip(rows, both, strict=True)]


def _words(text: str, tokens: Tokens) -> str:
    return " ".join(text[start:end].lower()[:_STEM] for start, end in tokens) + "\n"


def _links(file: Path) -> list[set[tuple[int, int]]]:
    return [
        {(int(en), int(zh)) for en, zh in (link.split("-") for link in line.split())}
        for line in file.read_text(encoding="utf-8").split("\n")[:-1]
    ]


def _line(tier: str, row: Segmented, links: Sequence[tuple[int, int]]) -> str:
    en, zh, source, right_zh = row.row
    aligned = Alignment(en, zh, row.en, row.zh, links)
    found = ";".join(",".join(map(str, link[:4])) for link in phrases(aligned))
    points = ";".join(f"{a},{b}" for a, b in splits(aligned))
    return "\t".join((tier, en, zh, found, points, source, *([right_zh] if right_zh else []))) + "\n"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.align", description="Align parallel text for code-switching.",
        epilog="example: python -m training.align --tier domain --out clinic.aligned.tsv.xz clinic.tsv",
    )  # fmt: skip
    parser.add_argument("files", type=Path, nargs="+", help="English, Chinese[, source id], tab-separated, may be .xz")
    parser.add_argument("--tier", required=True, help="phrasebook, bad, domain, general, technical, legal")
    parser.add_argument("--bad", action="store_true", help="the columns are English, clean Chinese, bad Chinese")
    parser.add_argument(
        "--ballast", type=Path, action="append", default=[], help="more parallel text, only to align better"
    )
    parser.add_argument("--out", type=Path, required=True, help="aligned file for training.prepare --corpus")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
