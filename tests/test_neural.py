"""The neural engine: what it reads, what it offers, and that no sentence's rendering depends on another."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace

import pytest

from pipeline.errors import SettingsError, TranslationError
from pipeline.model import Lang, Language
from pipeline.settings import NeuralSettings
from pipeline.translators.neural import NeuralTranslator
from pipeline.translators.neural_decoder import LoadedModel, load
from pipeline.translators.neural_folder import ModelFolder, digest_of, identify
from pipeline.translators.protocol import Request
from tests import neural_models
from tests.neural_scripts import URL, asked, echo, scripted


@dataclass(frozen=True)
class Made:
    """One folder of each layout."""

    to_en: Path
    nllb: Path
    opus: Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("models")
    return Made(
        neural_models.own(root / "own", "en"),
        neural_models.nllb(root / "nllb"),
        neural_models.opus(root / "opus", root / "marian", "zh", (">>cmn_Hans<<",)),
    )


# What a folder is


def test_each_layout_is_told_from_its_files(made: Made) -> None:
    assert identify(made.to_en) == ModelFolder(made.to_en, "bilingual", ("en",), mixed=True)
    assert identify(made.nllb) == ModelFolder(made.nllb, "nllb", ("en", "zh"), mixed=False)
    assert identify(made.opus) == ModelFolder(made.opus, "opus", ("zh",), mixed=False)


def test_a_folder_of_another_kind_is_refused_with_what_was_expected(made: Made, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no translation model in CTranslate2 form; expected model\.bin"):
        identify(tmp_path)
    bare = Path(copytree(made.opus, tmp_path / "bare"))
    (bare / "target.spm").unlink()
    with pytest.raises(SettingsError, match=r"layout not known; expected .*sentencepiece\.bpe\.model"):
        identify(bare)


def test_a_model_of_the_wrong_direction_is_refused(made: Made) -> None:
    with pytest.raises(SettingsError, match="a to-en model; expected one for to-zh"):
        identify(made.to_en, "zh")
    with pytest.raises(SettingsError, match="a to-zh model; expected one for to-en"):
        identify(made.opus, "en")


def test_a_direction_nothing_tells_must_be_said(made: Made, tmp_path: Path) -> None:
    folder = Path(copytree(made.opus, tmp_path / "same"))
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    with pytest.raises(SettingsError, match="direction cannot be told; say --direction"):
        identify(folder)
    assert identify(folder, "zh").targets == ("zh",)


def test_the_card_of_a_model_of_our_own_is_strict(made: Made, tmp_path: Path) -> None:
    folder = Path(copytree(made.to_en, tmp_path / "own"))
    (folder / "bilingual.json").write_text('{"layout": "bilingual", "direction": "en"}', "utf-8")
    with pytest.raises(SettingsError, match=r"bilingual\.json: expected"):
        identify(folder)


# Decoding


def test_a_rendering_depends_on_no_other_sentence_and_no_thread(made: Made) -> None:
    folder = identify(made.to_en)
    one, two = (load(folder, NeuralSettings(threads=n, batch_tokens=size)) for n, size in ((1, 16384), (2, 64)))
    sources = [one.pieces(text) for text in neural_models.phrases(1, 300)]
    lengths = {len(pieces) for pieces in sources}
    assert len(lengths) > 15, "sentences of many lengths were meant"
    for beam, count in ((2, 300), (6, 60)):
        alone = [one.decode([pieces], "en", beam)[0] for pieces in sources[:count]]
        assert sum(map(bool, alone)) > count / 2, "most renderings were meant to end"
        assert one.decode(sources[:count], "en", beam) == alone
        assert two.decode(sources[:count][::-1], "en", beam)[::-1] == alone


def test_engine_offers_the_same_alone_and_in_a_batch(made: Made) -> None:
    settings = NeuralSettings(threads=2)
    engine = NeuralTranslator({"en": identify(made.to_en)}, settings)
    requests = [asked(text, "en", "zh", wide=n % 3 == 0) for n, text in enumerate(neural_models.phrases(1, 40))]
    together = engine.translate(requests)
    assert together == [engine.translate([request])[0] for request in requests]
    assert all(0 <= candidate.score <= 1 for candidates in together for candidate in candidates)
    assert max(len(candidates) for candidates in together[1::3]) == settings.beam
    assert max(len(candidates) for candidates in together[::3]) > settings.beam


def test_what_did_not_end_is_no_candidate(tmp_path: Path) -> None:
    folder = neural_models.own(tmp_path / "endless", "en", end_bias=-100.0)
    engine = NeuralTranslator({"en": identify(folder)}, NeuralSettings())
    assert engine.translate([asked("患者出现皮疹。", "en", "zh")]) == [()]


class _Recorded:
    """In place of a CTranslate2 translator: notes what it was given, writes what it was told."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces, self.given, self.options = pieces, [], []

    def translate_batch(self, sources: list[list[str]], **options: object) -> list[SimpleNamespace]:
        self.given += sources
        self.options.append(options)
        result = SimpleNamespace(hypotheses=[self.pieces], scores=[-0.5])
        return [SimpleNamespace(result=lambda: result)] * len(sources)


