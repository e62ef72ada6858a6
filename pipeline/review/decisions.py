"""Bring filled-in review files into `glossary/decisions.yaml`, the only store of decisions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pipeline.atomic import write_whole
from pipeline.errors import GlossaryError, InputError
from pipeline.lexicon.load import read_entries
from pipeline.lexicon.schema import Decision
from pipeline.review.reviewed import Pair, pair_of


def read_review(file: Path) -> tuple[list[Decision], list[Pair]]:
    """Return the decisions filled into a review file, and the sentence pairs they accept; none if it is untouched.

    Raises:
        InputError: if it is not valid YAML or a decision is not accept, edit or reject.

    """
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
        mark = getattr(err, "problem_mark", None)
        message = (
            f"{file}:{mark.line + 1 if mark else 1}: not a readable review file; mend the YAML or restore the file"
        )
        raise InputError(message) from err
    if not isinstance(data, dict):
        return [], []
    reviewer = data.get("reviewer") or "unnamed"
    decisions: list[Decision] = []
    pairs: list[Pair] = []
    for item in data.get("findings") or []:
        if item.get("decision"):
            key = item["group"] if item.get("scope") == "everywhere" else item["fingerprint"]
            decisions.append(_decision(file, item, key, item["rule"], reviewer))
    for item in data.get("sentences") or []:
        if item.get("decision"):
            decisions += _sentence_decisions(file, item, reviewer)
            pair = pair_of(item)
            pairs += [pair] if pair else []
    return decisions, pairs


def _sentence_decisions(file: Path, item: dict[str, Any], reviewer: str) -> list[Decision]:
    found = []
    for language in ("en", "zh"):
        key = item.get(f"{language}_key")
        text = item.get(language) if item["decision"] == "edit" else item.get(f"{language}_now")
        status = item.get(f"{language}_status")
        if not key or not text or "⟦" in text or (item["decision"] == "accept" and status == "original"):
            continue
        texts = {"en": None, "zh": None, language: text}
        found.append(_decision(file, {**item, **texts, "scope": "here"}, key, "sentence", reviewer))
    return found


def _decision(file: Path, item: dict[str, Any], key: str, rule: str, reviewer: str) -> Decision:
    try:
        return Decision.model_validate({
            "key": key, "scope": item.get("scope") or "here", "rule": rule, "decision": item["decision"],
            "en": item.get("en"), "zh": item.get("zh"), "reviewer": str(reviewer),
            "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(), "note": item.get("note"),
        })  # fmt: skip
    except ValidationError as err:
        first = err.errors()[0]
        where = item.get("finding") or f"mark {item.get('mark')}"
        message = f"{file}: {where}: {first['loc'][0]}: {first['msg'].lower()}; use accept, edit or reject"
        raise InputError(message) from err


def store(folder: Path, new: Iterable[Decision]) -> bool:
    """Add decisions to the glossary's file, sorted by key; return whether the file changed.

    Raises:
        GlossaryError: if one key would get two different decisions.

    """
    file = folder / "decisions.yaml"
    by_key: dict[str, Decision] = {item.key: item for item in read_entries(file, Decision)} if file.exists() else {}
    before = dict(by_key)
    for item in new:
        old = by_key.get(item.key)
        if old is not None and _meaning(old) != _meaning(item):
            message = (
                f"{file}: two decisions for {item.key[:12]}…: {old.decision} by {old.reviewer} and {item.decision} by "
                f"{item.reviewer}; settle it in decisions.yaml"
            )
            raise GlossaryError(message)
        by_key.setdefault(item.key, item)
    if by_key == before:
        return False
    rows = [item.model_dump(exclude_none=True) for _, item in sorted(by_key.items())]
    head = "# Decisions of reviewers; sorted by key, one store for all batches.\n"
    write_whole(file, head + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=4096))
    return True


def _meaning(item: Decision) -> tuple[str, str | None, str | None]:
    return item.decision, item.en, item.zh
