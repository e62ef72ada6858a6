"""Training with numpy, sentencepiece and torch: batches, checkpoints, the network, and one tiny model end to end.

Each test skips where its library is missing: the project itself needs none of them but sentencepiece.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import packed
from training.checkpoint import PART, Progress, load, parts_of, read_progress, save
from training.errors import TrainingError
from training.pairs import Pair, write_line
from training.wordlists import WordLists, write_lists

np = pytest.importorskip("numpy")

from training.batches import Encoded, batches, gathered  # noqa: E402 - needs numpy
from training.rounds import Maker, chosen, jobs  # noqa: E402

PEOPLE = ("the patient", "a nurse", "the doctor", "her son")
PEOPLE_ZH = ("患者", "护士", "医生", "她儿子")
DEEDS = ("takes the tablets", "sleeps badly", "asks for a scan", "walks every day", "feels dizzy")
DEEDS_ZH = ("服药", "睡不好", "要求扫描", "每天走路", "觉得头晕")
PAIRS = [
    Pair("phrasebook", f"{who} {does}.".capitalize(), f"{who_zh}{does_zh}。", source="phrasebook")
    for who, who_zh in zip(PEOPLE, PEOPLE_ZH, strict=True)
    for does, does_zh in zip(DEEDS, DEEDS_ZH, strict=True)
]


def encoded(lengths):
    return Encoded(
        np.concatenate([np.full(n, n, np.int16) for n in lengths]), np.array(lengths),
        np.concatenate([np.full(n + 1, n, np.int16) for n in lengths]), np.array(lengths) + 1,
    )  # fmt: skip


def test_every_example_is_in_one_batch_of_bounded_size_with_others_of_its_length():
    lengths = [int(n) for n in np.random.default_rng(1).integers(1, 120, 3000)]
    made = batches(encoded(lengths), 2048, 7)
    assert sorted(int(row) for batch in made for row in batch.rows) == list(range(3000))
    for batch in made:
        inside = [lengths[int(row)] for row in batch.rows]
        assert batch.source_width >= max(inside) + 1
        assert batch.target_width >= max(inside) + 3
        assert len(batch.rows) * max(batch.source_width, batch.target_width) <= 2048 + 4 * len(batch.rows)
    padded = sum(len(batch.rows) * (batch.source_width + batch.target_width) for batch in made)
    assert padded < 1.25 * sum(2 * n + 4 for n in lengths)
    assert [b.rows.tolist() for b in batches(encoded(lengths), 2048, 7)] == [b.rows.tolist() for b in made]
    assert [b.rows.tolist() for b in batches(encoded(lengths), 2048, 8)] != [b.rows.tolist() for b in made]


def test_gathered_examples_stand_one_after_the_other():
    both = gathered([encoded([2, 3]), encoded([4])])
    assert both.source.tolist() == [2, 2, 3, 3, 3, 4, 4, 4, 4]
    assert both.source_starts.tolist() == [0, 2, 5]
    assert both.target_starts.tolist() == [0, 3, 7]


def test_a_round_draws_health_pairs_more_often_and_synonyms_for_their_direction_only():
    lines = [write_line(Pair(tier, "a", "b")) for tier in ("phrasebook", "legal", "synonym-to-en", "synonym-to-zh")]
    tiers = [line.split("\t")[0] for line in chosen(lines, "zh")]
    assert tiers.count("phrasebook") == 10 * tiers.count("legal") == 10
    assert "synonym-to-zh" in tiers
    assert "synonym-to-en" not in tiers
    assert {line.split("\t")[0] for line in chosen(lines, "zh", ("legal",))} == {"legal"}
    assert jobs(lines, 3, "1/main") == jobs(lines, 3, "1/main") != jobs(lines, 4, "1/main")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    pytest.importorskip("sentencepiece")
    from training.vocabulary import build

    folder = tmp_path_factory.mktemp("packed")
    packed.write_pairs(map(write_line, PAIRS), folder / packed.PAIRS)
    write_lists(WordLists(), folder / packed.LISTS)
    packed.write_rows(((pair.en, pair.zh) for pair in PAIRS), folder / "dev.tsv")
    packed.seal(folder, packed.Manifest({"phrasebook": 20}, {"phrasebook": 20}, (), {}, "g", 1))
    build(folder, 400, 330)
    return folder


def test_vocabularies_spell_anything_and_keep_symbols_whole(data):
    from training.rounds import load_vocabulary

    for name in ("src.model", "en.model", "zh.model"):
        vocabulary = load_vocabulary(data / name)
        assert vocabulary.decode(vocabulary.encode("麝 ⟦3⟧ 42")) == "麝 ⟦3⟧ 42"
        assert "⟦3⟧" in vocabulary.encode("a ⟦3⟧b", out_type=str)
        assert [vocabulary.pad_id(), vocabulary.bos_id(), vocabulary.eos_id(), vocabulary.unk_id()] == [0, 1, 2, 3]
    assert set(packed.verify(data).files) >= {"src.model", "en.model", "zh.model"}


def test_vocabularies_that_cannot_be_made_are_refused_in_one_line(data):
    from training.vocabulary import build

    with pytest.raises(TrainingError, match="100 pieces cannot be made"):
        build(data, 100, 100)
    assert packed.verify(data)


def test_a_job_makes_the_same_examples_in_any_process(data):
    (job,) = jobs(chosen(packed.read_lines(data), "en"), 0, "1/main")
    one, two = Maker(data, "en").made(job), Maker(data, "en").made(job)
    assert len(one.source_lengths) == 200
    assert one.source.tolist() == two.source.tolist()
    assert one.target.tolist() == two.target.tolist()


def test_a_checkpoint_comes_back_whole_and_a_changed_part_is_refused(tmp_path):
    torch = pytest.importorskip("torch")
    weights = {"a": torch.randn(3000, 3000), "b": torch.ones(5)}
    kept = save(weights, Progress("en", {"width": 8}, steps=4, settings={"seed": 1}), tmp_path)
    parts = parts_of(tmp_path, "en")
    assert len(parts) == 2
    assert all(part.stat().st_size <= PART < packed.MOST_RETURNED_FILE for part in parts)
    back, progress = load(tmp_path, "en")
    assert torch.allclose(back["a"], weights["a"], atol=2e-3)
    assert progress == kept
    parts[1].write_bytes(b"other")
    with pytest.raises(TrainingError, match="fetch all of them again"):
        load(tmp_path, "en")
    with pytest.raises(TrainingError, match="at most 64 come back"):
        save({"a": torch.zeros(6000, 6000)}, Progress("en", {}), tmp_path)


def test_the_built_in_shape_and_all_a_command_gives_back_fit_what_may_come_back(tmp_path):
    torch = pytest.importorskip("torch")
    from training.network import Network, Shape

    network = Network(Shape(24_000, 16_000))
    save(dict(network.named_parameters()), Progress("en", network.shape.as_dict()), tmp_path)
    assert len(list(tmp_path.iterdir())) + len(("log", "outputs")) <= packed.MOST_RETURNED_FILES
    assert sum(parameter.numel() for parameter in network.parameters()) == pytest.approx(30.8e6, rel=0.01)
    assert torch.isfinite(network(torch.tensor([[5, 2]]), torch.tensor([[1, 5, 2]])))


def test_padding_and_what_comes_later_change_no_logit():
    torch = pytest.importorskip("torch")
    from training.network import Network, Shape

    torch.manual_seed(1)
    network = Network(Shape(50, 40, 16, 32, 4, 2, 2), 0.0).eval()
    with torch.no_grad():
        plain = network.decode(*network.encode(torch.tensor([[7, 8, 2]])), torch.tensor([[1, 9]]))
        padded = network.decode(*network.encode(torch.tensor([[7, 8, 2, 0, 0]])), torch.tensor([[1, 9, 11]]))
    assert torch.allclose(plain, padded[:, :2], atol=1e-5)


def test_greedy_takes_the_likeliest_piece_at_every_place():
    torch = pytest.importorskip("torch")
    from training.network import Network, Shape

    torch.manual_seed(3)
    network = Network(Shape(50, 40, 16, 32, 4, 2, 2), 0.0).eval()
    source = torch.tensor([[7, 8, 9, 2], [5, 2, 0, 0]])
    with torch.no_grad():
        written = network.greedy(source, 6)
        again = network.decode(*network.encode(source), torch.cat([torch.ones(2, 1, dtype=torch.long), written], 1))
    for row, logits in zip(written.tolist(), again, strict=True):
        for place, piece in enumerate(row):
            if 2 in row[:place]:
                assert piece == 0
            else:
                assert piece == int(logits[place].argmax())


def test_tensors_of_a_batch_carry_the_marks_and_the_padding():
    torch = pytest.importorskip("torch")
    from training.batches import Batch
    from training.fit import tensors

    source, target = tensors(encoded([3, 4]), torch.device("cpu"))(Batch(np.array([1, 0]), 8, 8))
    assert source.tolist() == [[4, 4, 4, 4, 2, 0, 0, 0], [3, 3, 3, 2, 0, 0, 0, 0]]
    assert target.tolist() == [[1, 4, 4, 4, 4, 4, 2, 0], [1, 3, 3, 3, 3, 2, 0, 0]]


# fmt: off
TINY = [
    "--width", "64", "--inner", "128", "--heads", "2", "--encoder-layers", "1", "--decoder-layers", "1", "--dropout", "0",
    "--pieces", "1024", "--rate", "5e-3", "--tune-rate", "1e-3", "--threads", "1", "--processes", "1", "--reserve", "0",
    "--seed", "3",
]
# fmt: on


@pytest.fixture(scope="module")
def run(data, tmp_path_factory) -> Path:
    pytest.importorskip("torch")
    from training import train

    out = tmp_path_factory.mktemp("run")
    assert train.main(["--to", "en", "--data", str(data), "--out", str(out), "--minutes", "0.4", *TINY]) == 0
    return out


def test_a_tiny_training_learns_its_sentences_by_heart(run):
    progress = read_progress(run, "en")
    assert progress.finished == ("main", "tune")
    assert progress.scores["tune"]["dev"]["bleu"] > 90
    assert len(list(run.iterdir())) <= packed.MOST_RETURNED_FILES
    assert "padded pieces/s" in (run / "to-en.log").read_text(encoding="utf-8")


def test_a_training_is_resumed_where_it_stopped(run, data, tmp_path, capsys):
    from training import train

    weights, progress = load(run, "en")
    stopped = {"finished": (), "elapsed": progress.settings["seconds"][0] - 1.5, "scores": {}}
    save(weights, Progress(**{**vars_of(progress), **stopped, "settings": {**progress.settings, "seconds": [progress.settings["seconds"][0], 0.0]}}), tmp_path)  # fmt: skip
    again = ["--to", "en", "--data", str(data), "--out", str(tmp_path), "--resume", *TINY]
    assert train.main(again) == 0
    resumed = read_progress(tmp_path, "en")
    assert resumed.finished == ("main",)
    assert progress.steps < resumed.steps < progress.steps + 400
    assert resumed.scores["main"]["dev"]["bleu"] > 60
    assert train.main([*again, "--width", "32"]) == 2
    assert "another shape or other data" in capsys.readouterr().err


def vars_of(progress):
    return {name: getattr(progress, name) for name in Progress.__dataclass_fields__}


@pytest.mark.parametrize("quantization", ["float32", "int8"])
def test_a_converted_model_says_what_the_network_says(run, data, tmp_path, capsys, quantization):
    pytest.importorskip("ctranslate2")
    from training import convert, evaluate

    asked = ["--to", "en", "--weights", str(run), "--data", str(data), "--out", str(tmp_path)]
    assert convert.main([*asked, "--quantization", quantization, "--version", "7"]) == 0
    assert "nats apart" in capsys.readouterr().out
    model = tmp_path / "to-en"
    about = json.loads((model / "bilingual.json").read_text(encoding="utf-8"))
    assert about.pop("recipe").startswith("1-1-64-128, passes main+tune")
    assert about == {"layout": "bilingual", "direction": "to-en", "version": "7", "mixed": True, "data_digest": packed.verify(data).digest}  # fmt: skip
    assert {file.name for file in model.iterdir()} >= {"model.bin", "config.json", "source.spm", "target.spm"}
    scored = ["--to", "en", "--data", str(data), str(model), "--training", str(run), "--json", str(tmp_path / "s.json")]
    assert evaluate.main(scored) == 0
    scores = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert scores[f"{tmp_path.name}/to-en, beam 2"]["dev"]["bleu"] > 90
    assert scores[f"{tmp_path.name}/to-en, beam 2"]["dev"]["empty or looping %"] == 0
    assert evaluate.main(["--to", "zh", "--data", str(data), str(model)]) == 2
    assert "expected to-zh" in capsys.readouterr().err


def test_weights_of_other_data_are_not_converted(run, data, tmp_path, capsys):
    from training import convert

    packed.seal(tmp_path, packed.Manifest({}, {}, (), {}, "g", 1))
    asked = ["--to", "en", "--weights", str(run), "--data", str(tmp_path), "--out", str(tmp_path), "--version", "7"]
    assert convert.main(asked) == 2
    assert "the weights were trained on data" in capsys.readouterr().err
