"""Greedy translation of scoring sets with the network itself, to see a pass's worth before anything is converted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch

from training.batches import LONGEST
from training.network import EOS, PAD, Network

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_AT_ONCE = 256  # sentences


def translated(
    network: Network, texts: Sequence[str], source: SentencePieceProcessor, target: SentencePieceProcessor
) -> list[str]:
    """Render every text; longer ones than training saw are cut, which only scoring may do."""
    network.eval()
    device = network.output_bias.device
    ids = [[*source.encode(text)[:LONGEST], EOS] for text in texts]
    order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
    out = [""] * len(ids)
    for at in range(0, len(order), _AT_ONCE):
        rows = order[at : at + _AT_ONCE]
        width = max(len(ids[n]) for n in rows)
        batch = torch.tensor([ids[n] + [PAD] * (width - len(ids[n])) for n in rows], device=device)
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
            decoded = network.greedy(batch, min(LONGEST, 2 * width) + 16)
        for n, row in zip(rows, decoded.tolist(), strict=True):
            end = row.index(EOS) if EOS in row else len(row)
            out[n] = target.decode([piece for piece in row[:end] if piece != PAD])
    return out
