"""Every rule there is, and their documentation as text; `docs/rules.md` is made from here."""

from __future__ import annotations

import difflib

from pipeline.checks import ARTICLE_CHECKS, BATCH_CHECKS, CHECKS, RENDERING_CHECKS
from pipeline.errors import SettingsError
from pipeline.repairs import NORMALISERS, REPAIRS, SCRUBBERS
from pipeline.rule import Fires, Quiet, Rule

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Normalise", NORMALISERS),
    ("Scrub", SCRUBBERS),
    ("Repair", REPAIRS),
    ("Check a sentence", CHECKS),
    ("Check the article", ARTICLE_CHECKS),
    ("Check a rendering", RENDERING_CHECKS),
    ("Check a batch", BATCH_CHECKS),
)


def every_rule() -> tuple[Rule, ...]:
    """All rules in the order they run."""
    return tuple(rule for _, rules in GROUPS for rule in rules)


def rule_named(rule_id: str) -> Rule:
    """Return a rule by id.

    Raises:
        SettingsError: if there is none, with the nearest id.

    """
    by_id = {rule.id: rule for rule in every_rule()}
    if rule_id not in by_id:
        near = difflib.get_close_matches(rule_id, by_id, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        message = f"no rule {rule_id!r}; {hint}`bilingual rules` lists them"
        raise SettingsError(message)
    return by_id[rule_id]


def one_line(rule: Rule) -> str:
    """Id, severity and message of a rule."""
    return f"{rule.id:<26} {rule.severity:<9} {rule.message}"


def describe(rule: Rule) -> str:
    """A rule's whole documentation as Markdown: its docstring, facts and examples."""
    lines = [f"### {rule.id}", "", rule.doc.strip(), ""]
    lines += [f"Severity {rule.severity} · MQM {rule.mqm} · ITS {rule.its} · source: {rule.source}", ""]
    lines += ["Fires:", *(f"- {_shown(item)}" for item in rule.fires), ""]
    lines += ["Stays quiet:"]
    for near in rule.quiet:
        lines.append(f"- `{_flat(near.text)}`{_beside(near)} ({near.because})")
    if rule.misses:
        lines += ["", "Known misses:", *(f"- {_shown(item)}" for item in rule.misses)]
    return "\n".join(lines) + "\n"


def _shown(item: Fires) -> str:
    change = f" → `{item.new}`" if item.new is not None else ""
    return f"`{_flat(item.text)}`{_beside(item)}: `{item.span}`{change}"


def _beside(item: Fires | Quiet) -> str:
    rendering = f" ⇒ {item.rendering}" if item.rendering else ""
    return rendering + "".join(f" | elsewhere: {other}" for other in item.others)


def _flat(text: str) -> str:
    return text.replace("\n", " / ")
