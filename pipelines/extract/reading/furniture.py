"""What stands on a news page beside the article: told by the names templates give it and by its wording."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.strip.notices import tells_news

FURNITURE_TAGS = frozenset(
    {
        "aside", "audio", "button", "canvas", "footer", "frame", "frameset", "header", "iframe",
        "input", "map", "menu", "nav", "option", "select", "textarea", "video",
    }
)  # fmt: skip
"""Elements that hold no paragraph of an article in any template seen; <form> does, on ASP.NET sites."""

BOX_LEVELS = 2
"""Ancestors of a heading such as 相关新闻 that can be the box it heads."""

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

_RELATED = re.compile(
    r"^[\s【\[（(■●▲◆★☆>|·-]*"
    r"(?:(?:更多)?(?:相关|延伸|推荐|关联|拓展|扩展|深度|热门|精彩|往期|此前|更多|猜你喜欢|为[你您]|今日"
    r"|本周|一周|24小时|实时|最新|编辑|编辑部|编辑精选|大家都在看|您可能|你可能)"
    r"(?:精彩|热门|热点|相关|更多|好文|你|的)?"
    r"(?:新闻|阅读|报道|链接|文章|专题|资讯|推荐|内容|视频|图集|话题|排行|排行榜|回顾|评论|感兴趣|喜欢|热点"
    r"|要闻|看点|稿件|消息)"
    r"|相关|猜你喜欢|大家都在看|新闻排行榜?|点击排行榜?|热点排行|今日热点|阅读排行榜?|评论排行榜?|热词"
    r"|网友评论|最新评论|热门评论|精彩评论|我来说两句|发表评论|参与评论"
    r"|(?:相關|延伸|推薦|熱門|更多|最新|編輯)(?:新聞|報導|閱讀|文章|推薦|精選|點閱|消息|影音)|編輯部推薦|猜你喜歡|人氣排行)"
    r"[\s】\]）):：>»|…]*+(?:更多[\s>»]*+)?$"
)

# Each alternative begins with a character of its own: so the engine looks for those first.
_NOTICE = re.compile(
    r"版权(?:所有|声明|归|与)|著作權所有|版權所有|Copyright|All [Rr]ights|©|免责声明|特别声明|郑重声明"
    r"|ICP[备证]|京公网安备|许可证"
    r"|举报(?:电话|邮箱|热线)|不良信息|未经.{0,10}(?:授权|许可|允许|同意)|不代表(?:本|.{0,8})(?:网|站|平台"
    r"|观点|立场)|本网转载"
    r"|凡本网|凡注明|凡.{0,12}注明|网友评论|发表评论|自律公约|跟[帖贴]|客服(?:电话|邮箱|热线)|扫(?:一扫|描"
    r"|码)|二维码|下载.{0,10}(?:客户端|APP)|客户端下载"
    r"|打开.{0,8}(?:客户端|APP)|关注(?:微信|微博|公众号)|官方(?:微信|微博|公众号)|违法和|设为首页|加入收藏|网站地图"
    r"|技术支持|联系我们|关于我们|广告服务"
    r"|插件|刷新(?:页面|重试)|浏览器(?:版本|更新|不支持)|登录后|请先登录|验证码|投稿(?:邮箱|信箱)|服务邮箱"
    r"|服务热线"
)

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


def is_furniture(tag: object, names: str, words: frozenset[str] = FURNITURE_NAMES) -> bool:
    """Say whether an element's tag, or a word of `words` in its class or id, sets it beside the article.

    Without words no name is believed.

    >>> is_furniture("div", "ad-1"), is_furniture("div", "ad-1", frozenset())
    (True, False)
    """
    if tag in FURNITURE_TAGS:
        return True
    return bool(words and names) and names_furniture(names, words) and not names_container(names)


def heads_other_articles(line: str) -> bool:
    """Say whether a line is the heading of a list of other articles or of the comments.

    >>> heads_other_articles("相关新闻："), heads_other_articles("相关部门表示，道路已恢复通行。")
    (True, False)
    """
    return len(line) <= 20 and bool(_RELATED.match(line))


def is_notice(line: str) -> bool:
    """Say whether a line speaks in the publisher's voice about rights, accounts or apps, and not of news.

    A long paragraph is never a notice: a story about copyright says these words too.

    >>> is_notice("未经授权，不得转载。"), is_notice("庭审中，双方就是否构成侵权展开辩论。")
    (True, False)
    """
    return len(line) <= 240 and bool(_NOTICE.search(line)) and not tells_news(line)


def speaks_for_site(text: str) -> bool:
    """Say whether a line is the publisher's notice, or a long statement of what the site answers for.

    >>> speaks_for_site("本网站所载内容仅供参考，不构成投资建议，本站不保证其准确性，投资者据此操作风险自担。")
    True
    """
    if is_notice(text):
        return True
    return (
        _SITE.search(text) is not None
        and len(set(_LIABILITY.findall(text))) >= FEWEST_TERMS
        and not tells_news(text)
    )
