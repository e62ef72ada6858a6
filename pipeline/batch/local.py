"""Run a batch on this machine, one article after the other; one bad article never stops it."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.atomic import sha256_file, sha256_of, write_whole
from pipeline.batch import jsonl
from pipeline.batch.files import read_text
from pipeline.batch.inputs import Source, find_sources
from pipeline.batch.reduce import FILE as BATCH_FILE
from pipeline.batch.reduce import batch_findings, documents_of
from pipeline.batch.summary import RunSummary
from pipeline.build import build_context, glossary_folder
from pipeline.context import Context
from pipeline.errors import BilingualError, InputError, OutputError
from pipeline.model import Article
from pipeline.report import IndexRow, render_index
from pipeline.report.document import stats
from pipeline.review import decisions
from pipeline.review.reviewed import remember
from pipeline.run import process
from pipeline.settings import Settings
from pipeline.signature import signature_of
from pipeline.stages.write import SUFFIX, output_format

RUN_FILE, INDEX_FILE = "run.json", "index.html"
Progress = Callable[[Sequence[Source]], Iterator[Source]]


@dataclass
class Ledger:
    """What the batch has done so far: hashes of outputs by name, failures, index rows.

    `imported` are the articles whose filled-in review file has been taken in.
    """

    imported: frozenset[str] = frozenset()
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    rows: list[IndexRow] = field(default_factory=list)
    stats: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0


def run_batch(
    inputs: Sequence[str], out: Path, settings: Settings, *, force: bool = False, progress: Progress = iter
) -> RunSummary:
    """Read the inputs, write their outputs, `run.json` and `index.html` under `out`.

    Raises:
        InputError: if there is no article at all.
        OutputError: if `out` cannot be written.

    """
    started = time.perf_counter()
    sources = find_sources(inputs, out)
    if not any(source.error is None for source in sources):
        raise InputError("; ".join(source.error or "" for source in sources) or "no input given")
    _writable(out)
    before = _previous(out)
    imported = _import_reviews(sources, out, before, settings)
    context = build_context(settings)
    ledger = Ledger(imported=imported)
    for source in progress(sources):
        _run_one(source, out, context, before, ledger, force=force)
    ledger.seconds = time.perf_counter() - started
    totals = _finish(out, context, before, ledger)
    return RunSummary(len(ledger.rows) - len(ledger.failed), tuple(ledger.failed), totals, context.notes)


def _writable(out: Path) -> None:
    if out.exists() and not out.is_dir():
        message = f"{out}: is a file; OUTPUT must be a folder"
        raise OutputError(message)
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as err:
        message = f"{out}: cannot be written ({err.strerror or err}); choose another OUTPUT with -o"
        raise OutputError(message) from err


def _previous(out: Path) -> dict[str, dict[str, str]]:
    try:
        data = json.loads((out / RUN_FILE).read_text(encoding="utf-8"))
        return {name: dict(files) for name, files in data["outputs"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _import_reviews(
    sources: Sequence[Source], out: Path, before: dict[str, dict[str, str]], settings: Settings
) -> frozenset[str]:
    """Store the decisions filled into review files; return the articles whose file may now be written anew."""
    imported: set[str] = set()
    for source in sources:
        file = out / f"{source.name}.review.yaml"
        if source.error is None and file.is_file() and sha256_file(file) != before.get(source.name, {}).get(file.name):
            filled, pairs = decisions.read_review(file)
            if filled:
                decisions.store(glossary_folder(settings), filled)
                remember(glossary_folder(settings), pairs)
                imported.add(source.name)
    return frozenset(imported)


def _run_one(  # noqa: PLR0913
    source: Source, out: Path, context: Context, before: dict[str, dict[str, str]], ledger: Ledger, *, force: bool
) -> None:
    try:
        if source.error is not None:
            raise InputError(source.error)
        if source.format == "jsonl":
            written, failures, article_stats = jsonl.run_file(source, context)
            ledger.failed += failures
        else:
            text = read_text(source, context.settings.max_chars)
            article = process(Article(source.name, str(source.path or "-"), source.format, text), context)
            written = _named(article, context)
            article_stats = [stats(article)]
        may_go = f"{source.name}.review.yaml" if source.name in ledger.imported else ""
        hashes = _put(out, written, before.get(source.name, {}), may_go, force=force)
    except Exception as err:  # one bad article never stops a batch, whatever is wrong with it
        reason = str(err) if isinstance(err, BilingualError) else _unexpected(source, err)
        ledger.failed.append((source.name, reason))
        ledger.rows.append(_failed_row(source.name, reason))
        if source.name in before:
            ledger.outputs[source.name] = before[source.name]
        return
    ledger.outputs[source.name] = hashes
    ledger.stats += article_stats
    ledger.rows.append(_row(source, article_stats, has_report=any(name.endswith(".report.html") for name in written)))


def _unexpected(source: Source, err: Exception) -> str:
    """One line on an error nobody foresaw: what, and where in this program."""
    frames = traceback.extract_tb(err.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return (
        f"{source.path or 'stdin'}: internal error {type(err).__name__} at {place} ({err}); please report this article"
    )


def _named(article: Article, context: Context) -> dict[str, str]:
    """Full names of an article's outputs: NAME.en.EXT and so on."""
    ext = SUFFIX[output_format(article, context)]
    if context.settings.format == "same" and article.source != "-":
        ext = Path(article.source).suffix or ext
    return {
        f"{article.id}{suffix}{ext if suffix in ('.en', '.zh') else ''}": content for suffix, content in article.outputs
    }


