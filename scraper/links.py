"""The links of a listing page."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_PLAIN = re.compile(r"https?://", re.IGNORECASE)


def find_links(root: HtmlElement, base: str, selector: str = "a") -> Iterator[str]:
    """Yield the http(s) targets of the links that `selector` finds, absolute, in page order, each once.

    `base` is the page's URL; a <base href> in the page takes precedence.
    """
    for element in root.iter("base"):
        if href := element.get("href"):
            base = urljoin(base, href.strip())
            break
    seen: set[str] = set()
    for element in CSSSelector(selector, translator="html")(root):
        href = element.get("href")
        if not href:
            continue
        try:
            url = urldefrag(urljoin(base, href.strip())).url
        except ValueError:  # an address such as http://[ is no link
            continue
        if _PLAIN.match(url) and url not in seen:
            seen.add(url)
            yield url
