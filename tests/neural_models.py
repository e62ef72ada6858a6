"""Tiny translation models with random weights in the three layouts the neural engine reads; made offline, no torch.

They prove plumbing only: what they write is noise. Their pieces come from the project's own phrases.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np

from pipeline.bench.shapes import Shape, Tokens, write_model
from tests.support import ROOT

MARKS = [f"⟦{n}⟧" for n in range(1, 10)]
LAYERS, WIDTH, INNER, HEADS = 3, 128, 256, 8


def phrases(side: int, count: int = 400) -> list[str]:
    """English (0) or Chinese (1) sentences."""
    files = sorted((ROOT / "glossary" / "phrases").glob("*.tsv"))
    rows = [line.split("\t") for file in files for line in file.read_text("utf-8").splitlines() if "\t" in line]
    return [row[side] for row in rows[:: max(1, len(rows) // count)]][:count]


def own(folder: Path, target: str, *, end_bias: float = 4.5, marks: bool = True, mixed: bool = True) -> Path:
    """The layout of the built-in pair, `target` en or zh."""
    sides = {"source.spm": phrases(0) + phrases(1), "target.spm": phrases(0 if target == "en" else 1)}
    pieces = {name: _trained(folder / name, texts, marks=marks, own=True) for name, texts in sides.items()}
    tokens = Tokens(tuple(pieces["source.spm"]), tuple(pieces["target.spm"]))
    shape = Shape(LAYERS, LAYERS, WIDTH, INNER, HEADS, len(tokens.source), len(tokens.target))
    write_model(folder, shape, tokens, end_bias=end_bias)
    card = {"layout": "bilingual", "direction": f"to-{target}", "mixed": mixed, "made": "for a test"}
    (folder / "bilingual.json").write_text(json.dumps(card), "utf-8")
    return folder


def nllb(folder: Path) -> Path:
    """NLLB: one vocabulary with language codes, the caller adds the end of the source."""
    pieces = _trained(folder / "sentencepiece.bpe.model", phrases(0) + phrases(1), marks=False, own=True)
    tokens = (*pieces, "eng_Latn", "zho_Hans", "zho_Hant")
    shape = Shape(LAYERS, LAYERS, WIDTH, INNER, HEADS, len(tokens), len(tokens), shared=True)
    write_model(folder, shape, Tokens(tokens, tokens, start="</s>", add_source_eos=False), end_bias=4.5)
    return folder


def opus(folder: Path, scratch: Path, target: str, tags: tuple[str, ...] = ()) -> Path:
    """OPUS-MT: Marian weights under their own names, brought into CTranslate2 form by its converter."""
    from ctranslate2.converters import OpusMTConverter

    scratch.mkdir(parents=True)
    read, written = (1, 0) if target == "en" else (0, 1)
    source, target_pieces = (
        _trained(scratch / name, phrases(side), marks=False, own=False)
        for name, side in (("source.spm", read), ("target.spm", written))
    )
    vocabulary = list(dict.fromkeys(["</s>", "<unk>", *tags, *source, *target_pieces, "<pad>"]))
    escaped = [piece.replace("\\", "\\\\").replace('"', '\\"') for piece in vocabulary]
    (scratch / "opus.vocab.yml").write_text("".join(f'"{p}": {n}\n' for n, p in enumerate(escaped)), "utf-8")
    np.savez(scratch / "opus.npz", **_marian_weights(len(vocabulary)))
    (scratch / "decoder.yml").write_text("models: [opus.npz]\nvocabs: [opus.vocab.yml, opus.vocab.yml]\n", "utf-8")
    OpusMTConverter(str(scratch)).convert(str(folder), quantization="int8")
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes((scratch / name).read_bytes())
    return folder


def _trained(file: Path, texts: list[str], *, marks: bool, own: bool) -> list[str]:
    import sentencepiece

    ids = (
        {"pad_id": 0, "bos_id": 1, "eos_id": 2, "unk_id": 3}
        if own
        else {"eos_id": 0, "unk_id": 1, "bos_id": -1, "pad_id": -1}
    )
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_writer=model, vocab_size=1500, hard_vocab_limit=False, byte_fallback=own,
        character_coverage=0.98, user_defined_symbols=MARKS if marks else [], minloglevel=2, num_threads=1, **ids,
    )  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_file=str(file))
    return [processor.id_to_piece(n) for n in range(processor.get_piece_size())]


def _marian_weights(size: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> np.ndarray:
        return (random.standard_normal((rows, columns)) / columns**0.5).astype(np.float32)

    def row(columns: int, value: float = 0.0) -> np.ndarray:
        return np.full((1, columns), value, np.float32)

    ends = row(size)
    ends[0, 0] = 4.5
    found = {"Wemb": matrix(size, WIDTH), "decoder_ff_logit_out_b": ends}
    for side in ("encoder", "decoder"):
        for layer in range(1, LAYERS + 1):
            for block in ("self",) if side == "encoder" else ("self", "context"):
                name = f"{side}_l{layer}_{block}"
                found |= {f"{name}_W{part}": matrix(WIDTH, WIDTH) for part in "qkvo"}
                found |= {f"{name}_b{part}": row(WIDTH) for part in "qkvo"}
                found |= {f"{name}_Wo_ln_scale": row(WIDTH, 1.0), f"{name}_Wo_ln_bias": row(WIDTH)}
            name = f"{side}_l{layer}_ffn"
            found |= {f"{name}_W1": matrix(WIDTH, INNER), f"{name}_b1": row(INNER)}
            found |= {f"{name}_W2": matrix(INNER, WIDTH), f"{name}_b2": row(WIDTH)}
            found |= {f"{name}_ffn_ln_scale": row(WIDTH, 1.0), f"{name}_ffn_ln_bias": row(WIDTH)}
    config = f"""type: transformer
transformer-ffn-activation: swish
transformer-preprocess: ''
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-decoder-autoreg: self-attention
transformer-no-projection: false
transformer-guided-alignment-layer: last
enc-depth: {LAYERS}
dec-depth: {LAYERS}
transformer-heads: {HEADS}
"""
    found["special:model.yml"] = np.frombuffer((config + "\0").encode(), np.int8)
    return found
