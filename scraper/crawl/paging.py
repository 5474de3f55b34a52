"""From one listing page to the next, and why to stop."""

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from scraper.crawl.links import absolute, base_of
from scraper.crawl.pagers.addresses import leads_back, leads_on
from scraper.crawl.pagers.claims import shows_more
from scraper.crawl.pagers.controls import find_controls
from scraper.crawl.pagers.counted import read_count, scripts_of
from scraper.crawl.pagers.datastore import holds_back, next_records
from scraper.crawl.pagers.rows import find_choices, find_rows, next_in_row
from scraper.crawl.pagers.words import next_by_sign, next_by_word

_COUNTER = re.compile(r"([?&](?:pgnum|pagenum|pageno|pageindex|page)=)(\d{1,5})(?=&|$)", re.IGNORECASE)


def next_number(url: str) -> str | None:
    """Return the address with the page number in its query one higher; None where it has none.

    >>> next_number("http://qc.wa.news.cn/nodeart/list?nid=1&pgnum=9&cnt=20")
    'http://qc.wa.news.cn/nodeart/list?nid=1&pgnum=10&cnt=20'
    """
    if not (count := _COUNTER.search(url)):
        return None
    return f"{url[: count.start()]}{count[1]}{int(count[2]) + 1}{url[count.end() :]}"


def is_named(following: str, body: bytes, root: HtmlElement, url: str) -> bool:
    """Tell whether the page at `url` itself names the one at `following`: by its address, or in its pager."""
    parts = urlsplit(following)
    name = parts.query or parts.path.rstrip("/").rpartition("/")[2]
    return name.encode() in body or scripted_next(root, url)[0] or linked_next(root, url) == following


def scripted_next(root: HtmlElement, url: str) -> tuple[bool, str | None]:
    """Return whether the page has a pager script, and the next page that it counts to, if there is one."""
    count = read_count(scripts_of(root))
    if count is None or (count.goes_on and count.following is None):
        return False, None
    return True, urljoin(url, count.following) if count.following else None


def linked_next(root: HtmlElement, url: str) -> str | None:
    """Return the target of what turns the page: 下一页 in whatever form, the next number, or a sign; else None."""
    base = base_of(root, url)
    controls = find_controls(root, base)
    rows = (next_in_row(row, url) for row in find_rows(controls, url))
    choices = find_choices(root, base, url)
    return (
        next_by_word(controls, url)
        or next_records(root, url, scripts_of(root))
        or _declared_next(root, base, url)
        or next(filter(None, rows), None)
        or next(filter(None, choices), None)
        or next_by_sign(controls, url)
    )


def _declared_next(root: HtmlElement, base: str, url: str) -> str | None:
    """Return the target of <link rel="next">, wherever it stands in the page."""
    for link in root.iter("link"):
        marked = "next" in (link.get("rel") or "").lower().split()
        target = absolute(base, link.get("href")) if marked else None
        if target and leads_on(target, url) and not leads_back(target, url):
            return target
    return None


def shows_pager(root: HtmlElement, url: str) -> bool:
    """Tell whether the page shows a pager with pages behind this one: 共20页, 加载更多, a 下一页 without an address.

    It is asked where no next page was found: then the paging ends at a pager that could not be followed.
    """
    if count := read_count(scripts_of(root)):
        return count.goes_on
    if holds_back(root, url, scripts_of(root)):
        return True
    base = base_of(root, url)
    return shows_more(root, find_controls(root, base), base, url)
