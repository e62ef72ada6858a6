"""The checks, in report order; this is the only list of them.

CHECKS look at one sentence of the source, ARTICLE_CHECKS at the whole article, RENDERING_CHECKS at a sentence and its
rendering, BATCH_CHECKS at one sentence and its rendering in all articles of a batch.
"""

from __future__ import annotations

from pipeline.checks.abbreviation_unexplained import ABBREVIATION_UNEXPLAINED
from pipeline.checks.acronym_lost import ACRONYM_LOST
from pipeline.checks.avoided_form_used import AVOIDED_FORM_USED
from pipeline.checks.brand_generic_mismatch import BRAND_GENERIC_MISMATCH
from pipeline.checks.broken_sentence import BROKEN_SENTENCE
from pipeline.checks.chinese_in_english import CHINESE_IN_ENGLISH
from pipeline.checks.damage_left import DAMAGE_LEFT
from pipeline.checks.drug_pair_differs import DRUG_PAIR_DIFFERS
from pipeline.checks.english_in_chinese import ENGLISH_IN_CHINESE
from pipeline.checks.frequency_differs import FREQUENCY_DIFFERS
from pipeline.checks.half_translated_citation import HALF_TRANSLATED_CITATION
from pipeline.checks.implausible_value import IMPLAUSIBLE_VALUE
from pipeline.checks.impossible_p_value import IMPOSSIBLE_P_VALUE
from pipeline.checks.inconsistent_rendering import INCONSISTENT_RENDERING
from pipeline.checks.interval_excludes_estimate import INTERVAL_EXCLUDES_ESTIMATE
from pipeline.checks.journal_against_doi import JOURNAL_AGAINST_DOI
from pipeline.checks.keyword_stuffing import KEYWORD_STUFFING
from pipeline.checks.language_residue import LANGUAGE_RESIDUE
from pipeline.checks.laterality_differs import LATERALITY_DIFFERS
from pipeline.checks.length_out_of_window import LENGTH_OUT_OF_WINDOW
from pipeline.checks.literal_grammar import LITERAL_GRAMMAR
from pipeline.checks.literal_modifier import LITERAL_MODIFIER
from pipeline.checks.malformed_number import MALFORMED_NUMBER
from pipeline.checks.misspelt_word import MISSPELT_WORD
from pipeline.checks.modality_differs import MODALITY_DIFFERS
from pipeline.checks.negation_differs import NEGATION_DIFFERS
from pipeline.checks.not_english import NOT_ENGLISH
from pipeline.checks.number_conflict import NUMBER_CONFLICT
from pipeline.checks.number_differs import NUMBER_DIFFERS
from pipeline.checks.opaque_lost import OPAQUE_LOST
from pipeline.checks.ordinal_as_fraction import ORDINAL_AS_FRACTION
from pipeline.checks.real_word_error import REAL_WORD_ERROR
from pipeline.checks.repeated_sentence import REPEATED_SENTENCE
from pipeline.checks.repetition_in_text import REPETITION_IN_TEXT
from pipeline.checks.repetition_loop import REPETITION_LOOP
from pipeline.checks.reused_rendering import REUSED_RENDERING
from pipeline.checks.reversed_range import REVERSED_RANGE
from pipeline.checks.script_mix import SCRIPT_MIX
from pipeline.checks.sentence_case import SENTENCE_CASE
from pipeline.checks.stem_differs import STEM_DIFFERS
from pipeline.checks.term_added import TERM_ADDED
from pipeline.checks.term_missing import TERM_MISSING
from pipeline.checks.transliterated_drug_name import TRANSLITERATED_DRUG_NAME
from pipeline.checks.undecodable_text import UNDECODABLE_TEXT
from pipeline.checks.unlikely_chinese import UNLIKELY_CHINESE
from pipeline.checks.unpaired_bracket import UNPAIRED_BRACKET
from pipeline.checks.unpaired_quote import UNPAIRED_QUOTE
from pipeline.checks.user_pattern import USER_PATTERN
from pipeline.rule import Rule

CHECKS: tuple[Rule, ...] = (
    ORDINAL_AS_FRACTION,
    MALFORMED_NUMBER,
    IMPLAUSIBLE_VALUE,
    LITERAL_MODIFIER,
    LITERAL_GRAMMAR,
    UNLIKELY_CHINESE,
    CHINESE_IN_ENGLISH,
    ENGLISH_IN_CHINESE,
    HALF_TRANSLATED_CITATION,
    JOURNAL_AGAINST_DOI,
    BROKEN_SENTENCE,
    UNDECODABLE_TEXT,
    NOT_ENGLISH,
    INTERVAL_EXCLUDES_ESTIMATE,
    IMPOSSIBLE_P_VALUE,
    REVERSED_RANGE,
    BRAND_GENERIC_MISMATCH,
    DRUG_PAIR_DIFFERS,
    STEM_DIFFERS,
    REPETITION_IN_TEXT,
    KEYWORD_STUFFING,
    MISSPELT_WORD,
    REAL_WORD_ERROR,
    TRANSLITERATED_DRUG_NAME,
)
ARTICLE_CHECKS: tuple[Rule, ...] = (
    NUMBER_CONFLICT,
    REPEATED_SENTENCE,
    UNPAIRED_BRACKET,
    UNPAIRED_QUOTE,
    SENTENCE_CASE,
    SCRIPT_MIX,
    ABBREVIATION_UNEXPLAINED,
    USER_PATTERN,
)
RENDERING_CHECKS: tuple[Rule, ...] = (
    NUMBER_DIFFERS,
    FREQUENCY_DIFFERS,
    NEGATION_DIFFERS,
    MODALITY_DIFFERS,
    LATERALITY_DIFFERS,
    TERM_MISSING,
    TERM_ADDED,
    AVOIDED_FORM_USED,
    ACRONYM_LOST,
    OPAQUE_LOST,
    LANGUAGE_RESIDUE,
    LENGTH_OUT_OF_WINDOW,
    REPETITION_LOOP,
    DAMAGE_LEFT,
)
BATCH_CHECKS: tuple[Rule, ...] = (INCONSISTENT_RENDERING, REUSED_RENDERING)