def test_nllb_is_told_both_languages_and_where_the_source_ends(made: Made) -> None:
    recorded = _Recorded(["zho_Hans", "药", "</s>"])
    decoder = LoadedModel(identify(made.nllb), recorded, 64)
    found = decoder.decode([list("abcdefgh"), list("ijk"), list("q" * 30)], "zh", 4)
    assert recorded.given == [
        ["eng_Latn", *text, "</s>"] for text in ("q" * 30, "q" * 32, "abcdefgh", "ijk", "ijkijkijkijkijki")
    ]
    assert [options["target_prefix"] for options in recorded.options] == [[["zho_Hans"]] * 2, [["zho_Hans"]] * 3]
    assert [[item.text for item in items] for items in found] == [["药"]] * 3


def test_opus_gets_its_language_tag_and_no_second_end(made: Made) -> None:
    recorded = _Recorded(["药", "</s>"])
    decoder = LoadedModel(identify(made.opus), recorded, 64)
    decoder.decode([["a"] * 16], "zh", 4)
    assert recorded.given == [[">>cmn_Hans<<", *"a" * 16]]
    assert recorded.options[0]["target_prefix"] is None
    assert decoder.symbols == ()


def test_opus_and_nllb_folders_translate_end_to_end(made: Made) -> None:
    for folder, target, side in ((made.opus, "zh", 0), (made.nllb, "zh", 0), (made.nllb, "en", 1)):
        engine = NeuralTranslator({target: identify(folder)}, NeuralSettings())
        texts = neural_models.phrases(side, 20)
        offered = engine.translate([asked(text, target, "zh" if side else "en") for text in texts])
        assert sum(map(bool, offered)) > 3
        assert all(candidate.by == "neural" and candidate.text for items in offered for candidate in items)


# What is asked of which model


@pytest.mark.parametrize(
    ("mixed", "target", "source", "answers"),
    [
        (False, "zh", "en", True),
        (False, "en", "zh", True),
        (False, "zh", "mixed", False),
        (False, "zh", "zh", False),
        (True, "zh", "mixed", True),
        (True, "zh", "zh", True),
        (True, "en", "other", False),
    ],
)
def test_only_models_made_for_it_answer_mixed_and_same_language_requests(
    mixed: bool, target: Language, source: Lang, answers: bool
) -> None:
    engine, decoder = scripted(echo, mixed=mixed)
    assert bool(engine.translate([asked("some words", target, source)])[0]) is answers
    assert bool(decoder.read) is answers


def test_a_direction_without_a_model_is_not_answered(made: Made) -> None:
    engine = NeuralTranslator({"en": identify(made.to_en)}, NeuralSettings())
    assert engine.translate([asked("Take it twice a day.", "zh", "en")]) == [()]


# Opaque stretches


def test_addresses_are_hidden_from_the_model_and_put_back() -> None:
    engine, decoder = scripted(lambda text: [text.replace("See", "参见").replace("or call", "或致电")])
    offered = engine.translate([asked(f"See {URL} or call 800-273-8255.", "zh", "en")])[0]
    assert decoder.read == ["See ⟦1⟧ or call ⟦2⟧."]
    assert [candidate.text for candidate in offered] == [f"参见 {URL} 或致电 800-273-8255."]


def test_a_candidate_that_loses_doubles_or_invents_an_address_is_dropped() -> None:
    engine, _ = scripted(lambda text: ["参见。", "参见⟦1⟧⟦1⟧。", "参见⟦1⟧⟦2⟧。", "参见⟦2⟧。", "参见⟦1⟧。"])
    offered = engine.translate([asked(f"See {URL}.", "zh", "en")])[0]
    assert [candidate.text for candidate in offered] == [f"参见{URL}。"]


def test_a_mark_the_article_itself_holds_is_not_taken_for_an_address() -> None:
    engine, decoder = scripted(echo)
    offered = engine.translate([asked(f"⟦1⟧ means {URL}", "zh", "en")])[0]
    assert decoder.read == ["⟦1⟧ means ⟦2⟧"]
    assert offered[0].text == f"⟦1⟧ means {URL}"


def test_a_model_without_marks_reads_addresses_as_they_are() -> None:
    engine, decoder = scripted(echo, symbols=())
    assert engine.translate([asked(f"See {URL}.", "zh", "en")])[0][0].text == f"See {URL}."
    assert decoder.read == [f"See {URL}."]


# Terms


