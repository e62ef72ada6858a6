"""The translation memory: what is the same sentence, what may be carried over into its rendering, and what is refused."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pipeline.lexicon.load import load
from pipeline.lexicon.schema import Decision
from pipeline.model import Lang, Language
from pipeline.quantity import differences
from pipeline.quantity.values import EN_WORDS
from pipeline.translators import memory as engine
from pipeline.translators.memory import Memory
from pipeline.translators.memory_adapt import adapt, cut
from pipeline.translators.memory_index import Index
from pipeline.translators.memory_key import body_of, key_of
from pipeline.translators.memory_pairs import decided, pairs_of
from pipeline.translators.protocol import Candidate, Request
from tests.split import HELD_OUT_TOPICS
from tests.support import ROOT, cleaned, context

LEXICON = context().glossary
PHRASES = LEXICON.glossary.phrases
OTHER: dict[Language, Language] = {"en": "zh", "zh": "en"}


def asked(
    pairs: list[tuple[str, str]], text: str, target: Language, source: Lang | None = None
) -> tuple[Candidate, ...]:
    memory = Memory(pairs, LEXICON, floor=0.7)
    return memory.translate([Request(text, source or OTHER[target], target, "paragraph")])[0]


def adapted(stored: str, rendering: str, query: str, source: Language = "en") -> str | None:
    made = adapt(cut(stored, source, LEXICON), rendering, cut(query, source, LEXICON), LEXICON)
    return made.text if made else None


# The same sentence


@pytest.mark.parametrize(
    ("stored", "query"),
    [
        ("Take “one” tablet.", 'take  "one" tablet.'),
        ("It lasts 4–6 weeks.", "It lasts 4-6 weeks."),
        ("The patient's dose is 20 mg.", "The patient’s dose is 20mg."),
        ("Living With Asthma", "Living with asthma"),
        ("SIDE EFFECTS", "Side effects"),
        ("憂鬱症患者每日服藥。", "忧郁症患者每日服药。"),
        ("每次20 毫克，随餐服用。", "每次20毫克,随餐服用。"),
    ],
)
def test_what_does_not_matter_is_the_same_sentence(stored: str, query: str) -> None:
    assert key_of(stored) == key_of(query)


@pytest.mark.parametrize(
    ("stored", "query"),
    [
        ("Sleep aids", "Sleep AIDS"),
        ("Who is at risk", "WHO is at risk"),
        ("Is it safe.", "Is it safe?"),
        ("这安全吗？", "这安全吗。"),
        ("It hurts.", "It hurts..."),
        ("Above 5 × 10⁹/L", "Above 5 × 109/L"),
        ("Take 1.5 mg", "Take 15 mg"),
    ],
)
def test_what_matters_is_another_sentence(stored: str, query: str) -> None:
    assert key_of(stored) != key_of(query)


@pytest.mark.parametrize(
    ("pair", "query", "target", "expected"),
    [
        (("Side effects", "不良反应"), "Side effects:", "zh", "不良反应："),
        (("Rest is enough.", "休息即可。"), "Rest is enough", "zh", "休息即可"),
        (("Rest is enough.", "休息即可。"), "休息即可", "en", "Rest is enough"),
        (("Rest is enough.", "休息即可。"), "休息即可！", "en", "Rest is enough!"),
        (("Rest is enough", "休息即可"), "Rest is enough.", "zh", "休息即可。"),
        (("Made in the U.S.", "美国制造。"), "美国制造", "en", "Made in the U.S."),
        (("Ask yourself why.", "问问自己“为什么？”"), "Ask yourself why", "zh", "问问自己“为什么？”"),
    ],
)
def test_mark_at_the_end_follows_the_query(pair: tuple[str, str], query: str, target: Language, expected: str) -> None:
    assert asked([pair], query, target) == (Candidate(expected, 1.0, "memory", exact=True),)


def test_mixed_and_same_language_requests_get_no_answer() -> None:
    pairs = [("Rest is enough.", "休息即可。")]
    assert asked(pairs, "Rest is enough.", "zh", "mixed") == ()
    assert asked(pairs, "休息即可。", "zh", "zh") == ()
    assert asked(pairs, "Rest is enough.", "zh") != ()


def test_bad_machine_chinese_is_never_a_source() -> None:
    bad = [row for row in PHRASES if row[2] and key_of(row[2]) != key_of(row[1])][:50]
    memory = Memory(pairs_of(LEXICON.glossary), LEXICON, floor=0.8)
    answers = memory.translate([Request(row[2], "zh", "en", "paragraph") for row in bad])
    assert len(bad) == 50
    assert not any(candidate.exact for found in answers for candidate in found)


# Which pairs


def test_first_of_two_renderings_wins_in_both_directions() -> None:
    pairs = [("Rest is enough.", "休息即可。"), ("Rest is enough", "休息就够了。"), ("Just rest.", "休息即可。")]
    assert asked(pairs, "Rest is enough.", "zh")[0].text == "休息即可。"
    assert asked(pairs, "休息即可。", "en")[0].text == "Rest is enough."


def _folder(tmp_path: Path, **phrases: str) -> Path:
    (tmp_path / "terms").mkdir()
    (tmp_path / "phrases").mkdir()
    for name, text in phrases.items():
        (tmp_path / "phrases" / f"{name}.tsv").write_text(text, "utf-8")
    return tmp_path


def test_reviewed_pairs_win_over_the_projects_own(tmp_path: Path) -> None:
    folder = _folder(tmp_path, asthma="Rest.\t休息。\t其余。\nSit.\t坐下。\n", reviewed="Rest.\t请休息。\n")
    pairs = pairs_of(load(folder))
    assert pairs == [("Rest.", "请休息。"), ("Rest.", "休息。"), ("Sit.", "坐下。")]
    assert asked(pairs, "Rest.", "zh")[0].text == "请休息。"


def test_only_a_decided_sentence_with_both_texts_is_a_pair() -> None:
    def decision(key: str, **fields: str) -> Decision:
        given = {"rule": "sentence", "decision": "edit", "reviewer": "R. Eader", "date": "2026-11-25", **fields}
        return Decision.model_validate({"key": key, **given})

    decisions = [
        decision("a", en="Rest.", zh="休息。"),
        decision("b", en="Rest.", zh="请休息。", date="2026-11-26"),
        decision("c", zh="坐下。"),
        decision("d", en="Sit.", zh="坐下。", decision="reject"),
        decision("e", en="tablet", zh="片剂", rule="wrong_sense"),
        decision("f", en="Sit ⟦gap 1⟧", zh="坐下。"),
    ]
    assert list(decided(decisions)) == [("Rest.", "请休息。"), ("Rest.", "休息。")]


def test_no_held_out_topic_is_in_the_memory() -> None:
    assert {file.stem for file in (ROOT / "glossary" / "phrases").glob("*.tsv")}.isdisjoint(HELD_OUT_TOPICS)


# Numbers


@pytest.mark.parametrize(
    ("stored", "rendering", "query", "expected"),
    [
        ("Take 20 mg twice a day", "每日两次，每次20 mg", "Take 40 mg twice a day", "每日两次，每次40 mg"),
        ("Take 20 mg twice a day", "每日两次，每次20 mg", "Take 20 mg three times a day", "每日三次，每次20 mg"),
        ("It takes four to six weeks", "需要四到六周", "It takes 6 to 8 weeks", "需要六到八周"),
        ("It takes four to six weeks", "需要四到六周", "It takes 6 to 120 weeks", "需要6到120周"),
        ("It takes three weeks", "需要三周", "It takes two weeks", "需要两周"),
        ("About 45,000 people die", "约有4.5万人死亡", "About 60,000 people die", "约有6万人死亡"),
        ("About 45,000 people die", "约有4.5万人死亡", "About 1,234 people die", "约有1234人死亡"),
        (
            "An 8-week trial of 20 men",
            "一项纳入20名男性的8周试验",
            "A 6-week trial of 20 men",
            "一项纳入20名男性的6周试验",
        ),
        ("4 mg in 6 ml", "6 ml中含4 mg", "6 mg in 4 ml", "4 ml中含6 mg"),
        ("Take it at 8 a.m. daily", "每天上午8点服用", "Take it at 9 a.m. daily", "每天上午9点服用"),
        ("Above 140/90 mmHg", "高于140/90 mmHg", "Above 130/80 mmHg", "高于130/80 mmHg"),
        ("Take 1 mg daily", "每日1 mg", "Take 2 mg daily", "每日2 mg"),
    ],
)
def test_number_is_carried_over_in_the_form_it_is_written_in(
    stored: str, rendering: str, query: str, expected: str
) -> None:
    assert adapted(stored, rendering, query) == expected


@pytest.mark.parametrize(
    ("stored", "rendering", "query", "expected"),
    [
        ("每年约有4.5万人死亡", "About 45,000 people die", "每年约有12万人死亡", "About 120,000 people die"),
        ("2名患者退出", "Two patients left", "15名患者退出", "Fifteen patients left"),
        ("每日2次", "It is given twice daily", "每日4次", "It is given four times daily"),
        ("一项8周试验", "An 8-week trial", "一项11周试验", "An 11-week trial"),
        ("约12亿人", "about 1.2 billion people", "约14亿人", "about 1.4 billion people"),
        ("纳入1652例", "1,652 were enrolled", "纳入1500例", "1,500 were enrolled"),
    ],
)
def test_number_is_carried_over_into_english(stored: str, rendering: str, query: str, expected: str) -> None:
    assert adapted(stored, rendering, query, "zh") == expected


@pytest.mark.parametrize(
    ("stored", "rendering", "query", "why"),
    [
        ("Take 20 mg with food", "20 mg，随餐服用", "Take 20 mg without food", "another word"),
        ("Take 20 mg", "服20 mg", "Take 20 g", "another unit"),
        ("Take 20 mg a day", "每日20 mg", "Take 20 mg a week", "another period"),
        ("20 mg (at most 20 mg)", "20 mg（最多20 mg）", "40 mg (at most 20 mg)", "which of the two"),
        ("Wait 20 minutes", "稍候", "Wait 30 minutes", "not in the rendering"),
        ("Half of them improved", "一半好转", "20% of them improved", "a word that hides the value"),
        ("It takes two weeks", "需要半个月", "It takes three weeks", "written as another value"),
        ("One in five has it", "五分之一患病", "One in six has it", "a ratio"),
        ("Take 1 tablet at night", "每晚服用1片", "Take 2 tablets at night", "one and many"),
        ("Rest for two more weeks", "再休息两周", "Rest for two weeks", "a word inside the number"),
        ("Take it at 8 a.m. daily", "每天上午8点服用", "Take it at 8 p.m. daily", "the half of the day"),
        ("The 2nd dose", "第2剂", "The 3rd dose", "an ending that depends on the number"),
        ("It lasts 4 weeks", "持续4周", "It lasts 4 to 6 weeks", "a range"),
        ("Vitamin B12 and 20 mg", "维生素B12和20 mg", "Vitamin B6 and 20 mg", "a digit of a name"),
    ],
)
def test_number_is_refused_where_it_is_not_safe(stored: str, rendering: str, query: str, why: str) -> None:
    assert adapted(stored, rendering, query) is None, why


@pytest.mark.parametrize(
    ("stored", "rendering", "query", "why"),
    [
        ("每晚1片", "Take 1 tablet at night", "每晚2片", "the noun would be wrong"),
        ("20名患者", "20 patients", "1名患者", "the noun would be wrong"),
        ("升高8%", "an 8% increase", "升高7%", "an 7%"),
        ("两天后", "after two days", "半天后", "after half days"),
        ("每日两到三次", "two or three times a day", "每日两到九次", "two or nine"),
        ("10多天后", "after more than 10 days", "10天后", "more than is lost"),
    ],
)
def test_english_grammar_is_not_guessed(stored: str, rendering: str, query: str, why: str) -> None:
    assert adapted(stored, rendering, query, "zh") is None, why


NUMERAL = re.compile(
    rf"[0-9][0-9.,]*万?|[零一二两三四五六七八九十百]+|(?<![a-z])(?:{EN_WORDS}|twice|times)", re.IGNORECASE
)


@pytest.mark.parametrize("source", ["en", "zh"])
def test_most_numbers_are_carried_over_and_nothing_else_changes(source: Language) -> None:
    draw = random.Random(3)
    asked_for = done = 0
    for en, zh, _ in PHRASES:
        stored, rendering = (en, zh) if source == "en" else (zh, en)
        places = list(re.finditer(r"(?<![0-9.,A-Za-z-])[2-9][0-9]*(?=[ %个]|mg)", stored))
        if not places:
            continue
        place = draw.choice(places)
        query = stored[: place.start()] + str(int(place[0]) + draw.randint(2, 60)) + stored[place.end() :]
        made = adapted(body_of(stored), rendering, body_of(query), source)
        asked_for += 1
        if made is not None:
            done += 1
            assert made != rendering
            assert differences(query, source, made, OTHER[source]) == ()
            assert NUMERAL.sub("", made).split() == NUMERAL.sub("", rendering).split()
    assert asked_for > 400
    assert done >= 0.8 * asked_for


# Names


@pytest.mark.parametrize(
    ("source", "stored", "rendering", "query", "expected"),
    [
        ("en", "Fluoxetine may cause nausea", "氟西汀可引起恶心", "Sertraline may cause nausea", "舍曲林可引起恶心"),
        ("zh", "氟西汀可引起恶心", "Fluoxetine may cause nausea", "舍曲林可引起恶心", "Sertraline may cause nausea"),
        ("en", "Zoloft (sertraline)", "左洛复（舍曲林）", "Prozac (fluoxetine)", "百忧解（氟西汀）"),
        (
            "en",
            "Use sertraline, not fluoxetine",
            "用舍曲林，不用氟西汀",
            "Use fluoxetine, not sertraline",
            "用氟西汀，不用舍曲林",
        ),
        (
            "en",
            "Swallow the fluoxetine capsules",
            "吞服氟西汀胶囊",
            "Swallow the sertraline capsules",
            "吞服舍曲林胶囊",
        ),
        ("zh", "一项氯胺酮试验", "a ketamine trial", "一项舍曲林试验", "a sertraline trial"),
    ],
)
def test_drug_is_exchanged_for_its_approved_name(
    source: Language, stored: str, rendering: str, query: str, expected: str
) -> None:
    assert adapted(stored, rendering, query, source) == expected


@pytest.mark.parametrize(
    ("source", "stored", "rendering", "query", "why"),
    [
        (
            "en",
            "Take fluoxetine daily",
            "每日服用氟西汀",
            "Take insulin glargine daily",
            "服用 is not backed by 'take'",
        ),
        ("en", "Fluoxetine may help", "抗抑郁药氟西汀可能有效", "Ketamine may help", "a drug class nobody named"),
        ("zh", "锂盐使血锂升高", "Lithium raises its level", "地高辛使血锂升高", "'its' would be another's"),
        ("en", "Check lithium", "检测血锂，锂盐须慎用", "Check digoxin", "a trace of the old name"),
        ("en", "Lithium must be watched", "锂盐须监测肌酐", "Digoxin must be watched", "a test nobody named"),
        ("en", "Prozac may help", "百忧解（氟西汀）可能有效", "Zoloft may help", "a generic nobody named"),
        ("en", "Prozac (fluoxetine)", "百忧解（氟西汀）", "Prozac (sertraline)", "no brand of that drug"),
        ("en", "Hydroxyzine may help", "羟嗪可能有效", "Hydralazine may help", "look-alikes"),
        ("en", "Fluoxetine may help", "氟西汀可能有效", "Zoloft may help", "a brand for a generic"),
        ("en", "Fluoxetine may help", "这种药可能有效", "Sertraline may help", "not in the rendering"),
        ("en", "The FDA approved it", "美国FDA批准了它", "The EMA approved it", "an organisation"),
        ("zh", "一项氯胺酮试验", "a ketamine trial", "一项艾司氯胺酮试验", "a esketamine"),
        ("zh", "停用氟西汀", "Stop the fluoxetine tablets", "停用舍曲林", "tablets nobody named"),
        ("zh", "氟西汀可引起恶心", "Fluoxetine capsules may cause nausea", "舍曲林可引起恶心", "capsules nobody named"),
    ],
)
def test_drug_is_refused_where_the_rendering_depends_on_it(
    source: Language, stored: str, rendering: str, query: str, why: str
) -> None:
    assert adapted(stored, rendering, query, source) is None, why


# The engine


PAIRS = [
    ("Fluoxetine 20 mg may cause nausea in the first week.", "氟西汀20 mg在第一周可引起恶心。"),
    ("Headache is common in the first week.", "第一周常见头痛。"),
]


def test_adapted_candidate_is_never_certain_and_a_name_less_so() -> None:
    number = asked(PAIRS, "Fluoxetine 40 mg may cause nausea in the first week.", "zh")[0]
    name = asked(PAIRS, "Sertraline 20 mg may cause nausea in the first week.", "zh")[0]
    assert number.text == "氟西汀40 mg在第一周可引起恶心。"
    assert name.text == "舍曲林20 mg在第一周可引起恶心。"
    assert 1 > number.score > name.score > 0
    assert not number.exact
    assert not name.exact


def test_fuzzy_hit_takes_the_mark_of_the_query_and_traditional_text() -> None:
    assert (
        asked(PAIRS, "氟西汀40 mg在第一週可引起噁心", "en")[0].text
        == "Fluoxetine 40 mg may cause nausea in the first week"
    )


def test_sentence_below_the_floor_is_no_candidate() -> None:
    text = "Fluoxetine 40 mg may cause nausea in the first week."
    memory = Memory(PAIRS, LEXICON, floor=0.999)
    assert memory.translate([Request(text, "en", "zh", "paragraph")]) == [()]


def test_next_best_sentence_is_tried_when_the_best_cannot_be_adapted() -> None:
    pairs = [("Do not take 20 mg at noon.", "中午不要服20 mg。"), ("Do take 30 mg at noon.", "中午要服30 mg。")]
    assert asked(pairs, "Do take 20 mg at noon.", "zh")[0].text == "中午要服20 mg。"


def test_answer_does_not_depend_on_the_batch() -> None:
    memory = Memory(PAIRS, LEXICON, floor=0.7)
    texts = ["Headache is common in the first week.", "Fluoxetine 60 mg may cause nausea in the first week.", "Else 3"]
    requests = [Request(text, "en", "zh", "paragraph") for text in texts]
    assert memory.translate(requests) == [memory.translate([request])[0] for request in requests]


def test_signature_changes_with_a_pair_and_with_the_floor() -> None:
    signatures = {Memory(PAIRS[:n], LEXICON, floor=floor).signature for n in (1, 2) for floor in (0.7, 0.8)}
    assert len(signatures) == 4


def test_nothing_is_indexed_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(engine, "key_of", lambda text: read.append(text) or key_of(text))
    monkeypatch.setattr(engine, "Index", lambda texts: read.append("index") or Index(texts))
    memory = Memory(PAIRS, LEXICON, floor=0.7)
    assert read == []
    memory.translate([Request("No number here.", "en", "zh", "paragraph")])
    assert sorted(read) == sorted([*(en for en, _ in PAIRS), "No number here."])
    memory.translate([Request("Only 4 here.", "en", "zh", "paragraph")])
    assert read[-1] == "index"


def test_article_with_another_dose_is_rendered_and_passes_verify() -> None:
    outputs = dict(cleaned("Loading dose of 600 mg followed by 75 mg daily").outputs)
    assert outputs[".zh"].splitlines()[0] == "负荷剂量600 mg，随后每日75 mg"
