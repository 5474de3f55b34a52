"""What one page of a listing leads to, without its tree: a page may wait until its doubts are settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scraper.crawl.discovery import Link
from scraper.crawl.lists.address_patterns import Pattern
from scraper.crawl.lists.named_sources import Source


class Doubt(NamedTuple):
    """Links with addresses of one form that may be articles: the first of them tell."""

    form: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a listing goes on behind a page."""

    following: str | None = None  # the page after it
    counted: bool = False  # nothing named that page: its number is one higher
    waits: bool = False  # a pager that could not be followed
    counter: str = ""  # a script that counts the pages


@dataclass(frozen=True, slots=True)
class ListPage:
    """What a page of a listing shows."""

    url: str
    links: tuple[Link, ...]  # articles
    doubts: tuple[Doubt, ...] = ()
    sources: tuple[str, ...] = ()  # further listings
    turn: Turn = Turn()
    barren: str = ""  # which of the ends it is, where it shows no article
    depth: int = 0  # steps from the address that the crawl began with
    named: tuple[Source, ...] = ()  # and what it names instead
    patterns: Mapping[str, Pattern] = field(default_factory=dict)  # how it makes addresses of records
