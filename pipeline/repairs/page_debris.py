"""Page furniture scraped with the article: share buttons, cookie lines, newsletter forms, adverts.

Why it matters: it is no part of the article in either language, and it is what scrapers leave most of.
Leaves alone: anything longer than the listed furniture, and a publisher's statement, disclaimer or helpline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.rule import HAS_HAN, HAS_LATIN, Fires, Found, Quiet, Rule, Scope
from pipeline.text import EDGES, fold

LONGEST = 120  # the longest furniture seen is below this; longer blocks are content
_BUTTON = r"(?:share|tweet|pin|email|e-mail|print|save|like|follow|copy|link|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|messenger|wechat|weibo|qq空间|qq|微信|微博|分享|点赞|打印|收藏|转发|复制链接)"
_SHARE = re.compile(
    rf"{_BUTTON}(?:[\s|/·•、,:：]+(?:on|to|via|by|with|this|article|page|post|story|now|us|it|{_BUTTON}))+",
    re.IGNORECASE,
)


# Sentences of a page about itself; short blocks that hold one are furniture.
_ABOUT_PAGE = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies|accept (?:all )?cookies|cookie (?:policy|settings|preferences)"
    r"|(?:subscribe|sign up)[^.]{0,30}(?:newsletter|email|updates)|join our (?:newsletter|mailing list)"
    r"|was this (?:page|article|information) helpful|rate this (?:page|article)|all rights reserved|^© |^copyright ©"
    r"|skip to (?:main )?content|enable javascript|your browser does not support|(?:download|get) our app"
    r"|订阅(?:我们|本站)?的?[^，。]{0,8}(?:通讯|邮件|资讯|简报)|关注(?:我们的?|本站)?[^，。]{0,8}(?:公众号|微博|微信号)|扫码|扫一扫"
    r"|版权所有|转载请注明|分享到(?:微信|微博|朋友圈|qq)|接受(?:所有|全部)?\s?(?:cookie|accept)|本(?:网)?站使用\s?cookie|点赞|收藏本(?:页|文)"
    r"|上一篇[:：]|下一篇[:：]|责任编辑[:：]|阅读全文|查看更多"
)
_NAVIGATION = frozenset(
    [
        "home",
        "about",
        "about us",
        "contact",
        "contact us",
        "privacy",
        "privacy policy",
        "terms",
        "terms of use",
        "sitemap",
        "search",
        "menu",
        "login",
        "log in",
        "sign in",
        "register",
        "subscribe",
        "newsletter",
        "advertise",
        "careers",
        "help",
        "faq",
        "health",
        "news",
        "topics",
        "a-z",
        "conditions",
        "drugs",
        "wellness",
        "首页",
        "登录",
        "注册",
        "关于我们",
        "联系我们",
        "隐私政策",
        "网站地图",
        "搜索",
        "菜单",
        "帮助",
        "新闻",
        "广告合作",
        "免责声明",
    ]
)
_PARTS = re.compile(r"\s*[|›»>•·/]\s*|\s{2,}")


def find(scope: Scope) -> Iterator[Found]:
    """Yield the whole block if it is furniture."""
    text = scope.text
    if len(text) > LONGEST:
        return
    bare = EDGES.sub("", fold(text))
    listed = bare in scope.lexicon.furniture or _SHARE.fullmatch(bare) is not None
    about_page = _ABOUT_PAGE.search(fold(text)) is not None
    if listed or about_page or _is_navigation(bare):
        yield Found(0, len(text), "", evidence=(bare,), confidence=0.97 if listed else 0.9)


def _is_navigation(bare: str) -> bool:
    """Whether a line is a row of menu items: two of three or more, or all of two, are what menus hold."""
    parts = [part.strip() for part in _PARTS.split(bare) if part.strip()]
    menu = sum(part in _NAVIGATION for part in parts)
    return menu >= 2 and menu >= len(parts) - 1


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
