"""Reading files into blocks and writing them back: values for each format, then properties over any input."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.formats import FORMATS, compose, parse
from pipeline.formats.charset import Decoded, decode
from pipeline.formats.jsonl import LINE_PER_TEXT, records
from pipeline.model import Article, Block

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "samples" / "esketamine-damaged.txt"
WRAPPED = "Ketamine was first used as an anaesthetic and later studied for"
CHINESE = "患者每天服用两片药物，癫痫发作时请立即就医。"
REFERENCE = "Meyer K, Ortiz L, et al. Sleep and mood. J Sleep Health. 2017;12(3):44-51. doi:10.1234/jsh.2017.03"


def outline(text: str, fmt: str) -> list[tuple[str, int, str, int, str]]:
    full, blocks = parse(text, fmt)
    return [(b.kind, b.level, b.marker, b.lead, full[b.start : b.end]) for b in blocks]


def kinds(text: str, fmt: str = "txt") -> list[str]:
    return [block.kind for block in parse(text, fmt)[1]]


def article(text: str, fmt: str) -> Article:
    full, blocks = parse(text, fmt)
    return Article("a", "a", fmt, full, blocks=blocks)


def written(source: Article, fmt: str, notice: str | None = None) -> str:
    return compose(source, lambda block: source.original[block.start : block.end], notice, fmt, "en")


# charset


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Decoded("", "utf-8", 0)),
        (b"\xef\xbb\xbfone\r\ntwo\rthree", Decoded("one\ntwo\nthree", "utf-8", 0)),
        (CHINESE.encode("gb18030"), Decoded(CHINESE, "gb18030", 0)),
        (("\ufeff" + CHINESE).encode("utf-16-be"), Decoded(CHINESE, "utf-16-be", 0)),
        (CHINESE.encode("utf-16-le"), Decoded(CHINESE, "utf-16-le", 0)),
        (CHINESE.encode("utf-32"), Decoded(CHINESE, "utf-32-le", 0)),
        ("高血壓患者應當按時服藥。".encode("big5"), Decoded("高血壓患者應當按時服藥。", "big5", 0)),
        ("Les médecins prescrivent. L’effet apparaît.".encode("cp1252"),
         Decoded("Les médecins prescrivent. L’effet apparaît.", "cp1252", 0)),
        (CHINESE.encode()[:-1], Decoded(CHINESE[:-1] + "\ufffd", "utf-8", 1)),
        (CHINESE.encode("gb18030")[:-1], Decoded(CHINESE[:-1] + "\ufffd", "gb18030", 1)),
        (b"a\x00b and a sentence", Decoded("a\ufffdb and a sentence", "utf-8", 1)),
        (b"\xff\xfe" + "a".encode("utf-16-le") + b"\x00\xd8", Decoded("a\ufffd", "utf-16-le", 1)),
    ],
)  # fmt: skip
def test_decode_names_the_charset_and_counts_what_it_lost(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04rest", r"a ZIP archive \(also .docx, .xlsx, .epub\)"),
        (b"\x7fELF\x02", "an ELF program"),
        (b"\x00" * 64, "binary data"),
        (bytes(range(256)) * 4, "binary data"),
    ],
)
def test_decode_refuses_what_is_no_text(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=f"^not text but {what}; expected a .txt, .md, .html or .jsonl article"):
        decode(data)


@settings(deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_clean_text_or_an_input_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except InputError as err:
        assert "\n" not in str(err)
        return
    assert decoded.damaged == decoded.text.count("\ufffd")
    assert {"\r", "\x00"}.isdisjoint(decoded.text)
    assert decoded.text.encode("utf-8").decode("utf-8") == decoded.text


# plain text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  • Anxiety\n  • 恶心", [("list_item", 0, "  • ", 0, "Anxiety"), ("list_item", 0, "  • ", 1, "恶心")]),
        ("- a\n    – b\n- c", [("list_item", 0, "- ", 0, "a"), ("list_item", 1, "    – ", 1, "b"),
                             ("list_item", 0, "- ", 1, "c")]),
        ("一、病因\n（二）症状\n1.Rest\n(3) 休息\na. Walk", [
            ("list_item", 0, "一、", 0, "病因"), ("list_item", 0, "（二）", 1, "症状"),
            ("list_item", 0, "1.", 1, "Rest"), ("list_item", 0, "(3) ", 1, "休息"),
            ("list_item", 0, "a. ", 1, "Walk")]),
        ("1.5 mg daily.\n-5 °C.\ne.g. rest.", [
            ("paragraph", 0, "", 0, "1.5 mg daily."), ("paragraph", 0, "", 1, "-5 °C."),
            ("paragraph", 0, "", 1, "e.g. rest.")]),
        ("\n\nTitle\n\n\n\nBefore Taking\n\nIt works.", [
            ("heading", 1, "", 0, "Title"), ("heading", 2, "", 2, "Before Taking"),
            ("paragraph", 0, "", 2, "It works.")]),
        (f"{WRAPPED}\nseveral other uses.\nNext line.", [
            ("paragraph", 0, "", 0, f"{WRAPPED}\nseveral other uses."), ("paragraph", 0, "", 1, "Next line.")]),
        (f"• {WRAPPED}\n  several uses.\nNot in it.", [
            ("list_item", 0, "• ", 0, f"{WRAPPED}\n  several uses."), ("paragraph", 0, "", 1, "Not in it.")]),
        ("dose\t5 mg\tdaily\n| a | b |\n|---|---|\n======", [
            ("table_row", 0, "", 0, "dose\t5 mg\tdaily"), ("table_row", 0, "", 1, "| a | b |"),
            ("code", 0, "", 1, "|---|---|"), ("code", 0, "", 1, "======")]),
        (f"1. {REFERENCE}", [("citation", 0, "1. ", 0, REFERENCE)]),
    ],
)  # fmt: skip
def test_plain_text_blocks(text: str, expected: list[tuple[str, int, str, int, str]]) -> None:
    assert outline(text, "txt") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Call your doctor.", "副作用：", "www.example.org", "12 34",
        "one two three four five six seven eight nine ten a b c",
        "她服药后三天恶心头晕并且呕吐不止于是去医院看了神经内科的医生",
    ],
)  # fmt: skip
def test_a_line_that_is_no_heading(line: str) -> None:
    assert kinds(f"Text.\n\n{line}\n\nText.") == ["paragraph"] * 3


def test_long_lines_that_lost_their_end_mark_stay_paragraphs_of_their_own() -> None:
    assert kinds(f"{WRAPPED} {WRAPPED} {WRAPPED}\nThe next paragraph.") == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (REFERENCE, "citation"),
        ("王伟, 李静. 抑郁症的治疗[J]. 中华医学杂志, 2015, 12(3): 44-51.", "citation"),
        ("2. Example Health Board. Mood and sleep. Updated May 2019. https://example.org/mood", "citation"),
        ("Ortiz et al. (2017) found that sleep helps; others did not.", "paragraph"),
        ("In 2016; 45 people were treated. See doi:10.1234/x for the study.", "paragraph"),
        ("3. Take it with food; since 2019 this is the advice.", "list_item"),
    ],
)
def test_references_are_told_from_prose(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


@pytest.mark.skipif(not SAMPLE.exists(), reason="needs ../shared")
def test_the_damaged_sample_is_read_as_a_person_would() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    blocks = outline(text, "txt")
    assert [body for kind, _, _, _, body in blocks if kind == "heading"] == [
        "Before Taking", "Precautions and Contraindications", "Severe Side Effects", "A Word From Verywell",
    ]  # fmt: skip
    assert [marker for kind, _, marker, _, _ in blocks if kind == "list_item"] == ["  • "] * 24
    kind, _, marker, _, body = blocks[-1]
    assert (kind, marker, body[:9]) == ("citation", "  1. ", "Popova V,")
    assert outline(text, "md") == blocks
    parse(text, "txt")
    best = min(_seconds(text) for _ in range(50))
    assert best < 0.0006


def _seconds(text: str) -> float:
    start = time.perf_counter()
    parse(text, "txt")
    return time.perf_counter() - start


# Markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nid: x\n---\n# Uses\n", [("code", 0, "", 0, "---\nid: x\n---"), ("heading", 1, "# ", 1, "Uses")]),
        ("Uses\n----\n\nText.", [
            ("heading", 2, "", 0, "Uses"), ("code", 0, "", 1, "----"), ("paragraph", 0, "", 2, "Text.")]),
        ("- Pain\n\n  Why.\n  1. mild", [("list_item", 0, "- ", 0, "Pain"), ("paragraph", 1, "  ", 2, "Why."),
                                       ("list_item", 1, "  1. ", 1, "mild")]),
        ("> He said.\n>\n> - one", [("paragraph", 0, "> ", 0, "He said."), ("code", 0, "", 1, ">"),
                                   ("list_item", 0, "> - ", 1, "one")]),
        ("| a | b |\n|---|---|\n| c | d |", [("table_row", 1, "", 0, "| a | b |"), ("code", 0, "", 1, "|---|---|"),
                                            ("table_row", 0, "", 1, "| c | d |")]),
        ("```\nx\n\ny\n```\n\n[1]: http://example.org", [("code", 0, "", 0, "```\nx\n\ny\n```"),
                                                        ("code", 0, "", 2, "[1]: http://example.org")]),
        ("<!-- note -->\n\n<div>\n<p>文字 text.</p>\n</div>", [
            ("code", 0, "", 0, "<!-- note -->"), ("code", 0, "", 2, "<div>"),
            ("paragraph", 0, "<p>", 1, "文字 text."), ("code", 0, "", 0, "</p>"), ("code", 0, "", 1, "</div>")]),
        ("Side Effects\n\n  • Pain\n  • 恶心", [
            ("heading", 1, "", 0, "Side Effects"), ("list_item", 0, "  • ", 2, "Pain"),
            ("list_item", 0, "  • ", 1, "恶心")]),
        ("    Indented prose stays prose.", [("paragraph", 0, "    ", 0, "Indented prose stays prose.")]),
    ],
)  # fmt: skip
def test_markdown_blocks(text: str, expected: list[tuple[str, int, str, int, str]]) -> None:
    assert outline(text, "md") == expected
    assert outline(text, "jsonl") == expected


# HTML


@pytest.mark.parametrize(
    ("page", "text", "expected"),
    [
        ("<title>T</title><h2>Uses</h2><p>For <b>pain</b>&nbsp;now<br>and<br><br>later<script>x</script>",
         "## Uses\n\nFor pain\u00a0now and\n\nlater", ["heading", "paragraph", "paragraph"]),
        ("<ol start=3><li>three<ul><li>in</ul>after<li>four</ol>",
         "3. three\n  • in\n\n  after\n\n4. four", ["list_item", "list_item", "paragraph", "list_item"]),
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a | b\n1 | 2", ["table_row", "table_row"]),
        ("<table><tr><td><h1>Uses</h1><p>Text.</p><td>Menu</table>", "# Uses\n\nText.\n\nMenu",
         ["heading", "paragraph", "paragraph"]),
        ("<blockquote><p>He said.</blockquote><dl><dt>t<dd>d</dl><figcaption>c</figcaption>",
         "> He said.\n\nt\n\nd\n\nc", ["paragraph"] * 4),
        ("<p><strong>Side Effects</strong></p><p>• a<br>• b</p>", "### Side Effects\n\n• a\n• b",
         ["heading", "list_item", "list_item"]),
        ("<nav>Home</nav><template>no</template><noscript>no</noscript><footer>End.</footer>", "Home\n\nEnd.",
         ["paragraph", "paragraph"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_html_is_extracted(page: str, text: str, expected: list[str]) -> None:
    extracted, blocks = parse(page, "html")
    assert extracted == text
    assert [block.kind for block in blocks] == expected


@pytest.mark.parametrize("depth", [260, 1000, 2000, 100_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "em", "unknown"])
def test_deep_html_keeps_its_text_and_the_next_sibling(tag: str, depth: int) -> None:
    page = f"<{tag}>" * depth + "deep" + f"</{tag}>" * depth + "<p>sibling</p>"
    extracted, blocks = parse(page, "html")
    assert [extracted[block.start : block.end] for block in blocks] == ["deep", "sibling"]


# JSONL


def test_jsonl_lines_are_records_or_errors() -> None:
    lines = [
        '{"id": "a", "text": "Pain.\\r\\nRest.", "tag": [1]}\n', "\n", '{"text": "x"}', "{bad", '{"id": 1}',
        '{"text": 5}', '["x"]', '{"text": " "}', "[" * 9_000, '{"text": "' + "y" * 10_001 + '"}',
        '{"id": 7, "text": "\\ud800"}',
        " " * (LINE_PER_TEXT * 10_000) + "{}",
    ]  # fmt: skip
    found = {record.line: record for record in records(lines, 10_000)}
    expected = 'expected one JSON object a line with a "text" string'
    assert (found[1].id, found[1].text, found[1].other["tag"], found[1].error) == ("a", "Pain.\nRest.", [1], None)
    assert 2 not in found
    assert (found[3].id, found[3].text) == ("3", "x")
    assert found[4].error == (
        f"not valid JSON at column 2 (Expecting property name enclosed in double quotes); {expected}"
    )
    assert found[5].error == f'no "text"; {expected}'
    assert found[6].error == f'"text" is a JSON number, not a string; {expected}'
    assert found[7].error == f"a JSON array, not an object; {expected}"
    assert found[8].error == '"text" is empty; expected an article'
    assert found[9].error == f"JSON nested too deep; {expected}"
    assert found[10].error == '"text" has 10,001 characters; expected at most 10,000'
    assert (found[11].id, found[11].text, found[11].other) == ("7", "\ufffd", {"id": 7, "text": "\ufffd"})
    assert found[12].error == "line of 80,002 characters; expected at most 80,000"


# Writing back


def test_removed_blocks_leave_no_gap_and_blank_lines_become_one() -> None:
    source = article("\n\n\nTitle\n\n\n\nSpam.\nText one.\n\n\nText two.\n\n", "txt")
    bodies = {0: "标题", 2: "正文一。", 3: "正文二。"}
    chinese = compose(source, lambda b: bodies.get(b.index), "末行", "txt", "zh-Hans")
    assert chinese == "标题\n\n正文一。\n\n正文二。\n\n末行\n"
    assert compose(source, lambda b: None, None, "txt", "en") == ""


def test_a_removed_setext_heading_takes_its_underline_along() -> None:
    source = article("Share\n---\n\nText.", "md")
    assert compose(source, lambda b: None if b.index == 0 else "Text.", None, "md", "en") == "Text.\n"


def test_markers_are_adapted_to_another_format() -> None:
    page = article("<h2>Uses</h2><ul><li>Pain</ul>", "html")
    assert written(page, "md") == "## Uses\n\n- Pain\n"
    assert written(page, "txt") == "Uses\n\n• Pain\n"
    assert written(article("Uses\n\nText.", "txt"), "md") == "# Uses\n\nText.\n"


def test_html_is_a_valid_page_with_everything_escaped() -> None:
    table = "| x | y |\n|---|---|\n| 1 | 2 |"
    source = article(f'# A <b> & c\n\n- one\n  1. two\n- three\n\n{table}\n\n> "said"\n\n一、病因', "md")
    page = compose(source, lambda b: source.original[b.start : b.end], "<3 read>", "html", "zh-Hans")
    assert page.split("<body>")[1] == (
        "\n<h1>A &lt;b&gt; &amp; c</h1>\n<ul>\n<li>one\n<ol>\n<li>two\n</li>\n</ol>\n</li>\n<li>three\n</li>\n</ul>\n"
        "<table>\n<tr><th>x</th><th>y</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n"
        "<blockquote>\n<p>&quot;said&quot;</p>\n</blockquote>\n<ul>\n<li>一、病因\n</li>\n</ul>\n"
        '<p class="notice">&lt;3 read&gt;</p>\n</body>\n</html>\n'
    )
    assert page.startswith('<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n<title>A &lt;b&gt;')


def test_formats_by_suffix() -> None:
    assert FORMATS == {
        ".txt": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".jsonl": "jsonl",
    }  # fmt: skip


# Properties

PIECES = st.sampled_from([
    "a", "药", "Short line", WRAPPED, WRAPPED + ".", CHINESE, REFERENCE, "- ", "* ", "  - ", "    ", "1. ", "12) ",
    "> ", "# ", "##", "\n", "\n\n", "\n\n\n", "\n  ", "|", "| a | b |\n|---|---|\n| c | d |\n", "```", "~~~", "---",
    "===", "<div>", "</div>", "<!-- x -->", "<p>", "[1]: http://x", "\t\t", "• ", "·", "一、", "（一）", ".", "：",
    "\\", "`", "a\tb\tc", "+ ",
])  # fmt: skip
DOCUMENTS = st.lists(PIECES, max_size=14).map("".join)


def covers(text: str, blocks: tuple[Block, ...]) -> None:
    at = 0
    for number, block in enumerate(blocks):
        begin = block.start - len(block.marker)
        assert block.index == number
        assert at <= begin <= block.start <= block.end
        assert text[begin : block.start] == block.marker
        assert text[at:begin].strip() == ""
        at = block.end
    assert text[at:].strip() == ""


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | DOCUMENTS, st.sampled_from(["txt", "md", "html"]))
def test_blocks_are_sorted_disjoint_and_cover_all_but_white_space(text: str, fmt: str) -> None:
    full, blocks = parse(text, fmt)
    covers(full, blocks)
    assert all(block.lead == 0 for block in blocks[:1])


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS, st.sampled_from(["txt", "md"]))
def test_writing_and_reading_again_gives_the_same_blocks(text: str, fmt: str) -> None:
    source = article(text, fmt)
    again = article(written(source, fmt), fmt)
    assert [(b.kind, b.lead) for b in again.blocks] == [(b.kind, b.lead) for b in source.blocks]
    assert written(again, fmt) == written(source, fmt)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "blockquote", "td", "span", "div"]),
                          st.text("abc药，", min_size=1, max_size=8)), max_size=12))  # fmt: skip
def test_html_loses_no_text(parts: list[tuple[str, str]]) -> None:
    page = "".join(f"<{tag}>{text}</{tag}> " for tag, text in parts)
    expected = _Words()
    expected.feed(page)
    full, blocks = parse(page, "html")
    bodies = " ".join(full[block.start : block.end] for block in blocks)
    assert "".join(bodies.split()) == "".join(expected.words)
