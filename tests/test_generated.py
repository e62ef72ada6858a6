"""Every kind of damage the real article holds, on other words: five or more cases each, and their near misses.

A rule that fires only on the phrase it was written from is a defect; these cases were written after the rules.
"""

from __future__ import annotations

import pytest

from tests.support import checked

CASES: dict[str, tuple[str, list[tuple[str, str]], list[str]]] = {
    "oral route as mouth cavity": (
        "*",
        [
            ("患者每天服用口腔抗生素。", "口腔"),
            ("医生建议改用口腔避孕药。", "口腔"),
            ("她正在使用口腔降糖药。", "口腔"),
            ("口腔抗凝药需要定期监测。", "口腔"),
            ("请按时服用口腔药物。", "口腔"),
        ],
        ["口腔溃疡通常一周内愈合。", "请保持口腔卫生。", "口腔科医生检查了牙齿。"],
    ),
    "rank as fraction": (
        "ordinal_as_fraction",
        [
            ("肺癌是主要死亡原因的四分之一。", "分之"),
            ("中风是第三大死因的五分之一。", "分之"),
            ("心脏病是头号杀手的二分之一。", "分之"),
            ("结核病成为致命疾病的八分之一。", "分之"),
            ("糖尿病是首要病因的六分之一。", "分之"),
        ],
        ["肺癌约占死因的四分之一。", "四分之一的患者需要住院。", "这占全部疾病的五分之一。"],
    ),
    "lost part of a word": (
        "wrong_sense",
        [
            ("The drug is given as a 60-minute IV fusion.", "fusion"),
            ("Each intravenous fusion takes two hours.", "fusion"),
            ("Men over 50 may be offered a prostrate exam.", "prostrate"),
            ("Your doctor will check your fastening glucose.", "fastening"),
            ("Keep a headache dairy for a month.", "dairy"),
        ],
        ["Spinal fusion is major surgery.", "Eat less dairy if you cannot digest lactose.", "He lay prostrate on the floor."],
    ),
    "glued words": (
        "glued_words",
        [
            ("Some people take drugs likeibuprofen daily.", "likeibuprofen"),
            ("She has painand swelling in one knee.", "painand"),
            ("Read ourprivacy page first.", "ourprivacy"),
            ("Ask aboutmetformin before surgery.", "aboutmetformin"),
            ("He was given aspirinfor his headache.", "aspirinfor"),
        ],
        ["Aspirin and ibuprofen are painkillers.", "Andrographolide was studied.", "Fortamet and Toradol are brands."],
    ),
    "riot for disturbance": (
        "wrong_sense",
        [
            ("患者可能出现睡眠骚乱。", "骚乱"),
            ("常见副作用包括视觉骚乱。", "骚乱"),
            ("药物可引起胃肠道骚乱。", "骚乱"),
            ("心律骚乱需要治疗。", "骚乱"),
            ("电解质骚乱会影响心脏。", "骚乱"),
        ],
        ["警方平息了街头骚乱。", "社会骚乱导致多人受伤。"],
    ),
    "acronym beside a wrong expansion": (
        "acronym_expansion",
        [
            ("电力休克疗程（ECT）很安全。", "ECT"),
            ("认知行动疗法（CBT）效果很好。", "CBT"),
            ("迷走的神经刺激（VNS）需要手术。", "VNS"),
            ("重复性经颅磁力刺激（rTMS）不需要麻醉。", "重复性经颅磁力刺激（rTMS）"),
            ("磁性共振成像（MRI）没有辐射。", "MRI"),
        ],
        ["电休克治疗（ECT）很安全。", "认知行为疗法（CBT）效果很好。", "磁共振成像（MRI）没有辐射。"],
    ),
    "meeting for session": (
        "wrong_sense",
        [
            ("他每周参加两次咨询会议。", "会议"),
            ("康复会议每次四十分钟。", "会议"),
            ("第一次心理治疗会议通常较长。", "会议"),
            ("每个疗程包括十次透析会议。", "会议"),
            ("物理治疗会议在医院进行。", "会议"),
        ],
        ["国际会议在北京召开。", "他参加了学术会议。", "会议讨论了新指南。"],
    ),
    "literal resistant": (
        "*",
        [
            ("这种抗性高血压很难控制。", "抗性高血压"),
            ("抗性癫痫患者需要手术。", "抗性癫痫"),
            ("患有抗性抑郁症的人很多。", "抗性抑郁症"),
            ("抗性精神分裂症可用氯氮平。", "抗性精神分裂症"),
            ("抗性哮喘需要生物制剂。", "抗性哮喘"),
        ],
        ["细菌出现了抗药性。", "耐药性结核病较难治疗。", "胰岛素抵抗很常见。"],
    ),
    "psychotic as mental illness": (
        "wrong_sense",
        [
            ("他被诊断为精神病抑郁。", "精神病"),
            ("精神病抑郁症需要联合用药。", "精神病"),
            ("精神病躁狂发作较严重。", "精神病"),
            ("伴精神病特征的抑郁症较重。", "精神病"),
            ("患者出现精神病抑郁发作。", "精神病"),
        ],
        ["精神病学是医学的一个分支。", "他在精神病院工作。", "抗精神病药可能引起嗜睡。"],
    ),
    "symptom in English order": (
        "literal_modifier",
        [
            ("• 恶心\n• 增加的心率\n• 头痛", "增加的心率"),
            ("• 恶心\n• 减少的视力\n• 头痛", "减少的视力"),
            ("• 恶心\n• 降低的血压\n• 头痛", "降低的血压"),
            ("• 恶心\n• 模糊的视觉\n• 头痛", "模糊的视觉"),
            ("• 恶心\n• 丧失的味觉\n• 头痛", "丧失的味觉"),
        ],
        ["• 恶心\n• 心率加快\n• 头痛", "• 减少的剂量\n• 常规剂量", "降低的血压会在停药后回升。"],
    ),
    "dissection among symptoms": (
        "wrong_sense",
        [
            ("• 恶心\n• 解剖\n• 呕吐", "解剖"),
            ("• 焦虑\n• 头晕\n• 解剖", "解剖"),
            ("• 解剖\n• 头痛\n• 恶心", "解剖"),
            ("• 疲劳\n• 解剖\n• 头痛\n• 呕吐", "解剖"),
            ("• 镇静\n• 解剖\n• 头晕\n• 恶心", "解剖"),
        ],
        ["• 解剖\n• 生理学\n• 病理学", "心脏的解剖结构很复杂。"],
    ),
    "black box for boxed warning": (
        "wrong_sense",
        [
            ("该药带有黑匣子警告。", "黑匣子"),
            ("标签上有黑盒警告。", "黑盒"),
            ("美国要求添加黑匣子警告。", "黑匣子"),
            ("这类抗生素有黑盒子警告。", "黑盒"),
            ("黑匣子警告提示自杀风险。", "黑匣子"),
        ],
        ["飞机的黑匣子已经找到。", "该药带有黑框警告。"],
    ),
    "eye-catching for attention": (
        "wrong_sense",
        [
            ("可能影响记忆、引人注目和判断。", "引人注目"),
            ("患者难以保持引人注目和集中。", "引人注目"),
            ("副作用包括镇静和引人注目问题。", "引人注目"),
            ("儿童存在引人注目和学习困难。", "引人注目"),
            ("睡眠不足会损害引人注目与思考。", "引人注目"),
        ],
        ["这项研究取得了引人注目的成果。", "展览中有一件引人注目的雕塑。"],
    ),
    "AIDS for aids": (
        "*",
        [
            ("不要同时服用睡眠艾滋病和酒精。", "艾滋病"),
            ("处方睡眠艾滋病可能成瘾。", "艾滋病"),
            ("老人常用听力艾滋病。", "艾滋病"),
            ("他需要行走艾滋病才能站立。", "艾滋病"),
            ("非处方睡眠艾滋病只供短期使用。", "艾滋病"),
        ],
        ["艾滋病由人类免疫缺陷病毒引起。", "艾滋病患者应接受抗病毒治疗。", "睡眠不足与艾滋病病毒感染者的健康有关。"],
    ),
    "spam inside a word": (
        "injected_spam",
        [
            ("Ask the Canc亚博体育appcer society.", "Canc亚博体育appcer"),
            ("The Americ万博官网an Heart Association agrees.", "Americ万博官网an"),
            ("Mental He天天彩票客户端alth matters.", "He天天彩票客户端alth"),
            ("Call the nur必威体育se line.", "nur必威体育se"),
            ("The clin金沙娱乐城ic is open.", "clin金沙娱乐城ic"),
        ],
        ["体育锻炼对心脏有益。", "医院官网提供预约服务。", "请下载医院的客户端。"],
    ),
    "glued number": (
        "glued_digits",
        [
            ("Call us at1-800-555-0199for help.", "at1-800-555-0199for"),
            ("It takes about8weeks to work.", "about8weeks"),
            ("Dial911if you cannot breathe.", "Dial911if"),
            ("The dose rose to40mg in a week.", "to40mg"),
            ("We followed 120patients in the study.", "120patients"),
        ],
        ["Take 20mg at 8pm.", "Vitamin B12 helps.", "The 2nd dose of COVID19 vaccine."],
    ),
    "depression as suppression": (
        "wrong_sense",
        [
            ("产后抑制影响许多母亲。", "抑制"),
            ("她患有重度抑制。", "抑制"),
            ("临床抑制需要治疗。", "抑制"),
            ("难治性抑制可用电休克治疗。", "抑制"),
            ("老年抑制常被忽视。", "抑制"),
        ],
        ["阿片类药物可引起呼吸抑制。", "骨髓抑制是化疗的副作用。", "选择性5-羟色胺再摄取抑制剂很常用。"],
    ),
    "control group as control": (
        "*",
        [
            ("与安慰剂控制相比疗效更好。", "安慰剂控制"),
            ("这是一项随机控制试验。", "随机控制"),
            ("采用活性控制的双盲研究。", "活性控制"),
            ("安慰剂控制组没有改善。", "安慰剂控制"),
            ("随机双盲安慰剂控制研究。", "安慰剂控制"),
        ],
        ["血压控制良好。", "与安慰剂对照相比疗效更好。", "请控制饮食。"],
    ),
    "journal against DOI": (
        "journal_against_doi",
        [
            ("1. Lee A, Wu B, et al. Skin care. Dermatology Today. 2019;80(2):1-9. doi:10.1016/j.jaad.2019.01.001", "Dermatology Today"),
            ("1. Lee A, Wu B, et al. A trial. Cancer Letters. 2018;3(2):1-9. doi:10.1016/j.biopsych.2018.01.001", "Cancer Letters"),
            ("1. Lee A, Wu B, et al. A trial. The Lancet. 2018;3(2):1-9. doi:10.1056/NEJMoa1800001", "The Lancet"),
            ("1. Lee A, Wu B, et al. A trial. Nature. 2018;3(2):1-9. doi:10.1001/jama.2018.0001", "Nature"),
            ("1. Lee A, Wu B, et al. A trial. Brain Research. 2018;3(2):1-9. doi:10.1136/bmj.k0001", "Brain Research"),
        ],
        [
            "1. Lee A, Wu B, et al. A trial. Biological Psychiatry. 2018;3(2):1-9. doi:10.1016/j.biopsych.2018.01.001",
            "1. Lee A, Wu B, et al. A trial. JAMA. 2018;3(2):1-9. doi:10.1001/jama.2018.0001",
        ],
    ),
    "full stop after an acronym": (
        "glued_full_stop",
        [
            ("CBT.可以帮助患者。", "CBT.可以"),
            ("患者做了MRI.检查。", "MRI.检查"),
            ("SSRI.通常有效。", "SSRI.通常"),
            ("LDL.胆固醇升高。", "LDL.胆固"),
            ("COPD.患者应戒烟。", "COPD.患者"),
        ],
        ["患者做了MRI检查。", "剂量为0.5毫克。", "He had an MRI. 结果正常。"],
    ),
    "range in two styles": (
        "mixed_numeral_range",
        [
            ("需要2〜四周见效。", "2〜四周"),
            ("每天三-5次。", "三-5次"),
            ("持续六～8小时。", "六～8小时"),
            ("疗程为十二〜16周。", "十二〜16周"),
            ("服用1—两片。", "1—两片"),
        ],
        ["需要四到六周。", "需要4～6周。", "2019年—2021年。"],
    ),
}  # fmt: skip


# A wrong word is named by its sense entry or as a form its term forbids, whichever knows it.
BY_GLOSSARY = ("wrong_sense", "avoided_term")
NAMED_BY = {"*": BY_GLOSSARY, "wrong_sense": BY_GLOSSARY, "acronym_expansion": ("acronym_expansion", *BY_GLOSSARY)}


@pytest.mark.parametrize("kind", CASES)
def test_five_other_cases_are_found(kind: str) -> None:
    rule, cases, _ = CASES[kind]
    assert len(cases) >= 5
    missed = []
    for text, part in cases:
        at, end = text.index(part), text.index(part) + len(part)
        wanted = NAMED_BY.get(rule, (rule,))
        found = [f for f in checked(text).findings if f.start < end and at < f.end and f.rule in wanted]
        if not found:
            missed.append(text)
    assert missed == []


@pytest.mark.parametrize("kind", CASES)
def test_near_misses_stay_quiet(kind: str) -> None:
    rule, _, near = CASES[kind]
    loud = [
        (text, f.rule, text[f.start : f.end])
        for text in near
        for f in checked(text).findings
        if (f.rule == rule or (rule == "*" and f.rule in ("wrong_sense", "avoided_term")))
    ]
    assert loud == []
