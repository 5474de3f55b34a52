"""From one listing page to the next, and why to stop."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.extract.reading.document import text_of
from scraper.crawl.discovery import Link
from scraper.crawl.links import absolute, base_of
from scraper.crawl.scope import Scope

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
