"""Which file of a glossary holds what: the part, its shape, and the JSON Schema an editor completes it with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.lexicon import schema

SCHEMA_FOLDER = "schema"
_HEADER = "# yaml-language-server: $schema="


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of glossary file: its name in `schema/`, the files it is, and what they hold."""

    name: str
    pattern: str
    holds: Any


PARTS = (
    Part("terms", "terms/*.yaml", tuple[schema.Term, ...]),
    Part("names", "names/*.yaml", tuple[schema.Name, ...]),
    Part("look-alikes", "names/look-alikes.yaml", tuple[schema.LookAlike, ...]),
    Part("stems", "names/stems.yaml", tuple[schema.Stem, ...]),
    Part("senses", "senses/*.yaml", tuple[schema.Sense, ...]),
    Part("spam", "spam.yaml", schema.Spam),
    Part("patterns", "patterns.yaml", tuple[schema.Pattern, ...]),
    Part("decisions", "decisions.yaml", tuple[schema.Decision, ...]),
)


def part_of(file: Path) -> Part:
    """The part a file of a glossary belongs to, the most specific one."""
    fitting = [part for part in PARTS if file.match(part.pattern)]
    return min(fitting, key=lambda part: "*" in part.pattern)


def json_schema(part: Part) -> str:
    """The JSON Schema of a part, as editors read it."""
    adapter: TypeAdapter[Any] = TypeAdapter(part.holds)
    data = {"$schema": "https://json-schema.org/draft/2020-12/schema", **adapter.json_schema()}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def header_of(file: Path) -> str:
    """The comment line that makes an editor validate and complete the file."""
    up = "" if len(part_of(file).pattern.split("/")) == 1 else "../"
    return f"{_HEADER}{up}{SCHEMA_FOLDER}/{part_of(file).name}.json"
