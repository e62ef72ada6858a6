"""A findings.json as DESIGN describes it, built from a short article about blood pressure written for this project."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
MARKERS = {"heading": "", "list_item": "• ", "citation": "1. "}


def rendering(text: str, status: str, by: str | None = None, confidence: float | None = 0.9) -> Json:
    """Make a rendering; an original comes from the source, a gap from nowhere, the rest from the engine."""
    origin = by or {"original": "source", "gap": "gap", "reviewed": "person"}.get(status, "neural")
    return {"text": text, "by": origin, "status": status, "confidence": confidence}


def finding(rule: str, severity: str, span: str, **more: Any) -> Json:
    """Make a finding that still lacks its place and id."""
    base: Json = {
        "rule": rule,
        "severity": severity,
        "mqm": "accuracy/mistranslation",
        "its": "mistranslation",
        "side": "source",
        "span": span,
        "target": None,
        "message": f"{rule} at “{span}”",
        "message_zh": f"“{span}”有问题",
        "action": "flagged",
        "edit": None,
        "suggest_en": None,
        "suggest_zh": None,
        "evidence": [],
        "confidence": 0.9,
        "status": "open",
    }
    return base | more


@dataclass
class Builder:
    """Lays sentences one after another and gives findings their offsets."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    findings: list[Json] = field(default_factory=list)

    def block(self, kind: str) -> Builder:
        """Begin a block."""
        self.text += ("\n\n" if self.text else "") + MARKERS.get(kind, "")
        start = len(self.text)
        self.blocks.append({"index": len(self.blocks), "kind": kind, "start": start, "end": start, "sentences": []})
        return self

    def sentence(self, source: str, lang: str, en: Json | None, zh: Json | None, *found: Json) -> Builder:
        """Add a sentence with its renderings and what was found in it."""
        block = self.blocks[-1]
        if block["sentences"]:
            self.text += " "
        start = len(self.text)
        self.text += source
        block["end"] = len(self.text)
        key = [block["index"], len(block["sentences"])]
        made = {"start": start, "end": len(self.text), "source": source, "lang": lang, "en": en, "zh": zh}
        block["sentences"].append(made)
        for each in found:
            at = source.index(each["span"]) + start
            self._add(each | {"sentence": key, "start": at, "end": at + len(each["span"])})
            self._aim(self.findings[-1], made)
        return self

    def outside(self, removed: Json) -> Builder:
        """Add text that belongs to no block, with the finding that says it was removed."""
        self.text += "\n\n"
        start = len(self.text)
        self.text += removed["span"]
        self._add(removed | {"sentence": None, "start": start, "end": len(self.text)})
        return self

    def document(self, name: str) -> Json:
        """Return the finished document."""
        for number, each in enumerate(self.findings, start=1):
            each["id"] = f"f{number}"
        sha = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return {
            "schema": 1,
            "document": {"id": name.rpartition(".")[0], "source": name, "chars": len(self.text), "sha256": sha},
            "blocks": self.blocks,
            "findings": self.findings,
            "stats": {},
            "signature": "bilingual 0.1|glossary 5c1d|none",
        }

    def _add(self, each: Json) -> None:
        words = f"{each['rule']}|{each['span']}".encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(words).hexdigest()
        self.findings.append(each | {"fingerprint": digest, "group": digest[::-1]})
        edit = each["edit"]
        if edit:
            at = each["start"] + each["span"].index(edit["old"])
            self.findings[-1]["edit"] = {"start": at, "end": at + len(edit["old"]), **edit}

    @staticmethod
    def _aim(each: Json, made: Json) -> None:
        target = each["target"]
        if isinstance(target, str):
            at = made[each["side"]]["text"].find(target)
            each["target"] = {"start": at, "end": at + len(target), "span": target}


def edit(old: str, new: str) -> Json:
    """Make an edit that still lacks its place."""
    return {"old": old, "new": new}


