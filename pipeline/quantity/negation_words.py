"""The negations of both languages, with the tags that say what each may be the counterpart of.

A row is (tags, pattern); soft rows are tried before hard ones, and the first that fits wins. Tags:

neg         a negation; every hard cue has it
lex, un     a word negated by its own make: unsafe, infertile; 不孕, 不安; lex pairs off before anything else
same        different: not the same, 不同
nil         none of a thing; 无 by itself is never "cannot"
lack        absence of a thing: lack, free of, 没有, 无
well        nothing felt: well, silently, 毫无症状
avoid       leaving something undone: avoid, refrain, 不要, 禁
ban, fast   forbidden things and meals: contraindicated, 禁用; fast, 禁食
stop        no more of something: stop, no longer, 不再
unable      not being able: fail, too weak to, 无法
complement  what cannot be done: hard, trouble, awake, 睡不着, 离不开
contrast    one thing and not another: rather than, 而不是; prefer: over, ahead of, 而非
unless      not otherwise: unless, until, 未经
yet         not before now: before, pending, 尚未
max, min    no more than, at most, 不超过; no less than, at least, 不少于
compare     as good as, 不亚于
refuse      refuse, ignore, 不顾, 不愿
unaware     blind to, silently, 不知
even        even, too, 也不例外
self, only, less   Chinese words that an English negation becomes: 自愈, 只有, 较差
weak        a bare 不: so often said otherwise in English (不动 is "still") that its loss proves little
"""

from __future__ import annotations

Rows = tuple[tuple[str, str], ...]

