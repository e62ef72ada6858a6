"""Plain text to blocks."""

from __future__ import annotations

from pipeline.formats.layout import Line, assemble, plain_line
from pipeline.model import Block


def parse(text: str) -> tuple[Block, ...]:
    r"""Cut a text into blocks: sorted, disjoint; only white space lies outside blocks and their markers.

    >>> [(b.kind, b.marker) for b in parse("Side Effects\n\n  • Anxiety\n  • 恶心")]
    [('heading', ''), ('list_item', '  • '), ('list_item', '  • ')]
    """
    lines: list[Line] = []
    at, gap = 0, True
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append(plain_line(text, at, at + len(line), gap=gap))
            gap = False
        else:
            gap = True
        at += len(line) + 1
    return assemble(text, lines)
