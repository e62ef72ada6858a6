"""A JSONL corpus: one article a line; a bad line is a record with an error, never an exception."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.formats.charset import tidy

# A line holds the text escaped (\uXXXX is six characters) and other keys; longer ones are not even parsed.
LINE_PER_TEXT = 8
_EXPECTED = 'expected one JSON object a line with a "text" string'


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its number (from 1), its article and the whole object, or in `error` why there is none."""

    line: int
    id: str
    text: str = ""
    other: dict[str, Any] = field(default_factory=dict)
    error: str | None = None


def records(lines: Iterable[str], limit: int) -> Iterator[Record]:
    """Yield a record for every line that is not blank; `limit` is the most characters of an article's text.

    >>> [(r.line, r.id, r.error) for r in records(['{"text": "Pain."}', "", '{"id": 7, "text": "Pain."}'], 100)]
    [(1, '1', None), (3, '7', None)]
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _record(number, line, limit)


def _record(number: int, line: str, limit: int) -> Record:
    if len(line) > LINE_PER_TEXT * limit:
        return _bad(number, f"line of {len(line):,} characters; expected at most {LINE_PER_TEXT * limit:,}")
    try:
        data = _loaded(line)
    except json.JSONDecodeError as err:
        return _bad(number, f"not valid JSON at column {err.colno} ({err.msg}); {_EXPECTED}")
    except RecursionError:
        return _bad(number, f"JSON nested too deep; {_EXPECTED}")
    except ValueError as err:
        return _bad(number, f"not valid JSON ({str(err).splitlines()[0]}); {_EXPECTED}")
    if not isinstance(data, dict):
        return _bad(number, f"a JSON {_name(data)}, not an object; {_EXPECTED}")
    return _checked(number, data, limit)


def _loaded(line: str) -> Any:  # noqa: ANN401 - any JSON
    r"""Parse JSON; lone surrogates, which only \uXXXX escapes can bring in, are replaced throughout."""
    data = json.loads(line)
    if "\\ud" in line or "\\uD" in line:
        data = json.loads(tidy(json.dumps(data, ensure_ascii=False)))
    return data


def _checked(number: int, data: dict[str, Any], limit: int) -> Record:
    if "text" not in data:
        return _bad(number, f'no "text"; {_EXPECTED}')
    text = data["text"]
    if not isinstance(text, str):
        return _bad(number, f'"text" is a JSON {_name(text)}, not a string; {_EXPECTED}')
    if not text.strip():
        return _bad(number, '"text" is empty; expected an article')
    if len(text) > limit:
        return _bad(number, f'"text" has {len(text):,} characters; expected at most {limit:,}')
    given = data.get("id")
    named = isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() != ""
    return Record(number, str(given) if named else str(number), tidy(text), data)


def _bad(number: int, error: str) -> Record:
    return Record(number, str(number), error=error)


def _name(value: object) -> str:
    names = {type(None): "null", bool: "boolean", int: "number", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")
