"""From one listing page to the next, and why to stop."""

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.reading.document import text_of
from scraper.crawl.links import absolute, base_of

_SCRIPT = re.compile(
    r"createPageHTML\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([\w-]{1,40})[\"']\s*,\s*[\"'](\w{1,10})[\"']"
)
"""createPageHTML(total, current, "index", "html"), counting from 0: index.html, index_1.html ..."""

_NEXT = re.compile(
    r"^[\s\[【(（<>«»›‹→&]*(?:下\s?[一1]?\s?[页頁]|后一页|next(?:\s+page)?)[\s\]】)）>»›→&]*$", re.I
)
"""The whole text of a link to the next page."""

_LONGEST_LABEL = 16
"""Characters of such a link; a headline that begins with the same words is longer."""

_COUNTER = re.compile(r"([?&](?:pgnum|pagenum|pageno|pageindex|page)=)(\d{1,5})(?=&|$)", re.IGNORECASE)


def next_number(url: str) -> str | None:
    """Return the address with the page number in its query one higher; None where it has none.

    >>> next_number("http://qc.wa.news.cn/nodeart/list?nid=1&pgnum=9&cnt=20")
    'http://qc.wa.news.cn/nodeart/list?nid=1&pgnum=10&cnt=20'
    """
    if not (count := _COUNTER.search(url)):
        return None
    return f"{url[: count.start()]}{count[1]}{int(count[2]) + 1}{url[count.end() :]}"


def is_named(following: str, body: bytes, root: HtmlElement | None) -> bool:
    """Tell whether the page itself names the one at `following`: by its address, or in its pager script."""
    parts = urlsplit(following)
    name = parts.query or parts.path.rstrip("/").rpartition("/")[2]
    return name.encode() in body or (root is not None and scripted_next(root, following)[0])


def scripted_next(root: HtmlElement, url: str) -> tuple[bool, str | None]:
    """Return whether the page has a pager script, and the next page that it counts to, if there is one."""
    for script in root.iter("script"):
        if call := _SCRIPT.search(script.text or ""):
            following = int(call[2]) + 1
            if following >= int(call[1]):
                return True, None
            return True, urljoin(url, f"{call[3]}_{following}.{call[4]}")
    return False, None


def linked_next(root: HtmlElement, url: str) -> str | None:
    """Return the target of the link that is called 下一页, or is marked as the next page."""
    base = base_of(root, url)
    for link in root.iter("a"):
        marked = "next" in (link.get("rel") or "").lower().split()
        if (marked or _says_next(link)) and (target := absolute(base, link.get("href"))) and target != url:
            return target
    return None


def _says_next(link: HtmlElement) -> bool:
    text = text_of(link)
    return len(text) <= _LONGEST_LABEL and _NEXT.match(text) is not None