@pytest.mark.parametrize(
    ("text", "target", "read"),
    [
        ("Take sertraline every day.", "zh", "Take 舍曲林 every day."),
        ("Sertraline's effect is slow.", "zh", "舍曲林的 effect is slow."),
        ("服用二甲双胍治疗。", "en", "服用metformin治疗。"),
        ("二甲双胍治疗有效。", "en", "Metformin治疗有效。"),
        ("每日2次二甲双胍50 mg。", "en", "每日2次metformin 50 mg。"),
        ("用二甲雙胍治療。", "en", "用metformin治疗。"),
        ("Die SSRI acts.", "zh", "Die SSRI acts."),
        ("Metformin-induced anaemia", "zh", "Metformin-induced 贫血"),
    ],
)
def test_terms_stand_in_the_source_in_the_target_language(text: str, target: Language, read: str) -> None:
    engine, decoder = scripted(echo)
    engine.translate([asked(text, target, "en" if target == "zh" else "zh")])
    assert decoder.read == [read]


def test_general_terms_free_kinds_and_drafts_are_no_constraints() -> None:
    engine, decoder = scripted(echo)
    text = "The patient saw a doctor about metformin."
    request = asked(text, "zh", "en")
    kinds = {getattr(hit.form.entry, "kind", None) for hit in request.terms}
    assert {"person", "drug"} <= kinds, "the sentence was meant to hold both"
    engine.translate([request])
    assert decoder.read == ["The patient saw a doctor about 二甲双胍."]
    draft = [
        hit._replace(form=hit.form._replace(entry=hit.form.entry.model_copy(update={"status": "draft"})))
        for hit in request.terms
        if hit.form.entry is not None
    ]
    engine.translate([Request(text, "en", "zh", "paragraph", tuple(draft))])
    assert decoder.read[-1] == text


def test_a_term_inside_an_address_is_left_alone() -> None:
    engine, decoder = scripted(echo, symbols=())
    engine.translate([asked("See www.metformin.org/metformin now.", "zh", "en")])
    assert decoder.read == ["See www.metformin.org/metformin now."]


def test_second_pass_offers_constrained_renderings_first_then_free_ones_with_a_wider_beam() -> None:
    engine, decoder = scripted(echo)
    offered = engine.translate([asked("Take sertraline now.", "zh", "en", wide=True)])[0]
    assert [candidate.text for candidate in offered] == ["Take 舍曲林 now.", "Take sertraline now."]
    assert decoder.beams == [NeuralSettings().wide_beam]
    engine.translate([asked("Take sertraline now.", "zh", "en")])
    assert decoder.beams[1:] == [NeuralSettings().beam]
    assert decoder.read[2:] == ["Take 舍曲林 now."]


def test_models_not_made_for_mixed_text_get_no_terms_put_in() -> None:
    engine, decoder = scripted(echo, mixed=False)
    engine.translate([asked("Take sertraline now.", "zh", "en")])
    assert decoder.read == ["Take sertraline now."]


# Faults and identity


def _without(made: Made, tmp_path: Path, name: str, content: bytes | None) -> ModelFolder:
    folder = identify(Path(copytree(made.to_en, tmp_path / "broken")))
    if content is None:
        (folder.path / name).unlink()
    else:
        (folder.path / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.bin", None),
        ("model.bin", b"nonsense"),
        ("source.spm", b"nonsense"),
        ("target.spm", None),
        ("config.json", b"{"),
    ],
)
def test_a_missing_or_broken_file_is_told_in_one_line(
    made: Made, tmp_path: Path, name: str, content: bytes | None
) -> None:
    engine = NeuralTranslator({"en": _without(made, tmp_path, name, content)}, NeuralSettings())
    with pytest.raises(TranslationError) as caught:
        engine.translate([asked("患者出现皮疹。", "en", "zh")])
    assert "\n" not in str(caught.value)
    assert str(tmp_path / "broken") in str(caught.value)


def test_signature_follows_what_decides_a_rendering_and_nothing_else(made: Made, tmp_path: Path) -> None:
    def signature(folder: Path, **settings: int) -> str:
        return NeuralTranslator({"en": identify(folder)}, NeuralSettings(**settings)).signature

    moved = Path(copytree(made.to_en, tmp_path / "moved"))
    assert signature(moved) == signature(made.to_en)
    assert signature(moved, threads=2, batch_tokens=256) == signature(moved)
    assert signature(moved, beam=3) != signature(moved)
    before = digest_of(moved)
    (moved / "target.spm").write_bytes((moved / "target.spm").read_bytes() + b"\0")
    assert digest_of(moved) != before


def test_signature_of_a_model_that_is_gone_is_an_error_in_one_line(made: Made, tmp_path: Path) -> None:
    engine = NeuralTranslator({"en": _without(made, tmp_path, "model.bin", None)}, NeuralSettings())
    with pytest.raises(TranslationError, match=r"model\.bin is gone"):
        _ = engine.signature


def test_nothing_is_loaded_before_the_first_request() -> None:
    code = (
        "import sys; from pipeline.cli import main; from pipeline.translators import models, neural;"
        " print([name for name in ('ctranslate2', 'sentencepiece', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
