"""From a further part of an article back to the article: which of its links may be the first page."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from schemas import Page
from scraper.crawl.parts.part_links import WHOLE, part_number
from scraper.crawl.shapes import looks_like_article, looks_like_listing

MOST_LINKS = 1000
"""Links of a page among which its article's first page is looked for; the pager stands below some hundred."""

_LINK = re.compile(rb"""href\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,300})""", re.IGNORECASE)


def find_first_parts(page: Page) -> Iterator[str]:
    """Yield the addresses among the page's links of which its own is that of a further part."""
    for match in islice(_LINK.finditer(page.body), MOST_LINKS):
        href = match[1].decode("latin-1")
        if not _may_lead_to_first(href, page.url):
            continue
        try:
            target = str(urljoin(page.url, href).partition("#")[0])
            number = part_number(page.url, target)
        except ValueError:  # an address such as http://[ is no link
            continue
        if number:
            yield target


def may_be_article(url: str) -> bool:
    """Tell whether an address may be an article's: a number behind that of a channel makes no part.

    >>> may_be_article("http://a.cn/xw/77.shtml"), may_be_article("http://a.cn/show.php?id=7")
    (True, True)
    >>> may_be_article("http://a.cn/xw"), may_be_article("http://a.cn/2023/06/12/")
    (False, False)
    """
    parts = urlsplit(url)
    name = parts.query or parts.path.rpartition("/")[2]
    numbered = any(letter.isdecimal() for letter in name)
    return looks_like_article(url) or (numbered and not looks_like_listing(url))


def _may_lead_to_first(href: str, url: str) -> bool:
    """Tell whether half of the last name in a link stands in the page's address: all other links cost nothing."""
    name = href.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
    return name[: len(name) // 2] in url


def is_whole_text(page: Page, first: str) -> bool:
    """Tell whether a further part shows all of its article."""
    return part_number(page.url, first) == WHOLE


def is_local(url: str) -> bool:
    """Tell whether an address is that of a file: what is not beside it may never have been saved."""
    return urlsplit(url).scheme == "file"
