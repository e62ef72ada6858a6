"""The report is read by people who trust it: nothing may be lost in it, and nothing in an article may act in it."""

from __future__ import annotations

import base64
import copy
import hashlib
import re
from typing import Any

import pytest
from report_sample import Builder, blood_pressure, finding, rendering
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.report import IndexRow, mark_numbers, render_article, render_index
from pipeline.report.spans import Mark, Note, cut, locate
from pipeline.report.visible import plain, rendered, shown

RTL, ZERO = chr(0x202E), chr(0x200B)
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "<!--<script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    f"losartan{RTL}natrasol{ZERO}",
    "\ud800 lone surrogate",
    "\x00\x08 control",
    "=cmd|'/c calc'!A1",
]
ROW: dict[str, Any] = {
    "report_href": "a.report.html", "findings_href": "a.findings.json", "chars": 1, "critical": 0, "major": 0,
    "minor": 0, "fixed": 0, "drafts": 0, "gaps": 0, "reviewed": 0, "harm": 0,
}  # fmt: skip


def first(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Return the first node of a selector, which must be there."""
    found = page.css_first(selector)
    assert found is not None, f"no {selector}"
    return found


def hostile(words: str) -> dict[str, Any]:
    """Put the same words into every free text of a document."""
    made = Builder().block("paragraph")
    made.sentence(
        f"Take {words} daily", "en", rendering(f"Take {words} daily", "original"), rendering(f"每日{words}", "draft"),
        finding(words, "critical", words, suggest_en=words, suggest_zh=words, evidence=[words], message_zh=words,
                mqm=words, its=words, status=words, edit={"old": words, "new": words}),
        finding("number_differs", "major", words, side="zh", target=words),
    ).outside(finding("spam", "minor", words, action="removed"))  # fmt: skip
    document = made.document("a.txt")
    document["signature"] = words
    document["document"] |= {"id": words, "source": words, "sha256": words}
    document["findings"][0] |= {"id": words, "fingerprint": words}
    return document


def only_ours(html: str) -> LexborHTMLParser:
    """Parse a page and check that it holds our script and style alone, and that the policy names exactly those."""
    page = LexborHTMLParser(html)
    policy = first(page, "meta[http-equiv='Content-Security-Policy']").attributes["content"] or ""
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        texts = [node.text(deep=True) for node in page.css(tag)]
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert re.findall(rf"{tag}-src 'sha256-([^']+)'", policy) == hashes
    assert page.css("img, iframe, object, embed, link, base, form, video, audio") == []
    for node in page.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), f"{node.tag} has {name}"
            assert name not in {"style", "src", "srcset", "autofocus", "action", "xlink:href"}
            if name == "href":
                assert re.match(r"(#|\./)", value or "")
    return page


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_an_article_never_act_in_its_report(words: str) -> None:
    html = render_article(hostile(words))
    page = only_ours(html)
    assert len(page.css("script")) == 1
    assert first(page, "#items .card ins").text() == shown_text(words)
    assert first(page, "td.src .hit").text() == shown_text(words)
    assert not re.search(f"[{RTL}{ZERO}\x00\x08\ud800]", html)
    html.encode()


def shown_text(words: str) -> str:
    """What a reader sees of the words."""
    return first(LexborHTMLParser(f"<p>{shown(words)}</p>"), "p").text()


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_run_never_act_in_its_index(words: str) -> None:
    paths = {"report_href": f"{words}.report.html", "findings_href": words}
    rows = [IndexRow(name=words, **(ROW | paths)), IndexRow(name="b", error=words, **ROW)]
    page = only_ours(render_index(rows, {words: words, "articles": 2}))
    assert page.css("script") == []
    assert first(page, "tbody th").text() == shown_text(words)
    assert first(page, ".failed li span").text() == shown_text(words)


def test_index_puts_the_greatest_harm_first_and_the_failed_apart() -> None:
    harms = {"calm": 0, "worst": 30, "b-equal": 5, "a-equal": 5}
    rows = [IndexRow(name=name, **(ROW | {"harm": harm})) for name, harm in harms.items()]
    rows.append(IndexRow(name="lost", error="lost.txt: not text", **(ROW | {"harm": 99})))
    page = LexborHTMLParser(render_index(rows, {"articles": 5}))
    assert [node.text() for node in page.css("tbody th")] == ["worst", "a-equal", "b-equal", "calm"]
    assert [node.text() for node in page.css(".failed li")] == ["lost lost.txt: not text"]


def test_index_of_names_a_url_cannot_hold_links_to_the_files() -> None:
    odd = "血压 #1?/50%\udcff.report.html"
    page = LexborHTMLParser(render_index([IndexRow(name="x", **(ROW | {"report_href": odd}))], {}))
    link = first(page, "tbody th a").attributes["href"]
    assert link == "./%E8%A1%80%E5%8E%8B%20%231%3F/50%25%FF.report.html"


def test_every_finding_stands_in_the_list_and_at_one_place_in_the_text() -> None:
    document = blood_pressure()
    page = only_ours(render_article(document))
    ids = [each["id"] for each in document["findings"]]
    assert [node.id for node in page.css("#items > .item")] == ids
    assert [first(node, ".ref").text() for node in page.css("#items > .item")] == ids
    places = [node.id for node in page.css("span.at")]
    assert sorted(map(str, places)) == sorted(f"at-{each}" for each in ids)
    marked = {anchor for node in page.css("a.hit") for anchor in (node.attributes["data-f"] or "").split()}
    assert marked == set(ids)


def test_highlighted_words_are_the_words_of_the_finding() -> None:
    document = blood_pressure()
    page = LexborHTMLParser(render_article(document))
    for each in document["findings"]:
        side = "src" if each["side"] == "source" else each["side"]
        span = each["span"] if each["side"] == "source" else each["target"]["span"]
        nodes = [node for node in page.css(f"td.{side} a.hit") if each["id"] in str(node.attributes["data-f"]).split()]
        chips = [node for node in nodes if "chip" in str(node.attributes["class"])]
        if each["sentence"] is not None and not chips:
            assert "".join(node.text() for node in nodes) == span


def test_texts_of_all_columns_are_whole_and_say_their_language_and_status() -> None:
    document = blood_pressure()
    page = LexborHTMLParser(render_article(document))
    for side in ("en", "zh"):
        cells = page.css(f"td.{side}")
        sentences = [each[side] for block in document["blocks"] for each in block["sentences"]]
        assert [cell.attributes["lang"] for cell in cells] == [side] * len(sentences)
        for cell, each in zip(cells, sentences, strict=True):
            assert first(cell, "div").text().startswith(each["text"])
            assert first(cell, ".badge").text().split()[-1] == each["status"]
    sources = [each["source"] for block in document["blocks"] for each in block["sentences"]]
    assert [first(cell, "div").text() for cell in page.css("td.src")] == sources


def test_gaps_and_drafts_carry_the_same_number_in_both_languages() -> None:
    document = blood_pressure()
    page = LexborHTMLParser(render_article(document))
    marks = {lang: [node.text() for node in page.css(f"td.{lang} .gapmark")] for lang in ("en", "zh")}
    assert marks["en"] == ["⟦gap 2⟧", "⟦draft 3⟧", "⟦draft 4⟧"]
    assert marks["zh"] == ["⟦待审1⟧", "⟦缺译2⟧", "⟦待审3⟧", "⟦待审4⟧"]
    assert list(mark_numbers(document).values()) == [1, 2, 3, 4]


def test_a_mark_already_in_the_text_is_not_repeated() -> None:
    gap = rendering("Take it with food ⟦gap 7⟧.", "gap", confidence=None)
    draft = rendering("Take it ⟦gap 8⟧ with food.", "draft")
    made = Builder().block("paragraph").sentence("Take it 用食物", "mixed", gap, None)
    page = LexborHTMLParser(render_article(made.sentence("Take 它", "mixed", draft, None).document("a.txt")))
    assert [node.text() for node in page.css(".gapmark")] == ["⟦gap 7⟧", "⟦gap 8⟧", "⟦draft 2⟧"]
    assert page.css("td.zh") == []


def test_a_finding_whose_words_are_gone_from_the_rendering_becomes_a_chip() -> None:
    page = LexborHTMLParser(render_article(blood_pressure()))
    assert [node.text() for node in page.css("td.is-gap .chip")] == ["f12"]


def test_an_insertion_between_two_letters_keeps_a_place() -> None:
    glued = finding("glued_words", "major", "like")
    document = Builder().block("paragraph").sentence("likethis", "en", None, None, glued).document("a.txt")
    document["findings"][0] |= {"start": 4, "end": 4, "span": ""}
    page = LexborHTMLParser(render_article(document))
    assert first(page, "td.src div").text() == "likethis"
    assert len(page.css("td.src .hit.point")) == 1


def test_findings_with_the_same_id_or_none_that_fits_keep_their_own_place() -> None:
    document = blood_pressure()
    for each, name in zip(document["findings"], ["f1", "f1", "f2 f3", "panel"], strict=False):
        each["id"] = name
    page = LexborHTMLParser(render_article(document))
    ids = [node.id for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert ids.count("n2") == ids.count("n3") == ids.count("n4") == 1


def test_an_article_of_usual_size_stays_below_300_kb() -> None:
    document = blood_pressure()
    made = Builder()
    while len(made.text) < 5600:
        for block in document["blocks"]:
            made.block(block["kind"])
            for each in block["sentences"]:
                known = [item for item in document["findings"] if item["side"] == "source"]
                known = [item for item in known if item["span"] in each["source"]]
                fresh = [copy.deepcopy(item) | {"edit": None} for item in known]
                made.sentence(each["source"], each["lang"], each["en"], each["zh"], *fresh)
    big = made.document("big.txt")
    assert len(big["findings"]) >= 100
    del big["findings"][100:]
    assert len(render_article(big).encode()) < 300_000


def test_same_input_gives_same_bytes_and_leaves_it_alone() -> None:
    document = blood_pressure()
    before = copy.deepcopy(document)
    assert render_article(document) == render_article(blood_pressure())
    assert document == before


def test_an_article_without_findings_or_renderings_is_still_a_page() -> None:
    document = Builder().block("paragraph").sentence("Rest well.", "en", None, None).document("a.txt")
    page = only_ours(render_article(document))
    assert first(page, ".all p").text() == "No rule found anything in this article."
    assert [node.text() for node in page.css("thead [role=columnheader]")] == ["Source 原文"]
    empty = document | {"blocks": []}
    assert LexborHTMLParser(render_article(empty)).css("tbody.paragraph") == []


def test_overlapping_marks_are_cut_into_pieces_with_the_worst_first() -> None:
    minor, critical = Note("f1", "minor", "fixed", "a"), Note("f2", "critical", "flagged", "b")
    pieces = cut("take 5 mg now", [Mark(0, 9, minor, home=True), Mark(5, 13, critical, home=True)])
    assert [(piece.text, piece.anchors, piece.homes) for piece in pieces] == [
        ("take ", "f1", ("f1",)),
        ("5 mg", "f2 f1", ("f2",)),
        (" now", "f2", ()),
    ]
    assert pieces[1].look == "critical flagged"


def test_a_span_that_is_elsewhere_is_found_and_one_that_is_gone_is_not() -> None:
    assert locate("每日5毫克", 0, 3, "5毫克") == (2, 5)
    assert locate("每日5毫克", 2, 5, "10毫克") is None
    assert locate("每日5毫克", 9, 9, "") is None


def test_invisible_characters_are_named_and_visible_ones_kept() -> None:
    kept = "é 血压 ½ \u00a0 ، 👍\ufe0f"
    assert plain(kept) == kept
    assert plain(f"a{RTL}b{ZERO}c\ufeff") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+FEFF⟩"
    assert shown(ZERO) == '<span class="tok" title="U+200B ZERO WIDTH SPACE">U+200B</span>'
    assert rendered("<⟦gap 3⟧") == '&lt;<span class="gapmark">⟦gap 3⟧</span>'


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_colours_meet_contrast_aa(scheme: str) -> None:
    style = first(LexborHTMLParser(render_index([], {})), "style").text(deep=True)
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[: 1 if scheme == "light" else 2]
    colour = {name: value for root in roots for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", root)}
    inks = ("text", "muted", "accent", "critical", "major", "minor", "good")
    pairs = [(name, ground) for name in inks for ground in ("ground", "surface")]
    pairs += [("text", f"{name}-tint") for name in ("critical", "major", "minor", "good")]
    pairs += [("good", "good-tint"), ("critical", "critical-tint"), ("major", "major-tint"), ("muted", "critical-tint")]
    for front, back in pairs:
        high, low = sorted((luminance(colour[front]), luminance(colour[back])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{front} on {back}"
