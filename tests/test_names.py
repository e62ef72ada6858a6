"""No repair may turn one real drug into another, and most corruptions are named right."""

from __future__ import annotations

import random

from tests.support import checked, context

SEED = 20261125


def _names() -> list[str]:
    lexicon = context().glossary
    return sorted(
        {
            e.en.preferred
            for e in lexicon.entries.values()
            if e.kind == "drug" and " " not in e.en.preferred and e.en.preferred.isalpha()
        }
    )


def test_no_real_drug_is_changed() -> None:
    text = "\n\n".join(f"Patients who take {name} every day should tell their doctor." for name in _names())
    changed = [
        text[f.start : f.end] for f in checked(text).findings if f.rule in ("corrupted_name", "glued_words") and f.edit
    ]
    assert changed == []


def test_seeded_corruptions_are_never_named_wrong_and_mostly_named_right() -> None:
    rng = random.Random(SEED)
    names = [name for name in _names() if len(name) >= 8]
    known = context().glossary.known_words
    right = wrong = flagged = missed = 0
    for name in rng.sample(names, 200):
        word = _corrupted(name, rng)
        if word in known:
            continue
        found = [
            f
            for f in checked(f"Patients who take {word} every day should tell their doctor.").findings
            if f.rule == "corrupted_name"
        ]
        if not found:
            missed += 1
        elif found[0].edit is None:
            flagged += 1
        elif found[0].edit.new == name:
            right += 1
        else:
            wrong += 1
    # Measured with this seed: see README. A wrong name is never acceptable; the others are floors.
    assert wrong == 0, (right, flagged, missed, wrong)
    assert right + flagged >= 0.9 * (right + flagged + missed), (right, flagged, missed)


def _corrupted(name: str, rng: random.Random) -> str:
    letters = list(name)
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(1, len(letters))
        kind = rng.choice("sdit")
        if kind == "s":
            letters[at] = rng.choice("aeioulnrstm")
        elif kind == "d" and len(letters) > 6:
            del letters[at]
        elif kind == "i":
            letters.insert(at, rng.choice("aeioulnrstm"))
        elif at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
