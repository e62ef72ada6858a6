"""The translation memory as TMX 1.4b: pairs of sentences, their topic, and the bad rendering that is never used."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from pipeline.errors import InputError
from pipeline.exchange.xml import XML_LANG, local, parse_xml, written

Pair = tuple[str, str, str]
_TOPIC, _BAD = "x-topic", "x-bad-zh"


def to_tmx(memory: Iterable[tuple[str, Pair]]) -> str:
    """Write (topic, (English, Chinese, bad Chinese or '')) pairs as a TMX document."""
    root = ET.Element("tmx", {"version": "1.4"})
    ET.SubElement(root, "header", {
        "creationtool": "bilingual", "creationtoolversion": _version(), "segtype": "sentence", "o-tmf": "tsv",
        "adminlang": "en", "srclang": "en", "datatype": "plaintext",
    })  # fmt: skip
    body = ET.SubElement(root, "body")
    for topic, (english, chinese, bad) in memory:
        unit = ET.SubElement(body, "tu")
        ET.SubElement(unit, "prop", {"type": _TOPIC}).text = topic
        if bad:
            ET.SubElement(unit, "prop", {"type": _BAD}).text = bad
        for language, text in (("en", english), ("zh-Hans", chinese)):
            variant = ET.SubElement(unit, "tuv", {"xml:lang": language})
            ET.SubElement(variant, "seg").text = text
    return written(root)


def from_tmx(content: bytes, name: str) -> list[tuple[str, Pair]]:
    """Read pairs; a unit without both languages is passed over, markup inside a segment is dropped.

    Raises:
        InputError: if it is not TMX.

    """
    root = parse_xml(content, name)
    if local(root.tag) != "tmx":
        message = f"{name}: begins with <{local(root.tag)}>; expected <tmx>"
        raise InputError(message)
    pairs = (_pair(unit) for unit in root.iter() if local(unit.tag) == "tu")
    return [pair for pair in pairs if pair is not None]


def _pair(unit: ET.Element) -> tuple[str, Pair] | None:
    texts: dict[str, str] = {}
    props = {child.get("type"): _text(child) for child in unit if local(child.tag) == "prop"}
    for variant in (child for child in unit if local(child.tag) == "tuv"):
        language = variant.get(XML_LANG, variant.get("lang", ""))[:2].lower()
        segment = next((child for child in variant if local(child.tag) == "seg"), None)
        if segment is not None and language not in texts:
            texts[language] = _text(segment)
    if not texts.get("en") or not texts.get("zh"):
        return None
    return props.get(_TOPIC, ""), (texts["en"], texts["zh"], props.get(_BAD, ""))


def _text(node: ET.Element) -> str:
    """The text of a node without native codes, on one line, as a memory file holds it."""
    parts = [node.text or "", *((child.tail or "") for child in node)]
    return " ".join("".join(parts).split())


def _version() -> str:
    try:
        return version("bilingual-rescue")
    except PackageNotFoundError:
        return "0"
