"""Every rule's own examples, run through the stages an article goes through."""

from __future__ import annotations

import pytest

from pipeline.checks import BATCH_CHECKS, RENDERING_CHECKS
from pipeline.model import Article
from pipeline.rule import Fires, Quiet, Rule, Scope
from pipeline.rulebook import every_rule
from pipeline.text import View, apply_edits
from pipeline.verifying import failures
from tests.support import checked, context

SOURCE_RULES = [rule for rule in every_rule() if rule not in (*RENDERING_CHECKS, *BATCH_CHECKS)]


def _cases(name: str, rules: list[Rule] | tuple[Rule, ...]) -> list[object]:
    return [
        pytest.param(rule, item, id=f"{rule.id}-{n}") for rule in rules for n, item in enumerate(getattr(rule, name))
    ]


def _found(rule: Rule, article: Article) -> list[str]:
    return [article.original[f.start : f.end] for f in article.findings if f.rule == rule.id]


@pytest.mark.parametrize(("rule", "example"), _cases("fires", SOURCE_RULES))
def test_rule_fires_on_its_example(rule: Rule, example: Fires) -> None:
    article = checked(example.text)
    assert example.span in _found(rule, article)
    if example.new is not None:
        at = example.text.index(example.span)
        expected = example.text[:at] + example.new + example.text[at + len(example.span) :]
        own = [edit for edit in article.edits if rule.id in edit.rules]
        assert apply_edits(article.original, own) == expected


@pytest.mark.parametrize(("rule", "example"), _cases("quiet", SOURCE_RULES))
def test_rule_stays_quiet_on_its_near_miss(rule: Rule, example: Quiet) -> None:
    assert _found(rule, checked(example.text)) == []


@pytest.mark.parametrize(("rule", "example"), _cases("misses", SOURCE_RULES))
@pytest.mark.xfail(strict=True, reason="a known miss")
def test_known_miss(rule: Rule, example: Fires) -> None:
    assert example.span in _found(rule, checked(example.text))


def _rendering_found(rule: Rule, text: str, rendering: str) -> list[str]:
    language = "zh" if any("\u4e00" <= char <= "\u9fff" for char in rendering) else "en"
    found = failures(text, rendering, language, context())
    return [text[item.start : item.end] for by, item in found if by.id == rule.id]


@pytest.mark.parametrize(("rule", "example"), _cases("fires", RENDERING_CHECKS))
def test_rendering_check_fires_on_its_example(rule: Rule, example: Fires) -> None:
    assert example.span in _rendering_found(rule, example.text, example.rendering)


@pytest.mark.parametrize(("rule", "example"), _cases("quiet", RENDERING_CHECKS))
def test_rendering_check_stays_quiet_on_its_near_miss(rule: Rule, example: Quiet) -> None:
    assert _rendering_found(rule, example.text, example.rendering) == []


def _batch_found(rule: Rule, example: Fires | Quiet) -> list[str]:
    language = "zh" if any("\u4e00" <= char <= "\u9fff" for char in example.rendering) else "en"
    view = View(example.text, 0, len(example.text))
    scope = Scope(view, context().glossary, rendering=example.rendering, language=language, others=example.others)
    return [example.text[item.start : item.end] for item in rule.find(scope)]


@pytest.mark.parametrize(("rule", "example"), _cases("fires", BATCH_CHECKS))
def test_batch_check_fires_on_its_example(rule: Rule, example: Fires) -> None:
    assert _batch_found(rule, example) == [example.span]


@pytest.mark.parametrize(("rule", "example"), _cases("quiet", BATCH_CHECKS))
def test_batch_check_stays_quiet_on_its_near_miss(rule: Rule, example: Quiet) -> None:
    assert _batch_found(rule, example) == []
