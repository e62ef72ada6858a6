"""Seeded damage: one small generator a kind, each of what a machine or a scraper does to a sound sentence.

A generator is shown a line of the phrasebook in one language with its rendering, and returns the damaged sentence and
the ranges that are wrong, or None where its damage has no place. Generators know nothing of the rules: they look for
places with patterns of their own and take words from the glossary only where the damage is made of words.
"""

from __future__ import annotations

from pipeline.bench.damage import (
    acronyms,
    brackets,
    citations,
    debris,
    encoding,
    garbled,
    glue,
    islands,
    marks,
    names,
    numbers,
    senses,
    spam,
    words,
)
from pipeline.bench.damage.shape import Kind

_NAME, _CHINESE_NAME, _SENSE = ("corrupted_name",), ("corrupted_chinese_name",), ("wrong_sense",)
_ISLAND = ("chinese_in_english", "english_in_chinese", "glued_scripts")
_GARBLED = ("unlikely_chinese", "literal_grammar", "literal_modifier")
_SPAM = ("injected_spam",)

KINDS: tuple[Kind, ...] = (
    Kind("drug name misspelt", "critical", names.misspelt, _NAME),
    Kind("drug name in odd capitals", "critical", names.odd_capitals, _NAME),
    Kind("Chinese drug name, other character", "critical", names.same_sound, _CHINESE_NAME),
    Kind("Chinese drug name, character lost", "critical", names.character_lost, _CHINESE_NAME),
    Kind("Chinese drug name by its sound", "critical", names.by_sound, ("transliterated_drug_name",)),
    Kind("brand or acronym in wrong case", "minor", names.brand_in_small_letters, ("name_case",)),
    Kind("wrong sense in Chinese", "major", senses.wrong_sense_zh, _SENSE),
    Kind("wrong sense in English", "major", senses.wrong_sense_en, _SENSE),
    Kind("form to avoid", "major", senses.avoided, ("avoided_term",)),
    Kind("acronym, garbled expansion", "major", acronyms.garbled_expansion, ("acronym_expansion",)),
    Kind("acronym, another concept", "critical", acronyms.another_concept, ("acronym_expansion",)),
    Kind("acronym, full form lost", "minor", acronyms.expansion_lost, ("abbreviation_unexplained",)),
    Kind("drug name beside another drug", "critical", brackets.other_drug, ("drug_pair_differs",)),
    Kind("brand beside another generic", "critical", brackets.other_generic, ("brand_generic_mismatch",)),
    Kind("machine Chinese", "major", garbled.machine_chinese, _GARBLED),
    Kind("term in the other language", "major", islands.term_spaced, _ISLAND),
    Kind("Chinese term glued into English", "major", islands.term_glued, _ISLAND),
    Kind("clause in the other language", "major", islands.clause, _ISLAND),
    Kind("citation, title in Chinese", "major", citations.title_in_chinese, ("half_translated_citation",)),
    Kind("citation, other journal", "major", citations.other_journal, ("journal_against_doi",)),
    Kind("impossible value", "critical", numbers.impossible, ("implausible_value",)),
    Kind("dose said twice, x10", "critical", numbers.dose_said_twice, ("number_conflict",)),
    Kind("number x10 in one of two languages", "critical", numbers.said_in_both_languages, ("number_conflict",)),
    Kind("range upside down", "major", numbers.range_upside_down, ("reversed_range",)),
    Kind("range in two styles", "minor", numbers.range_in_two_styles, ("mixed_numeral_range",)),
    Kind("unreadable dose", "critical", numbers.unreadable, ("malformed_number",)),
    Kind("p-value without its point", "major", numbers.p_value, ("impossible_p_value",)),
    Kind("interval against its estimate", "critical", numbers.interval, ("interval_excludes_estimate",)),
    Kind("words glued", "minor", glue.two_words, ("glued_words",)),
    Kind("drug name glued", "minor", glue.beside_a_drug, ("glued_words",)),
    Kind("number glued", "minor", glue.beside_a_number, ("glued_digits",)),
    Kind("full stop behind an acronym", "minor", glue.stop_after_acronym, ("glued_full_stop",)),
    Kind("word lost", "major", words.dropped, ("broken_sentence",)),
    Kind("sentence cut off", "major", words.cut_off, ("broken_sentence",)),
    Kind("word doubled", "minor", words.doubled, ("doubled_word",)),
    Kind("words in a loop", "major", words.loop, ("repetition_in_text",)),
    Kind("ordinary word misspelt", "minor", words.misspelt, ("misspelt_word",)),
    Kind("another word in a term", "major", words.another_word, ("real_word_error",)),
    Kind("sentence said again", "minor", words.said_again, ("repeated_sentence",)),
    Kind("letter repeated", "minor", words.letter_repeated, ("tripled_letter",)),
    Kind("sentence begins small", "minor", words.small_beginning, ("sentence_case",)),
    Kind("unseen spam inside a word", "major", spam.inside_a_word, _SPAM),
    Kind("unseen spam between clauses", "major", spam.between_clauses, _SPAM),
    Kind("unseen spam behind a sentence", "major", spam.behind_the_sentence, _SPAM),
    Kind("betting advert", "major", spam.whole_advert, _SPAM),
    Kind("page furniture, own line", "minor", debris.own_line, ("page_debris",)),
    Kind("page furniture in a sentence", "minor", debris.in_the_sentence, ("page_debris",)),
    Kind("keywords for search engines", "minor", debris.keywords, ("keyword_stuffing",)),
    Kind("mark of the other language", "minor", marks.of_the_other_language, ("mixed_punctuation",)),
    Kind("mark doubled", "minor", marks.doubled, ("mixed_punctuation",)),
    Kind("space lost behind a mark", "minor", marks.space_lost, ("punctuation_spacing",)),
    Kind("space added", "minor", marks.space_added, ("punctuation_spacing",)),
    Kind("bracket lost", "minor", marks.bracket_lost, ("unpaired_bracket",)),
    Kind("quotation mark lost", "minor", marks.quote_lost, ("unpaired_quote",)),
    Kind("mojibake", "major", encoding.mojibake, ("mojibake",)),
    Kind("character lost", "major", encoding.lost, ("undecodable_text",)),
    Kind("sentence in Traditional characters", "minor", encoding.traditional_characters, ("script_mix",)),
    Kind("invisible character", "minor", encoding.invisible, ("invisible_character",)),
    Kind("full-width Latin", "minor", encoding.full_width, ("full_width_latin",)),
    Kind("exotic space", "minor", encoding.exotic_space, ("exotic_space",)),
)

__all__ = ["KINDS", "Kind"]
