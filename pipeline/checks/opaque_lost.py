"""A web address, DOI, e-mail address or phone number of the source that the rendering lost or changed.

Why it matters: one digit off, a person in distress calls a stranger; a broken DOI hides the evidence.
Leaves alone: the same address with other marks around it, and phone digits grouped otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.rule import ALWAYS, Fires, Found, Quiet, Rule, Scope
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import fold


def find(scope: Scope) -> Iterator[Found]:
    """Yield each address the rendering lacks, and each it has that the source does not."""
    source, rendering = _addresses(scope.text), _addresses(scope.rendering)
    if not source and not rendering:
        return
    there, here = _essence(scope.rendering), _essence(scope.text)
    lost = [(start, end) for start, end in source if _essence(scope.text[start:end]) not in there]
    added = [(start, end) for start, end in rendering if _essence(scope.rendering[start:end]) not in here]
    for n, (start, end) in enumerate(lost):
        target = added[n] if n < len(added) else None
        yield Found(start, end, target=target, confidence=0.97, severity="critical" if target else None)
    for target in added[len(lost) :]:
        yield Found(0, len(scope.text), target=target, confidence=0.9)


def _addresses(text: str) -> list[tuple[int, int]]:
    """The protected spans, without a Chinese mark at their end."""
    return [(start, start + len(text[start:end].rstrip("。，；：！？、）》”"))) for start, end in opaque_spans(text)]


def _essence(text: str) -> str:
    """Letters and digits and what tells addresses apart; a phone number may be grouped by spaces or hyphens."""
    return "".join(char for char in fold(text) if char.isascii() and (char.isalnum() or char in "@:/?=#%_."))


OPAQUE_LOST = Rule(
    id="opaque_lost", severity="major", mqm="no-translate", its="non-conformance",
    message="Address, DOI or phone number lost or changed", message_zh="网址、DOI或电话号码丢失或改变",
    source="peers: check 37", triggers=(ALWAYS,), find=find, doc=__doc__, level="rendering",
    fires=(
        Fires("Call 800-555-0147 at once.", "800-555-0147", rendering="请立即致电800-555-0174。"),
        Fires("详见www.clinic-example.com/faq。", "www.clinic-example.com/faq", rendering="See the website."),
    ),
    quiet=(
        Quiet("Call 800-555-0147 at once.", "the same number", rendering="请立即致电800-555-0147。"),
        Quiet("See https://a-clinic.org/faq.", "the full stop is not part of it", rendering="详见https://a-clinic.org/faq。"),
    ),
)  # fmt: skip
