"""The command line: arguments in, exit code out. 0 done, 1 findings at the gate, 2 usage or glossary, 3 some failed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from pipeline.errors import BilingualError
from pipeline.model import Finding, Severity

DONE, GATE, USAGE, FAILED = 0, 1, 2, 3
_GATES = click.Choice(["critical", "major", "minor", "never"])


class _Group(click.Group):
    """Our errors become one line on stderr and exit code 2, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except BilingualError as err:
            _stop(str(err))


def _stop(message: str) -> NoReturn:
    click.echo(f"bilingual: {message}", err=True)
    sys.exit(USAGE)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="bilingual-rescue", prog_name="bilingual")
def main() -> None:
    """Rescue machine-damaged medical articles: clean English, clean Chinese, and a review queue.

    Example: bilingual run input -o output
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--to", help="Languages to write: en, zh or en,zh (default).")
@click.option("--engine", type=click.Choice(["auto", "none", "memory"]), help="Translation engine (default auto).")
@click.option("--glossary", type=click.Path(path_type=Path), help="Glossary folder that replaces the built-in one.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
@click.option("--zh", type=click.Choice(["zh-Hans", "zh-Hant"]), help="Script of the Chinese version.")
@click.option("--format", "shape", type=click.Choice(["same", "md", "txt", "html"]), help="Format of the versions.")
@click.option("--fail-on", type=_GATES, help="Exit with 1 at open findings this severe (default never).")
@click.option("--force", is_flag=True, help="Overwrite outputs a person changed; they are kept as .bak.")
@click.option("--dry-run", is_flag=True, help="Say what would be read and written, and write nothing.")
@click.option("--no-notice", is_flag=True, help="Leave out the last line that counts what nobody has read.")
@click.option("--report", is_flag=True, help="Write HTML reports for JSONL articles too.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    inputs: tuple[str, ...], output: Path, to: str | None, engine: str | None, glossary: Path | None,
    config: Path | None, zh: str | None, shape: str | None, fail_on: str | None, force: bool, dry_run: bool,  # noqa: FBT001
    no_notice: bool, report: bool, quiet: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Clean articles: files, folders, globs, or - for stdin.

    Example: bilingual run articles/*.md -o cleaned --fail-on critical
    """
    from pipeline.batch.local import run_batch

    options = {
        "to": tuple(to.split(",")) if to else None, "engine": engine, "glossary": glossary, "zh": zh, "format": shape,
        "fail_on": fail_on, "notice": False if no_notice else None, "report": True if report else None,
    }  # fmt: skip
    settings = _settings(config, options)
    if dry_run:
        _dry_run(inputs, output)
        return
    summary = run_batch(inputs, output, settings, force=force, progress=_no_bar if quiet else _bar)
    for _, error in summary.failed:
        click.echo(f"bilingual: {error}", err=True)
    if not quiet:
        _print_summary(summary.totals, output)
    if summary.failed:
        sys.exit(FAILED)
    if any(summary.totals[severity] for severity in _at_or_above(settings.fail_on or "never")):
        sys.exit(GATE)


def _settings(config: Path | None, options: dict[str, Any]) -> Any:  # noqa: ANN401 - Settings, imported late
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


def _dry_run(inputs: Sequence[str], output: Path) -> None:
    from pipeline.batch.inputs import find_sources

    for source in find_sources(inputs, output):
        click.echo(source.error or f"{source.path or 'stdin'} -> {output / source.name}.*")


def _no_bar(sources: Sequence[Any]) -> Iterator[Any]:
    return iter(sources)


