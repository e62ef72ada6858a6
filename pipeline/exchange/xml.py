"""XML of strangers, read without letting it define entities: no bombs, no files from this machine in a term base."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.parsers import expat

from pipeline.errors import InputError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_CHARS = 200_000_000


def parse_xml(content: bytes, name: str) -> ET.Element:
    """Parse a document; a DOCTYPE is passed over, an entity declaration refused.

    Raises:
        InputError: if it is not well-formed, declares entities, or is too long.

    """
    if len(content) > MOST_CHARS:
        message = f"{name}: over {MOST_CHARS:,} bytes; split it"
        raise InputError(message)
    try:
        _refuse_entities(content, name)
        return ET.fromstring(content)
    except (expat.ExpatError, ET.ParseError) as err:
        message = f"{name}: not well-formed XML ({err}); expected TBX or TMX"
        raise InputError(message) from err


def _refuse_entities(content: bytes, name: str) -> None:
    def refuse(*_: object) -> None:
        message = f"{name}: declares entities; a term base needs none, so it is not read"
        raise InputError(message)

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.Parse(content, True)  # noqa: FBT003 - expat's own signature


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


def written(root: ET.Element) -> str:
    """A document as text, indented."""
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
