"""What pydantic found wrong, said to a medical reviewer: the place, the value, what was expected, the nearest key."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pipeline.lexicon.nodes import Node, Problem, place_of

_EXPECTED = {
    "string_type": "expected text",
    "tuple_type": "expected a list, as in [one, two]",
    "model_type": "expected a mapping, as in {key: value}",
    "string_too_short": "is empty; expected text",
    "too_short": "is an empty list; expected at least one item",
    "date_from_datetime_parsing": "expected a date, as in 2026-01-31",
    "date_parsing": "expected a date, as in 2026-01-31",
}


def problems_of(shape: type[BaseModel], node: Node, err: ValidationError) -> Iterator[Problem]:
    """Yield each error of one entry with its place in the file."""
    for item in err.errors(include_url=False):
        path = tuple(item["loc"])
        where = ".".join(str(part) for part in path)
        kind = item["type"]
        if kind == "extra_forbidden":
            name, valid = str(path[-1]), _keys_at(shape, path[:-1])
            yield Problem(
                place_of(node, path, key=True), f"{where}: unknown key {name!r}; {_nearest(name, valid, 'keys')}"
            )
        elif kind == "missing":
            yield Problem(place_of(node, path[:-1]), f"{where}: this key is missing")
        elif kind == "literal_error":
            valid = re.findall(r"'([^']*)'", str(item["ctx"]["expected"]))
            given = str(item["input"])
            yield Problem(place_of(node, path), f"{where}: {given!r} is not known; {_nearest(given, valid, 'values')}")
        else:
            expected = _EXPECTED.get(kind, str(item["msg"]).removeprefix("Value error, "))
            yield Problem(place_of(node, path), f"{where}: {_shown(item['input'])}: {expected}")


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _nearest(given: str, valid: list[str], what: str) -> str:
    close = difflib.get_close_matches(given, valid, n=1, cutoff=0.5)
    listed = f"valid {what}: {', '.join(valid)}"
    return f"did you mean {close[0]!r}? ({listed})" if close else listed


def _keys_at(shape: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys the schema allows where the path leads."""
    model: type[BaseModel] | None = shape
    for part in path:
        if model is not None and isinstance(part, str):
            field = model.model_fields.get(part)
            model = _model_in(field.annotation) if field is not None else None
    return list((model or shape).model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple):
        return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
    return None
