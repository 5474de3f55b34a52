"""What stands on a news page beside the article: told by the names templates give it and by its wording."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.strip.other_articles import heads_other_articles
from pipelines.strip.voice import is_sentence, speaks_of_publishing, tells_news

__all__ = ["heads_other_articles"]

FURNITURE_TAGS = frozenset(
    {
        "aside", "audio", "button", "canvas", "footer", "frame", "frameset", "header", "iframe",
        "input", "map", "menu", "nav", "option", "select", "textarea", "video",
    }
)  # fmt: skip
"""Elements that hold no paragraph of an article in any template seen; <form> does, on ASP.NET sites."""

BOX_LEVELS = 2
"""Ancestors of a heading such as 相关新闻 that can be the box it heads."""

LONGEST_NOTICE = 240
"""Characters of a line that can be a notice; the footers of portals have some two hundred."""

_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

FOREIGN_NAMES = frozenset(
    {
        # what readers write
        "comment", "comments", "cmt", "cmts", "gentie", "pinglun", "reply", "replies", "discuss",
        "disqus", "tiepost", "feedback",
        # other articles
        "related", "relate", "relates", "relation", "relevant", "xiangguan", "recommend", "recommends",
        "recommended", "recomm", "tuijian", "hotnews", "rank", "ranking", "paihang", "morenews",
        "guess", "xgyd", "xgxw", "xgwz", "tjyd", "rightbar",
        # the page's frame
        "nav", "navi", "navigation", "navbar", "breadcrumb", "breadcrumbs", "crumb", "crumbs",
        "footer", "copyright", "banquan", "topbar", "pagination", "pagebar",
        # adverts and share bars
        "share", "sharebar", "bshare", "bdshare", "bdsharebuttonbox", "jiathis", "fenxiang", "ads",
        "adv", "advert", "advertisement", "guanggao", "qrcode", "erweima", "ewm",
    }
)  # fmt: skip
"""Words that no template gives to an element around the article."""

FURNITURE_NAMES = FOREIGN_NAMES | frozenset(
    {
        "rec", "hot", "hots", "more", "readmore", "prevnext", "prev", "next", "sidebar", "side",
        "aside", "sider", "menu", "location", "dangqian", "foot", "header", "toolbar", "tool", "tools",
        "pager", "pages", "paging", "fenye", "zdfy", "autopage", "social", "ad", "advertising", "gg",
        "promo", "promotion", "sponsor", "banner", "qr", "download", "dingyue", "subscribe", "reward",
        "dashang", "like", "zan", "vote", "survey", "login", "register", "search", "popup", "dialog",
        "modal", "toast", "tooltip", "tips", "jubao", "report", "jiucuo", "disclaimer", "statement",
        "shengming", "keyword", "keywords", "tag", "tags", "biaoqian", "player", "videoplayer",
        "videobox", "videoinfo",
    }
)  # fmt: skip
"""Words that templates give to what stands beside the article, and now and then to the main column."""

_NAMED_AD = re.compile(r"^(?:ad|ads|adv|gg)[-_]?\d", re.IGNORECASE)

_CONTAINER_NAME = re.compile(
    r"trs_editor|trs_ueditor|custom_unionstyle|article-?_?(?:content|body|main|text|con|info-content)"
    r"|art(?:ibody|icontent|content)"
    r"|^(?:zoom|pzoom|fontzoom|endtext|articleedit|p-detail|p_content|rwb_zw|rm_txt_con|left_zw|js_content"
    r"|content|contents|cont|text|txt|neirong|zw|zhengwen|detail|main_text|maincon|conttxt|con_text"
    r"|text_con|text_content"
    r"|u-maintext|contentmain|articlebody|articlecontent|news-body|newscontent|news_content|news_txt|newsfont"
    r"|post_text|post_body|post_content|entry-content|story|abody|artdet|duanluo|div_content|doccontent"
    r"|rich_media_content|contentnews21|detail-content|detail_content|show_text|box_con|articlecont|artcon)$",
)

# Each alternative begins with a character of its own: so the engine looks for those first.
_NOTICE = re.compile(
    r"版权(?:所有|声明|归|与)|著作權所有|版權所有|Copyright|All [Rr]ights|©|免责声明|特别声明|郑重声明"
    r"|ICP[备证]|公网安备|网站标识码|新闻.{0,12}许可证|视听.{0,12}许可证|信息服务.{0,12}许可证|出版.{0,12}许可证"
    r"|不良信息|未经.{0,10}(?:授权|许可|允许|同意)|不代表(?:本|.{0,8})(?:网|站|平台"
    r"|观点|立场)|本网转载"
    r"|凡本网|凡注明|凡.{0,12}注明|网友评论|发表评论|自律公约|跟[帖贴]|客服(?:电话|邮箱|热线)|扫(?:一扫|描"
    r"|码)|二维码|下载.{0,10}(?:客户端|APP)|客户端下载"
    r"|打开.{0,8}(?:客户端|APP)|关注(?:微信|微博|公众号)|官方(?:微信|微博|公众号)|违法和|设为首页|加入收藏|网站地图"
    r"|技术支持|联系我们|关于我们|广告服务"
    r"|插件|刷新(?:本|当前)?(?:页面|重试)|浏览器(?:版本|更新|不支持)|登录后|请先登录|验证码|投稿(?:邮箱|信箱)|服务邮箱"
)

_CONSENT = re.compile(
    r"^(?:本网站?|本站|我们|我們|This (?:web)?site)[^。]{0,8}(?:使用|uses?)[^。]{0,8}cookie", re.IGNORECASE
)
"""How a site asks its visitor to agree; news of such walls speaks of other sites."""
_CONSENT_BEGINS = frozenset("本我Tt")

FEWEST_TERMS = 3
"""Terms of liability in a line that speaks of its own site, from which it is no news."""

_SITE = re.compile("本(?:网|站|平台|公司|页面|APP)")
_LIABILITY = re.compile(
    "风险|谨慎|参考|保证|责任|自负|自担|承担|侵权|版权|转载|授权|声明|建议|准确|完整|真实|立场|观点|注明|删除|隐私|用户|法律"
)


@lru_cache(maxsize=8192)
def names_furniture(names: str, words: frozenset[str] = FURNITURE_NAMES) -> bool:
    """Say whether a class or id attribute names something beside the article, one of `words` being in it.

    >>> names_furniture("hot-list"), names_furniture("articleComment"), names_furniture("TRS_Editor hotel")
    (True, True, False)
    """
    return any(
        word.lower() in words
        or any(token.lower() in words for token in _TOKEN.findall(word))
        or _NAMED_AD.match(word)
        for word in names.split()
    )


@lru_cache(maxsize=8192)
def names_container(names: str) -> bool:
    """Say whether a class or id attribute is one that CMSs give the element around the article's text.

    >>> names_container("TRS_Editor"), names_container("content"), names_container("sidebar")
    (True, True, False)
    """
    return any(_CONTAINER_NAME.search(word.lower()) for word in names.split())


def names_of(element: HtmlElement) -> str:
    """Return the element's class and id as one text, empty where it has neither."""
    names, own = element.get("class"), element.get("id")
    return f"{names or ''} {own or ''}" if names or own else ""


