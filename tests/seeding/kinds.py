"""The kinds of seeded errors, with the checks that must find each."""

from __future__ import annotations

from dataclasses import dataclass

from tests.seeding import form, meaning, values, wording
from tests.seeding.pairs import Seeder

NUMBERS = frozenset({"number_differs", "frequency_differs"})
TERMS = frozenset({"term_missing", "term_added"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of error: its name, how it is seeded, and the checks that count as having found it (none: any)."""

    name: str
    seed: Seeder
    rules: frozenset[str] = frozenset()


KINDS: tuple[Kind, ...] = (
    Kind("number x10", values.ten_times, NUMBERS),
    Kind("digit changed", values.other_digit, NUMBERS),
    Kind("number word changed", values.other_numeral, NUMBERS),
    Kind("unit changed", values.other_unit, NUMBERS),
    Kind("dose changed", values.other_dose, NUMBERS),
    Kind("frequency changed", values.other_frequency, NUMBERS),
    Kind("negation removed", meaning.negation_removed, frozenset({"negation_differs"})),
    Kind("one negation of several removed", meaning.one_of_several_removed, frozenset({"negation_differs"})),
    Kind("negation added", meaning.negation_added, frozenset({"negation_differs"})),
    Kind("laterality swapped", meaning.other_side, frozenset({"laterality_differs"})),
    Kind("laterality given, swapped", meaning.given_side, frozenset({"laterality_differs"})),
    Kind("must to may", meaning.must_to_may, frozenset({"modality_differs"})),
    Kind("may to must", meaning.may_to_must, frozenset({"modality_differs"})),
    Kind("other drug", wording.other_drug, TERMS),
    Kind("look-alike drug", wording.look_alike_drug, TERMS),
    Kind("drug name left out", wording.drug_to_drugs, TERMS),
    Kind("other disease", wording.other_disease, TERMS),
    Kind("other test", wording.other_test, TERMS),
    Kind("other treatment", wording.other_treatment, TERMS),
    Kind("untranslated word", wording.untranslated, frozenset({"language_residue"})),
    Kind("source copied", form.copied, frozenset({"language_residue"})),
    Kind("clause dropped", form.clause_dropped),
    Kind("loop", form.loop, frozenset({"repetition_loop"})),
    Kind("address lost", form.address_lost, frozenset({"opaque_lost"})),
    Kind("address changed", form.address_changed, frozenset({"opaque_lost"})),
    Kind("acronym changed", form.other_acronym, frozenset({"acronym_lost"})),
    Kind("damage left", form.damaged, frozenset({"damage_left", "language_residue"})),
)
