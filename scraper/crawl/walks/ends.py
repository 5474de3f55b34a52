"""Why the paging of a listing ends, and what that says about what lies behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from scraper.crawl.discovery import Link
from scraper.crawl.scope import Scope
from scraper.storage.frontier import Reading

ENDS = {
    "known": "no new article on it, and what lies behind it was read before",
    "repeats": "two pages in a row show only articles of the pages before them",
    "loop": "its next page was read before in this run",
    "last_page": "the last page",
    "since": "all of it is older than since=",
    "limit": "limit= is reached",
    "depth": "LISTING_DEPTH pages behind the first one: the next run reads on from here",
    "pager": "it shows a pager that could not be followed",
    "no_links": "no link on it: empty, or written by a script",
    "all_links_leave": "all its links leave the site",
    "no_article_links": "none of its links looks like an article: the selectors may have aged",
    "empty_list": "it says that it has no entries",
    "search": "it answers a search, and no article of this site is among the results",
    "login": "it asks for a login",
    "not_there": "it says that there is no such page",
    "script_list": "only a script would fill it",
    "given_up": "its next page failed in run after run: what lies behind it is given up",
    "unreadable": "it cannot be read",
}
"""Why the paging of a listing ends."""

EXPECTED_ENDS = frozenset({"known", "last_page", "since", "limit"})
"""The ends of a healthy listing; the others are warnings."""

BARREN = frozenset(
    "no_links all_links_leave no_article_links empty_list search login not_there script_list".split()  # as words: shorter
)
"""The ends of a listing that shows no article; of one that the crawl was asked for that is a failure."""

UNEXPLAINED = frozenset({"all_links_leave", "no_article_links"})
"""Those of them whose links say why: which they are is told, in numbers, by the run's last line."""

READ_TO_ITS_END = frozenset(
    {"known", "repeats", "loop", "last_page", "since", "depth", "pager", "given_up"}
    | {
        "all_links_leave",
        "no_article_links",
        "empty_list",
        "not_there",
    }  # behind the first page; the first one was not read then
)
"""The ends after which nothing that could be read is left behind; after the others it is read through again."""

MOST_REPEATS = 2
"""Pages in a row with only known articles of their walk that are a loop; one may be a front page's overlap."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The way through one listing, from page to page."""

    listing: str  # the address of its first page
    through: bool = False  # known pages are no end: what lies behind was never read to its end
    pages: int = 0  # read before this one
    fresh: bool = False  # this page shows something that no earlier run knew
    repeats: int = 0  # pages in a row that showed nothing but what pages before them showed
    passed: bool = False  # something unknown was left out as older than since=
    ahead: bool = False  # something unknown was left out as newer than until=
    resumed: str = ""  # it began where LISTING_DEPTH ended an earlier one: the page that is kept for this
    counted: bool = False  # nothing named this page: its number is one higher, so the list may end before it


def why_to_stop(links: Sequence[Link], walk: Walk, scope: Scope, *, room: bool) -> str | None:
    """Return the key of ENDS for a listing whose next page is not worth a request, else None.

    `links` are the page's articles, `room` tells whether limit= leaves any.
    """
    if not links:
        return "no_links"
    if walk.repeats >= MOST_REPEATS:
        return "repeats"
    if all(scope.is_before(link.days) for link in links):
        return "since"
    if not walk.fresh and not walk.through:
        return "known"
    if not room:
        return "limit"
    return None


def read_until(walk: Walk, reason: str, url: str, scope: Scope, before: Reading) -> Reading:
    """Return how far the listing is read when the walk through it ends at `url`; `before` is how far it was."""
    barren = walk.pages == 0 and reason in BARREN
    closed = reason in READ_TO_ITS_END and not walk.ahead and not barren
    bounded = walk.passed or (walk.through and reason == "since")
    since = scope.since if bounded else None if walk.through else before.since
    rest = None if before.rest == walk.listing else before.rest  # the whole of it was the rest
    if reason == "depth" and (walk.fresh or rest is None):
        rest = url
    return Reading(closed, since, rest)


def is_rest_read(walk: Walk, reason: str) -> bool:
    """Tell whether the walk through the rest of a listing came to its end."""
    return reason in READ_TO_ITS_END - {"since", "depth"} and not (walk.passed or walk.ahead)
