"""What several commands share: exit codes, gates, settings from a file and options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.model import Severity

DONE, GATE, USAGE, FAILED = 0, 1, 2, 3
ENGINES = click.Choice(["auto", "none", "memory", "neural", "llm"])
GATES = click.Choice(["critical", "major", "minor", "never"])


def settings_of(config: Path | None, options: dict[str, Any]) -> Any:  # noqa: ANN401 - Settings, imported late
    """Settings from a file, beaten by the options given."""
    from pydantic import ValidationError

    from pipeline.errors import SettingsError
    from pipeline.settings import Settings, load_settings

    settings = load_settings(config)
    given = {key: value for key, value in options.items() if value is not None}
    try:
        return Settings.model_validate({**settings.model_dump(), **given})
    except ValidationError as err:
        first = err.errors()[0]
        message = f"--{str(first['loc'][0]).replace('_', '-')}: {first['msg'].lower()}; see bilingual run --help"
        raise SettingsError(message) from err


def at_or_above(gate: str) -> tuple[Severity, ...]:
    """The severities a gate stops at; none for never."""
    order: tuple[Severity, ...] = ("critical", "major", "minor")
    return order[: order.index(gate) + 1] if gate in order else ()
