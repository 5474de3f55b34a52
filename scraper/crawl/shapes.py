"""What an address and a link look like: an article, a list of articles, a headline."""

import re
from urllib.parse import urlsplit

from scraper.crawl.urls.attachments import is_attachment

FEWEST_HAN = 6
"""Chinese characters that make a link's text a headline; names of channels have two to five."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LISTING = re.compile(
    r"(?:^|/)(?:(?:index|default|list|lists|node|column|channel|more|col)(?:[_-]?[\w-]{1,32})?(?:\.\w{3,5})?)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"/(?:19|20)\d{2}[-/_]?(?:0[1-9]|1[0-2])(?:[-/_]?(?:0[1-9]|[12]\d|3[01]))?/")
_NUMBERED = re.compile(
    r"(?:(?:^|[/_-])(?:[a-z]{1,8}[_-]?)?\d{4,}|/[0-9a-f]{24,36}|/(?:WS)?[0-9a-f]{24}|show-\d+-\d+(?:-1)?)"
    r"(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
_QUERIED = re.compile(
    r"(?:^|&)(?:id|aid|p|nid|newsid|articleid|contentid|infoid|docid)=[\w-]{2,40}(?:&|$)", re.IGNORECASE
)


def is_headline(text: str) -> bool:
    """Tell whether a link's text reads as a headline and not as a channel's name.

    >>> is_headline("山阳县城关街道春耕忙"), is_headline("本地要闻")
    (True, False)
    """
    return len(_HAN.findall(text)) >= FEWEST_HAN


def has_han(text: str) -> bool:
    """Tell whether a Chinese character is in the text: a short headline has one, a number or a sign has none."""
    return _HAN.search(text) is not None


def looks_like_article(url: str) -> bool:
    """Tell by its form alone whether an address is an article's.

    >>> looks_like_article("https://www.example.gov.cn/xw/202306/t20230612_77.html")
    True
    >>> looks_like_article("https://www.example.gov.cn/xw/index_2.html")
    False
    """
    parts = urlsplit(url)
    if is_attachment(url) or (_LISTING.search(parts.path) and not parts.query):
        return False
    return bool(_DATED.search(parts.path) or _NUMBERED.search(parts.path) or _QUERIED.search(parts.query))


def looks_like_listing(url: str) -> bool:
    """Tell by its form alone whether an address is that of a list or of a channel.

    >>> looks_like_listing("https://www.example.gov.cn/xw/jrsy/"), looks_like_listing("https://a.cn/node_19.htm")
    (True, True)
    >>> looks_like_listing("https://www.example.gov.cn/xw/202306/t20230612_77.html")
    False
    """
    parts = urlsplit(url)
    return not parts.query and _LISTING.search(parts.path) is not None and not _DATED.search(parts.path)
