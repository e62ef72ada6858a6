"""Transformer models with random weights, of any shape: what they write is noise, how fast they write it is real.

Speed depends on the shape alone, so engines can be compared without anybody's weights; tests use tiny ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POSITIONS = 512
BATCH_PIECES = 1024  # the engine's default
SPECIAL = ("<pad>", "<s>", "</s>", "<unk>")


@dataclass(frozen=True, slots=True)
class Shape:
    """Layers, widths and vocabulary sizes of an encoder-decoder; `shared` makes both vocabularies one.

    `pre_norm` with ReLU is the built-in pair's kind, post-norm with SiLU that of OPUS-MT (Marian).
    """

    encoder: int
    decoder: int
    width: int
    inner: int
    heads: int
    source: int
    target: int
    shared: bool = False
    pre_norm: bool = True


BUILT_IN = Shape(6, 2, 384, 1536, 8, 24_000, 16_000)
OPUS_SIZED = Shape(6, 6, 512, 2048, 8, 32_000, 32_000, shared=True, pre_norm=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The pieces of both sides, and how `config.json` uses the special ones."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    start: str = "<s>"
    add_source_eos: bool = True


def numbered_tokens(shape: Shape) -> Tokens:
    """Pieces without meaning, for measuring: ▁s0, ▁s1 ... and ▁t0 ..., or the same on both sides if shared."""
    source = _numbered("s", shape.source)
    return Tokens(source, source if shape.shared else _numbered("t", shape.target))


def _numbered(letter: str, size: int) -> tuple[str, ...]:
    return (*SPECIAL, *(f"▁{letter}{n}" for n in range(size - len(SPECIAL))))


def write_model(  # noqa: PLR0913 - what a model is made of
    folder: Path,
    shape: Shape,
    tokens: Tokens,
    *,
    seed: int = 0,
    end_bias: float = 0.0,
    quantisation: str | None = "int8",
) -> None:
    """Write model.bin, config.json and vocabularies; `end_bias` raises the chance that a rendering ends.

    Raises:
        ValueError: if the tokens are not as many as the shape says.

    """
    from ctranslate2.specs import TransformerSpec, common_spec

    if (len(tokens.source), len(tokens.target)) != (shape.source, shape.target):
        message = f"{len(tokens.source)} and {len(tokens.target)} tokens for a shape of {shape.source}, {shape.target}"
        raise ValueError(message)
    activation = common_spec.Activation.RELU if shape.pre_norm else common_spec.Activation.SWISH
    spec = TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=shape.pre_norm, activation=activation
    )
    weights = _Weights(shape.width, shape.inner, seed)
    source = weights.matrix(shape.source, shape.width)
    target = source if shape.shared else weights.matrix(shape.target, shape.width)
    weights.fill(spec.encoder, spec.encoder.embeddings[0], source)
    weights.fill(spec.decoder, spec.decoder.embeddings, target)
    spec.decoder.projection.weight = target
    spec.decoder.projection.bias = weights.bias(shape.target, tokens.target.index("</s>"), end_bias)
    spec.register_source_vocabulary(list(tokens.source))
    spec.register_target_vocabulary(list(tokens.target))
    spec.config.decoder_start_token = tokens.start
    spec.config.add_source_eos = tokens.add_source_eos
    spec.validate()
    spec.optimize(quantization=quantisation)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


class _Weights:
    """Random matrices of one width, and the layers they fill."""

    def __init__(self, width: int, inner: int, seed: int) -> None:
        import numpy as np

        self._np = np
        self._random = np.random.default_rng(seed)
        self._width, self._inner = width, inner

    def matrix(self, rows: int, columns: int) -> Any:  # noqa: ANN401 - numpy is imported late
        scaled = self._random.standard_normal((rows, columns)) / columns**0.5
        return scaled.astype(self._np.float32)

    def bias(self, size: int, at: int = 0, value: float = 0.0) -> Any:  # noqa: ANN401
        zeros = self._np.zeros(size, self._np.float32)
        zeros[at] = value
        return zeros

    def fill(self, side: Any, embeddings: Any, table: Any) -> None:  # noqa: ANN401 - ctranslate2 has no types
        """Fill the encoder or decoder; only the decoder's layers attend to the other side."""
        embeddings.weight = table
        side.position_encodings.encodings = self._positions()
        if hasattr(side, "layer_norm"):
            self._norm(side.layer_norm)
        width, inner = self._width, self._inner
        for layer in side.layer:
            self._attention(layer.self_attention, (3 * width, width))
            if hasattr(layer, "attention"):
                self._attention(layer.attention, (width, 2 * width, width))
            self._norm(layer.ffn.layer_norm)
            self._linear(layer.ffn.linear_0, inner, width)
            self._linear(layer.ffn.linear_1, width, inner)

    def _attention(self, attention: Any, rows: Sequence[int]) -> None:  # noqa: ANN401
        self._norm(attention.layer_norm)
        for linear, size in zip(attention.linear, rows, strict=True):
            self._linear(linear, size, self._width)

    def _linear(self, linear: Any, rows: int, columns: int) -> None:  # noqa: ANN401
        linear.weight, linear.bias = self.matrix(rows, columns), self.bias(rows)

    def _norm(self, norm: Any) -> None:  # noqa: ANN401
        norm.gamma, norm.beta = self._np.ones(self._width, self._np.float32), self.bias(self._width)

    def _positions(self) -> Any:  # noqa: ANN401
        np = self._np
        angles = np.arange(POSITIONS)[:, None] / 10_000 ** (2 * (np.arange(self._width) // 2) / self._width)
        return np.where(np.arange(self._width) % 2 == 0, np.sin(angles), np.cos(angles)).astype(np.float32)


def lengths_like_health_text(count: int, seed: int = 0) -> list[int]:
    """Lengths in pieces, spread as those of 6,630 sentences of the phrase memory: mean 23, nine in ten of 9 to 47."""
    import numpy as np

    drawn = np.random.default_rng(seed).lognormal(3.02, 0.51, count)
    return [int(min(max(length, 2), 98)) for length in drawn]


def pieces_a_second(
    folder: Path, shape: Shape, lengths: Sequence[int], *, beam: int, threads: int = 1
) -> tuple[float, float]:
    """Decode sentences of these lengths into as many pieces, batched as the engine does it.

    Returns target pieces a second of wall time, and of processor time. The length is forced, for a model with random
    weights does not know when to stop.
    """
    import time

    import ctranslate2

    from pipeline.translators.neural_decoder import batches, full_length

    translator = ctranslate2.Translator(
        str(folder), device="cpu", compute_type="int8", inter_threads=threads, intra_threads=1
    )
    pieces = [f"▁s{n}" for n in range(shape.source - len(SPECIAL))]
    sources = [[pieces[(7 * n + 13 * at) % len(pieces)] for at in range(length)] for n, length in enumerate(lengths)]
    translator.translate_batch(sources[:1], max_decoding_length=2)
    wall, cpu = time.perf_counter(), time.process_time()
    waiting: list[Any] = []
    for members, padded in batches(lengths, BATCH_PIECES):
        length = round(sum(lengths[n] for n in members) / len(members))
        results = translator.translate_batch(
            full_length([sources[n] for n in members], padded), beam_size=beam, num_hypotheses=beam,
            return_scores=True, min_decoding_length=length, max_decoding_length=length, asynchronous=True,
        )  # fmt: skip
        waiting += results[: len(members)]
    written = sum(len(result.result().hypotheses[0]) for result in waiting)
    return written / (time.perf_counter() - wall), written / (time.process_time() - cpu)


def speed_table(sentences: int) -> str:
    """Pieces a second of the built-in shape and of an OPUS-MT-sized model as it is usually run, in one go."""
    import tempfile

    lengths = lengths_like_health_text(sentences)
    rows = []
    for name, shape, beam in (
        ("built-in shape 6-2-384, beam 2", BUILT_IN, 2),
        ("OPUS-MT shape 6-6-512, beam 2", OPUS_SIZED, 2),
        ("OPUS-MT shape 6-6-512, beam 4", OPUS_SIZED, 4),
    ):
        with tempfile.TemporaryDirectory() as folder:
            write_model(Path(folder), shape, numbered_tokens(shape))
            rows.append((name, *pieces_a_second(Path(folder), shape, lengths, beam=beam)))
    own = rows[0]
    head = f"{'random weights, int8, one thread':<34}{'pieces/s wall':>15}{'CPU':>8}{'ours, times':>13}"
    body = [f"{name:<34}{wall:>15.0f}{cpu:>8.0f}{own[2] / cpu:>13.2f}" for name, wall, cpu in rows]
    return "\n".join([head, *body])
