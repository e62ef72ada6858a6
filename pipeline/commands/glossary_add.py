"""`bilingual glossary add`: new entries from the command line, in the right file at the right place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from pipeline.commands.common import settings_of
from pipeline.lexicon.schema import NameKind, Severity, TermKind

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def add() -> None:
    """Add an entry. It is a draft, which only suggests, until a reviewer signs it with --by.

    Example: bilingual glossary add term --en "stress fracture" --zh 应力性骨折 --kind condition --domain orthopedics
    """


def _several(name: str, text: str) -> Callable[[F], F]:
    return click.option(name, multiple=True, help=f"{text} May be given again.")


def _options(*options: Callable[[Any], Any]) -> Callable[[F], F]:
    def decorated(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorated


_SHARED = _options(
    click.option("--id", "entry_id", help="Id (default: made from the English form)."),
    click.option("--file", "file", help="File to write, as terms/psychiatry.yaml (default: by domain or kind)."),
    click.option("--by", help="Your name: signs the entry and makes it approved."),
    click.option("--source", default="project", show_default=True, help="Where it comes from."),
    click.option("--follows", help="The standard it follows, as 全国科学技术名词."),
    click.option("--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: in force)."),
)
_FORMS = _options(
    click.option("--en", required=True, help="Preferred English form."),
    _several("--also-en", "Another right English form."),
    _several("--abbr", "Abbreviation, in its exact case."),
    _several("--avoid-en", "English form to avoid, as FORM=WHY."),
    _several("--also-zh", "Another right Chinese form."),
    _several("--avoid-zh", "Chinese form to avoid, as FORM=WHY."),
    click.option("--note", help="A remark for other reviewers."),
)


@add.command("term")
@_FORMS
@click.option("--zh", required=True, help="Preferred Chinese form.")
@click.option("--kind", required=True, type=click.Choice(get_args(TermKind)), help="What it is.")
@click.option("--domain", required=True, help="Specialty, as psychiatry.")
@click.option("--general", is_flag=True, help="An everyday word with many right renderings; never flagged as missing.")
@_SHARED
def add_term(**given: Any) -> None:  # noqa: ANN401 - click's options
    """Add a concept of the term base.

    Example: bilingual glossary add term --en "stress fracture" --zh 应力性骨折 --kind condition --domain orthopedics
    """
    _write_entry(
        "terms", given, f"terms/{given['domain']}.yaml", {"domain": given["domain"], "general": given["general"]}
    )


@add.command("name")
@_FORMS
@click.option("--zh", help="Preferred Chinese form; without one the Latin name stays in Chinese text.")
@click.option("--kind", required=True, type=click.Choice(get_args(NameKind)), help="What it names.")
@click.option("--domain", help="Specialty, as psychiatry.")
@click.option("--of", help="Id of the generic drug behind a brand.")
@_SHARED
def add_name(**given: Any) -> None:  # noqa: ANN401 - click's options
    """Add a drug, brand, organisation, scale, gene or journal.

    Example: bilingual glossary add name --kind drug --en lecanemab --zh 仑卡奈单抗 --domain neurology
    """
    extra = {"domain": given["domain"], "of": given["of"]}
    _write_entry("names", given, f"names/{given['kind']}s.yaml", extra)


@add.command("sense")
@click.option("--lang", required=True, type=click.Choice(["zh", "en"]), help="Language of the wrong words.")
@click.option("--word", required=True, help="The word that was misread.")
@_options(
    _several("--wrong", "What engines print."),
    _several("--before", "Word touching it in front that shows the wrong sense."),
    _several("--after", "Word touching it behind that shows the wrong sense."),
    _several("--near", "Word in the sentence that shows the wrong sense."),
    _several("--not-near", "Word in the sentence that shows the right sense."),
)
@click.option("--right-en", help="English rendering that belongs there.")
@click.option("--right-zh", help="Chinese rendering that belongs there.")
@click.option("--alone", is_flag=True, help="Never right in health text: fires without any cue.")
@click.option("--fix", is_flag=True, help="May be changed without asking where a cue touches it.")
@click.option("--severity", type=click.Choice(get_args(Severity)), default="major", show_default=True, help="Harm.")
@click.option("--why", required=True, help="The reason a reviewer is shown.")
@_SHARED
def add_sense(**given: Any) -> None:  # noqa: ANN401 - click's options
    """Add a systematic wrong-sense translation.

    Example: bilingual glossary add sense --lang zh --word course --wrong 短球场 --right-zh 短疗程 --alone --why therapy
    """
    cues = {key: given[key] for key in ("before", "after", "near") if given[key]}
    data = {
        "id": given["entry_id"], "lang": given["lang"], "word": given["word"], "wrong": given["wrong"],
        "right": {"en": given["right_en"], "zh": given["right_zh"]}, "cues": cues,
        "counter": {"near": given["not_near"]}, "alone": given["alone"], "fix": given["fix"],
        "severity": given["severity"], "why": given["why"],
    }  # fmt: skip
    _write("senses", {**data, **_signed(given)}, given, "senses/added.yaml")


@add.command("spam")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--as", "part", required=True, type=click.Choice(["brands", "products", "phrases", "counter", "furniture"]),
    help="What the words are.",
)  # fmt: skip
@click.option("--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: in force).")
def add_spam(words: tuple[str, ...], part: str, folder: Path | None) -> None:
    """Add words of injected advertising.

    Example: bilingual glossary add spam --as brands 开元棋牌
    """
    from pipeline.curation.write import add_spam as written

    file = _folder(folder) / "spam.yaml"
    for word in written(file, part, words):
        click.echo(f"{file}: {part}: {word}")


@add.command("candidates")
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Add them to terms/candidates.yaml as drafts.")
@click.option("--glossary", "folder", type=click.Path(path_type=Path), help="Glossary folder (default: in force).")
def add_candidates(output: Path, folder: Path | None, *, write: bool) -> None:
    """Propose terms that articles of an output explain themselves: 难治性抑郁症（treatment-resistant depression）.

    Example: bilingual glossary add candidates cleaned --write
    """
    from pipeline.build import build_context, writable_glossary
    from pipeline.curation.candidates import as_draft, candidates
    from pipeline.curation.impact import articles_of
    from pipeline.curation.write import put_entries

    settings = settings_of(None, {"glossary": folder})
    lexicon = build_context(settings, engines=False).glossary
    found = candidates(articles_of(output, settings.max_chars), lexicon)
    for item in found:
        abbr = f" ({item.abbr})" if item.abbr else ""
        click.echo(f"{item.articles:>4}  {item.en}{abbr} | {item.zh or '-'}  (first in {item.seen_in})")
    drafts = {
        term.id: term for item in found if (term := as_draft(item)) is not None and term.id not in lexicon.entries
    }
    if write and drafts:
        file = writable_glossary(settings) / "terms" / "candidates.yaml"
        put_entries(file, drafts.values())
        click.echo(f"{file}: {len(drafts)} drafts added")
    elif found:
        click.echo(f"{len(drafts)} of {len(found)} would be drafts in both languages; --write adds them")


def _folder(folder: Path | None) -> Path:
    from pipeline.build import writable_glossary

    return writable_glossary(settings_of(None, {"glossary": folder}))


def _signed(given: dict[str, Any]) -> dict[str, Any]:
    source = {"name": given["source"], "follows": given["follows"]}
    status = "approved" if given["by"] else "draft"
    return {"status": status, "source": source, "reviewed_by": given["by"], "note": given.get("note")}


def _write_entry(part: str, given: dict[str, Any], home: str, extra: dict[str, Any]) -> None:
    english = {"preferred": given["en"], "also": given["also_en"], "abbr": given["abbr"]}
    english["avoid"] = _avoided(given["avoid_en"])
    chinese = {"preferred": given["zh"], "also": given["also_zh"], "avoid": _avoided(given["avoid_zh"])}
    data = {"id": given["entry_id"], "en": english, "zh": chinese if given["zh"] else None, "kind": given["kind"]}
    _write(part, {**data, **extra, **_signed(given)}, given, home)


def _avoided(items: tuple[str, ...]) -> list[dict[str, str]]:
    forms = []
    for item in items:
        form, equals, why = item.partition("=")
        if not equals or not form.strip() or not why.strip():
            message = f"{item!r}: expected FORM=WHY, the form to avoid and the reason"
            raise click.BadParameter(message)
        forms.append({"form": form.strip(), "why": why.strip()})
    return forms


def _write(part: str, data: dict[str, Any], given: dict[str, Any], home: str) -> None:
    from pipeline.curation.write import add_new

    folder = _folder(given["folder"])
    place, complaints = add_new(folder, part, data, given["file"] or home)
    click.echo(f"{place}: added as {data['status']}")
    for text in complaints:
        click.echo(f"  {text}")
