"""Measure the whole rule suite for one seed: seeded damage, sound text, renderings, articles damaged by hand."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bench.articles import ROOT, Made, Site, seeded, sound
from pipeline.bench.damage import KINDS
from pipeline.bench.damage.stock import Seed, Stock
from pipeline.bench.drugs import NameTally, tally_names
from pipeline.bench.pairs import PairFigures, seeders, tally_pairs
from pipeline.bench.tally import ANOTHER_DRUG, Tally, tally_seeded, tally_sound
from pipeline.context import Context
from pipeline.errors import InputError
from pipeline.repairs import NORMALISERS, REPAIRS, SCRUBBERS
from pipeline.rulebook import every_rule

SENTENCES = 15_000  # of damaged articles a seed: some 140 damages of each kind
SENTENCES_PER_PAIR = 100  # one pair of each kind and direction for so many sentences
CHANGING = tuple(rule.id for rule in (*NORMALISERS, *SCRUBBERS, *REPAIRS))
MAY_CHANGE = 0.95  # the least precision of a rule that changes text by itself
JOBS = {kind.name: kind.rules for kind in KINDS}
_CLEAN = ROOT / "tests" / "clean"
_HELD_OUT = ROOT / "tests" / "heldout" / "articles"


@dataclass(slots=True)
class Proof:
    """What was measured with one seed.

    `source` is of articles, `traps` its part on whole sound ones, `hand` of those damaged by hand, `names` of all drug
    names, `checks` of the rendering checks.
    """

    seed: Seed
    source: Tally
    traps: Tally = field(default_factory=Tally)
    articles: int = 0
    hand: Tally | None = None
    names: dict[str, NameTally] = field(default_factory=dict)
    checks: Tally = field(default_factory=Tally)
    pairs: PairFigures = field(default_factory=PairFigures)


def prove(seed: Seed, context: Context, sentences: int = SENTENCES, *, every: int = 1, listing: bool = False) -> Proof:
    """Measure a seed; `every` takes only each so manieth sound article made of lines, and drug name.

    Raises:
        InputError: if the source tree is not there, or a listing of the held-out seed is asked for.

    """
    if listing and seed == "B":
        message = "seed B is held out: what it missed is never listed; use --seed A"
        raise InputError(message)
    proof = Proof(seed, Tally())
    stock = Stock(context.glossary, seed)
    tally_seeded(seeded(stock, sentences), JOBS, context, proof.source, listing=listing)
    lines = (made for n, made in enumerate(sound(seed)) if n // 2 % every == 0)
    tally_sound(((made.text, "txt") for made in lines), context, proof.source, whole=False, listing=listing)
    whole = list(_whole(seed))
    proof.articles = len(whole)
    for tally in (proof.source, proof.traps):
        tally_sound(whole, context, tally, whole=True, listing=listing)
    if seed == "B":
        proof.hand = Tally()
        tally_seeded(_by_hand(), {}, context, proof.hand)
    proof.names = tally_names(stock, context, every)
    most = max(1, sentences // SENTENCES_PER_PAIR)
    proof.pairs = tally_pairs(seed, seeders(), most, context, proof.checks, listing=listing)
    return proof


def listing_of(proof: Proof, name: str) -> list[str]:
    """What was missed of a kind of damage, or said for nothing by a rule, one a line.

    Raises:
        InputError: if there is no kind and no rule of that name.

    """
    missed = [*proof.source.missed, *proof.pairs.missed]
    kinds = {ANOTHER_DRUG, *JOBS, *(kind for kind, _ in proof.pairs.kinds)}
    if name not in kinds and name not in {rule.id for rule in every_rule()}:
        near = difflib.get_close_matches(name, kinds, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        message = f"no kind of damage and no rule {name!r}; {hint}the tables name them"
        raise InputError(message)
    wrong = [*proof.source.wrong, *((ANOTHER_DRUG, text) for tally in proof.names.values() for text in tally.wrong)]
    return [" / ".join(text.split("\n")) for label, text in (*missed, *wrong) if label == name]


def _whole(seed: Seed) -> Iterator[tuple[str, str]]:
    """Sound articles written as such: for seed A the controls full of traps, for seed B the two held out."""
    files = sorted(_HELD_OUT.glob("clean-*.txt")) if seed == "B" else sorted(_CLEAN.glob("[0-9]*"))
    for file in files:
        yield file.read_text(encoding="utf-8"), file.suffix[1:]


def _by_hand() -> Iterator[Made]:
    """Articles damaged by a person, with every damage in their truth files, and two sound ones among them."""
    for file in sorted(_HELD_OUT.glob("*.txt")):
        yield Made(file.read_text(encoding="utf-8"), tuple(_truth(file)))


def _truth(file: Path) -> Iterator[Site]:
    for line in file.with_suffix(".truth.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        start, end = int(item["start"]), int(item["end"])
        yield Site(str(item["kind"]), item["severity"], start, end, ((start, end),), "")
