"""What a rule is: one short file with its documentation, its examples and one generator.

A rule sees a `Scope` and yields `Found` values in the coordinates of the view it was given; only the stage that runs
it maps them to the original. `repairs` may give a `new` text, `checks` never do. Rules never edit strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.model import BlockKind, Lang, Language, Run, Severity
from pipeline.text import HAN_CHAR, LATIN, View

if TYPE_CHECKING:
    from pipeline.lexicon.lexicon import Lexicon
    from pipeline.lexicon.matcher import Hit

_LATIN = re.compile(f"[{LATIN}]")
Level = Literal["block", "sentence", "article", "rendering", "batch"]

# Character and lexicon classes a rule may name as triggers beside literals.
HAS_HAN, HAS_LATIN, HAS_BOTH, HAS_DIGIT = "<han>", "<latin>", "<both>", "<digit>"
HAS_UNKNOWN = "<unknown>"  # a Latin word neither in the English list nor in the glossary
HAS_SENSE, HAS_AVOID, HAS_SPAM, HAS_CASED = "<sense>", "<avoid>", "<spam>", "<cased>"
ALWAYS = "<always>"
CLASSES = frozenset(
    {HAS_HAN, HAS_LATIN, HAS_BOTH, HAS_DIGIT, HAS_UNKNOWN, HAS_SENSE, HAS_AVOID, HAS_SPAM, HAS_CASED, ALWAYS}
)


@dataclass(frozen=True, slots=True)
class Found:
    """One hit, in offsets of the scope's view.

    `new` replaces `at` (the whole span if None), so that a span may show its evidence while the edit stays small.
    For a rule on renderings, `target` is the place in the rendering and start..end the source place it is about.
    """

    start: int
    end: int
    new: str | None = None
    at: tuple[int, int] | None = None
    suggest_en: str | None = None
    suggest_zh: str | None = None
    evidence: tuple[str, ...] = ()
    confidence: float = 0.9
    severity: Severity | None = None
    target: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the whole article before a rule looks at one sentence.

    `names` are the ids of glossary names that stand in it undamaged; `domain` the specialty most terms belong to.
    """

    domain: str | None = None
    names: frozenset[str] = frozenset()
    spam_topic: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule sees: a view, what the glossary found in it, and its surroundings.

    Offsets in `hits`, `unknown` and `runs` are offsets of `view.text`; `original_runs` are as segmented. `siblings` are
    the texts of the other items of the same list. For rules on whole articles, whose `view` is all of it, `views`,
    `view_hits` (own offsets), `kinds`, `blocks` (index) and `digits` (any there?) tell of each sentence and its block.
    For rules on renderings, `rendering` is the candidate in `language` and `rendering_hits` what the glossary found in
    it, in its own offsets. For rules on a batch, `others` are what stands elsewhere in it: other renderings of the text,
    or other sources of the same rendering.
    """  # noqa: E501

    view: View
    lexicon: Lexicon
    hits: tuple[Hit, ...] = ()
    unknown: tuple[tuple[int, int], ...] = ()
    original_runs: tuple[Run, ...] = ()
    kind: BlockKind = "paragraph"
    whole: bool = False
    siblings: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    views: tuple[View, ...] = ()
    view_hits: tuple[tuple[Hit, ...], ...] = ()
    kinds: tuple[BlockKind, ...] = ()
    blocks: tuple[int, ...] = ()
    digits: tuple[bool, ...] = ()
    rendering: str = ""
    language: Language = "en"
    rendering_hits: tuple[Hit, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The current text the rule looks at."""
        return self.view.text

    @property
    def runs(self) -> tuple[Run, ...]:
        """The sentence's language runs, in offsets of the view."""
        at = self.view.from_original
        return tuple(Run(at(run.start), at(run.end), run.lang, run.kind) for run in self.original_runs)

    @property
    def source_language(self) -> Lang:
        """The language the text says something in, islands aside: mixed where it has runs of both."""
        languages: set[Lang] = {
            run.lang for run in self.original_runs if run.kind in ("text", "damage") and run.lang != "other"
        }
        if not languages:
            scripts: tuple[tuple[Lang, re.Pattern[str]], ...] = (("zh", HAN_CHAR), ("en", _LATIN))
            languages = {lang for lang, letters in scripts if letters.search(self.text)}
        return languages.pop() if len(languages) == 1 else "mixed"


@dataclass(frozen=True, slots=True)
class Fires:
    """An example that must be found: `span` as it stands in `text`, `new` what a repair makes of it."""

    text: str
    span: str
    new: str | None = None
    rendering: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiet:
    """A near miss that must stay quiet, with the reason it tempts."""

    text: str
    because: str
    rendering: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One repair or check. `id` is its file's name, names the defect and never changes.

    `triggers` are literals (lower case) or the classes above: a sentence with none of them is not shown to the rule.
    `everywhere` says that its verdict does not depend on context, so one decision may settle all like it.
    """

    id: str
    severity: Severity
    mqm: str
    its: str
    message: str
    message_zh: str
    source: str
    triggers: tuple[str, ...]
    find: Callable[[Scope], Iterator[Found]]
    fires: tuple[Fires, ...]
    quiet: tuple[Quiet, ...]
    doc: str
    misses: tuple[Fires, ...] = ()
    level: Level = "sentence"
    everywhere: bool = False
    removes: bool = False
