"""A page that was looked at, as a listing: the articles that its groups of links show, and what else is linked."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines import clean
from pipelines.address_form import form_of
from pipelines.canonical import untracked
from schemas import Article, Page, Rejected
from scraper.crawl.discovery import read_listing
from scraper.crawl.groups.shown import nothing_known, read_shown
from scraper.crawl.lists.page_data import read_data_lists

Believes = Callable[[str], bool | None]


class ListingPage(NamedTuple):
    """What a page shows as a listing; `root` is None for a feed, a sitemap or a list as JSON."""

    page: Page
    root: HtmlElement | None
    articles: tuple[str, ...]  # as they are linked
    others: tuple[str, ...]  # links that are no articles
    told: tuple[str, ...] = ()  # articles that stand in data of the page: no selector finds them
    sure: bool = True  # False: no article of such an address was read yet


def is_article(page: Page) -> bool:
    """Tell whether the page is an article that can be read."""
    return isinstance(clean(page), Article)


def show_listing(page: Page, believes: Believes = nothing_known) -> ListingPage:
    """Return what the page shows; its doubtful links stand for its articles where it shows no others."""
    try:
        listing = read_listing(page.body, page.content_type, page.url)
    except Rejected:
        return ListingPage(page, None, (), ())
    if listing.root is None or listing.counted:
        return ListingPage(page, None, tuple(link.url for link in listing.told or listing.links), ())
    shown = read_shown(listing.root, page.url, believes)
    articles = [one.url for one in shown.articles()]
    doubts = shown.doubts()
    sure = bool(articles) or not doubts
    if not sure:
        articles = [one.url for one in doubts[0][1]]
    left = [one.url for group in shown.groups for one in (*group.headlines, *group.left)]
    articles = articles or [url for url in dict.fromkeys(left) if believes(form_of(url))]
    maybe = {*articles, *(one.url for _, found in doubts for one in found)}
    others = tuple(url for url in dict.fromkeys(left) if url not in maybe)
    told = tuple(link.url for link in read_data_lists(listing.root, page.url) if link.url not in maybe)
    return ListingPage(page, listing.root, tuple(articles), others, told, sure)


def first_to_try(page: Page, many: int) -> list[str]:
    """Return the addresses of the first articles that the page shows, or of links that may be some."""
    listing = show_listing(page)
    return [*(listing.articles if listing.sure else ()), *listing.told, *listing.articles][:many]


def believe(articles: Iterable[str], refused: Iterable[str]) -> Believes:
    """Return what the pages that were read tell of a form of address: articles, none, or nothing."""
    known = dict.fromkeys(map(form_of, refused), False) | dict.fromkeys(map(form_of, articles), True)
    return known.get


def addresses(links: Iterable[str]) -> list[str]:
    """Return the links as the crawl asks for them, without tracking keys, each once."""
    return list(dict.fromkeys(map(untracked, links)))
