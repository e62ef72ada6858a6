"""Which engines a setting brings, and what is said where one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import SettingsError
from pipeline.settings import LlmSettings, NeuralSettings, Settings
from pipeline.translators.choice import chosen_engines
from tests.support import context

HERE = LlmSettings(url="http://127.0.0.1:1/v1", model="m")


@pytest.fixture(autouse=True)
def _no_registered_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILINGUAL_DATA", str(tmp_path))


def _names(settings: Settings) -> tuple[list[str], tuple[str, ...]]:
    lexicon = context().glossary
    engines, notes = chosen_engines(settings, lexicon.glossary, lexicon)
    return [engine.name for engine in engines], notes


def test_auto_asks_memory_and_glossary_before_anything_that_costs() -> None:
    assert _names(Settings())[0][:2] == ["memory", "glossary"]
    assert _names(Settings(llm=HERE))[0][:3] == ["memory", "glossary", "llm"]


def test_none_and_memory_bring_no_model() -> None:
    assert _names(Settings(engine="none", llm=HERE)) == (["glossary"], ())
    assert _names(Settings(engine="memory", llm=HERE)) == (["memory", "glossary"], ())


def test_an_endpoint_without_address_is_refused_in_one_line() -> None:
    with pytest.raises(SettingsError, match=r"^[^\n]*llm\.url[^\n]*$"):
        _names(Settings(engine="llm"))


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^[^\n]+$"):
        _names(Settings(neural=NeuralSettings(to_en=tmp_path)))


BUILT_IN = (Path(__file__).parent.parent / "pipeline" / "models" / "to-en" / "model.bin").exists()


@pytest.mark.skipif(BUILT_IN, reason="the built-in pair is here")
def test_without_any_model_auto_says_so_and_neural_refuses() -> None:
    _, notes = _names(Settings())
    assert len(notes) == 1
    assert "no translation model" in notes[0]
    with pytest.raises(SettingsError, match="no translation model"):
        _names(Settings(engine="neural"))


@pytest.mark.skipif(BUILT_IN, reason="the built-in pair is here")
def test_a_run_says_once_that_no_model_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rest for two days in a dark room.\n", "utf-8")
    result = CliRunner().invoke(main, ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert result.stderr.count("no translation model") == 1
    quiet = CliRunner().invoke(main, ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out2"), "--quiet"])
    assert quiet.stderr == ""


def test_checking_imports_no_engine() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pipeline import check; check('Take 20 mg.');"
        "print([m for m in ('ctranslate2', 'sentencepiece', 'httpx', 'pipeline.translators.neural') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
