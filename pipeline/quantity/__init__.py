"""Number and unit values in English and Chinese text, and the small words that turn a sentence round.

`differences` and `frequency_differences` verify a rendering against its source; `quantities` gives the values of one
text, for number conflicts inside an article; `lost_negations` and `side_swaps` look after the rest of the meaning.
"""

from __future__ import annotations

from pipeline.quantity.compare import Difference, differences
from pipeline.quantity.frequency import FrequencyDifference, frequencies, frequency_differences
from pipeline.quantity.meaning import Laterality, lateralities, side_swaps
from pipeline.quantity.modality import modality_reversal
from pipeline.quantity.negation import Cue, added_negations, lost_negations, negations
from pipeline.quantity.reader import Quantity, quantities

__all__ = [
    "Cue",
    "Difference",
    "FrequencyDifference",
    "Laterality",
    "Quantity",
    "added_negations",
    "differences",
    "frequencies",
    "frequency_differences",
    "lateralities",
    "lost_negations",
    "modality_reversal",
    "negations",
    "quantities",
    "side_swaps",
]
