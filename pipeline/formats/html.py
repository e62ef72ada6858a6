"""HTML to text and blocks: a walk over the parsed tree, without recursion, that loses no visible text.

libxml2 drops everything below 256 levels; lexbor keeps it, and the walk here follows pointers, not the call stack.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.formats.flow import Flow
from pipeline.model import Block

DROPPED = frozenset(
    ["script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object", "embed", "svg"]
    + ["canvas", "audio", "video", "select", "datalist", "textarea"]
)
BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog"]
    + ["dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr"]
    + ["h1", "h2", "h3", "h4", "h5", "h6", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section"]
    + ["summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)


def extract(text: str) -> tuple[str, tuple[Block, ...]]:
    r"""Return the visible text of a page and its blocks; markers ('• ', '1. ', '## ', '> ') stand in that text.

    >>> extract("<h2>Uses</h2><p>For <b>pain</b>.</p>")[0]
    '## Uses\n\nFor pain.'
    """
    flow = Flow()
    root = LexborHTMLParser(text).root
    if root is not None:
        for node, enters in _walk(root):
            _step(flow, node, enters=enters)
    flow.flush()
    return flow.finish()


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every node on the way in (True) and again on the way out (False); dropped elements not at all."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        dropped = node.tag in DROPPED
        if not dropped:
            yield node, True
        child = None if dropped else node.first_child
        if child is not None:
            node, depth = child, depth + 1
            continue
        if not dropped:
            yield node, False
        while node is not None and depth > 0 and node.next is None:
            node, depth = node.parent, depth - 1
            if node is not None:
                yield node, False
        node = node.next if node is not None and depth > 0 else None


def _step(flow: Flow, node: LexborNode, *, enters: bool) -> None:
    tag = node.tag or ""
    if tag == "-text":
        if enters:
            flow.text(node.text_content or "")
    elif tag == "br":
        if enters:
            flow.line_break()
    elif tag in BLOCKS:
        if enters:
            flow.enter(tag, node.attributes)
        else:
            flow.leave(tag)
    elif tag in ("b", "strong"):
        flow.bold += 1 if enters else -1
