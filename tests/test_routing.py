"""Which engine is asked what, and what becomes of its answers; engines here are scripts, the judging is real."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.lexicon.decisions import Decisions
from pipeline.lexicon.schema import Decision
from pipeline.model import Article
from pipeline.run import STAGES, process
from pipeline.translators.protocol import Candidate, Request
from tests.support import context

TAKE = "Take 20 mg every evening."
RIGHT, TENFOLD, NO_NUMBER = "每晚服用20 mg。", "每晚服用200 mg。", "每晚服用。"


@dataclass
class Scripted:
    """An engine that answers from a table; `wide` answers only the second pass."""

    name: str
    table: dict[str, Sequence[str]] = field(default_factory=dict)
    wide: dict[str, Sequence[str]] = field(default_factory=dict)
    calls: list[list[Request]] = field(default_factory=list)

    @property
    def signature(self) -> str:
        return self.name

    @property
    def second_pass(self) -> bool:
        return bool(self.wide)

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        self.calls.append(list(requests))
        tables = [self.wide if request.wide else self.table for request in requests]
        return [
            tuple(Candidate(text, 0.9, "neural") for text in table.get(f"{request.text}>{request.target}", ()))
            for request, table in zip(requests, tables, strict=True)
        ]

    @property
    def asked(self) -> list[str]:
        return [f"{request.text}>{request.target}" for call in self.calls for request in call]


def _run(text: str, *engines: Scripted, decisions: Decisions | None = None) -> Article:
    base = context()
    return process(
        Article("a", "-", "txt", text),
        replace(base, translators=engines, decisions=decisions or base.decisions),
        STAGES,
    )


def _zh(article: Article, n: int = 0) -> tuple[str, str]:
    rendering = article.blocks[0].sentences[n].zh
    assert rendering is not None
    return rendering.text, rendering.status


def _rules(article: Article) -> set[str]:
    return {finding.rule for finding in article.findings}


def test_the_first_engine_that_answers_well_is_the_last_asked() -> None:
    first, second, third = Scripted("1"), Scripted("2", {f"{TAKE}>zh": [RIGHT]}), Scripted("3")
    article = _run(TAKE, first, second, third)
    assert _zh(article) == (RIGHT, "machine")
    assert first.asked == second.asked == [f"{TAKE}>zh"]
    assert third.asked == []


def test_a_wrong_dose_is_never_shown_and_the_next_engine_is_asked() -> None:
    first, second = Scripted("1", {f"{TAKE}>zh": [TENFOLD]}), Scripted("2", {f"{TAKE}>zh": [RIGHT]})
    article = _run(TAKE, first, second)
    assert _zh(article) == (RIGHT, "machine")
    assert article.findings == ()


def test_the_next_candidate_of_an_engine_is_tried_before_the_next_engine() -> None:
    first, second = Scripted("1", {f"{TAKE}>zh": [TENFOLD, RIGHT]}), Scripted("2")
    assert _zh(_run(TAKE, first, second)) == (RIGHT, "machine")
    assert second.calls == []


def test_where_every_candidate_is_wrong_there_is_a_gap_and_the_best_of_them_in_the_findings() -> None:
    engine = Scripted("1", {f"{TAKE}>zh": [TENFOLD, NO_NUMBER]})
    article = _run(TAKE, engine)
    assert _zh(article)[1] == "gap"
    assert "200" not in dict(article.outputs)[".zh"]
    assert "number_differs" in _rules(article)
    data = json.loads(dict(article.outputs)[".findings.json"])
    assert any("candidate by neural" in line for finding in data["findings"] for line in finding["evidence"])


def test_only_sentences_that_fail_are_decoded_again() -> None:
    sound = "Drink enough water."
    engine = Scripted("1", {f"{TAKE}>zh": [TENFOLD], f"{sound}>zh": ["请多喝水。"]}, wide={f"{TAKE}>zh": [RIGHT]})
    article = _run(f"{TAKE} {sound}", engine)
    assert [_zh(article, n) for n in (0, 1)] == [(RIGHT, "machine"), ("请多喝水。", "machine")]
    assert [[request.text for request in call] for call in engine.calls] == [[TAKE, sound], [TAKE]]


def test_a_whole_article_is_one_batch() -> None:
    engine = Scripted("1")
    _run("Rest in bed.\n\nDrink enough water.\n\n少吃盐。", engine)
    assert len(engine.calls) == 1
    assert len(engine.calls[0]) == 3


def test_a_lesser_failure_leaves_a_draft_with_its_finding() -> None:
    text = "She has diabetes."
    article = _run(text, Scripted("1", {f"{text}>zh": ["她身体不好。"]}))
    assert _zh(article)[1] == "draft"
    assert "term_missing" in _rules(article)


GARBLED = "糖尿病是主要死亡原因的七分之一。"


def test_a_verified_repair_of_a_garbled_sentence_is_at_best_a_draft() -> None:
    mended = "糖尿病是七分之一的死亡的主要原因。"
    article = _run(GARBLED, Scripted("1", {f"{GARBLED}>zh": [mended]}))
    assert _zh(article)[1] == "draft"


def test_a_repair_that_fails_leaves_the_sentence_as_it_is() -> None:
    text = "这个疗程需要四周，那将是被完成。"
    engine = Scripted("1", {f"{text}>zh": ["这个疗程需要八周。"]})
    article = _run(text, engine)
    shown, status = _zh(article)
    assert status == "draft"
    assert shown == text
    assert f"{text}>zh" in engine.asked


def test_a_sound_sentence_is_kept_word_for_word_and_no_engine_sees_it() -> None:
    engine = Scripted("1", {"少吃盐。>zh": ["请少盐饮食。"]})
    assert _zh(_run("少吃盐。", engine)) == ("少吃盐。", "original")
    assert engine.asked == ["少吃盐。>en"]


def test_an_open_critical_finding_on_the_source_caps_a_sound_rendering_at_draft() -> None:
    english = "Diabetes is one seventh of the leading causes of death."
    article = _run(GARBLED, Scripted("1", {f"{GARBLED}>en": [english]}))
    rendering = article.blocks[0].sentences[0].en
    assert rendering is not None
    assert rendering.status in ("draft", "gap")


def test_a_failure_a_person_dismissed_no_longer_stands_in_the_way() -> None:
    engine = {f"{TAKE}>zh": [TENFOLD]}
    finding = next(f for f in _run(TAKE, Scripted("1", engine)).findings if f.rule == "number_differs")
    dismissed = Decision(
        key=finding.fingerprint,
        scope="here",
        rule=finding.rule,
        decision="reject",
        reviewer="A. Reader",
        date="2026-11-25",
    )
    assert _zh(_run(TAKE, Scripted("1", engine), decisions=Decisions.of([dismissed]))) == (TENFOLD, "machine")
