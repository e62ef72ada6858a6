"""What two texts must share to be the same sentence to the memory, and the mark at a sentence's end.

The key puts aside what a translator would not translate differently: the case of ordinary words, typographic quotes
and dashes, spacing, Traditional characters, full-width letters, a full stop or colon at the end. It keeps the case of
words in capitals (sleep aids are no sleep AIDS, who is not the WHO), superscripts (10⁹ is not 109), and question marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.model import Language
from pipeline.text import HAN, simplified

_PLAIN = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\uff0d〜∼～", "-")
    | dict.fromkeys("‘’ʼ′『』", "'")
    | dict.fromkeys("“”„«»「」", '"')
    | {"—": " - ", "℃": "°C", "℉": "°F", "µ": "μ", "。": ".", "｡": ".", "：": ":", "；": ";", "！": "!", "？": "?"}
)
# Beside Han and between a number and its unit a space is a matter of style.
_NO_SPACE = re.compile(rf"(?<=[{HAN}、]) (?=[{HAN}A-Za-z0-9])|(?<=[{HAN}][,;:]) |(?<=[A-Za-z0-9%),;:]) (?=[{HAN}])")
_BEFORE_UNIT = re.compile(
    r"(?<=[0-9]) ?((?:[km]?g|[μn]g|mcg|[mdμ]?[Ll]|[kcmμn]?m|mmol|mmHg|IU|kcal|°[CF]|%)(?![A-Za-z]))"
)
_LARGE_FIRST = re.compile(r"(?<![A-Za-z])[A-Z](?=[a-z]*(?![A-Za-z]))")
_MARKS: dict[Language, dict[str, str]] = {
    "en": {".": ".", ":": ":", ";": ";", "!": "!", "": ""},
    "zh": {".": "。", ":": "：", ";": "；", "!": "！", "": ""},
}
_ABBREVIATION = re.compile(r"(?:(?:[A-Za-z]\.){2,}|(?<![A-Za-z])(?:etc|vs|al|Dr|Inc|Ltd|St|No)\.)$")


def key_of(text: str) -> str:
    """The key of one text.

    >>> key_of("Take  “20 mg” twice."), key_of("Sleep AIDS"), key_of("每日 两次，每次20 毫克。")
    ('take "20mg" twice', 'sleep AIDS', '每日两次,每次20毫克')
    """
    line = flat(text).strip()
    if line.isupper() and " " in line:
        line = line.lower()
    return line[:-1].rstrip() if _ends_in_mark(line) else line


def _ends_in_mark(line: str) -> bool:
    """Whether the last character is a mark a heading may do without; three points are no full stop."""
    return line[-1:] in _MARKS["en"] and len(line) > 1 and line[-2] != "."


def flat(text: str) -> str:
    """A text without the differences that do not matter, but for the mark at its end."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", simplified(text)).translate(_PLAIN)
    text = _BEFORE_UNIT.sub(_unit, " ".join(text.split()))
    if not text.isascii():
        text = _NO_SPACE.sub("", text)
    return _LARGE_FIRST.sub(_small, text)


word_key = lru_cache(maxsize=4096)(flat)  # of single words, which come back


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


def _unit(match: re.Match[str]) -> str:
    return match[1].replace("L", "l")


def mark_of(text: str) -> str:
    """The mark a text ends with, as ASCII: `.`, `:`, `;`, `!`, or '' for any other end.

    >>> mark_of("Rest."), mark_of("休息："), mark_of("Rest?"), mark_of("Rest...")
    ('.', ':', '', '')
    """
    end = text.rstrip()[-2:].translate(_PLAIN)
    return end[-1] if _ends_in_mark(end) else ""


def body_of(text: str) -> str:
    """A text without the mark at its end."""
    text = text.strip()
    return text[:-1].rstrip() if mark_of(text) else text


def with_mark(rendering: str, language: Language, was: str, now: str) -> str:
    """The rendering of a source that ended with the mark `was`, for one that ends with `now`.

    A rendering that ends otherwise than its source did (with a quote, a question mark) stays as it is, and so does the
    point of an abbreviation.

    >>> with_mark("随餐服用。", "zh", ".", ""), with_mark("Side effects", "en", "", ":")
    ('随餐服用', 'Side effects:')
    """
    if was == now or mark_of(rendering) != was or (was == "." and _ABBREVIATION.search(rendering)):
        return rendering
    body = rendering.rstrip()
    return (body[:-1].rstrip() if was else body) + _MARKS[language][now]
