"""The parts of an article from what was saved, in the order in which a crawl would ask for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from schemas import Page
from scraper.crawl.part_links import MOST_PARTS, WHOLE, find_next_part, part_number
from scraper.crawl.shapes import looks_like_article, looks_like_listing
from scraper.saved.stock import Stock
from scraper.storage.ledger import key
from scraper.storage.pages import is_address

MOST_LINKS = 1000
"""Links of a page among which its article's first page is looked for; the pager stands below some hundred."""

_LINK = re.compile(rb"""href\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,300})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article with the parts that are there, and why the next one is not."""

    page: Page
    parts: tuple[str, ...] = ()  # their addresses
    missing: str = ""  # the address of the first part that is not there
    why: str = ""


def gather(page: Page, stock: Stock) -> Gathered:
    """Return the page with its further parts from the stock, up to the first that is not there."""
    url, body = page.url, page.body
    bodies: list[bytes] = []
    parts: list[str] = []
    missing = why = ""
    while (following := find_next_part(body, url, page.url)) and len(bodies) < MOST_PARTS:
        part = _read(following, stock)
        if part is None:
            missing, why = following, stock.lost.get(key(following), "it is not among what was saved")
            break
        if not part_number(part.url, page.url):
            missing, why = following, f"leads away, to {part.url}"
            break
        bodies.append(part.body)
        parts.append(part.url)
        url, body = part.url, part.body
    whole = page.model_copy(update={"parts": tuple(bodies)}) if bodies else page
    return Gathered(whole, tuple(parts), missing, why)


def _read(url: str, stock: Stock) -> Page | None:
    copy = stock.find(url) if is_address(url) else None
    return stock.read(copy) if copy else None


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
