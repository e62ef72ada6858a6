"""Which translation model is in force, and the `bilingual models` commands."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.errors import SettingsError
from pipeline.settings import NeuralSettings
from pipeline.translators.models import add, in_force, neural_translator, registered
from pipeline.translators.neural import NeuralTranslator
from pipeline.translators.neural_decoder import Decoder, load
from pipeline.translators.neural_folder import ModelFolder, identify
from pipeline.translators.protocol import Request
from tests import neural_models


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `built-in` as it ships, and beside it an OPUS-MT and an NLLB folder."""
    root = tmp_path_factory.mktemp("models")
    for target in ("en", "zh"):
        neural_models.own(root / "built-in" / f"to-{target}", target)
    neural_models.opus(root / "opus", root / "marian", "zh")
    neural_models.nllb(root / "nllb")
    return root


def _origins(found: dict) -> dict[str, tuple[str, str] | None]:
    return {target: choice and (choice.origin, choice.model.path.name) for target, choice in found.items()}


def test_without_any_model_there_is_none_and_no_engine(tmp_path: Path) -> None:
    found = in_force(NeuralSettings(), registry=tmp_path / "models.json", built_in=tmp_path)
    assert found == {"en": None, "zh": None}
    assert neural_translator(NeuralSettings(), found) is None


def test_settings_beat_registered_models_the_latest_of_which_beats_the_built_in_pair(
    folders: Path, tmp_path: Path
) -> None:
    registry, built_in = tmp_path / "models.json", folders / "built-in"

    def force(**settings: Path) -> dict[str, tuple[str, str] | None]:
        return _origins(in_force(NeuralSettings(**settings), registry=registry, built_in=built_in))

    assert force() == {"en": ("built-in", "to-en"), "zh": ("built-in", "to-zh")}
    add(folders / "nllb", registry=registry)
    assert force() == {"en": ("registered", "nllb"), "zh": ("registered", "nllb")}
    add(folders / "opus", registry=registry)
    assert force() == {"en": ("registered", "nllb"), "zh": ("registered", "opus")}
    assert force(to_zh=built_in / "to-zh")["zh"] == ("settings", "to-zh")


def test_nllb_in_both_directions_is_loaded_once(folders: Path) -> None:
    model = identify(folders / "nllb")
    loaded: list[ModelFolder] = []

    def loader(folder: ModelFolder, settings: NeuralSettings) -> Decoder:
        loaded.append(folder)
        return load(folder, settings)

    engine = NeuralTranslator({"en": model, "zh": model}, NeuralSettings(), loader=loader)
    engine.translate([Request("Take it twice a day.", "en", "zh", "paragraph")])
    engine.translate([Request("患者出现皮疹。", "zh", "en", "paragraph")])
    assert loaded == [model]


def test_the_engine_is_made_of_the_models_in_force(folders: Path, tmp_path: Path) -> None:
    found = in_force(
        NeuralSettings(to_en=folders / "built-in" / "to-en"), registry=tmp_path / "none", built_in=tmp_path
    )
    engine = neural_translator(NeuralSettings(), found)
    assert engine is not None
    assert engine.signature.startswith("neural:en=bilingual-")
    assert "zh=" not in engine.signature


