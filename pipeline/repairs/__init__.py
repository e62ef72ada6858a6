"""The repairs, in the order they run; this is the only list of them."""

from __future__ import annotations

from pipeline.repairs.acronym_expansion import ACRONYM_EXPANSION
from pipeline.repairs.avoided_term import AVOIDED_TERM
from pipeline.repairs.corrupted_chinese_name import CORRUPTED_CHINESE_NAME
from pipeline.repairs.corrupted_name import CORRUPTED_NAME
from pipeline.repairs.doubled_word import DOUBLED_WORD
from pipeline.repairs.exotic_space import EXOTIC_SPACE
from pipeline.repairs.full_width_latin import FULL_WIDTH_LATIN
from pipeline.repairs.glued_digits import GLUED_DIGITS
from pipeline.repairs.glued_full_stop import GLUED_FULL_STOP
from pipeline.repairs.glued_scripts import GLUED_SCRIPTS
from pipeline.repairs.glued_words import GLUED_WORDS
from pipeline.repairs.injected_spam import INJECTED_SPAM
from pipeline.repairs.invisible_character import INVISIBLE_CHARACTER
from pipeline.repairs.mixed_numeral_range import MIXED_NUMERAL_RANGE
from pipeline.repairs.mixed_punctuation import MIXED_PUNCTUATION
from pipeline.repairs.mojibake import MOJIBAKE
from pipeline.repairs.name_case import NAME_CASE
from pipeline.repairs.page_debris import PAGE_DEBRIS
from pipeline.repairs.punctuation_spacing import PUNCTUATION_SPACING
from pipeline.repairs.tripled_letter import TRIPLED_LETTER
from pipeline.repairs.wrong_sense import WRONG_SENSE
from pipeline.rule import Rule

NORMALISERS: tuple[Rule, ...] = (MOJIBAKE, INVISIBLE_CHARACTER, FULL_WIDTH_LATIN, EXOTIC_SPACE)
SCRUBBERS: tuple[Rule, ...] = (PAGE_DEBRIS, INJECTED_SPAM, PUNCTUATION_SPACING)
REPAIRS: tuple[Rule, ...] = (
    GLUED_FULL_STOP,
    GLUED_DIGITS,
    GLUED_WORDS,
    TRIPLED_LETTER,
    CORRUPTED_NAME,
    CORRUPTED_CHINESE_NAME,
    AVOIDED_TERM,
    ACRONYM_EXPANSION,
    WRONG_SENSE,
    NAME_CASE,
    MIXED_NUMERAL_RANGE,
    GLUED_SCRIPTS,
    MIXED_PUNCTUATION,
    DOUBLED_WORD,
)
