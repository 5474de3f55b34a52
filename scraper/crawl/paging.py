"""From one listing page to the next, and why to stop."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from lxml.html import HtmlElement

from scraper.crawl.discovery import Link
from scraper.crawl.links import absolute, base_of
from scraper.crawl.pagers.addresses import leads_back, leads_on
from scraper.crawl.pagers.claims import shows_more
from scraper.crawl.pagers.controls import find_controls
from scraper.crawl.pagers.counted import read_count, scripts_of
from scraper.crawl.pagers.records import holds_back, next_records
from scraper.crawl.pagers.rows import find_choices, find_rows, next_in_row
from scraper.crawl.pagers.words import next_by_sign, next_by_word
from scraper.crawl.scope import Scope

_COUNTER = re.compile(r"([?&](?:pgnum|pagenum|pageno|pageindex|page)=)(\d{1,5})(?=&|$)", re.IGNORECASE)

ENDS = {
    "known": "no new article on it",
    "repeats": "two pages in a row show only articles of this run",
    "loop": "its next page was read before in this run",
    "last_page": "the last page",
    "since": "all of it is older than since=",
    "limit": "limit= is reached",
    "depth": "LISTING_DEPTH pages behind the first one: an endless calendar, or a long archive",
    "no_links": "no link on it: empty, or written by a script",
    "all_links_leave": "all its links leave the site",
    "no_article_links": "none of its links looks like an article: the selectors may have aged",
    "pager": "it shows a pager that could not be followed",
    "unreadable": "it cannot be read",
}
"""Why the paging of a listing ends."""

EXPECTED_ENDS = frozenset({"known", "last_page", "since", "limit"})
"""The ends of a healthy listing; the others are warnings."""

MOST_REPEATS = 2
"""Pages in a row with only this run's articles that are a loop; one may be a front page's overlap."""


def why_to_stop(
    links: Sequence[Link], fresh: Sequence[Link], scope: Scope, repeats: int, room: bool
) -> str | None:
    """Return the key of ENDS for a listing whose next page is not worth a request, else None.

    `links` are the listing's articles, `fresh` those never delivered, `repeats` the pages in a row that
    showed only articles of this run, `room` whether limit= leaves any.
    """
    if not links:
        return "no_links"
    if not fresh:
        return "known"
    if repeats >= MOST_REPEATS:
        return "repeats"
    if not room:
        return "limit"
    if all(scope.is_before(link.days) for link in links):
        return "since"
    return None


def next_number(url: str) -> str | None:
    """Return the address with the page number in its query one higher; None where it has none.

    >>> next_number("http://qc.wa.news.cn/nodeart/list?nid=1&pgnum=9&cnt=20")
    'http://qc.wa.news.cn/nodeart/list?nid=1&pgnum=10&cnt=20'
    """
    if not (count := _COUNTER.search(url)):
        return None
    return f"{url[: count.start()]}{count[1]}{int(count[2]) + 1}{url[count.end() :]}"


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
