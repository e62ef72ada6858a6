"""Page furniture scraped with the article: share buttons, cookie lines, newsletter forms, adverts.

Why it matters: it is no part of the article in either language, and it is what scrapers leave most of.
Leaves alone: anything longer than the listed furniture, and a publisher's statement, disclaimer or helpline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import fold

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
LONGEST = 90  # the longest entry of the furniture list is well below this; longer blocks are content
_BUTTON = r"(?:share|tweet|pin|email|e-mail|print|save|like|follow|copy|link|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|messenger|wechat|weibo|qq空间|qq|微信|微博|分享|点赞|打印|收藏|转发|复制链接)"
_SHARE = re.compile(
    rf"{_BUTTON}(?:[\s|/·•、,:：]+(?:on|to|via|by|with|this|article|page|post|story|now|us|it|{_BUTTON}))+",
    re.IGNORECASE,
)


def find(scope: Scope) -> Iterator[Found]:
    """Yield the whole block if it is furniture."""
    text = scope.text
    if len(text) > LONGEST:
        return
    bare = _EDGES.sub("", fold(text))
    if bare in scope.lexicon.furniture or _SHARE.fullmatch(bare):
        yield Found(0, len(text), "", evidence=(bare,), confidence=0.97)


PAGE_DEBRIS = Rule(
    id="page_debris", severity="minor", mqm="addition", its="addition",
    message="Page furniture, not part of the article", message_zh="网页附带内容，不属于文章",
    source="project: furniture seen on health sites", triggers=(HAS_HAN, HAS_LATIN), find=find, doc=__doc__, everywhere=True,
    level="block", removes=True,
    fires=(
        Fires("Share on Facebook", "Share on Facebook", ""),
        Fires("Advertisement", "Advertisement", ""),
        Fires("返回顶部", "返回顶部", ""),
    ),
    quiet=(
        Quiet("Share your feelings with a friend on the ward.", "begins like a share button, but is advice"),
        Quiet("This site is for information only and does not replace advice from your doctor.", "a disclaimer is content"),
    ),
)  # fmt: skip
