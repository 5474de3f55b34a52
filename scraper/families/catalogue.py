"""The families by name, and whose form an article's address has."""

import re
from collections import Counter
from collections.abc import Iterable
from importlib import import_module

from scraper.crawl.spider import NewsSpider

FAMILIES = (
    "scraper.families.trs:TrsSpider",
    "scraper.families.pcs:PcsSpider",
    "scraper.families.xinhua:XinhuaSpider",
    "scraper.families.enorth:EnorthSpider",
    "scraper.families.chinanews:ChinanewsSpider",
    "scraper.families.founder:FounderSpider",
    "scraper.families.chinadaily:ChinadailySpider",
    "scraper.families.local:PhpcmsSpider",
    "scraper.families.local:DedecmsSpider",
    "scraper.families.local:WordpressSpider",
)
"""The families, the more particular forms first."""


def count_forms(urls: Iterable[str]) -> Counter[str]:
    """Return how many of the article addresses have the form of each family that one of them has."""
    return Counter(one for url in urls for one in FAMILIES if re.search(load_family(one).article_url, url))


def family_name(family: str) -> str:
    """Return the short name of one of FAMILIES: trs, pcs, ..."""
    return family.rpartition(":")[2].removesuffix("Spider").lower()


def load_family(name: str) -> type[NewsSpider]:
    """Return the class that a name of FAMILIES stands for."""
    module, _, kind = name.partition(":")
    family: type[NewsSpider] = getattr(import_module(module), kind)
    return family
