"""Judge one rendering: scan both sides, run the rendering checks, give what they find.

The stage, the benchmarks and the review page's live verdict all judge by this one function, so that a verdict never
depends on who asks.
"""

from __future__ import annotations

from pipeline.checks import RENDERING_CHECKS
from pipeline.context import Context
from pipeline.model import BlockKind, Language, Run
from pipeline.rule import Found, Rule, Scope
from pipeline.running import enabled
from pipeline.scanning import Scanned, scan_one
from pipeline.segmentation.clauses import GAP
from pipeline.segmentation.islands import runs_of
from pipeline.text import View

# A person wrote an exact hit of the memory for this very sentence: how it words things is that person's choice. What
# no wording explains (numbers, sides, residue) is still compared.
WORDING = frozenset({"term_missing", "term_added", "negation_differs", "modality_differs", "length_out_of_window"})


def failures(  # noqa: PLR0913 - both sides of a comparison and what is known of them
    source: Scanned | View | str,
    rendering: str,
    language: Language,
    context: Context,
    *,
    runs: tuple[Run, ...] | None = None,
    kind: BlockKind = "paragraph",
    exact: bool = False,
) -> list[tuple[Rule, Found]]:
    """Return what the rendering checks find in a rendering of a source, in rule order; nothing if it is sound.

    Args:
        source: the sentence in either language, in both, or in that of the rendering (a repair); scanned if it was.
        rendering: the candidate, typeset.
        language: the language it should be in.
        context: glossary and settings; a rule the settings turn off finds nothing.
        runs: the source's language runs in offsets of the original (`View.start` is the first); None finds them.
        kind: kind of block the sentence stands in.
        exact: whether it is an exact hit of the memory, whose wording is a person's.

    A rendering with a gap in it is not compared: what is missing is already visible.

    """
    if GAP in rendering:
        return []
    scanned = source if isinstance(source, Scanned) else scan_one(_view(source), context)
    scope = Scope(
        scanned.view,
        context.glossary,
        scanned.hits,
        scanned.unknown,
        _runs(scanned.view, kind, context) if runs is None else runs,
        kind,
        rendering=rendering,
        language=language,
        rendering_hits=tuple(context.glossary.scan(rendering)),
    )
    return [
        (rule, found)
        for rule in enabled(RENDERING_CHECKS, context)
        if not (exact and rule.id in WORDING)
        for found in rule.find(scope)
    ]


def harm(found: list[tuple[Rule, Found]]) -> list[tuple[Rule, Found]]:
    """Return those failures that are critical or major."""
    return [(rule, item) for rule, item in found if (item.severity or rule.severity) != "minor"]


def _view(source: View | str) -> View:
    return View(source, 0, len(source)) if isinstance(source, str) else source


def _runs(view: View, kind: BlockKind, context: Context) -> tuple[Run, ...]:
    """The runs of the current text, in offsets of the original; inside an edit they take in all of it."""
    found = runs_of(view.text, kind, context.glossary)
    return tuple(Run(*view.to_original(run.start, run.end), run.lang, run.kind) for run in found)
