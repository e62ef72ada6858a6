"""The values that flow through the pipeline: frozen, and all offsets in one coordinate system.

Offsets are code points of `Article.original`, end exclusive. The current text is never stored: it is the original
with `Article.edits` applied, so that every change stays visible and reversible.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

Lang = Literal["en", "zh", "mixed", "other"]
Language = Literal["en", "zh"]
Severity = Literal["critical", "major", "minor"]
Side = Literal["source", "en", "zh"]
Action = Literal["fixed", "flagged", "removed"]
By = Literal["source", "glossary", "memory", "neural", "llm", "person", "gap"]
RenderingStatus = Literal["original", "machine", "draft", "gap", "reviewed"]
FindingStatus = Literal["open", "accepted", "edited", "rejected"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "citation", "code", "removed"]
RunKind = Literal["text", "island", "damage", "opaque"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")
WEIGHT: dict[Severity, int] = {"critical": 25, "major": 5, "minor": 1}


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace original[start:end] by `new`; an insertion has start == end."""

    start: int
    end: int
    new: str
    rules: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one language inside a sentence.

    `island`: the other language, legitimately there; `damage`: the other language, left by a machine;
    `opaque`: a URL, DOI, phone number, e-mail or code that nothing may change.
    """

    start: int
    end: int
    lang: Lang
    kind: RunKind


@dataclass(frozen=True, slots=True)
class TermUse:
    """A glossary entry found in a sentence: original range, entry id and the language of the form."""

    start: int
    end: int
    entry: str
    lang: Language


@dataclass(frozen=True, slots=True)
class Rendering:
    """A sentence in one language; `key` identifies what it was made from (view text, constraints, engine)."""

    text: str
    by: By
    status: RenderingStatus
    score: float
    key: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list label, heading or table cell; its range never moves once segmented.

    `candidates` are what engines offer, best first, until `verify` has chosen.
    """

    start: int
    end: int
    lang: Lang = "other"
    runs: tuple[Run, ...] = ()
    terms: tuple[TermUse, ...] = ()
    en: Rendering | None = None
    zh: Rendering | None = None
    candidates: tuple[tuple[Language, Rendering], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of layout. `marker` (bullet, number, '## ') stands before start, is kept and never translated.

    `level` is the depth of a heading (1..6) or of a list item (0..); `lead` is the number of line breaks before it
    in the output (runs of blank lines become one).
    """

    index: int
    kind: BlockKind
    level: int
    marker: str
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()
    lead: int = 2

    def with_sentences(self, sentences: tuple[Sentence, ...]) -> Block:
        """Return the block cut into these sentences."""
        return Block(self.index, self.kind, self.level, self.marker, self.start, self.end, sentences, self.lead)


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a rendering, code points of the rendering's text."""

    start: int
    end: int
    span: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule says about one place; `edit` is the change it made, if it made one.

    `mqm` and `its` are the rule's MQM-Core id and ITS 2.0 localization quality issue type.
    """

    rule: str
    mqm: str
    its: str
    severity: Severity
    side: Side
    start: int
    end: int
    message: str
    message_zh: str
    action: Action
    fingerprint: str
    group: str
    confidence: float
    evidence: tuple[str, ...] = ()
    suggest_en: str | None = None
    suggest_zh: str | None = None
    sentence: tuple[int, int] | None = None
    target: Target | None = None
    edit: Edit | None = None
    status: FindingStatus = "open"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article on its way through the stages; `outputs` are (file suffix, content) pairs once written.

    `views` caches current texts by range, each with the edits it was made from; `scans` caches what the glossary found
    in a range with a certain text, `last_scan` the whole of the last scan, for the stages after the one that looked.
    """

    id: str
    source: str
    format: str
    original: str
    edits: tuple[Edit, ...] = ()
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()
    views: dict[tuple[int, int], Any] = field(default_factory=dict, compare=False, repr=False)
    scans: dict[tuple[int, int, str], Any] = field(default_factory=dict, compare=False, repr=False)
    last_scan: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    def with_blocks(self, blocks: tuple[Block, ...]) -> Article:
        """Return the article with other blocks."""
        return replace(self, blocks=blocks)


def is_open_harm(finding: Finding) -> bool:
    """Whether a finding still stands in the way of calling its sentence clean."""
    unsettled = finding.status == "open" and finding.action == "flagged"
    return unsettled and finding.severity != "minor"
