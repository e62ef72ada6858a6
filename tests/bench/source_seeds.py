"""What the source rules find of damage seeded into the sound lines of the phrase memory.

    python tests/bench/source_seeds.py [PER_KIND]

A kind is found if one of its rules has a finding over the damage; named right if it also mends it to, or suggests,
what stood there before.
"""

from __future__ import annotations

import random
import sys

from pipeline.model import Article
from pipeline.run import CHECK_STAGES, process
from tests.seeding import source_kinds as text_kinds
from tests.seeding import source_names as names
from tests.seeding.pairs import topics
from tests.seeding.source_kinds import Damaged, SourceSeeder
from tests.support import context

KINDS: tuple[tuple[str, SourceSeeder, frozenset[str]], ...] = (
    ("function word doubled", text_kinds.doubled_english, frozenset({"doubled_word"})),
    ("Chinese particle doubled", text_kinds.doubled_chinese, frozenset({"doubled_word"})),
    ("Chinese term doubled", text_kinds.doubled_term, frozenset({"doubled_word"})),
    ("letter tripled", text_kinds.tripled, frozenset({"tripled_letter", "corrupted_name"})),
    ("half a pair lost", text_kinds.bracket_lost, frozenset({"unpaired_bracket", "unpaired_quote"})),
    ("space lost", text_kinds.space_lost, frozenset({"punctuation_spacing"})),
    ("space before a mark", text_kinds.space_before, frozenset({"punctuation_spacing"})),
    ("small first letter", text_kinds.small_start, frozenset({"sentence_case"})),
    (
        "misspelt word",
        text_kinds.misspelt,
        frozenset({"misspelt_word", "corrupted_name", "glued_words", "tripled_letter"}),
    ),
    ("word of a term swapped", text_kinds.other_word, frozenset({"real_word_error", "wrong_sense"})),
    ("Traditional sentence", text_kinds.other_script, frozenset({"script_mix"})),
    ("search phrases", text_kinds.stuffed, frozenset({"keyword_stuffing"})),
    ("loop", text_kinds.looped, frozenset({"repetition_in_text", "doubled_word"})),
    ("homophone in a name", names.homophone, frozenset({"corrupted_chinese_name", "transliterated_drug_name"})),
    ("character of a name", names.one_character, frozenset({"corrupted_chinese_name", "transliterated_drug_name"})),
    (
        "name transliterated, named",
        names.transliterated_again,
        frozenset({"corrupted_chinese_name", "transliterated_drug_name"}),
    ),
    ("name transliterated", names.transliterated, frozenset({"corrupted_chinese_name", "transliterated_drug_name"})),
    ("brand of another drug", names.wrong_brand, frozenset({"brand_generic_mismatch"})),
    ("English of another drug", names.wrong_pair, frozenset({"drug_pair_differs", "stem_differs"})),
    ("interval moved", names.interval_moved, frozenset({"interval_excludes_estimate"})),
    ("range upside down", names.range_reversed, frozenset({"reversed_range"})),
    ("p-value shifted", names.p_value_shifted, frozenset({"impossible_p_value"})),
)


def lines() -> list[str]:
    """The sound lines of the memory, both languages."""
    rows = [line.split("\t") for file in topics() for line in file.read_text("utf-8").splitlines()]
    return [row[column] for column in (0, 1) for row in rows]


def judged(damaged: Damaged, rules: frozenset[str]) -> tuple[bool, bool]:
    """Whether the damage is found, and named right."""
    article = process(Article("a", "-", "txt", damaged.text), context(), CHECK_STAGES)
    over = [f for f in article.findings if f.rule in rules and f.start <= damaged.end and damaged.start <= f.end]
    said = [text for f in over for text in (f.suggest_en, f.suggest_zh, f.edit.new if f.edit else None) if text]
    return bool(over), any(damaged.right and damaged.right in text for text in said)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    sound = lines()
    for name, seed, rules in KINDS:
        rng = random.Random(name)
        found = right = made = 0
        for text in rng.sample(sound, len(sound)):
            if made == count:
                break
            damaged = seed(text, rng)
            if damaged is None:
                continue
            made += 1
            hit, named = judged(damaged, rules)
            found, right = found + hit, right + named
        print(
            f"{name:<26} found {found:>4} of {made:>4} = {found / max(1, made):.2f}   named right {right / max(1, made):.2f}"
        )


if __name__ == "__main__":
    main()