# Phrases that hold a negation word and negate nothing.
EN_NONE = (
    r"no\.? ?[0-9]|no doubt|no matter|not only(?! when| if)|not just|not merely|not simply|nothing but|not to mention|why not"
    r"|whether or not|with(?: or |/)without|without delay|not limited|not necessarily only|more often than not"
    r"|un(?:der(?!treat|cook|fed|used)[a-z]+|its?|ited|iversa[a-z]+|ique[a-z]*|ion|iform|ilateral[a-z]*|like)"
    r"|or not(?![a-z])|yes[/-](?:or-)?no|inevitabl[a-z]+|undo(?:es|ing|ne)?|inferior vena|regardless|nevertheless|nonetheless|unfortunately|unless otherwise|bless[a-z]*"
)
EN_HARD: Rows = (
    ("neg lest", r"so that (?:[a-z’']+ ){1,7}?(?:not|cannot|nothing|nobody|no one|never|don[’']t)"),
    ("neg unable lex", r"cannot be (?:undone|reversed|avoided|prevented)"),
    ("neg nil self lack avoid sans", "without"),
    (
        "neg same",
        r"not (?:[a-z]+ly )?(?:the same|alike|equal[a-z]*|identical|interchangeable|comparable)|nothing (?:alike|like)|no two",
    ),
    ("neg nil lack only", "no one|none|neither|nobody|nothing|nowhere"),
    ("neg stop", "no longer(?! than)"),
    (
        "neg max",
        r"(?:no|not) (?:more|greater|higher|longer|later|older|further) than|(?:can|not|never|n['’]t)(?:not)? exceed(?:ing)?",
    ),
    ("neg min", r"(?:no|not) (?:less|fewer|lower|shorter|earlier|sooner|younger) than"),
    ("neg unless lack", r"no(?=,? (?:[a-z]+,? ){1,12}until(?![a-z]))"),
    ("neg unless", r"not(?=,? (?:[a-z]+,? ){1,12}until(?![a-z]))"),
    ("neg enough", r"not(?= (?:[a-z]+ )?(?:enough|sufficient|adequate)(?![a-z]))"),
    ("neg nil lack", "no"),
    ("neg", "never"),
    ("neg unable", r"cannot|can['’]?t|couldn['’]?t"),
    (
        "neg nil less except",
        r"(?:do|does|did|is|are|was|were|have|has|had|wo|would|should|must|need|might|ai|sha)n['’]?t|not",
    ),
)
EN_SOFT: Rows = (
    ("neg", "nor"),
    ("neg unless", "if not"),
    ("neg ban lack", r"no(?=-[a-z])"),
    ("lack free", "over the counter|without a prescription"),
    ("compare neg", r"(?:no|not) (?:better|worse|inferior|superior)(?: than| to)?|non-?inferior[a-z]*"),
    (
        "max",
        r"at most|up to|at or (?:below|under)|under|below|within|maximum|or (?:less|fewer|under|below)"
        r"|(?:less|fewer|lower|shorter|younger|sooner) than|cap(?:s|ped)? at|limited to",
    ),
    (
        "min",
        r"at least|at or above|or (?:more|over|above|older)|minimum|(?:more|higher|longer|greater|older|later) than",
    ),
    ("compare", r"as [a-z]+(?: [a-z]+)? as|as well as|equal(?:ly)?|equivalent"),
    ("unless neg", "not until"),
    ("unless", "until|unless|only (?:if|when|after|once)|otherwise"),
    ("yet", "yet to|before|pending|awaiting|still (?:there|present)"),
    ("contrast", "rather than|instead of|other than|in place of"),
    ("prefer", "ahead of|preferred"),
    ("un lex neg", r"not un(?!der|do|til|i|le)[a-z]+"),
    (
        "refuse",
        r"ignor(?:e|es|ed|ing)|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|den(?:y|ies|ied|ial)|reject[a-z]*"
        r"|neglect[a-z]*|dismiss[a-z]*|disregard[a-z]*|overlook[a-z]*|reluctan[a-z]+",
    ),
    (
        "stop",
        r"stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit(?:s|ting)?|former(?:ly)?|disappear[a-z]*|vanish[a-z]*|gone|giv(?:e|es|en|ing) up"
        r"|drop(?:s|ped|ping)? out|put off",
    ),
    ("fast", r"fast(?:s|ed|ing)?|nothing by mouth|empty stomach"),
    (
        "ban avoid",
        r"forbid[a-z]*|ban(?:s|ned)?|prohibit[a-z]*|contraindicat(?:ed|ions?)|unsuitable|discourag[a-z]*"
        r"|(?:advise[sd]?|advice|recommend(?:s|ed)?|warn(?:s|ed)?) against",
    ),
    (
        "avoid",
        r"avoid(?:s|ed|ing|ance|able)?|refrain[a-z]*|abstain[a-z]*|abstinen[a-z]+|steer clear|skip(?:s|ped|ping)?"
        r"|withhold[a-z]*|withheld|held? (?:back|off)|left out"
        r"|keep(?:s|ing)?(?: [a-z]+){0,2} (?:from|away|out|off)|bypass[a-z]*|stay(?:s|ing)?(?: [a-z]+)? (?:off|away|out)"
        r"|leave (?:[a-z]+ ){1,8}(?:in place|alone)|left alone|cut(?:s|ting)? (?:it |them |[a-z]+ )?out|forget it|best limited|resist",
    ),
    ("avoid complement", "out of (?:the )?(?:reach|sight)"),
    ("protect", r"protect[a-z]* (?:[a-z]+ ){0,3}(?:from|against)|immune to|unaffected"),
    ("fail lack unable", r"fail(?:s|ed|ing)? to"),
    ("fail", r"fail(?:s|ed|ing)?"),
    (
        "unable avoid refuse",
        r"(?:stop|stops|stopped|prevent|prevents|prevented|keep|keeps|kept) (?:[a-z]+ ){1,3}(?:from|indoors)",
    ),
    ("avoid unable lack un", "rarely|seldom"),
    (
        "unable complement",
        r"unable|inabilit[a-z]+|failure to|too [a-z]+(?: [a-z]+)? (?:to|for)|impossib[a-z]*|incapab[a-z]+|awake"
        r"|insomnia",
    ),
    ("unable complement un lex", r"ir[a-z]+ibl[ey]|un[a-z]+abl[ey]|in[a-z]+[ai]bl[ey]"),
    (
        "complement",
        r"los(?:es?|t|ing|s)|hard|difficult[a-z]*|trouble|struggl[a-z]+|beyond|sleepless[a-z]*|stuck|glued|closes?|overwhelm[a-z]*"
        r"|breaking point|needs?|poorly|bad|strain|depend[a-z]*|essential|fooled",
    ),
    ("well", r"(?:feel|feels|feeling|perfectly|usually|be|is|are|look|looks) well|silent[a-z]*"),
    ("well free lack", r"painless[a-z]*|asymptomatic|symptom-free"),
    (
        "lack free",
        r"free (?:of|from)|[a-z]+-free|[a-z]{3,}less(?:ly|ness)?",
    ),
    ("lack", r"lack(?:s|ed|ing)?|absen(?:t|ce)|deficien[a-z]+|devoid|negative|exclud(?:e|es|ed|ing)|except"),
    ("unaware un lex", "unaware|unknow[a-z]*|unsure|uncertain[a-z]*|unclear"),
    ("unaware lex", r"blind(?:ed)?|secret(?:ly)?|surpris[a-z]+"),
    ("lack unlikely", "hardly|barely|little"),
    ("unlikely un lex", "unlikely"),
    (
        "un lex",
        r"non-?[a-z]{3,}|un[a-z]{3,}|mal(?:nutri|nourish|absor|function|form|position|present|occlus|adapt|aise)[a-z]*"
        r"|dis(?:abl|advantag|agree|allow|approv|belie|comfort|connect|content|contin|honest|lik|loyal|obe[dy]|pari|pleas|proportion"
        r"|qualif|respect|satisf|similar|trust|select|joint)[a-z]*"
        r"|in(?:access|accura|action|active|adequa|advisab|appropria|attent|cohere|compatib|compet|complete|conclusiv|consisten|continen|convenien"
        r"|correct|curab|definite|dependen|determin|digest|direct|distinct|divisib|effective|efficien|elastic|eligib|equal|exact|experience"
        r"|ferior|fertil|flexib|formal|frequen|herit|hospit|just|offensiv|operab|opportun|secur|sensitiv|separab|significan|sincere|solub|somni"
        r"|stab|sufficien|tangib|tolera|valid|variab|visib|volunt|vulnerab)[a-z]*"
        r"|im(?:balanc|matur|measur|mobil|mortal|munocomp|mutab|partial|passab|patien|penetrab|perfect|permeab|plausib|polite|potent|practic"
        r"|precis|proper|prudent)[a-z]*|ir(?:ration|regular|relevan|repara|replaceab|respons|revocab)[a-z]*|il(?:legal|legib|literat|logical)[a-z]*"
        r"|abnormal[a-z]*|wrong[a-z]*|out of date|outdated|opaque|opacity|negligib[a-z]+|missing|patent",
    ),
)

