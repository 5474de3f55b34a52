"""Choose a site's spider: by its name, or by the URL of an article."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from schemas import Page, Rules
from scraper.crawl.spider import NewsSpider

Site = type[NewsSpider]
Choose = Callable[[str], Site | None]
"""Tells the site that an article at an address belongs to, None where nobody described it."""


class UnknownSpider(LookupError):
    """No spider has this name."""


def load_spider(settings: BaseSettings, name: str) -> type[Spider]:
    """Return the spider called `name`; raise UnknownSpider, with near names, where there is none."""
    loader = get_spider_loader(settings)
    names = sorted(loader.list())
    if name not in names:
        near = get_close_matches(name, names) or names
        raise UnknownSpider(f"no spider is called {name!r} (there are: {', '.join(near)})")
    return loader.load(name)


def load_sites(settings: BaseSettings, name: str | None = None) -> tuple[Site, ...]:
    """Return all news sites, or the one called `name`; raise UnknownSpider where it is none."""
    if name is None:
        loader = get_spider_loader(settings)
        spiders = [loader.load(each) for each in sorted(loader.list())]
    else:
        spiders = [load_spider(settings, name)]
    sites = tuple(spider for spider in spiders if issubclass(spider, NewsSpider))
    if name is not None and not sites:
        raise UnknownSpider(f"the spider {name!r} is no news site: it has no rules")
    return sites


def find_site(sites: Sequence[Site], url: str) -> Site | None:
    """Return the site that an article at `url` belongs to, or None: the general reader takes it then."""
    return next((site for site in sites if site.owns(url)), None)


def keep_to(site: Site, _url: str) -> Site:
    """Return the site that somebody named for every page."""
    return site


def claim(page: Page, site: Site | None) -> tuple[Page, Rules]:
    """Return the page, with what is known of its site written into it, and the site's rules."""
    if site is None:
        return page, Rules()
    known = {"site": site.name, "site_name": site.site_name, "region": site.region_of(page.url)}
    return page.model_copy(update=known), site.rules
