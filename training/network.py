"""The translator: a pre-norm Transformer with six encoder and two decoder layers, in the shape CTranslate2 runs.

Separate source and target embeddings, the target's tied to the output; sinusoidal positions; ReLU. Parameter names
are read by `convert.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

PAD, BOS, EOS, UNK = 0, 1, 2, 3  # as in every vocabulary `vocabulary.py` makes
LONGEST = 512  # positions; training uses 128
Seen = tuple[Tensor, Tensor]  # keys and values


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of a model; the defaults are the built-in pair's."""

    source_vocabulary: int
    target_vocabulary: int
    width: int = 384
    inner: int = 1536
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2

    def as_dict(self) -> dict[str, int]:
        """For a file."""
        return asdict(self)


class Attention(nn.Module):
    """Multi-head attention of a sequence to itself, or to a memory."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.output = nn.Linear(width, width)

    def looked_at(self, memory: Tensor) -> Seen:
        """Keys and values of a memory (batch, length, width), each (batch, heads, length, width of a head)."""
        key, value = self.key_value(memory).chunk(2, -1)
        return self._split(key), self._split(value)

    def forward(self, x: Tensor, seen: Seen, mask: Tensor | None = None, *, causal: bool = False) -> Tensor:
        """`x` is (batch, length, width); `mask` is True where what is seen may be looked at."""
        mixed = fn.scaled_dot_product_attention(self._split(self.query(x)), *seen, attn_mask=mask, is_causal=causal)
        output: Tensor = self.output(mixed.transpose(1, 2).reshape(x.shape))
        return output

    def _split(self, t: Tensor) -> Tensor:
        return t.view(t.shape[0], t.shape[1], self.heads, -1).transpose(1, 2)


class EncoderLayer(nn.Module):
    """Self-attention and the inner layers."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.self_norm = nn.LayerNorm(shape.width)
        self.self_attention = Attention(shape.width, shape.heads)
        self.inner = Inner(shape, dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is True where `x` is no padding."""
        normed = self.self_norm(x)
        x = x + self.dropout(self.self_attention(normed, self.self_attention.looked_at(normed), mask))
        output: Tensor = self.inner(x)
        return output


class DecoderLayer(nn.Module):
    """Self-attention to what was written, attention to the memory, and the inner layers."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.self_norm = nn.LayerNorm(shape.width)
        self.self_attention = Attention(shape.width, shape.heads)
        self.cross_norm = nn.LayerNorm(shape.width)
        self.cross_attention = Attention(shape.width, shape.heads)
        self.inner = Inner(shape, dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, memory: Seen, mask: Tensor) -> Tensor:
        """A whole target at once; `mask` is True where the memory is no padding."""
        normed = self.self_norm(x)
        written = self.self_attention.looked_at(normed)
        x = x + self.dropout(self.self_attention(normed, written, causal=True))
        x = x + self.dropout(self.cross_attention(self.cross_norm(x), memory, mask))
        output: Tensor = self.inner(x)
        return output

    def step(self, x: Tensor, memory: Seen, mask: Tensor, written: Seen | None) -> tuple[Tensor, Seen]:
        """One more place of the target, given keys and values of the places before; those with this one come back."""
        normed = self.self_norm(x)
        new = self.self_attention.looked_at(normed)
        seen = new if written is None else (torch.cat([written[0], new[0]], 2), torch.cat([written[1], new[1]], 2))
        x = x + self.self_attention(normed, seen)
        return self.inner(x + self.cross_attention(self.cross_norm(x), memory, mask)), seen


class Inner(nn.Module):
    """The two inner layers of every layer."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, length, width) to the same."""
        widened = self.dropout(fn.relu(self.widen(self.norm(x))))
        output: Tensor = x + self.dropout(self.narrow(widened))
        return output


class Network(nn.Module):
    """Encoder and decoder with their embeddings."""

    positions: Tensor

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.source_embedding = nn.Embedding(shape.source_vocabulary, shape.width)
        self.target_embedding = nn.Embedding(shape.target_vocabulary, shape.width)
        self.encoder = nn.ModuleList(EncoderLayer(shape, dropout) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape, dropout) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.output_bias = nn.Parameter(torch.zeros(shape.target_vocabulary))
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("positions", sinusoids(LONGEST, shape.width), persistent=False)
        for name, parameter in self.named_parameters():
            if "embedding" in name:
                nn.init.normal_(parameter, std=shape.width**-0.5)
            elif parameter.dim() > 1:
                nn.init.xavier_uniform_(parameter)

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """Source ids (batch, length), padded, to the memory and its mask."""
        mask = (source != PAD)[:, None, None, :]
        x = self._embedded(self.source_embedding, source)
        for layer in self.encoder:
            x = layer(x, mask)
        memory: Tensor = self.encoder_norm(x)
        return memory, mask

    def decode(self, memory: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Logits (batch, length, vocabulary) of what follows each target id."""
        x = self._embedded(self.target_embedding, target)
        for layer in self._decoder_layers():
            x = layer(x, layer.cross_attention.looked_at(memory), mask)
        return self._logits(self.decoder_norm(x))

    def greedy(self, source: Tensor, longest: int) -> Tensor:
        """The likeliest piece at every place (batch, length), EOS and PAD after the end; dropout must be off."""
        memory, mask = self.encode(source)
        memories = [layer.cross_attention.looked_at(memory) for layer in self._decoder_layers()]
        written: list[Seen | None] = [None] * len(memories)
        piece = torch.full((len(source), 1), BOS, device=source.device)
        over = torch.zeros_like(piece, dtype=torch.bool)
        pieces: list[Tensor] = []
        for place in range(longest):
            x = self.target_embedding(piece) * math.sqrt(self.shape.width) + self.positions[place]
            for n, layer in enumerate(self._decoder_layers()):
                x, written[n] = layer.step(x, memories[n], mask, written[n])
            piece = self._logits(self.decoder_norm(x)).argmax(-1).masked_fill(over, PAD)
            pieces.append(piece)
            over = over | (piece == EOS)
            if bool(over.all()):
                break
        return torch.cat(pieces, 1)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Mean loss of a batch; `target` begins with BOS and ends with EOS, both padded."""
        memory, mask = self.encode(source)
        logits = self.decode(memory, mask, target[:, :-1]).float()
        wanted = target[:, 1:].reshape(-1)
        return fn.cross_entropy(logits.flatten(0, 1), wanted, ignore_index=PAD, label_smoothing=0.1)

    def _decoder_layers(self) -> Iterable[DecoderLayer]:
        """The decoder's layers as what they are; a ModuleList knows them as modules only."""
        return cast("Iterable[DecoderLayer]", self.decoder)

    def _embedded(self, embedding: nn.Embedding, ids: Tensor) -> Tensor:
        x: Tensor = self.dropout(embedding(ids) * math.sqrt(self.shape.width) + self.positions[: ids.shape[1]])
        return x

    def _logits(self, x: Tensor) -> Tensor:
        return fn.linear(x, self.target_embedding.weight, self.output_bias)


def sinusoids(length: int, width: int) -> Tensor:
    """Position encodings: sines in even places, cosines in odd ones."""
    angles = torch.arange(length)[:, None] * torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    table = torch.empty(length, width)
    table[:, 0::2], table[:, 1::2] = angles.sin(), angles.cos()
    return table
