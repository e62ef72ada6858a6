"""Reviewers' own patterns, compiled so that none can hang a run: every search has a time limit.

A pattern is tried on its own examples when the glossary is loaded, and on each of them many times over, so that one
that takes ever longer on long sentences is refused there and not met in a batch.
"""

from __future__ import annotations

from functools import lru_cache

import regex

LOADING, SEARCHING = 0.5, 0.25  # seconds; a sound pattern takes a thousandth of either
_OVER = 60  # an example so many times over is longer than any sentence


class TooSlowError(Exception):
    """A pattern took longer than its time."""


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern.

    Raises:
        ValueError: saying what is wrong with it and where.

    """
    try:
        return regex.compile(pattern)
    except regex.error as err:
        message = f"not a regular expression ({err})"
        raise ValueError(message) from err


def found(pattern: str, text: str, seconds: float = SEARCHING) -> list[regex.Match[str]]:
    """Return what a pattern finds in a text.

    Raises:
        TooSlowError: if it takes longer than the given time.

    """
    try:
        return [match for match in compiled(pattern).finditer(text, timeout=seconds) if match.end() > match.start()]
    except TimeoutError as err:
        raise TooSlowError(pattern) from err


def is_found(pattern: str, text: str, seconds: float = SEARCHING) -> bool:
    """Whether a pattern finds anything in a text.

    Raises:
        TooSlowError: if it takes longer than the given time.

    """
    try:
        return compiled(pattern).search(text, timeout=seconds) is not None
    except TimeoutError as err:
        raise TooSlowError(pattern) from err


def trouble(pattern: str, example: str, *, must_match: bool) -> str | None:
    """Say what is wrong with a pattern by one of its examples, None if nothing is."""
    try:
        matches = bool(found(pattern, example, LOADING))
        found(pattern, example * _OVER, LOADING)
        found(pattern, example[:-1] * _OVER, LOADING)
    except TooSlowError:
        return f"the pattern takes too long on {example!r} many times over; no quantifier may stand inside another"
    if matches == must_match:
        return None
    return f"the pattern {'does not match' if must_match else 'matches'} {example!r}"
