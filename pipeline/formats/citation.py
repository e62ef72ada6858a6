"""Tell a bibliographic reference from prose that mentions a study."""

from __future__ import annotations

import re

from pipeline.text import HAN

# Longer text is prose: references with six authors and a long title have about 400 characters.
MAX_CHARS = 600
_HINTS = ("doi", "DOI", "et al", "[J", "[M", "[C", "[D", "[N", "[EB", ";", "；", "http", "Accessed", "Retrieved")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_VOLUME = re.compile(  # 2018;83(9)   2018 Feb 3; 83:390   2018，83（9）
    r"(?<!\d)(?:19|20)\d{2}(?: ?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?)? ?[;；,，] ?\d{1,4} ?(?:[(（]|[:：] ?[A-Za-z]?\d)"
)
_DOI = re.compile(r"doi\.org/10\.|doi ?[:：]? ?10\.\d", re.IGNORECASE)
_TYPE = re.compile(r"\[(?:[JMCDPRNSZ]|EB)(?:/OL)?\]")
_SEEN = re.compile(r"Accessed|Retrieved|Published|Updated|Available (?:at|from)")
_AUTHOR = re.compile(
    rf"(?:[A-Z][A-Za-z'’\-]+(?: [A-Z][A-Za-z'’\-]+)? [A-Z]{{1,3}}[,.]"  # Popova V,
    rf"|[A-Z][A-Za-z'’\-]+, (?:[A-Z]\.[ \-]?){{1,3}}"  # Popova, V.
    rf"|[{HAN}]{{2,4}}[,，、.．])"  # 王伟，
)


def is_citation(text: str, *, numbered: bool) -> bool:
    """Whether a line is a reference; one alone needs its authors in front or both a volume and a DOI.

    >>> is_citation("Popova V, Daly E, et al. Am J Psychiatry. 2019;176(6):428-438.", numbered=False)
    True
    >>> is_citation("Popova et al. (2019) found that it helps.", numbered=False)
    False
    """
    if not 20 <= len(text) <= MAX_CHARS or not any(hint in text for hint in _HINTS):
        return False
    volume, doi = _VOLUME.search(text) is not None, _DOI.search(text) is not None
    if volume and doi:
        return True
    if not numbered and _AUTHOR.match(text) is None:
        return False
    if volume or doi or _TYPE.search(text):
        return True
    if _YEAR.search(text) is None:
        return False
    by_authors = _AUTHOR.match(text) is not None and "et al" in text
    return by_authors or (numbered and _SEEN.search(text) is not None and ("http" in text or "Accessed" in text))
