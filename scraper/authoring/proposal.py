"""What is proposed for a site: its declarations, the articles that were read, the reasons and the doubts."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from schemas import Article, Page, Rejection


@dataclass
class Reading:
    """One article: its page, its tree, and what the general reader reads from it."""

    page: Page
    root: HtmlElement
    article: Article


@dataclass
class Suggestion:
    """The declarations proposed for a site, the reasons, and the doubts."""

    family: str = ""  # a name of FAMILIES; empty: none
    reasons: list[str] = field(default_factory=list)
    site_name: str = ""
    hosts: tuple[str, ...] = ()
    start_urls: tuple[str, ...] = ()
    article_links: str = "a"
    article_url: str = ""  # empty: the family's
    rules: dict[str, str] = field(default_factory=dict)
    readings: list[tuple[str, Article | Rejection]] = field(default_factory=list)  # with the proposed rules
    unsure: list[str] = field(default_factory=list)