@lru_cache(maxsize=8192)
def is_furniture(tag: object, names: str, words: frozenset[str] = FURNITURE_NAMES) -> bool:
    """Say whether an element's tag, or a word of `words` in its class or id, sets it beside the article.

    Without words no name is believed.

    >>> is_furniture("div", "ad-1"), is_furniture("div", "ad-1", frozenset())
    (True, False)
    """
    if tag in FURNITURE_TAGS:
        return True
    return bool(words and names) and names_furniture(names, words) and not names_container(names)


@lru_cache(maxsize=2048)
def is_notice(line: str) -> bool:
    """Say whether a line speaks in the publisher's voice about rights, accounts or apps, and not of news.

    A long paragraph is never a notice: a story about copyright says these words too. A sentence is one where
    each of its clauses is about publishing; an office's hotline is none, its notice gives it to the public.

    >>> is_notice("未经授权，不得转载。"), is_notice("庭审中，双方就是否构成侵权展开辩论。")
    (True, False)
    >>> is_notice("扫描二维码，就能看到这棵古树的“身份证”。"), is_notice("举报电话：0000-0000000")
    (False, False)
    """
    if line[:1] in _CONSENT_BEGINS and _CONSENT.match(line):
        return True
    if len(line) > LONGEST_NOTICE or not _NOTICE.search(line) or tells_news(line):
        return False
    return not is_sentence(line) or speaks_of_publishing(line)


def speaks_for_site(text: str) -> bool:
    """Say whether a line is the publisher's notice, or a long statement of what the site answers for.

    >>> speaks_for_site("本网站所载内容仅供参考，不构成投资建议，本站不保证其准确性，投资者据此操作风险自担。")
    True
    """
    if is_notice(text):
        return True
    return (
        "本" in text
        and _SITE.search(text) is not None
        and len(set(_LIABILITY.findall(text))) >= FEWEST_TERMS
        and not tells_news(text)
    )
