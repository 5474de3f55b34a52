"""Which words of a page name its site or one of its channels: by their form, and by what the page says of them."""

import re
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.reading.surface import Surface
from pipelines.extract.title.plain_words import plain

LONGEST_NAME = 14
"""Characters of a site's name: 内蒙古自治区人民政府门户网站 has as many."""
LONGEST_CHANNEL = 8
"""Characters of a channel's name in a menu."""
_MOST_IN_LINK = 40
"""Characters of a link that may be a name, with the blanks of its source."""
_SHORTEST_NAME = 3
_MOST_SITES_FORM = 16
"""Characters up to which the form alone tells a site; a headline that ends in 网 is longer."""

_SITE = re.compile(
    r"(?:网|網|网站|網站|在线|門戶|门户|频道|頻道|首页|首頁|日报|日報|晚报|晚報|晨报|早报|商报|都市报|时报|時報"
    r"|(?:数字|电子)报刊?|电子版|报社|客户端|电视台|电台|广播|融媒体?|融媒体中心|新闻中心|人民政府|\.(?:com|cn|net))"
    r"(?:[（(].{0,14}[）)])?\Z",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\d[家个起件名条处座项]")
"""A headline counts what it tells of, a name does not."""
_SHORT_SITE = re.compile(r"(?:新闻|新聞|政府|中心|周刊|发布|订阅|财经|音乐|博客|资讯|[^\W_]{2}报)\Z")
"""How a site's or a channel's name may end, and a headline as well: only a short text is one by this form."""
_LONGEST_SHORT = 6
_CHANNEL = re.compile(
    r"(?:频道|頻道|新闻|新聞|资讯|要闻|动态|栏目|专题|专栏|首页|公告栏|快讯|正文|内容页?|详情页?|新闻中心|文章)\Z"
)
_OWNER = re.compile("版[权權]|C(?i:opyright)|c(?i:opyright)|©|主[办管]|承办")
"""Words of the line at a page's foot that names whose page it is."""
_SOURCE = re.compile(r"(?:来源|來源|出处|稿源)[:：]\s?([^\s|/：:]{2,20})")
_LISTING = re.compile(
    r"(?:index|default|list|node|column|channel|col|more|home|main|forum|board)[\w-]{0,12}(?:\.\w{2,5})?"
)


def looks_like_site(text: str) -> bool:
    """Say whether a text is worded like the name of a site, a newspaper or a government and like little else.

    >>> looks_like_site("山阳新闻网"), looks_like_site("山阳日报数字报"), looks_like_site("柳湾镇建成便民服务中心")
    (True, True, False)
    >>> looks_like_site("山阳网信办关停12家违规网站")
    False
    """
    words = text.strip()
    if len(words) <= _LONGEST_SHORT and _SHORT_SITE.search(words):
        return True
    return len(words) <= _MOST_SITES_FORM and bool(_SITE.search(words)) and not _COUNTS.search(words)


def looks_like_channel(text: str) -> bool:
    """Say whether a text is worded like the name of a channel.

    >>> looks_like_channel("地方新闻"), looks_like_channel("柳湾镇今天发布旅游新闻")
    (True, False)
    """
    return len(text) <= LONGEST_CHANNEL and bool(_CHANNEL.search(text))


class SiteNames:
    """The names that one page gives its site and its channels; read from it when first asked for."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface

    @cached_property
    def _said(self) -> frozenset[str]:
        """What the page calls itself: to machines, in the picture of its logo, as a source, over a link home."""
        said = {plain(fact.value) for fact in self.surface.facts if fact.kind == "site"}
        for row in self.surface.rows:
            if row.linked < len(row.spaced) and (source := _SOURCE.search(row.spaced)):
                said.add(plain(source[1]))
        return frozenset(name for name in said if name)

    @cached_property
    def _owners(self) -> tuple[str, ...]:
        """The lines that say whose page it is."""
        rows = self.surface.rows
        return tuple(plain(row.spaced) for row in rows if len(row.spaced) < 200 and _OWNER.search(row.spaced))

    @cached_property
    def _links(self) -> dict[str, list[HtmlElement]]:
        """The page's links with few words, by these words."""
        links: dict[str, list[HtmlElement]] = {}
        for link in self.surface.root.iter("a"):
            if name := _words_of(link):
                links.setdefault(name, []).append(link)
        return links

    @cached_property
    def _homes(self) -> frozenset[str]:
        """The words of the page's links that lead home; the few of them are read without the others."""
        return frozenset(
            name
            for link in self.surface.root.iter("a")
            if (href := link.get("href")) and _MAY_LEAD_HOME.match(href) and _leads(href.strip()) == "home"
            if (name := _words_of(link))
        )

    def _leads(self, name: str, *where: str) -> bool:
        """Say whether a link with these words leads `home` or to a `list`, and not to this page itself."""
        hrefs = (link.get("href") for link in self._links.get(name, ()))
        return any(
            _leads(href.strip()) in where and not self._leads_here(href.strip()) for href in hrefs if href
        )

    def _leads_here(self, href: str) -> bool:
        """Say whether an address is the page's own: a list beside an article shows this one too."""
        own = self.surface.root.base_url or ""
        try:
            return bool(own) and urldefrag(urljoin(own, href)).url == urldefrag(own).url
        except ValueError:  # an address such as http://[ is none
            return False

    def is_site(self, text: str) -> bool:
        """Say whether a text is the site's name: by its form, or because the page calls itself so."""
        name = plain(text)
        return looks_like_site(text) or self.calls_itself(name)

    def calls_itself(self, name: str) -> bool:
        """Say whether the page gives itself this name, which has no signs."""
        if not _SHORTEST_NAME <= len(name) <= LONGEST_NAME:
            return False
        # The links come last: to read them is the dearest.
        return name in self._said or any(name in owner for owner in self._owners) or name in self._homes

    def is_channel(self, text: str) -> bool:
        """Say whether a text is the name of a channel: a link of the page that leads to a list is so called."""
        name = plain(text)
        return 0 < len(name) <= LONGEST_CHANNEL and self._leads(name, "home", "list")


def _words_of(link: HtmlElement) -> str:
    """Return the few words of a link, or those of its picture, without signs; empty where there are none or many."""
    words = link.text if not len(link) else "".join(link.itertext())
    if words is None or words.isspace() or not words:
        words = next((alt for image in link.iter("img") if (alt := image.get("alt"))), "")
    return plain(words) if 0 < len(words) < _MOST_IN_LINK else ""


_MAY_LEAD_HOME = re.compile(r"^\s*+(?:[a-zA-Z]{1,8}:)?(?://[^/?#]*+)?[\s./]*+(?:[#;?]|$)")
"""An address without a path: most have one, and are not looked at any further."""


def _leads(href: str) -> str:
    """Return whether an address leads `home`, to a `list` or, empty, elsewhere."""
    if href.startswith(("#", "javascript")):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:  # an address such as http://[ is none
        return ""
    if parts.scheme not in ("", "http", "https"):
        return ""
    last = parts.path.rstrip("/").rpartition("/")[2]
    if not parts.path.strip("./") and not parts.query:
        return "home"
    if parts.path.endswith("/") and not any(map(str.isdecimal, last)):
        return "list"
    return "list" if _LISTING.fullmatch(last) else ""
