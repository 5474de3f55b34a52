"""A listing that is built otherwise shows the same articles: what a site looks like must not decide what is read."""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from scraper.crawl.discovery import read_listing
from scraper.spiders.news import AnySpider
from tests.crawl.strangers.plans import plan_sites
from tests.crawl.strangers.rebuilt import CHANGES, Change, advertise_at_home, advertise_elsewhere, rebuild
from tests.crawl.strangers.serving import show_listing

SAVED = sorted((Path(__file__).parents[2] / "sites").glob("*/listing.json"))
NOT_IN_ELEMENTS = ("var_list", "next_data", "records", "onclick", "window_open")
"""Markups whose rows hold no links: there is nothing to wrap or to move."""

FEW = slice(2, None, 11)
"""Those of the fast suite: 10 of the pages, 20 ms a reading."""

LEAST_SAME = {advertise_at_home: 0.7, advertise_elsewhere: 0.95}
"""Share of the articles that the page and the rebuilt one agree on, where it is not yet .99."""


class Shown(NamedTuple):
    """A listing page and the articles that its makers put there."""

    name: str
    source: str
    url: str
    articles: Collection[str]


def saved_pages() -> Iterator[Shown]:
    for path in SAVED:
        facts = json.loads(path.read_text(encoding="utf-8"))
        body = path.with_suffix(".html").read_bytes()
        charset = "gb18030" if b"charset=gb" in body[:2000].lower().replace(b'"', b"") else "utf-8"
        yield Shown(
            path.parent.name, body.decode(charset, "replace"), facts["url"], frozenset(facts["links"])
        )


def own_pages() -> Iterator[Shown]:
    for plan in plan_sites():
        if plan.markup not in NOT_IN_ELEMENTS:
            shown = show_listing(plan, "http://xw.shanyang.example")
            yield Shown(plan.name, shown.source, shown.url, shown.all_articles)


@cache
def all_pages() -> tuple[Shown, ...]:
    return (*saved_pages(), *own_pages())


@cache  # each page is read once as it is, for all changes
def articles_of(source: str, url: str) -> frozenset[str]:
    spider = AnySpider("news", url=url)
    listing = read_listing(source.encode(), "text/html; charset=utf-8", url, spider.article_links)
    return frozenset(link.url for link in spider.articles_of(listing))


def compare(pages: Sequence[Shown], change: Change) -> tuple[int, int, str]:
    """Return how many articles the pages and the rebuilt ones have in common, how many in all, and where they differ."""
    same = of = 0
    differing = []
    for page in pages:
        before = articles_of(page.source, page.url)
        after = articles_of(rebuild(page.source, page.url, page.articles, change), page.url)
        same += len(before & after)
        of += len(before | after)
        if before != after:
            differing.append(
                f"{page.name}: lost {sorted(before - after)[:3]}, new {sorted(after - before)[:3]}"
            )
    return same, of, "\n".join(differing)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_listing_built_otherwise_shows_the_same_articles(change: Change) -> None:
    same, of, differing = compare(all_pages()[FEW], change)
    assert same >= LEAST_SAME.get(change, 1) * of > 0, differing


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_all_listings_built_otherwise_show_the_same_articles(change: Change) -> None:
    same, of, differing = compare(all_pages(), change)
    assert same >= LEAST_SAME.get(change, 0.99) * of > 0, differing
