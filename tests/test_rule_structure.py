"""What every rule file must be, so that a newcomer finds rules where they look and reads the same thing in each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.model import WEIGHT
from pipeline.rule import CLASSES, Rule
from pipeline.rulebook import every_rule
from tests.support import ROOT

FOLDERS = (ROOT / "pipeline" / "repairs", ROOT / "pipeline" / "checks")
MQM = {
    "termbase", "term-inconsistency", "wrong-term", "mistranslation", "over-translation", "under-translation", "addition",
    "omission", "no-translate", "untranslated", "grammar", "punctuation", "spelling", "unintelligible",
    "character-encoding", "textual-conventions", "awkward", "unidiomatic", "number-format", "measurement-format",
    "inconsistent-style",
}  # fmt: skip
ITS = {
    "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency", "grammar",
    "legal", "register", "locale-specific-content", "locale-violation", "style", "characters", "misspelling",
    "typographical", "formatting", "inconsistent-entities", "numbers", "markup", "pattern-problem", "whitespace",
    "internationalization", "length", "non-conformance", "uncategorized", "other",
}  # fmt: skip


def _files() -> list[Path]:
    return sorted(file for folder in FOLDERS for file in folder.glob("*.py") if file.stem != "__init__")


def test_every_rule_file_is_listed_under_its_own_name() -> None:
    assert sorted(rule.id for rule in every_rule()) == sorted(file.stem for file in _files())


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_rule_is_documented_and_classified(rule: Rule) -> None:
    assert "Why it matters:" in rule.doc
    assert "Leaves alone:" in rule.doc
    assert rule.severity in WEIGHT
    assert rule.mqm in MQM
    assert rule.its in ITS
    assert rule.message
    assert re.search("[\u4e00-\u9fff]", rule.message_zh)
    assert len(rule.source) > 5


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_rule_has_examples_on_different_words_and_near_misses_with_reasons(rule: Rule) -> None:
    assert len({example.span for example in rule.fires}) >= 2 or len({example.text for example in rule.fires}) >= 2
    assert len(rule.quiet) >= 2
    assert all(len(example.because) > 8 for example in rule.quiet)
    assert all(example.span in example.text for example in rule.fires)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_rule_triggers_are_classes_or_folded_literals(rule: Rule) -> None:
    assert rule.triggers
    assert all(trigger in CLASSES or trigger == trigger.lower() for trigger in rule.triggers)


def test_no_python_file_is_over_400_lines() -> None:
    long = [file for file in (ROOT / "pipeline").rglob("*.py") if len(file.read_text("utf-8").splitlines()) > 400]
    assert long == []


_LEVELS = (
    ("errors", "atomic"), ("model", "settings"), ("text",), ("report",), ("formats", "quantity", "lexicon"), ("segmentation", "likelihood"),
    ("rule", "kinds"), ("translators", "repairs", "checks"), ("context",), ("signature", "scanning", "running", "verifying", "jobs"), ("stages",), ("run", "build", "rulebook"),
    ("batch", "review"), ("exchange",), ("curation", "bench"), ("commands",), ("cli",),
)  # fmt: skip


def test_imports_run_down_only() -> None:
    rank = {name: n for n, names in enumerate(_LEVELS) for name in names}
    wrong = []
    for file in sorted((ROOT / "pipeline").rglob("*.py")):
        own = file.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")
        if own not in rank:
            continue
        text = re.sub(r"if TYPE_CHECKING:\n(?:    .*\n)+", "", file.read_text("utf-8"))
        imported = re.findall(r"^\s*from pipeline\.(\w+)", text, re.MULTILINE)
        wrong += [f"{file.name} imports {name}" for name in imported if rank[name] > rank[own]]
    assert wrong == []


def test_stages_do_not_import_each_other() -> None:
    folder = ROOT / "pipeline" / "stages"
    assert [f.name for f in folder.glob("*.py") if "from pipeline.stages" in f.read_text("utf-8")] == []


def test_the_wheel_lists_every_package() -> None:
    import tomllib

    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {file.parent for file in (ROOT / "pipeline").rglob("*.py")}
    present = {".".join(folder.relative_to(ROOT).parts) for folder in folders} | {"pipeline.glossary"}
    assert sorted(listed) == sorted(present)
