"""Put another drug into a rendering, where nothing else in it depends on which drug it is.

Only generic names and brands, each for one of its kind. The source says the same of the new drug word for word, so the
rendering does too, unless the translator added something that is true of the old drug alone. What is known to be
added refuses the exchange: a drug, drug class, test, measure, substance, treatment or device the source does not name
(抗抑郁药氟西汀 for "fluoxetine", 血锂浓度 for "it"), a word for how the drug is taken that the source leaves open
(注射胰岛素 or 服用二甲双胍 for "take"), and "a" or "an" that would be wrong. Look-alikes are never exchanged: that the
memory knows the sentence about the other one is a sign that the article's name is the error.

Organisations are not exchanged: Chinese puts a country and a kind before them (美国FDA, 该协会). Nor are tests, genes
and scales, which take other verbs and measure words.
"""

from __future__ import annotations

import re

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.matcher import TERM_ROLES, Entry, Hit, longest
from pipeline.lexicon.schema import Name, Term
from pipeline.model import Language
from pipeline.text import fold, like

EXCHANGED = frozenset({"drug", "brand"})
# Kinds of term that say something of one drug; diseases, organs and people are added by any free translation.
_TELLING = frozenset({"drug", "brand", "drug_class", "test", "measure", "substance", "treatment", "device"})
# How a drug is taken. A word of the rendering that the source does not back is the translator's knowledge of one drug.
_SWALLOWED = (
    r"oral|by mouth|swallow|tablet|capsule|pill|syrup|chew|drink",
    r"(?<![舒克衣说征])服(?![务装饰])|吃|喝|吞|嚼|(?<!阿)片(?!段|面)|胶囊|丸|糖浆",
)
_TABLETS = (r"tablet|pill", r"(?<!阿)片(?!段|面)|丸")
_CAPSULES = (r"capsule", r"胶囊")
_INJECTED = (
    r"inject|infus|transfus|intraven|intramusc|subcutan|under the skin|muscle|vein|iv(?![a-z])|needle|jab|shot",
    r"注射|输[注液入]|滴注|静脉|肌内|皮下|针(?!对)|打(?!算|扰|击|破)",
)
_INHALED = (r"inhal|puff|spray|nasal|nebuli", r"吸入|喷|雾化|滴鼻|经鼻")
_APPLIED = (r"cream|ointment|gel(?![a-z])|lotion|appl|topical|rub(?!e)|patch", r"外用|[涂抹搽擦贴敷]|膏|凝胶")
_DROPPED = (r"drop|suppositor|pessar", r"滴(?!注)|(?<!血)栓(?!塞)")
_ROUTES: tuple[dict[Language, re.Pattern[str]], ...] = tuple(
    {"en": re.compile(f"(?<![a-z])(?:{english})"), "zh": re.compile(chinese)}
    for english, chinese in (_SWALLOWED, _TABLETS, _CAPSULES, _INJECTED, _INHALED, _APPLIED, _DROPPED)
)
_ARTICLE = re.compile(r"(?<![a-z])an? $")
_VOWEL = re.compile("[aeio](?!u)")
_CLEAR = re.compile("[b-df-gj-np-tv-xz]")  # consonants whose sound the spelling tells


def names_of(text: str, lexicon: Lexicon) -> list[Hit]:
    """The approved generic names and brands of a text, in order."""
    return [hit for hit in longest(lexicon.scan(text)) if _is_name(hit.form.entry)]


def _is_name(entry: Entry | None) -> bool:
    return isinstance(entry, Name) and entry.kind in EXCHANGED and entry.status == "approved"


def adds(source: str, rendering: str, target: Language, lexicon: Lexicon) -> bool:
    """Whether a rendering says of a drug what its source does not: its class, its measure, how it is taken."""
    if _telling(rendering, lexicon) - _telling(source, lexicon):
        return True
    other: Language = "en" if target == "zh" else "zh"
    written, said = fold(rendering), fold(source)
    return any(route[target].search(written) and not route[other].search(said) for route in _ROUTES)


def _telling(text: str, lexicon: Lexicon) -> set[str]:
    entries = [hit.form.entry for hit in longest(lexicon.scan(text)) if hit.form.role in TERM_ROLES]
    return {e.id for e in entries if e and e.kind in _TELLING and not (isinstance(e, Term) and e.general)}


def exchange(rendering: str, language: Language, old: Entry, new: Hit, lexicon: Lexicon) -> tuple[int, int, str] | None:
    """The change that puts the name `new` in the one place of the entry `old` in a rendering, or None."""
    entry = new.form.entry
    places = [hit for hit in names_of(rendering, lexicon) if hit.form.entry is old]
    if entry is None or len(places) != 1 or _look_alike(old, entry, lexicon):
        return None
    place = places[0]
    if shows_elsewhere(rendering, place, language):
        return None
    name = _name_for(entry, place, new, language)
    if language == "en":
        written = rendering[place.start : place.end]
        name = like(written, name)
        if not _article_stays(rendering[: place.start], written, name):
            return None
    return place.start, place.end, name


def shows_elsewhere(text: str, place: Hit, language: Language) -> bool:
    """Whether a name shows in a text outside its place too, whole or by its beginning: 血锂 beside 锂盐."""
    entry = place.form.entry
    forms = entry and (entry.zh if language == "zh" and entry.zh else entry.en)
    names = [fold(name) for name in (forms.preferred, *forms.also, *forms.abbr)] if forms else []
    rest = fold(text[: place.start] + " " + text[place.end :])
    if language == "zh":
        return any(name in rest or (len(name) > 2 and name[:2] in rest) for name in names)
    return any(re.search(f"(?<![a-z]){re.escape(name[:5])}", rest) for name in names)


def _name_for(entry: Entry, place: Hit, new: Hit, language: Language) -> str:
    """The approved form; an abbreviation for an abbreviation."""
    if place.form.role == new.form.role == "abbr":
        return new.form.text
    return entry.zh.preferred if language == "zh" and entry.zh else entry.en.preferred


def _look_alike(one: Entry, other: Entry, lexicon: Lexicon) -> bool:
    names = [[fold(text) for text in (entry.en.preferred, *entry.en.also)] for entry in (one, other)]
    return any(frozenset((a, b)) in lexicon.look_alikes for a in names[0] for b in names[1])


def _article_stays(before: str, old: str, new: str) -> bool:
    if _ARTICLE.search(before[-4:].lower()) is None:
        return True
    if any(name[:2].isupper() or not (_CLEAR.match(name.lower()) or _VOWEL.match(name.lower())) for name in (old, new)):
        return False
    return (_VOWEL.match(old.lower()) is None) == (_VOWEL.match(new.lower()) is None)