def blood_pressure() -> Json:
    """Return a whole article with every kind of block, status, severity, action and side."""
    machine, original, draft, gap = "machine", "original", "draft", "gap"
    made = Builder()
    made.block("heading").sentence(
        "Living With High Blood Pressure",
        "en",
        rendering("Living With High Blood Pressure", original),
        rendering("与高血压共处", machine, "memory", 1.0),
    )
    made.block("paragraph").sentence(
        "High blood pressure, or hypertension, often has no symptoms, so 常规检查很重要.",
        "mixed",
        rendering(
            "High blood pressure, or hypertension, often has no symptoms, so regular checks are important.", machine
        ),
        rendering("高血压常常没有症状，因此定期检查很重要。", machine),
        finding(
            "mixed_punctuation",
            "minor",
            ".",
            action="fixed",
            edit=edit(".", "。"),
            message="A half-width full stop ends a Chinese clause.",
            message_zh="中文分句以半角句点结尾。",
        ),
        finding(
            "code_switched",
            "major",
            "常规检查很重要",
            message="The sentence changes to Chinese before its end.",
            message_zh="句子未结束就转为中文。",
            suggest_en="regular checks are important",
            confidence=0.97,
        ),
    )
    made.sentence(
        "A reading of 150/90 mmHg or more on two visits is usually treated.",
        "en",
        rendering("A reading of 150/90 mmHg or more on two visits is usually treated.", original),
        rendering("两次就诊血压均达到或超过 140/90 mmHg 时，通常需要治疗。", draft),
        finding(
            "number_differs",
            "critical",
            "150/90 mmHg",
            side="zh",
            target="140/90 mmHg",
            message="The rendering says 140/90, the source 150/90.",
            message_zh="译文为 140/90，原文为 150/90。",
            evidence=["source numbers: 150, 90", "rendering numbers: 140, 90"],
            suggest_zh="150/90 mmHg",
            confidence=0.99,
        ),
        finding(
            "space_beside_han",
            "minor",
            "150/90 mmHg",
            side="zh",
            target="过 140",
            message="A space stands between Han and a digit.",
            message_zh="汉字与数字之间有空格。",
            action="fixed",
        ),
    )
    made.outside(
        finding(
            "betting_spam",
            "minor",
            "立即注册，领取万元彩金 → bet-8888",
            action="removed",
            mqm="other",
            its="non-conformance",
            message="An advert for betting stood between two paragraphs.",
            message_zh="两段之间夹有博彩广告。",
            evidence=["spam.yaml: 彩金", "no medical word within 40 characters"],
        )
    )
    made.block("heading").sentence(
        "Medicines 您可能会服用",
        "mixed",
        rendering("Medicines you may take", machine),
        rendering("您可能会服用的药物", machine),
        finding(
            "code_switched",
            "major",
            "您可能会服用",
            suggest_en="you may take",
            message="Half of the heading is Chinese.",
            message_zh="标题一半是中文。",
        ),
    )
    made.block("paragraph").sentence(
        "Your doctor may prescribe 洛萨坦, an angiotensin receptor 拦截器, once a day.",
        "mixed",
        rendering("Your doctor may prescribe losartan, an angiotensin receptor blocker, once a day.", machine),
        rendering("医生可能会给您开氯沙坦（一种血管紧张素受体阻滞剂），每日一次。", machine),
        finding(
            "corrupted_name",
            "critical",
            "洛萨坦",
            action="fixed",
            edit=edit("洛萨坦", "氯沙坦"),
            message="A corrupted drug name; the only name within reach is 氯沙坦 (losartan).",
            message_zh="药名有误，唯一相近的药名是氯沙坦。",
            suggest_en="losartan",
            suggest_zh="氯沙坦",
            evidence=[
                "names/cardiovascular.yaml: losartan",
                "pinyin luò sà tǎn / lǜ shā tǎn",
                "cue: angiotensin receptor",
            ],
            confidence=0.98,
        ),
        finding(
            "wrong_sense",
            "critical",
            "receptor 拦截器",
            message="“Blocker” was rendered as a thing that intercepts.",
            message_zh="“blocker”被译成了“拦截器”。",
            suggest_en="receptor blocker",
            suggest_zh="受体阻滞剂",
            evidence=["senses/cardiovascular.yaml: blocker", "cue: angiotensin"],
            confidence=0.95,
        ),
        finding(
            "half_translated_term",
            "major",
            "angiotensin receptor 拦截器",
            suggest_zh="血管紧张素受体阻滞剂",
            message="A glossary term stands half in English, half in Chinese.",
            message_zh="术语半英半中。",
        ),
    )
    made.sentence(
        "Do not stop takingbeta blockers suddenly.",
        "en",
        rendering("Do not stop taking beta blockers suddenly.", machine, "source", None),
        rendering("请勿突然停用β受体阻滞剂。", "reviewed"),
        finding(
            "glued_words",
            "major",
            "takingbeta",
            action="fixed",
            edit=edit("takingbeta", "taking beta"),
            status="accepted",
            message="Two words were glued where a link used to be.",
            message_zh="链接处两词粘连。",
            suggest_en="taking beta",
        ),
    )
    made.sentence(
        "对升高的压力进行变化血管的壁 over time 增厚。",
        "mixed",
        rendering("", gap, confidence=None),
        rendering("", gap, confidence=None),
        finding(
            "garbled_grammar",
            "critical",
            "对升高的压力进行变化血管的壁 over time 增厚。",
            confidence=0.71,
            message="The sentence cannot be parsed; its meaning would have to be guessed.",
            message_zh="句子无法理解，只能靠猜测。",
            evidence=["no reading above 0.40", "first candidate lost “over time”"],
        ),
        finding(
            "candidate_rejected",
            "critical",
            "over time",
            side="en",
            message="The candidate left out “over time”.",
            message_zh="候选译文漏译“over time”。",
            target={"start": 0, "end": 9, "span": "gradually"},
        ),
    )
    made.block("paragraph").sentence(
        "Common side effects:",
        "en",
        rendering("Common side effects:", original),
        rendering("常见副作用：", machine, "glossary", 1.0),
    )
    items = [
        ("Dizziness", "en", rendering("Dizziness", original), rendering("头晕", machine, "glossary", 1.0), []),
        (
            "干燥咳嗽",
            "zh",
            rendering("Dry cough", machine, "glossary", 1.0),
            rendering("干咳", machine, "glossary", 1.0),
            [
                finding(
                    "literal_rendering",
                    "minor",
                    "干燥咳嗽",
                    action="fixed",
                    edit=edit("干燥咳嗽", "干咳"),
                    suggest_zh="干咳",
                )
            ],
        ),
        ("脚踝肿胀", "zh", rendering("Ankle swelling", machine), rendering("脚踝肿胀", original), []),
        ("Low 钾", "mixed", rendering("Low potassium", machine), rendering("低血钾", machine), []),
    ]
    for source, lang, en, zh, found in items:
        made.block("list_item").sentence(source, lang, en, zh, *found)
    made.block("paragraph").sentence(
        "Keep salt under 5 克 a day, walk for 30 minutes, and 限制饮酒。",
        "mixed",
        rendering("Keep salt under 5 g a day, walk for 30 minutes, and limit alcohol.", machine),
        rendering("每日食盐摄入少于5克，步行30分钟，并限制饮酒。", machine),
    )
    made.sentence(
        "In one trial, 强化治疗 group had fewer 笔画 than the standard group.",
        "mixed",
        rendering(
            "In one trial, the intensive-treatment group had fewer strokes than the standard group.", draft, None, 0.62
        ),
        rendering("在一项试验中，强化治疗组的脑卒中少于标准治疗组。", draft, None, 0.66),
        finding(
            "wrong_sense",
            "critical",
            "笔画",
            message="“Stroke” was rendered as a stroke of the pen.",
            message_zh="“stroke”被译成了“笔画”。",
            suggest_en="strokes",
            suggest_zh="脑卒中",
            evidence=["senses/neurology.yaml: stroke", "domain: cardiology"],
            confidence=0.93,
        ),
    )
    made.block("citation").sentence(
        "Okafor N, Lindqvist E. 家庭血压监测 in primary care. J Example Hypertens. 2021;12(3):45-52.",
        "mixed",
        rendering(
            "Okafor N, Lindqvist E. Home blood pressure checks in primary care. J Example Hypertens. 2021;12(3):45-52.",
            draft,
        ),
        rendering("Okafor N, Lindqvist E. 基层医疗中的家庭血压监测. J Example Hypertens. 2021;12(3):45-52.", draft),
        finding(
            "citation_title_damaged",
            "major",
            "家庭血压监测 in primary care",
            mqm="accuracy/untranslated",
            message="A title cannot be restored, only translated.",
            message_zh="题名无法复原，只能翻译。",
        ),
    )
    return made.document("blood-pressure.txt")
