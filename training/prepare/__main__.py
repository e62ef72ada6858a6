"""`python -m training.prepare`: corpus, phrasebook and glossary -> the packed folder."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.build import built_in_glossary
from pipeline.errors import BilingualError
from pipeline.lexicon.cache import load_cached
from pipeline.lexicon.lexicon import Lexicon, compile_glossary
from training import packed
from training.errors import TrainingError
from training.pairs import Pair, Side, write_line
from training.prepare.annotate import Annotator
from training.prepare.collect import Sieve, all_pairs
from training.prepare.entries import approved_entries
from training.prepare.heldout import gate
from training.prepare.misspellings import misspellings
from training.prepare.phrasebook import TIER, Phrase, read_phrasebook
from training.prepare.scoring import enforced_rows, mixed_rows
from training.wordlists import WordLists, write_lists

DEV_SETS = ("dev.tsv", "mixed.tsv", "flores.tsv")
MODELS = (packed.SOURCE_MODEL, packed.model_file("en"), packed.model_file("zh"))
SIDES: tuple[Side, Side] = ("en", "zh")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        manifest = pack(options)
        size = packed.require_room(options.out, options.besides * 2**20)
    except (TrainingError, BilingualError) as err:
        sys.stderr.write(f"{err}\n")
        return 2
    sys.stdout.write(f"{options.out}: {sum(manifest.tiers.values())} pairs {manifest.tiers}, {size / 2**20:.1f} MiB\n")
    sys.stdout.write(f"left out: {manifest.dropped}; data digest {manifest.digest}\n")
    return 0


def pack(options: argparse.Namespace) -> packed.Manifest:
    """Write the packed folder but for vocabularies that are not there yet.

    Raises:
        TrainingError, BilingualError: if an input is missing or malformed.

    """
    lexicon = compile_glossary(load_cached(options.glossary))
    book = read_phrasebook(options.phrasebook)
    entries = approved_entries(lexicon)
    annotator = Annotator(lexicon, entries)
    counts = _Counts()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    scored = [row for folder in options.sets for name in DEV_SETS for row in packed.read_rows(folder / name)]
    held_back = gate([*book.held_out, *scored])
    sieve = Sieve(book.learnt, held_back, frozenset(options.exclude))
    pairs = map(annotator.annotated, sieve.passing(all_pairs(options.corpus, book.learnt, lexicon)))
    packed.write_pairs((write_line(pair) for pair in counts.counting(pairs)), out / packed.PAIRS)
    lists = _lists(lexicon, entries.forms(), annotator.slips, options.seed)
    write_lists(lists, out / packed.LISTS)
    held_out = [annotator.annotated(_aligned(phrase, sieve)) for phrase in book.held_out]
    packed.write_rows(((pair.en, pair.zh) for pair in held_out), out / "dev.tsv")
    packed.write_rows(mixed_rows(held_out, lists, options.seed), out / "mixed.tsv")
    for to in SIDES:
        packed.write_rows(enforced_rows(held_out, to, options.seed), out / f"enforced-{to}.tsv")
    for folder in options.sets:
        for name in (*DEV_SETS, *MODELS):
            if (folder / name).exists():
                shutil.copyfile(folder / name, out / name)
    return packed.seal(
        out,
        packed.Manifest(
            tiers=dict(sorted(counts.tiers.items())), sources=dict(sorted(counts.sources.items())),
            excluded=tuple(sorted(options.exclude)), dropped=dict(sorted(sieve.dropped.items())),
            glossary=lexicon.digest, seed=options.seed,
        ),
    )  # fmt: skip


def _aligned(phrase: Phrase, sieve: Sieve) -> Pair:
    """A held-out sentence, with its alignment where a corpus file has one."""
    return sieve.held_out.get((phrase.en, phrase.zh)) or Pair(TIER, phrase.en, phrase.zh)


class _Counts:
    """Pairs by tier and by source, counted as they pass."""

    def __init__(self) -> None:
        self.tiers: Counter[str] = Counter()
        self.sources: Counter[str] = Counter()

    def counting(self, pairs: Iterable[Pair]) -> Iterable[Pair]:
        for pair in pairs:
            self.tiers[pair.tier] += 1
            self.sources[pair.source] += 1
            yield pair


def _lists(lexicon: Lexicon, forms: tuple[tuple[str, str], ...], slips: list[tuple[str, ...]], seed: int) -> WordLists:
    spam = lexicon.glossary.spam
    return WordLists(
        forms, tuple(slips), misspellings(lexicon, seed), spam.brands, spam.products, spam.phrases, spam.furniture
    )


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.prepare", description="Pack a corpus, the phrasebook and the glossary for training.",
        epilog="example: python -m training.prepare --corpus aligned.tsv.xz --sets data --phrasebook book --out packed",
    )  # fmt: skip
    add = parser.add_argument
    add("--corpus", type=Path, action="append", default=[], help="aligned file of training.align; repeatable")
    add("--phrasebook", type=Path, required=True, help="folder with a file TOPIC.tsv for each topic")
    add(
        "--sets",
        type=Path,
        action="append",
        default=[],
        help="folder with scoring sets or vocabularies to use as they are; repeatable",
    )
    add("--glossary", type=Path, default=built_in_glossary(), help="glossary folder (default: the project's)")
    add("--exclude", action="append", default=[], metavar="SOURCE_ID", help="leave a source out; repeatable")
    add("--out", type=Path, required=True, help="the packed folder")
    add("--seed", type=int, default=1)
    add(
        "--besides",
        type=int,
        default=10,
        metavar="MIB",
        help="size of the repository, which travels too",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