def _put(out: Path, written: dict[str, str], known: dict[str, str], may_go: str, *, force: bool) -> dict[str, str]:
    """Write the outputs unless a person changed one of them since the last run."""
    hashes = {Path(name).name: sha256_of(content) for name, content in written.items()}
    for name in written:
        file = out / name
        if not file.is_file() or name == may_go:
            continue
        now = sha256_file(file)
        if now in (known.get(file.name), hashes[file.name]):
            continue
        if not force:
            message = (
                f"{file}: changed since the last run and left as it is; use --force to overwrite it (kept as .bak)"
            )
            raise OutputError(message)
        file.replace(file.with_name(file.name + ".bak"))
    for name, content in written.items():
        write_whole(out / name, content)
    return hashes


def _row(source: Source, all_stats: list[dict[str, Any]], *, has_report: bool) -> IndexRow:
    def total(*keys: str) -> int:
        count = 0
        for item in all_stats:
            value: Any = item
            for key in keys:
                value = value.get(key, 0) if isinstance(value, dict) else 0
            count += value
        return count

    return IndexRow(
        name=source.name, report_href=f"{source.name}.report.html" if has_report else None,
        findings_href=f"{source.name}.findings.json" + ("l" if source.format == "jsonl" else ""),
        chars=total("chars"), critical=total("open", "critical"), major=total("open", "major"),
        minor=total("open", "minor"), fixed=total("by_action", "fixed") + total("by_action", "removed"),
        drafts=total("status", "en", "draft") + total("status", "zh", "draft"),
        gaps=total("status", "en", "gap") + total("status", "zh", "gap"),
        reviewed=total("status", "en", "reviewed") + total("status", "zh", "reviewed"), harm=total("harm"),
    )  # fmt: skip


def _failed_row(name: str, error: str) -> IndexRow:
    return IndexRow(name, None, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, error)


def _finish(out: Path, context: Context, before: dict[str, dict[str, str]], ledger: Ledger) -> dict[str, int]:
    rows = sorted(ledger.rows, key=lambda row: (-row.harm, row.name))
    totals = {
        "articles": len(rows), "done": len(rows) - sum(row.error is not None for row in rows),
        "failed": len(ledger.failed), "chars": sum(row.chars for row in rows),
        **{key: sum(getattr(row, key) for row in rows) for key in ("critical", "major", "minor")},
        "fixed": sum(row.fixed for row in rows), "drafts": sum(row.drafts for row in rows),
        "gaps": sum(row.gaps for row in rows), "reviewed": sum(row.reviewed for row in rows),
        "harm": sum(row.harm for row in rows),
    }  # fmt: skip
    outputs = {**before, **ledger.outputs}
    data = {
        "schema": 1, "totals": totals, "failures": [{"name": name, "error": error} for name, error in ledger.failed],
        "notes": list(context.notes),
        "timings": {"seconds": round(ledger.seconds, 3)}, "signature": signature_of(context),
        "outputs": outputs,
    }  # fmt: skip
    across = batch_findings(documents_of(out, outputs), context)
    write_whole(out / BATCH_FILE, json.dumps(across, ensure_ascii=False, indent=1) + "\n")
    write_whole(out / RUN_FILE, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    write_whole(out / INDEX_FILE, render_index(rows, totals))
    return totals
