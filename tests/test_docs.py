"""Generated pages are current."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from tests.support import ROOT


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rule_and_command_pages_are_current() -> None:
    generator = _generator()
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == generator.rules(), "run python docs/generate.py"
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == generator.commands(), "run python docs/generate.py"


def test_readme_names_every_command() -> None:
    from pipeline.cli import main

    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in main.commands if f"bilingual {name}" not in readme] == []