def _bar(sources: Sequence[Any]) -> Iterator[Any]:
    """A progress bar on stderr; click shows none where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield from sources
        return
    with click.progressbar(sources, label="articles", file=sys.stderr, show_pos=True) as bar:
        yield from bar


def _print_summary(totals: dict[str, Any], output: Path) -> None:
    rows = [
        ("articles", f"{totals['done']} done, {totals['failed']} failed"),
        ("open findings", f"{totals['critical']} critical, {totals['major']} major, {totals['minor']} minor"),
        ("changes made", f"{totals['fixed']}"),
        ("sentences", f"{totals['drafts']} drafts, {totals['gaps']} gaps, {totals['reviewed']} reviewed by a person"),
        ("results", f"{output / 'index.html'}"),
    ]
    for name, value in rows:
        click.echo(f"{name:<14} {value}")


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="Output format.")
@click.option("--fail-on", type=_GATES, help="Exit with 1 at open findings this severe (default major).")
@click.option("--glossary", type=click.Path(path_type=Path), help="Glossary folder that replaces the built-in one.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def check(inputs: tuple[str, ...], shape: str, fail_on: str | None, glossary: Path | None, config: Path | None) -> None:
    """Print the findings of articles; writes nothing and loads no model.

    Example: bilingual check article.txt --fail-on critical
    """
    from pipeline.batch.checking import check_sources

    settings = _settings(config, {"glossary": glossary, "fail_on": fail_on})
    gated = _at_or_above(settings.fail_on or "major")
    failed = reached = False
    documents = []
    for name, result in check_sources(inputs, settings):
        if isinstance(result, str):
            failed = True
            click.echo(f"bilingual: {result}", err=True)
            continue
        article, data = result
        reached = reached or any(_counts(f) and f.severity in gated for f in article.findings)
        documents.append(data)
        if shape == "text":
            for finding in article.findings:
                click.echo(_line(name, article.original, finding))
    if shape == "json":
        click.echo(json.dumps(documents, ensure_ascii=False, indent=1))
    sys.exit(FAILED if failed else GATE if reached else DONE)


def _at_or_above(gate: str) -> tuple[Severity, ...]:
    """The severities a gate stops at; none for never."""
    order: tuple[Severity, ...] = ("critical", "major", "minor")
    return order[: order.index(gate) + 1] if gate in order else ()


def _counts(finding: Finding) -> bool:
    return finding.status == "open" and finding.action == "flagged"


def _line(name: str, text: str, finding: Finding) -> str:
    row = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    span = text[finding.start : finding.end].replace("\n", " ")
    shown = span if len(span) <= 60 else span[:59] + "…"
    change = f" -> {finding.edit.new!r}" if finding.edit is not None else ""
    hint = finding.suggest_zh or finding.suggest_en
    wish = f" (suggest: {hint})" if hint and not change else ""
    place = f"{name}:{row}:{column}: {finding.severity} {finding.rule} [{finding.action}]"
    return f"{place} {finding.message}: {shown!r}{change}{wish}"


@main.command()
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


@main.command()
@click.option("--config", "file", type=click.Path(path_type=Path), help="Settings file (default: bilingual.toml here).")
def config(file: Path | None) -> None:
    """Print the settings in force, as TOML.

    Example: bilingual config > bilingual.toml
    """
    from pipeline.build import glossary_folder
    from pipeline.settings import as_toml

    settings = _settings(file, {})
    click.echo(as_toml(settings), nl=False)
    click.echo(f"# glossary in force: {glossary_folder(settings)}")


@main.group()
def glossary() -> None:
    """Look after the term base: hygiene, counts, look-up.

    Example: bilingual glossary lint
    """


def _loaded(folder: Path | None) -> Any:  # noqa: ANN401 - Glossary, imported late
    from pipeline.build import glossary_folder
    from pipeline.lexicon.load import load

    return load(glossary_folder(_settings(None, {"glossary": folder})))


_FOLDER = click.option(
    "--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: the one in force)."
)


@glossary.command("lint")
@_FOLDER
def glossary_lint(folder: Path | None) -> None:
    """Check schema and hygiene; exit 2 at an error.

    Example: bilingual glossary lint --glossary glossary
    """
    from pipeline.lexicon.lint import lint

    complaints = lint(_loaded(folder))
    for item in complaints:
        click.echo(f"{item.level}: {item.entry}: {item.text}")
    errors = sum(item.level == "error" for item in complaints)
    click.echo(f"{errors} errors, {len(complaints) - errors} warnings")
    sys.exit(USAGE if errors else DONE)


@glossary.command("stats")
@_FOLDER
def glossary_stats(folder: Path | None) -> None:
    """Count entries by part, status and domain, and how many nobody has signed.

    Example: bilingual glossary stats
    """
    from pipeline.review.glossary import counts

    for name, value in counts(_loaded(folder)):
        click.echo(f"{name:<28} {value}")


@glossary.command("find")
@click.argument("text")
@_FOLDER
def glossary_find(text: str, folder: Path | None) -> None:
    """Print the entries with a form that holds TEXT, in either language; exit 1 if there is none.

    Example: bilingual glossary find 抑郁
    """
    from pipeline.review.glossary import found, one_line

    entries = list(found(_loaded(folder), text))
    for entry in entries:
        click.echo(one_line(entry))
    sys.exit(DONE if entries else GATE)
