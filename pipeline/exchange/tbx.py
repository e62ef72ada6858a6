"""Terms and names as TBX v3, dialect Basic (ISO 30042:2019, DCA style); TBX v2 (martif) is read too.

Concept = entry; preferred, admitted and forbidden forms carry the standard's administrative status, abbreviations
their term type. What TBX-Basic has no category for (kind, the reason a form is forbidden, DOI stems ...) travels in
notes of the form `key: value`, so that a file written here comes back as the entries it was made from.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.errors import InputError
from pipeline.exchange.filed import Filed, made, slug
from pipeline.exchange.xml import XML_LANG, local, parse_xml, written
from pipeline.lexicon.schema import Avoid, Forms

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_PREFERRED, _ADMITTED, _FORBIDDEN = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
_CONCEPT, _LANGUAGE = frozenset({"conceptEntry", "termEntry"}), frozenset({"langSec", "langSet"})
_TERM = frozenset({"termSec", "tig", "ntig"})
_PLAIN = ("kind", "status", "general", "of", "note")  # entry keys that travel as one note
_LISTS = ("doi", "phone")
_SOURCE = ("follows", "url", "date")


def to_tbx(items: Iterable[Filed]) -> str:
    """Write entries as a TBX document."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": "en", "xmlns": _NAMESPACE})
    source = ET.SubElement(ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    ET.SubElement(source, "p").text = "Exported by bilingual from its glossary"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for item in items:
        _concept(body, item)
    return written(root)


def from_tbx(content: bytes, name: str) -> list[Filed]:
    """Read entries; a concept without an English form, or a term without a Chinese one, is passed over.

    Raises:
        InputError: if it is not TBX or an entry has impossible values.

    """
    root = parse_xml(content, name)
    if local(root.tag) not in ("tbx", "martif", "TBX"):
        message = f"{name}: begins with <{local(root.tag)}>; expected <tbx> or <martif>"
        raise InputError(message)
    concepts = [node for node in root.iter() if local(node.tag) in _CONCEPT]
    return [item for node in concepts if (item := _entry(node, name)) is not None]


def _concept(body: ET.Element, item: Filed) -> None:
    entry = item.entry
    node = ET.SubElement(body, "conceptEntry", {"id": f"c-{entry.id}"})
    if entry.domain:
        ET.SubElement(node, "descrip", {"type": "subjectField"}).text = entry.domain
    ET.SubElement(node, "admin", {"type": "source"}).text = entry.source.name
    if entry.reviewed_by:
        group = ET.SubElement(node, "transacGrp")
        ET.SubElement(group, "transac", {"type": "transactionType"}).text = "modification"
        ET.SubElement(group, "transacNote", {"type": "responsibility"}).text = entry.reviewed_by
    _note(node, "file", item.file)
    for key in _PLAIN:
        value = getattr(entry, key, None)
        _note(node, key, value if not isinstance(value, bool) else "true" if value else None)
    for key in _LISTS:
        for value in getattr(entry, key, ()):
            _note(node, key, value)
    for key in _SOURCE:
        _note(node, key, getattr(entry.source, key))
    for language, forms in (("en", entry.en), ("zh-Hans", entry.zh)):
        if forms is not None:
            _language(ET.SubElement(node, "langSec", {"xml:lang": language}), forms)


def _language(node: ET.Element, forms: Forms) -> None:
    _term(node, forms.preferred, _PREFERRED)
    for text in forms.also:
        _term(node, text, _ADMITTED)
    for text in forms.abbr:
        ET.SubElement(_term(node, text, _ADMITTED), "termNote", {"type": "termType"}).text = "abbreviation"
    for item in forms.avoid:
        section = _term(node, item.form, _FORBIDDEN)
        _note(section, "why", item.why)
        _note(section, "severity", item.severity)


def _term(node: ET.Element, text: str, status: str) -> ET.Element:
    section = ET.SubElement(node, "termSec")
    ET.SubElement(section, "term").text = text
    ET.SubElement(section, "termNote", {"type": "administrativeStatus"}).text = status
    return section


def _note(node: ET.Element, key: str, value: object) -> None:
    if value is not None:
        ET.SubElement(node, "note").text = f"{key}: {value}"


def _entry(node: ET.Element, name: str) -> Filed | None:
    notes = dict(_notes(node))
    data: dict[str, Any] = {key: notes[key] for key in _PLAIN if key in notes}
    data.update({key: tuple(value for k, value in _notes(node) if k == key) for key in _LISTS})
    given = node.get("id", "")
    data["id"] = given.removeprefix("c-") if given.startswith("c-") else ""
    for child in node:
        kind = child.get("type")
        if local(child.tag) == "descrip" and kind == "subjectField":
            data["domain"] = slug(_text(child)) if "file" not in notes else _text(child)
        elif local(child.tag) == "admin" and kind == "source":
            data["source"] = {"name": _text(child)}
        elif local(child.tag) == "transacGrp":
            people = (_text(note) for note in child if note.get("type") == "responsibility")
            data["reviewed_by"] = next(people, None)
        elif local(child.tag) in _LANGUAGE:
            language = child.get(XML_LANG, child.get("lang", ""))[:2].lower()
            forms = _forms(child)
            if language in ("en", "zh") and forms is not None:
                data[language] = forms
    origin = {"name": name, **data.get("source", {}), **{key: notes[key] for key in _SOURCE if key in notes}}
    file = notes.get("file", "")
    if "en" not in data or ("zh" not in data and not file.startswith("names/")):
        return None
    return made({**data, "source": origin}, file, f"{name}: {given or data['en']['preferred']}")


def _forms(node: ET.Element) -> dict[str, Any] | None:
    forms: dict[str, Any] = {"preferred": None, "also": [], "abbr": [], "avoid": []}
    for section in (child for child in node if local(child.tag) in _TERM):
        text = next((_text(item) for item in section.iter() if local(item.tag) == "term"), "")
        marks = {item.get("type"): _text(item) for item in section.iter() if local(item.tag) == "termNote"}
        status = marks.get("administrativeStatus", marks.get("normativeAuthorization", ""))
        if not text:
            continue
        if status.startswith(("deprecated", "superseded")):
            notes = dict(_notes(section))
            forms["avoid"].append({key: notes[key] for key in Avoid.model_fields if key in notes} | {"form": text})
            forms["avoid"][-1].setdefault("why", "deprecated in the term base it comes from")
        elif marks.get("termType") in ("abbreviation", "acronym", "initialism"):
            forms["abbr"].append(text)
        elif forms["preferred"] is None or (status.startswith("preferred") and forms["preferred"] in forms["also"]):
            forms["preferred"] = text
        else:
            forms["also"].append(text)
    if forms["preferred"] is None and forms["abbr"]:
        forms["preferred"] = forms["abbr"].pop(0)
    return forms if forms["preferred"] else None


def _notes(node: ET.Element) -> Iterator[tuple[str, str]]:
    for child in node:
        if local(child.tag) == "note":
            key, colon, value = _text(child).partition(": ")
            if colon:
                yield key, value


def _text(node: ET.Element) -> str:
    return " ".join("".join(node.itertext()).split())
