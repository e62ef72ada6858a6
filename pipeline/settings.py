"""Settings: `bilingual.toml` in the working folder or `--config`, as strict as the glossary; options beat it."""

from __future__ import annotations

import difflib
import json
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SettingsError
from pipeline.model import Language

Engine = Literal["auto", "none", "memory", "neural", "llm"]
OutputFormat = Literal["same", "md", "txt", "html"]
Gate = Literal["critical", "major", "minor", "never"]
RuleSwitch = Literal["off", "critical", "major", "minor"]


class NeuralSettings(BaseModel):
    """Table `[neural]`: CTranslate2 model folders to use instead of the built-in pair, and how to decode."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to_en: Path | None = None
    to_zh: Path | None = None
    threads: Annotated[int, Field(ge=1, le=64)] = 1
    beam: Annotated[int, Field(ge=1, le=16)] = 2
    wide_beam: Annotated[int, Field(ge=1, le=32)] = 6
    batch_tokens: Annotated[int, Field(ge=64, le=16384)] = 1024


class LlmSettings(BaseModel):
    """Table `[llm]`: an OpenAI-compatible chat endpoint. Its key comes from the variable `key_env` alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = None
    model: str | None = None
    key_env: str = "BILINGUAL_LLM_KEY"
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    timeout: Annotated[float, Field(gt=0, le=3600)] = 60.0
    attempts: Annotated[int, Field(ge=1, le=20)] = 5
    cache: Path | None = None


class Settings(BaseModel):
    """Every setting with its default; each may stand in `bilingual.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: tuple[Language, ...] = ("en", "zh")
    engine: Engine = "auto"
    glossary: Path | None = None
    zh: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"
    format: OutputFormat = "same"
    fail_on: Gate | None = None
    notice: bool = True
    report: bool = False
    max_chars: Annotated[int, Field(ge=1)] = 2_000_000
    # A fuzzy memory hit below this similarity is no candidate: 80% of a 12-word sentence is two changed words.
    fuzzy_floor: Annotated[float, Field(ge=0.5, le=1.0)] = 0.8
    neural: NeuralSettings = NeuralSettings()
    llm: LlmSettings = LlmSettings()
    rules: dict[str, RuleSwitch] = {}


def load_settings(config: Path | None, folder: Path | None = None) -> Settings:
    """Read settings from `config`, else from `bilingual.toml` in the working folder, else the defaults.

    Raises:
        SettingsError: if the file is missing, not TOML, or holds an unknown key or value.

    """
    file = config or (folder or Path.cwd()) / "bilingual.toml"
    if not file.exists():
        if config is None:
            return Settings()
        message = f"{file}: no such settings file; check --config"
        raise SettingsError(message)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as err:
        message = f"{file}: not valid TOML ({err})"
        raise SettingsError(message) from err
    try:
        return Settings.model_validate(data)
    except ValidationError as err:
        raise SettingsError(_explain(file, err)) from err


def _explain(file: Path, err: ValidationError) -> str:
    first = err.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    line = next(
        (n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if text.strip().startswith(key)),
        1,
    )
    valid = list(Settings.model_fields)
    close = difflib.get_close_matches(key, valid, n=1)
    hint = f" (did you mean {close[0]!r}?)" if close and first["type"] == "extra_forbidden" else ""
    return f"{file}:{line}: {key}: {first['msg'].lower()}{hint}; valid keys: {', '.join(valid)}"


def as_toml(settings: Settings) -> str:
    """The settings as a TOML file that gives the same settings again; unset ones are left out."""
    lines, tables = [], []
    for key, value in settings.model_dump(mode="json").items():
        if value is None:
            continue
        if isinstance(value, dict):
            rows = [f"{name} = {_toml(item)}" for name, item in value.items() if item is not None]
            tables += [f"\n[{key}]", *rows] if rows else []
        else:
            lines.append(f"{key} = {_toml(value)}")
    return "\n".join([*lines, *tables]) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
