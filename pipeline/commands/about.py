"""`bilingual rules` and `bilingual config`: what the software does, and with which settings."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.common import settings_of


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
def rules(rule_id: str | None) -> None:
    """List the rules, or explain one with its examples.

    Example: bilingual rules corrupted_name
    """
    from pipeline.rulebook import describe, every_rule, one_line, rule_named

    if rule_id is None:
        for rule in every_rule():
            click.echo(one_line(rule))
        return
    click.echo(describe(rule_named(rule_id)))


@click.command()
@click.option("--config", "file", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def config(file: Path | None) -> None:
    """Print the settings in force, as TOML.

    Example: bilingual config > bilingual.toml
    """
    from pipeline.build import glossary_folder
    from pipeline.settings import as_toml

    settings = settings_of(file, {})
    click.echo(as_toml(settings), nl=False)
    click.echo(f"# glossary in force: {glossary_folder(settings)}")
