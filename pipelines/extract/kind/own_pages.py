"""Names that sites and newspapers give to their own pages: the site, a page of an issue, 关于我们."""

import re

from pipelines.extract.tree.document import squeeze
from schemas import Draft

LONGEST_CHANNEL = 12
"""Characters of a channel's name; 城市管理行政执法公示 has ten."""

_PAGE_OF_PAPER = re.compile(
    r"^(?:20\d\d年\d{1,2}月\d{1,2}日[-—_]{0,2})?第?[0-9A-Z〇一二三四五六七八九十]{1,4}版"
)
_ABOUT = re.compile(
    r"^(?:.{0,10}(?:网|報|报|社|站|在线|平台|客户端|融媒))?(?:关于(?:我们|本[站网])|联系(?:我们|方式)|(?:版权|法律|免责|网站|隐私)(?:声明|聲明)|隐私(?:政策|条款|保护)|(?:用户|服务|使用)(?:协议|条款)"
    r"|加入我们|诚聘英才|广告(?:服务|刊例)|(?:投稿|留言|发帖)(?:须知|指南)|在线投稿|帮助中心|(?:网站|站点)(?:地图|导航)|友情链接"
    r"|(?:政府)?信息公开指南|關於我們|聯絡我們|隱私(?:政策|權政策))$"
)
"""What sites call their pages about themselves; the site's name may stand before it."""

_SITE_NAME = re.compile(
    r"^[^_|-]{1,20}(?:网|網|频道|頻道|在线|門戶|门户|网站|網站|首页|首頁|客户端|电视台|融媒体中心)$"
)


def names_page_of_paper(name: str) -> bool:
    """Say whether a headline is the name of a newspaper's page.

    >>> names_page_of_paper("第02版：综合"), names_page_of_paper("2026年版教材启用")
    (True, False)
    """
    return bool(_PAGE_OF_PAPER.match(name))


def names_site(name: str) -> bool:
    """Say whether a headline is worded like the name of a site and like nothing else."""
    return bool(_SITE_NAME.match(name))


def is_about_site(draft: Draft) -> bool:
    """Say whether an unsigned page is headed by what sites call their pages about themselves."""
    if draft.source or draft.author or draft.editor:
        return False
    doubted = (each.value for each in draft.doubted if each.field == "title")
    heads = [draft.title.value] if draft.title else doubted
    return any(len(head) <= 2 * LONGEST_CHANNEL and _ABOUT.match(squeeze(head)) for head in heads)