# Han words that hold a negation character and negate nothing, or name a thing (不锈钢, 非洲, 无名指).
ZH_NONE = (
    "有没有|会不会|是不是|能不能|可不可以|要不要|该不该|不仅|不但|不只|不单|不光|不论|不管|无论|静坐不能|绝不(?=[只仅])|绝不是(?=[只仅])|(?:并不|并非)(?=[只仅])|而?不只是|不过(?!敏)|不久|不断"
    "|不禁(?![忌止用食])|不妨(?!碍)|不愧|不料|不锈钢|不时|不得不|不知不觉|未遂|不惜|不由得|少不了|免不了|不可思议|毫不犹豫|不懈|不菲|不错|没错|错别字|别嘌|别墅|不限于|而不是(?=只|仅)|不仅限于"
    "|非常|非洲|未来|差不多|对不起|了不起|是非|非甾体|非小细胞|非霍奇金|非洛地平|非那雄胺|非布司他|非诺贝特|非典"
    "|莫达非尼|地那非|达拉非|罗非|索非|咖非|利非|无名指|无花果|未婚|不惑|没收|淹没|出没|埋没|免疫"
    "|视而不见|听而不闻|力不从心|动弹不得|爱不释手|不约而同|不言而喻|不可或缺|必不可少|不可缺少|缺一不可|络绎不绝|层出不穷"
    "|迫不及待|不假思索|微不足道|不计其数|不遗余力|不厌其烦|目不转睛|坐立不安|忐忑不安|心神不宁|不知所措|闷闷不乐|情不自禁"
    "|不省人事|卧床不起|无论如何|无时无刻|无可奈何|无能为力|无精打采|无疑|无数|无限|无穷|无非|无辜|无奈|无形|无线|无菌|无创|无力|无烟|走投无路|有无|无缘|无辜|无常"
)
# Words of which 不 is part: they describe, and an English "not" seldom stands for one.
_DESCRIBING = (
    "(?:功能|发育|闭锁|关闭)不全|不适(?![用合宜])|不清(?![楚除洁理])|不乏|不快(?!速)|不安(?!全)|不孕|不育|不已|不振|不良|不宁|不当(?!作|成)|不畅|不洁|不净|不幸|不堪|不慎|不雅|不祥|不小心|不留神"
    "|不经意|不由自主|不自主|不可避免|不称|不整|不张|不发育|未闭|不谋而合|不法"
)
# Words an English "not" may become as well.
_GRADING = (
    "不安全|不便|不健康|不卫生|不合理|不合适|不恰当|不妥|不规范|不科学|不现实|不切实际|不真实|不可靠|不可信|不可预测|不成熟"
    "|不活跃|不活动|不灵活|不敏感|不集中|不专心|不满意|不道德|不熟悉|不必要|不完全|不完整|不耐受|不平衡|不明(?![显确白])|不利(?!用)"
    "|不可逆|并?不常见|不罕见|不舒服|不规则|不规律|不稳|不典型|不齐|不对称|不一致|不公(?![开布])|不悦|不耐烦"
    "|不顺(?![从应])|不休|不停(?![药止用])|不语|不限(?!制)|不定(?![期义时])|不详|不动(?![用手脑])|不相称|不成比例|不协调|不匹配"
    "|不均匀|不均衡|不自在|不自然|不情愿|不自觉|不连贯|不连续|不平等|不解(?![决除释])|没问题|没有问题|没关系|不全(?![部面都是])"
    "|不易|不容易|不太|不那么|不怎么|较不|更不|不够|不强|不大|不深|不高|不多|不好|不佳|不准(?!备)|不均|不符|不严|不牢|不变(?!化|更)"
    "|不满(?![0-9一二三四五六七八九十])|不透明|不见了|不远|不难|不例外|不擅长|不相关|不方便|不间断"
)
ZH_SOFT: Rows = (
    ("same lex", "不同|不一样|不相同|各异|有别"),
    (
        "compare neg",
        "不亚于|不逊|不劣于|不等(?!于)|不一(?!定|致)|不止|不少(?!于)|不如|不及|不比|不优于|不相上下|不迟|不晚(?!于)",
    ),
    ("enough", "不足(?!以)"),
    ("max", "(?<![\u4e00-\u9fff])不到|不到(?=[0-9一二三四五六七八九十半几])|不满(?=[0-9一二三四五六七八九十])|未满"),
    ("stop", "停止|消失|终止|告别"),
    ("sans", "顺利"),
    ("except", "除外|例外"),
    ("max", "最多|至多|以内|之内|上限|以下"),
    ("min", "至少|最少|以上"),
    ("lex un complement", _DESCRIBING),
    ("neg lex un complement", _GRADING),
    ("neg max", "未超过"),
    ("lex un", "未(?=明|定论|分化|破裂|定类|闭合)"),
    ("neg unless yet", "未必|未知|未成年|未予"),
    ("nil un lack free well avoid contrast self", "无(?!法|需|须|证据|效|明显)"),
    ("lex un lack contrast", "免(?!得)|非(?=处方|典型|酒精|药物|特异|传染|侵入|激素|选择性|营利|工作|必要)"),
    (
        "neg lex un lack contrast",
        "(?:(?<=^)|(?<=[，。；：、（“虽并是为属或和与但系绝若])|(?<=而))非(?=[\u4e00-\u9fff])",
    ),
    ("avoid lest", "以免|免得|避免|防止"),
    ("neg ban avoid", "禁(?!用|食)"),
    ("refuse", "否认|拒绝"),
    ("unless only", "否则|除非|只有|才[能会可有]|直到|直至|方可|方能"),
    ("neg unable complement", "难以|难(?=于)"),
    ("sans stop", "戒"),
    ("avoid", "暂缓"),
    ("lack", "缺乏|缺少|失去"),
    ("self", "自愈|自行|独立|单独|空腹"),
    ("only", "仅(?=[有限])"),
    ("less", "较差|较低|弱于|差于"),
)
ZH_HARD: Rows = (
    ("neg max avoid", "不(?:应|得|要|宜|能|可|会)?(?:超过|高于|多于|大于|迟于|晚于|长于|超出)"),
    ("neg min", "不(?:应|得|要|宜|能|可|会)?(?:低于|少于|小于|早于|短于)"),
    (
        "neg contrast prefer un avoid unable lack than",
        "(?<!从)而(?:不(?:能|会|必|要|应|是)(?![只仅])|非|无[须需]|不(?![只仅予顾理愿肯得知]))",
    ),
    ("weak neg complement unable", "(?<=[\u4e00-\u9fff])不(?=[着了住上下动开起见到](?!了)|过来|完(?!全))"),
    ("neg yet unable", "(?:尚|还|仍)不(?:能|会|可|宜)"),
    ("neg avoid unable un", "不可"),
    ("neg avoid unable", "不能"),
    ("neg avoid", "切勿|请勿|勿"),
    (
        "neg avoid contrast",
        "不要|(?<![分特区性级个识差类鉴告离派辨])别(?![的人处名墅扭致针称])(?=[\u4e00-\u9fff])",
    ),
    ("neg ban avoid", "不得|不许|不准|不建议|不推荐|不主张|不提倡|禁用"),
    ("neg un avoid ban unable", "不宜|不适(?=[用合宜])"),
    ("neg avoid", "不应(?!答)|不该"),
    ("neg fast avoid", "禁食"),
    ("neg unlikely", "不会|不意味|不增加|不减少|不引起|不导致|不改变"),
    ("neg unable fail", "未能|并不能"),
    ("neg un", "并不(?!时|适)"),
    ("neg lack", "未(?=见|发现|显示|证实|观察)"),
    ("neg unable un", "无法|不足以"),
    ("neg lack fail un lex", "无效|不起作用|不起效"),
    ("neg lack except", "不包括|不含|不计入"),
    ("neg un", "不影响"),
    ("neg stop lack un", "不再"),
    ("neg contrast prefer un", "不是|并非|而非|不等于|不属于|不代表"),
    ("neg avoid contrast lack self un", "不必|无需|无须|不用|不需"),
    ("neg refuse stop avoid unable un", "不愿|不肯|不想|不敢|不予|不顾|不理|不在意"),
    ("neg unaware un", "不知|不晓|不了解|不清楚|不确定|没想到|不察觉"),
    ("neg lack un well", "(?:没有|毫无)(?:任何)?(?=症状|不适|感觉|疼痛)"),
    ("neg lack un fail", "没有|毫无|不含|不带|无(?=证据|明显)"),
    ("neg lack un complement", "没"),
    ("neg yet unless un lack avoid unable", "尚未|还未|仍未"),
    ("neg unless un lack avoid unable", "从未|未"),
    ("neg protect lack avoid un", "不受"),
    ("weak neg un lack avoid unable contrast unless", "不"),
)
