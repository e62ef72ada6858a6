"""Terms and names as CSV, one entry a row, for spreadsheets; a cell that a spreadsheet would run is guarded.

Several values stand in one cell with ` ; ` between them, the parts of a form to avoid with ` | `; a backslash keeps
these marks as text. A cell beginning with = + - @ or ' gets a ' in front, which import takes away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.errors import InputError
from pipeline.exchange.filed import Filed, made
from pipeline.lexicon.schema import Avoid, Forms

COLUMNS = (
    "file", "id", "part", "kind", "domain", "general", "status", "en", "en_also", "en_abbr", "en_avoid", "zh",
    "zh_also", "zh_abbr", "zh_avoid", "of", "doi", "phone", "source", "follows", "url", "date", "reviewed_by", "note",
)  # fmt: skip
_PLAIN = ("id", "part", "kind", "domain", "general", "status", "of")
_RISKY = ("=", "+", "-", "@", "'", "\t", "\r")
_ITEMS, _FIELDS = re.compile(" ; "), re.compile(r" \| ")  # within a value ; and | are escaped, so never bare


def to_csv(items: Iterable[Filed]) -> str:
    """Write entries as CSV with a header row; begins with a byte order mark, without which Excel misreads Chinese."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for item in items:
        writer.writerow({key: _guarded(value) for key, value in _row(item).items()})
    return "\ufeff" + stream.getvalue()


def from_csv(text: str, name: str) -> list[Filed]:
    """Read entries from CSV; only en (and zh for terms) must be there, other columns may be missing or empty.

    Raises:
        InputError: naming file, line and what is wrong.

    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    unknown = [column for column in reader.fieldnames or () if column not in COLUMNS]
    if unknown or "en" not in (reader.fieldnames or ()):
        message = f"{name}:1: unknown columns {unknown}" if unknown else f"{name}:1: no column 'en'"
        message += f"; known ones: {', '.join(COLUMNS)}"
        raise InputError(message)
    try:
        return list(_entries(reader, name))
    except csv.Error as err:
        message = f"{name}:{reader.line_num}: not valid CSV ({err})"
        raise InputError(message) from err


def _entries(reader: csv.DictReader[str], name: str) -> Iterator[Filed]:
    for row in reader:
        where = f"{name}:{reader.line_num}"
        if None in row or None in row.values():
            message = f"{where}: not as many cells as the header has; quote cells that hold a comma"
            raise InputError(message)
        cell = {key: _unguarded(value) for key, value in row.items()}
        data: dict[str, Any] = {
            key: cell.get(key, "") for key in ("id", "part", "kind", "domain", "general", "status", "of")
        }
        data["doi"], data["phone"] = _split(cell.get("doi", "")), _split(cell.get("phone", ""))
        data["reviewed_by"], data["note"] = cell.get("reviewed_by"), cell.get("note")
        source = {"name": cell.get("source"), **{key: cell.get(key) for key in ("follows", "url", "date")}}
        data["source"] = {key: value for key, value in source.items() if value}
        for language in ("en", "zh"):
            if cell.get(language):
                data[language] = _forms(cell, language, where)
        yield made(data, cell.get("file", ""), where)


def _row(item: Filed) -> dict[str, str]:
    entry = item.entry
    row = {
        "file": item.file, "id": entry.id, "part": item.part, "kind": entry.kind, "domain": entry.domain or "",
        "general": "true" if getattr(entry, "general", False) else "",
        "status": entry.status, "source": entry.source.name, "follows": entry.source.follows or "",
        "url": entry.source.url or "", "date": str(entry.source.date or ""), "reviewed_by": entry.reviewed_by or "",
        "note": entry.note or "", "of": getattr(entry, "of", None) or "", "doi": _joined(getattr(entry, "doi", ())),
        "phone": _joined(getattr(entry, "phone", ())),
    }  # fmt: skip
    for language, forms in (("en", entry.en), ("zh", entry.zh)):
        row.update(_cells(language, forms))
    return row


def _cells(language: str, forms: Forms | None) -> dict[str, str]:
    if forms is None:
        return {}
    avoid = (" | ".join(map(_escaped, (item.form, item.why, item.severity))) for item in forms.avoid)
    return {
        language: forms.preferred, f"{language}_also": _joined(forms.also), f"{language}_abbr": _joined(forms.abbr),
        f"{language}_avoid": " ; ".join(avoid),
    }  # fmt: skip


def _forms(cell: dict[str, str], language: str, where: str) -> dict[str, Any]:
    avoid = []
    for item in _ITEMS.split(cell.get(f"{language}_avoid", "")):
        if not item:
            continue
        parts = [_unescaped(part) for part in _FIELDS.split(item)]
        if len(parts) not in (2, 3):
            message = f"{where}: {language}_avoid: {item!r}: expected 'form | why' or 'form | why | severity'"
            raise InputError(message)
        avoid.append(dict(zip(Avoid.model_fields, parts, strict=False)))
    also, abbr = _split(cell.get(f"{language}_also", "")), _split(cell.get(f"{language}_abbr", ""))
    return {"preferred": cell[language], "also": also, "abbr": abbr, "avoid": avoid}


def _joined(values: Iterable[str]) -> str:
    return " ; ".join(map(_escaped, values))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(_unescaped(part) for part in _ITEMS.split(cell)) if cell else ()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace("|", "\\|")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell
