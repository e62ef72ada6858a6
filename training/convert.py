"""`python -m training.convert`: weights of a training -> a CTranslate2 folder the engine loads.

It prints how far CTranslate2's log-probabilities are from PyTorch's on sentences of the scoring sets: a wrong mapping
of weights shows there at once, and so does what int8 costs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training import checkpoint, packed
from training.checkpoint import Progress
from training.errors import TrainingError
from training.pairs import Side
from training.rounds import load_vocabulary
from training.scores import scoring_sets

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor
    from torch import Tensor

LAYOUT = "bilingual"
SOURCE_SPM, TARGET_SPM, ABOUT = "source.spm", "target.spm", "bilingual.json"
_COMPARED = 50  # sentences
_TOLERANCE = 1e-3  # nats a sentence between PyTorch and CTranslate2 in float32; observed 1e-5


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    options = _options(arguments)
    try:
        folder = options.out / f"to-{options.to}"
        wanted = Wanted(options.to, options.quantization, options.version)
        progress = convert(options.weights, options.data, folder, wanted)
        apart = distances(options.weights, options.data, options.to, folder)
        if options.quantization == "float32" and apart and max(apart) > _TOLERANCE:
            message = (
                f"{folder}: log-probabilities are {max(apart):.4f} apart in float32; network.py and convert.py disagree"
            )
            raise TrainingError(message)
    except TrainingError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    size = sum(file.stat().st_size for file in folder.iterdir())
    sys.stdout.write(f"{folder}: {options.quantization}, {size / 2**20:.1f} MiB, {', '.join(progress.finished)}\n")
    if apart:
        mean = sum(apart) / len(apart)
        sys.stdout.write(
            f"log-probability of a sentence, CTranslate2 against PyTorch, {len(apart)} sentences: "
            f"mean {mean:.5f}, largest {max(apart):.5f} nats apart\n"
        )
    return 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which model to write; `quantization` is int8 or float32."""

    to: Side
    quantization: str
    version: str


def convert(weights: Path, data: Path, out: Path, wanted: Wanted) -> Progress:
    """Write the CTranslate2 folder of one direction.

    Raises:
        TrainingError: if the weights are missing or incomplete.

    """
    state, progress = checkpoint.load(weights, wanted.to)
    manifest = packed.read_manifest(data)
    if manifest.digest != progress.data_digest:
        message = (
            f"{data}: the weights were trained on data {progress.data_digest}, this is {manifest.digest}; give theirs"
        )
        raise TrainingError(message)
    source, target = data / packed.SOURCE_MODEL, data / packed.model_file(wanted.to)
    spec = specification(state, progress.shape, load_vocabulary(source), load_vocabulary(target))
    spec.optimize(quantization=None if wanted.quantization == "float32" else wanted.quantization)
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))
    shutil.copyfile(source, out / SOURCE_SPM)
    shutil.copyfile(target, out / TARGET_SPM)
    about = json.dumps(described(progress, wanted.version), ensure_ascii=False, indent=1, sort_keys=True)
    (out / ABOUT).write_text(about + "\n", encoding="utf-8")
    return progress


def described(progress: Progress, version: str) -> dict[str, object]:
    """What the engine reads beside the model: `mixed` says that sources may be in both languages at once."""
    return {
        "layout": LAYOUT,
        "direction": f"to-{progress.to}",
        "version": version,
        "mixed": True,
        "recipe": recipe(progress),
        "data_digest": progress.data_digest,
    }


def recipe(progress: Progress) -> str:
    """The training in one line."""
    shape, settings = progress.shape, progress.settings
    seconds = "+".join(f"{each:.0f}" for each in settings.get("seconds", ()))
    return (
        f"{shape['encoder_layers']}-{shape['decoder_layers']}-{shape['width']}-{shape['inner']}, "
        f"passes {'+'.join(progress.finished)} {seconds} s, {progress.steps} steps, seed {settings.get('seed')}"
    )


def specification(
    state: dict[str, Tensor], shape: dict[str, int], source: SentencePieceProcessor, target: SentencePieceProcessor
) -> Any:  # noqa: ANN401 - CTranslate2 has no types
    """The weights as CTranslate2's description of a model, validated."""
    from ctranslate2.specs import TransformerSpec, common_spec

    from training.network import LONGEST, sinusoids

    weights = {name: value.numpy() for name, value in state.items()}
    spec = TransformerSpec.from_config(
        (shape["encoder_layers"], shape["decoder_layers"]), shape["heads"], pre_norm=True,
        activation=common_spec.Activation.RELU,
    )  # fmt: skip
    positions = sinusoids(LONGEST, shape["width"]).numpy()
    for side, spec_side in (("source", spec.encoder), ("target", spec.decoder)):
        part = "encoder" if side == "source" else "decoder"
        embeddings = spec_side.embeddings
        (embeddings[0] if isinstance(embeddings, list) else embeddings).weight = weights[f"{side}_embedding.weight"]
        spec_side.scale_embeddings = True
        spec_side.position_encodings.encodings = positions
        _norm(spec_side.layer_norm, weights, f"{part}_norm")
        for n, layer in enumerate(spec_side.layer):
            _layer(layer, weights, f"{part}.{n}")
    spec.decoder.projection.weight = weights["target_embedding.weight"]
    spec.decoder.projection.bias = weights["output_bias"]
    spec.register_source_vocabulary(_pieces(source))
    spec.register_target_vocabulary(_pieces(target))
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_eos = True
    spec.validate()
    return spec


