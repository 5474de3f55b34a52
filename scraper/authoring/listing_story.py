"""What a listing leads to and why: its groups with their verdicts, and each link that is left with the reason."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from schemas import Page
from scraper.crawl.choice import Site
from scraper.crawl.discovery import Listing, read_listing
from scraper.crawl.groups.shown import Group, read_shown
from scraper.crawl.lists.named_sources import named_sources
from scraper.crawl.paging import next_number
from scraper.crawl.spider import NewsSpider
from scraper.spiders.news import AnySpider

_SHOWN = 3  # headlines of a group that are printed to a terminal; --json has them all
_WIDTH = 40  # characters of a headline that are printed


class ListingRead(NamedTuple):
    """A page read as a listing, the spider that read it, and the groups that its links stand in."""

    page: Page
    spider: NewsSpider
    listing: Listing
    groups: tuple[Group, ...]


def read_as_listing(page: Page, site: Site | None) -> ListingRead:
    """Return the page as the spider of its site reads a listing.

    `site` is the described site whose declarations are used, None for the reading of any site. Raise Rejected for a
    page that is no listing of any kind.
    """
    spider = AnySpider("news", url=page.url) if site is None or site is AnySpider else site()
    listing = read_listing(page.body, page.content_type, page.url, spider.article_links)
    return ListingRead(page, spider, listing, _read_groups(spider, listing))


def tell_listing(page: Page, site: Site | None) -> dict[str, Any]:
    """Return what the page leads to, as plain data; raise Rejected as read_as_listing() does."""
    return tell_read(read_as_listing(page, site))


def tell_read(read: ListingRead) -> dict[str, Any]:
    """Return what a listing leads to, as plain data: articles, listings, next, left and groups."""
    page, spider, listing, groups = read
    links, doubts = spider.read_links(listing)
    articles = [link.url for link in links]
    listings = list(dict.fromkeys(spider.lists_shown(page.url, listing)))
    reasons = {
        one.url: one.why or f"doubtful: {', '.join(group.reasons)}"
        for group in groups
        for one in (*group.left, *group.headlines)
    }
    taken = {*articles, *listings}
    others = dict.fromkeys([*(link.url for link in listing.links), *reasons])
    return {
        "url": page.url,
        "site": spider.name,
        "articles": articles,
        "listings": listings,
        "next": _next_page(spider, listing, page.url),
        "left": [
            {"url": url, "why": reasons.get(url, "not declared as an article")}
            for url in others
            if url not in taken and spider.rewrite(url) not in taken
        ],
        "doubtful": {doubt.form: [link.url for link in doubt.links] for doubt in doubts},
        "groups": [_as_data(group) for group in groups],
        "instead": _name_instead(listing, page.url) if not articles else [],
    }


def _read_groups(spider: NewsSpider, listing: Listing) -> tuple[Group, ...]:
    if listing.root is None:
        return ()
    if isinstance(spider, AnySpider):
        return spider.shown_on(listing.root).groups
    return read_shown(listing.root, listing.root.base_url or "").groups


def _name_instead(listing: Listing, url: str) -> list[dict[str, str]]:
    """Return what a page without articles names for more: a crawl asks for these in its place."""
    named = named_sources(listing.root, url) if listing.root is not None else ()
    return [{"kind": source.kind, "url": source.url} for source in named]


def _next_page(spider: NewsSpider, listing: Listing, url: str) -> str | None:
    following = spider.find_next_page(listing.root, url) if listing.root is not None else None
    if following is None and listing.counted:
        following = next_number(url)
    return following if following and spider.is_at_home(following) else None


def _as_data(group: Group) -> dict[str, Any]:
    return {
        "verdict": group.verdict.value,
        "points": group.points,
        "reasons": [reason.value for reason in group.reasons],
        "links": [{"url": one.url, "name": one.name, "form": one.form} for one in group.headlines],
        "left": [{"url": one.url, "name": one.name, "why": one.why} for one in group.left],
    }


def describe_listing(story: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines that tell the story in a terminal."""
    left = len(story["left"])
    yield f"{story['url']}  (site {story['site']})"
    yield f"{len(story['articles'])} articles, {len(story['listings'])} further listings, {left} links left"
    yield f"next      {story['next'] or '-'}"
    for url in story["listings"]:
        yield f"listing   {url}"
    for source in story["instead"]:
        yield f"instead   {source['kind']} {source['url']}"
    for group in story["groups"]:
        many = len(group["links"]) + len(group["left"])
        yield f"{group['verdict']:<9} {many} links, {group['points']} points: {', '.join(group['reasons'])}"
        for one in group["links"][:_SHOWN]:
            yield f"            {one['name'][:_WIDTH]}  {one['url']}"
        for one in group["left"][:_SHOWN]:
            yield f"          - {one['name'][:_WIDTH]}  {one['url']}  [{one['why']}]"
    for form, urls in story["doubtful"].items():
        yield f"to try    {form}  {len(urls)} links, such as {urls[0]}"