def test_a_folder_set_that_is_no_model_is_an_error_not_a_fallback(folders: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no translation model in CTranslate2 form"):
        in_force(NeuralSettings(to_en=tmp_path), registry=tmp_path / "models.json", built_in=folders / "built-in")


def test_a_registered_folder_that_is_gone_is_passed_over(folders: Path, tmp_path: Path) -> None:
    registry = tmp_path / "models.json"
    copy = Path(copytree(folders / "opus", tmp_path / "opus"))
    add(copy, registry=registry)
    (copy / "model.bin").unlink()
    assert in_force(NeuralSettings(), registry=registry, built_in=tmp_path / "none")["zh"] is None
    assert [entry.path for entry in registered(registry)] == [copy]


def test_adding_again_renames_and_a_name_belongs_to_one_folder(folders: Path, tmp_path: Path) -> None:
    registry = tmp_path / "models.json"
    add(folders / "opus", registry=registry)
    add(folders / "nllb", registry=registry)
    add(folders / "opus", name="mine", registry=registry)
    assert [entry.name for entry in registered(registry)] == ["nllb", "mine"]
    with pytest.raises(SettingsError, match=r"nllb: already the name of .*--name"):
        add(folders / "opus", name="nllb", registry=registry)


def test_a_broken_registry_is_told(tmp_path: Path) -> None:
    (tmp_path / "models.json").write_text('{"models": [{"name": 1}]}', "utf-8")
    with pytest.raises(SettingsError, match="no registry of models"):
        registered(tmp_path / "models.json")


# Commands


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BILINGUAL_DATA", str(tmp_path / "data"))

    def called(*args: str) -> Result:
        return CliRunner().invoke(main, ["models", *args])

    return called


def test_add_registers_without_copying_and_list_shows_what_is_in_force(folders: Path, tmp_path: Path, call) -> None:
    done = call("add", str(folders / "nllb"))
    assert (done.exit_code, done.output) == (0, f"nllb: nllb model, to-en and to-zh, {folders / 'nllb'}\n")
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["models.json"]
    call("add", str(folders / "opus"), "--name", "mine")
    lines = call("list").output.splitlines()
    assert [line.split()[:5] for line in lines if "registered" in line] == [
        ["to-en", "in", "force", "registered", "nllb"],
        ["to-zh", "in", "force", "registered", "opus"],
        ["to-zh", "not", "used", "registered", "nllb"],
    ]
    assert [line for line in lines if " mine " in line]


def test_list_says_where_there_is_no_model_and_what_is_gone(folders: Path, tmp_path: Path, call) -> None:
    copy = Path(copytree(folders / "opus", tmp_path / "opus"))
    call("add", str(copy))
    (copy / "model.bin").unlink()
    assert f"gone  opus: {copy}" in call("list").output


def test_add_refuses_what_does_not_load(folders: Path, tmp_path: Path, call) -> None:
    copy = Path(copytree(folders / "opus", tmp_path / "opus"))
    (copy / "model.bin").write_bytes(b"nonsense")
    done = call("add", str(copy))
    assert done.exit_code == 2
    assert "cannot be loaded" in done.output
    assert call("add", str(tmp_path)).exit_code == 2
    assert registered() == ()


def test_add_says_when_the_settings_name_another_model(folders: Path, tmp_path: Path, call) -> None:
    (tmp_path / "bilingual.toml").write_text(f'[neural]\nto_zh = "{folders / "nllb"}"\n', "utf-8")
    assert (
        f"to-zh: bilingual.toml names {folders / 'nllb'}, which stays in force"
        in call("add", str(folders / "opus")).output
    )


def test_info_tells_layout_direction_sizes_and_digest(folders: Path, tmp_path: Path, call) -> None:
    copy = Path(copytree(folders / "built-in" / "to-zh", tmp_path / "to-test"))
    (copy / "MODEL_CARD.md").write_text("# What it was trained on\n", "utf-8")
    call("add", str(copy), "--name", "ours")
    shown = call("info", "ours").output
    for line in (
        "layout         bilingual",
        "direction      to-zh",
        "mixed text     yes",
        "weights        int8_float32",
    ):
        assert line in shown
    assert "MB  model.bin" in shown
    assert shown.rstrip().endswith("# What it was trained on")
    assert call("info", str(copy)).output == shown
    assert "changed since" not in shown
    (copy / "bilingual.json").write_bytes((copy / "bilingual.json").read_bytes() + b"\n")
    assert "changed since it was added" in call("info", "ours").output


def test_info_of_something_unknown_says_where_to_look(call) -> None:
    done = call("info", "nothing")
    assert done.exit_code == 2
    assert "bilingual models list shows those there are" in done.output
