"""Properties that must hold for any text, not only for the texts we thought of."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.formats.charset import decode, tidy
from pipeline.model import Article, Edit
from pipeline.segmentation.islands import runs_of
from pipeline.segmentation.opaque import opaque_spans
from pipeline.text import apply_edits, fuse_edit, view
from tests.support import checked, cleaned, context

_WORDS = st.sampled_from(
    [
        "Esketamine", "ketamine", "likeaspirin", "the patient ", "医生", "治疗会议", "。", ". ", "，", ", ", "4〜六周",
        "https://example.org/a", "10.1016/j.biopsych.2018.02.1002", "\n\n", "\n• ", "20 mg", "５０", "\u200b", "\u00a0",
        "（CBT）", "(ECT)", "万博体育", "fluoxatine", "â€™", "zoloft", "RTMS.", "1-800-662-4357", "for", "睡眠艾滋病", "\ufffd",
        "# ", "| a | b |", "**", "et al.", "Fig. 2", "！”", "“", "İ", "ß", "\U0001f600", "\x00", "a", "一",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=25).map("".join))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(TEXTS)
def test_runs_concatenate_back_to_the_sentence(text: str) -> None:
    runs = runs_of(text, "paragraph", context().glossary)
    assert "".join(text[run.start : run.end] for run in runs) == text


@SLOW
@given(TEXTS)
def test_findings_and_runs_of_an_article_stay_in_place(text: str) -> None:
    article = checked(text)
    text = article.original
    for finding in article.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
    for block in article.blocks:
        ends = [block.start]
        for sentence in block.sentences:
            assert ends[-1] <= sentence.start < sentence.end <= block.end
            ends.append(sentence.end)
            joined = "".join(text[run.start : run.end] for run in sentence.runs)
            assert joined == text[sentence.start : sentence.end]


@SLOW
@given(TEXTS)
def test_edits_are_sorted_disjoint_and_replay_to_the_view(text: str) -> None:
    article = checked(text)
    text = article.original
    inner = [(s.start, s.end) for block in article.blocks for s in block.sentences]
    assert [e for e in article.edits for start, end in inner if e.start < end < e.end and start < e.end] == []
    assert apply_edits(text, article.edits) == view(article, 0, len(text)).text


@SLOW
@given(TEXTS)
def test_opaque_spans_survive_every_stage(text: str) -> None:
    article = checked(text)
    text = article.original
    current = view(article, 0, len(text)).text
    kept = [block for block in article.blocks if block.kind != "removed"]
    for block in kept:
        for start, end in opaque_spans(text[block.start : block.end]):
            span = text[block.start + start : block.start + end]
            if span.isascii() and not any("injected_spam" in edit.rules for edit in article.edits):
                assert span in current


@SLOW
@given(TEXTS)
def test_whole_run_gives_both_versions_without_an_exception(text: str) -> None:
    outputs = dict(cleaned(text).outputs)
    assert set(outputs) == {".en", ".zh", ".source.txt", ".findings.json", ".review.yaml", ".report.html"}
    assert outputs[".source.txt"] == tidy(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except InputError:
        return
    text.encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.text(max_size=4)), max_size=8),
)
def test_fused_edits_replay_like_the_same_changes_one_after_another(
    text: str, changes: list[tuple[int, int, str]]
) -> None:
    edits: tuple[Edit, ...] = ()
    current = text
    for a, b, new in changes:
        item = view(Article("a", "-", "txt", text, edits), 0, len(text))
        low, high = sorted((min(a, len(item.text)), min(b, len(item.text))))
        start, end = item.to_original(low, high)
        inner, outer = item.covering(start, end)
        assert inner <= low <= high <= outer
        edits = fuse_edit(edits, text, Edit(start, end, item.text[inner:low] + new + item.text[high:outer], ("r",), ""))
        current = item.text[:low] + new + item.text[high:]
        assert apply_edits(text, edits) == current