def distances(weights: Path, data: Path, to: Side, folder: Path) -> list[float]:
    """Nats between PyTorch and CTranslate2 in the log-probability of each of some reference translations."""
    from ctranslate2 import Translator

    source, target = load_vocabulary(folder / SOURCE_SPM), load_vocabulary(folder / TARGET_SPM)
    sets = [each for each in scoring_sets(data, to, _COMPARED) if each.name == "flores"] or scoring_sets(
        data, to, _COMPARED
    )
    if not sets:
        return []
    pairs = list(zip(source.encode(list(sets[0].sources)), target.encode(list(sets[0].targets)), strict=True))
    ours = _log_probabilities(weights, to, pairs)
    translator = Translator(str(folder), device="cpu", intra_threads=1)
    theirs = translator.score_batch(
        [[source.id_to_piece(n) for n in row] for row, _ in pairs],
        [[target.id_to_piece(n) for n in row] for _, row in pairs],
    )
    return [abs(one - sum(two.log_probs)) for one, two in zip(ours, theirs, strict=True)]


def _log_probabilities(weights: Path, to: Side, pairs: Sequence[tuple[list[int], list[int]]]) -> list[float]:
    import torch

    from training.network import BOS, EOS, Network, Shape

    state, progress = checkpoint.load(weights, to)
    network = Network(Shape(**progress.shape), 0.0)
    network.load_state_dict(state)
    network.eval()
    sums: list[float] = []
    with torch.no_grad():
        for source, target in pairs:
            memory, mask = network.encode(torch.tensor([[*source, EOS]]))
            logits = network.decode(memory, mask, torch.tensor([[BOS, *target]]))
            wanted = torch.tensor([[*target, EOS]])
            sums.append(float(logits.log_softmax(-1).gather(-1, wanted[..., None]).sum()))
    return sums


def _layer(layer: Any, weights: dict[str, Any], name: str) -> None:  # noqa: ANN401
    import numpy as np

    inner = f"{name}.self_attention"
    _norm(layer.self_attention.layer_norm, weights, f"{name}.self_norm")
    # CTranslate2 wants query, key and value of self-attention as one matrix.
    for kind in ("weight", "bias"):
        joint = np.concatenate([weights[f"{inner}.query.{kind}"], weights[f"{inner}.key_value.{kind}"]])
        setattr(layer.self_attention.linear[0], kind, joint)
    _linear(layer.self_attention.linear[1], weights, f"{inner}.output")
    if f"{name}.cross_norm.weight" in weights:
        _norm(layer.attention.layer_norm, weights, f"{name}.cross_norm")
        for place, part in enumerate(("query", "key_value", "output")):
            _linear(layer.attention.linear[place], weights, f"{name}.cross_attention.{part}")
    _norm(layer.ffn.layer_norm, weights, f"{name}.inner.norm")
    _linear(layer.ffn.linear_0, weights, f"{name}.inner.widen")
    _linear(layer.ffn.linear_1, weights, f"{name}.inner.narrow")


def _linear(spec: Any, weights: dict[str, Any], name: str) -> None:  # noqa: ANN401
    spec.weight, spec.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _norm(spec: Any, weights: dict[str, Any], name: str) -> None:  # noqa: ANN401
    spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _pieces(vocabulary: SentencePieceProcessor) -> list[str]:
    return [vocabulary.id_to_piece(n) for n in range(vocabulary.get_piece_size())]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.convert", description="Convert trained weights to CTranslate2.",
        epilog="example: python -m training.convert --to en --weights run --data packed --out models --version 1",
    )  # fmt: skip
    parser.add_argument("--to", choices=("en", "zh"), required=True)
    parser.add_argument("--weights", type=Path, required=True, help="folder training.train wrote")
    parser.add_argument("--data", type=Path, required=True, help="packed folder they were trained on")
    parser.add_argument("--out", type=Path, required=True, help="folder that gets to-en or to-zh")
    parser.add_argument("--quantization", choices=("int8", "float32"), default="int8")
    parser.add_argument("--version", required=True, help="version of the weights, for bilingual.json")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
