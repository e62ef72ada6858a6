"""Write docs/rules.md, docs/commands.md and glossary/schema from rules, command line and schema; a test keeps them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import main
from pipeline.curation.shapes import PARTS, SCHEMA_FOLDER, json_schema
from pipeline.rulebook import GROUPS, describe

FOLDER = Path(__file__).parent
SCHEMAS = FOLDER.parent / "glossary" / SCHEMA_FOLDER


def rules() -> str:
    """Return the page of all rules, in the order they run."""
    parts = ["# Rules", "", "Made by `python docs/generate.py` from the rules themselves.", ""]
    for title, group in GROUPS:
        parts += [f"## {title}", ""]
        parts += [describe(rule) for rule in group]
    return "\n".join(parts)


def _help(command: click.Command, context: click.Context) -> list[str]:
    """Return the help of a command and of the commands under it."""
    parts = [f"## {context.command_path}", "", "```", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            parts += _help(inner, click.Context(inner, info_name=name, parent=context, terminal_width=110))
    return parts


def commands() -> str:
    """Return the page of all commands: their help, word for word."""
    parts = ["# Commands", "", "Made by `python docs/generate.py` from the help of each command.", ""]
    whole = click.Context(main, info_name="bilingual", **main.context_settings)
    for name, command in sorted(main.commands.items()):
        parts += _help(command, click.Context(command, info_name=name, parent=whole, terminal_width=110))
    return "\n".join(parts)


if __name__ == "__main__":
    (FOLDER / "rules.md").write_text(rules(), encoding="utf-8")
    (FOLDER / "commands.md").write_text(commands(), encoding="utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    for part in PARTS:
        (SCHEMAS / f"{part.name}.json").write_text(json_schema(part), encoding="utf-8")
