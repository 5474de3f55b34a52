"""The links of a listing page."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from scraper.crawl.urls.attachments import is_attachment
from scraper.crawl.urls.domains import host_of

_PLAIN = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_UNSEEN = str.maketrans("", "", "\t\r\n")  # browsers drop them inside an address too
_BEFORE_QUERY = re.compile(r"^[^?#]*+")
_TOO_MANY = re.compile(r"^(https?:)?/{3,}", re.IGNORECASE)


def find_links(root: HtmlElement, base: str, selector: str = "a") -> Iterator[str]:
    """Yield the http(s) targets of the links that `selector` finds, absolute, in page order, each once.

    `base` is the page's URL; a <base href> in the page takes precedence.
    """
    base = base_of(root, base)
    seen: set[str] = set()
    for element in CSSSelector(selector, translator="html")(root):
        url = absolute(base, element.get("href"))
        if url and url not in seen:
            seen.add(url)
            yield url


def base_of(root: HtmlElement, url: str) -> str:
    """Return what the page's relative addresses stand on: its <base href>, else its own URL."""
    for element in root.iter("base"):
        if href := element.get("href"):
            return absolute(url, href) or url
    return url


def frames_of(root: HtmlElement, url: str) -> Iterator[str]:
    """Yield the addresses of the pages that the page shows in frames, each once."""
    base = base_of(root, url)
    found = (
        absolute(base, frame.get("src") or frame.get("data-src")) for frame in root.iter("iframe", "frame")
    )
    yield from dict.fromkeys(url for url in found if url and not is_attachment(url))


def absolute(base: str, href: str | None) -> str | None:
    r"""Return the absolute http(s) address without its fragment; None where `href` is no such address.

    >>> absolute("http://a.cn/xw/", " ./202306/t1.html#top "), absolute("http://a.cn/", "javascript:void(0)")
    ('http://a.cn/xw/202306/t1.html', None)
    >>> absolute("http://a.cn/xw/", "\\xw\\7.html"), absolute("http://a.cn/", "http:\\\\b.cn\\7.html")
    ('http://a.cn/xw/7.html', 'http://b.cn/7.html')
    """
    if not href:
        return None
    try:
        url = urldefrag(urljoin(base, _as_browsers_read(href))).url
    except ValueError:  # an address such as http://[ is no link
        return None
    return url if _PLAIN.match(url) else None


def _as_browsers_read(href: str) -> str:
    r"""Return the address with / for \ before its query, without line breaks and slashes too many (URL Standard)."""
    href = href.strip().translate(_UNSEEN)
    if "\\" in href:
        href = _BEFORE_QUERY.sub(lambda place: place[0].replace("\\", "/"), href)
    return _TOO_MANY.sub(r"\1//", href)


def hosts(urls: Iterable[str]) -> list[str]:
    """Return the hosts of `urls`."""
    return [host for url in urls if (host := host_of(url))]


def in_domains(url: str, domains: Iterable[str]) -> bool:
    """Tell whether a URL's host is one of `domains` or below one.

    >>> in_domains("http://m1.tibet.cn/cn/", ["tibet.cn"]), in_domains("http://nottibet.cn/", ["tibet.cn"])
    (True, False)
    """
    host = host_of(url)
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
