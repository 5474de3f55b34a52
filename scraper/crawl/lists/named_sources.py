"""What a page names for more: lists that its scripts ask for, feeds, sitemaps."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from scraper.crawl.links import absolute, base_of
from scraper.crawl.lists.asked_addresses import find_asked
from scraper.crawl.shapes import looks_like_article
from scraper.crawl.urls.domains import site_of

Kind = Literal["json", "fragment", "feed", "sitemap"]

KINDS: tuple[Kind, ...] = ("json", "fragment", "feed", "sitemap")
"""In the order in which they are asked for: the page's own list, then the newest of the site, then all of it."""

_FEED_TYPE = re.compile(r"^\s*+application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)", re.IGNORECASE)
_FEED = re.compile(
    r"(?:^|/)(?:rss|feed|atom)[\d.]{0,3}(?:[_-]\w{1,20})?(?:\.(?:xml|rdf|php|aspx?|jsp))?/?$|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_COMMENT_FEED = re.compile(r"(?:^|/)comments?/", re.IGNORECASE)
_SITEMAP = re.compile(r"(?:^|/)(?:news[_-]?)?sitemap[\w-]{0,40}\.xml(?:\.gz)?$", re.IGNORECASE)
_ANSWERS = re.compile(
    r"(?:^|/)[^/.]{1,200}(?:\.(json|jsonp|jsp|php|do|action|ashx|aspx?|s?html?|cgi))?/?$", re.IGNORECASE
)
_MARKUP = re.compile(r"\.s?html?$", re.IGNORECASE)
_HELD = re.compile(
    r"^(?:data-(?:[a-z]{1,12}-)?(?:url|api|source|ajax|json|load|remote|list|path)|hx-get|ng-include|w3-include-html)$"
)
_AS_ADDRESS = re.compile(r"^(?=[^\s]{0,300}[/.])[!-~]{2,300}$")
_BOXES = ("div", "ul", "ol", "section", "article", "main", "table", "tbody", "dl", "aside", "span")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_OF_LISTS = frozenset(
    "list lists news article articles page pages data info infos content contents doc docs item items more query"
    " records cid catid columnid channelid nodeid pageindex pagesize json xw latest column node".split()
)
"""Words in the address of a list; each is a point, and none is needed."""

_OF_OTHERS = frozenset(
    "login logout signin user users member count counter counts hits hit click clicks stat stats statistics log track"
    " visit pv uv search so config configs configuration conf setting settings lang i18n locale captcha verify code"
    " comment comments reply vote weather tianqi upload ad ads adv banner menu nav category categories cate share token"
    " auth wx wechat weixin jssdk manifest message feedback survey friendlink copyright footer header related tags tag"
    " package version map geo city area detail details".split()
)
"""Words in the address of anything else that scripts ask for: what is counted, sought, configured, said by readers."""


_OF_SEARCHES = frozenset({"q", "keyword", "keywords", "search", "wd"})


class Source(NamedTuple):
    """An address that a page names and that may lead to more articles than the page shows."""

    kind: Kind
    url: str


def named_sources(root: HtmlElement, url: str) -> tuple[Source, ...]:
    """Return what the page names for more on its own site, the likeliest first: its list, feeds, sitemaps."""
    base = base_of(root, url)
    found = dict.fromkeys([*_lists(root, base, url), *_feeds(root, base), *_sitemaps(root, base)])
    seen: set[str] = {url}
    sources: list[Source] = []
    for source in sorted(found, key=lambda source: KINDS.index(source.kind) // 2):
        if source.url not in seen and site_of(source.url) == site_of(url):
            seen.add(source.url)
            sources.append(source)
    return tuple(sources)


def _lists(root: HtmlElement, base: str, url: str) -> Iterator[Source]:
    """Yield the lists as JSON or markup that scripts and boxes of the page name, the likeliest first."""
    named: dict[str, int] = {}
    for asked in find_asked(script.text or "" for script in root.iter("script")):
        _weigh(named, absolute(base, asked.address), 1 if asked.called else 0)
    for address in _held_addresses(root):
        _weigh(named, absolute(base, address), 1)
    for target, _ in sorted(named.items(), key=lambda each: -each[1]):
        yield Source("fragment" if _MARKUP.search(urlsplit(target).path) else "json", target)


def _weigh(named: dict[str, int], target: str | None, points: int) -> None:
    """Note an address with its points, unless it is surely that of something else than a list."""
    if target is None:
        return
    parts = urlsplit(target)
    answer = _ANSWERS.search(parts.path)
    query = parse_qsl(parts.query)
    words = {word.lower() for word in _WORDS.findall(f"{parts.path} {parts.query}")}
    words |= {name.lower() for name, _ in query}  # columnId is a word as well
    said = {word.lower() for word in _WORDS.findall(f"{parts.path} {' '.join(value for _, value in query)}")}
    markup = _MARKUP.search(parts.path) is not None
    if answer is None or (markup and looks_like_article(target)) or said & _OF_OTHERS or words & _OF_SEARCHES:
        return
    points += len(words & _OF_LISTS) + 2 * (answer[1] in ("json", "jsonp"))
    if points and (points > 1 or not markup):
        named[target] = max(points, named.get(target, 0))


def _held_addresses(root: HtmlElement) -> Iterator[str]:
    """Yield what boxes keep for a script to load into them, and what the head asks browsers to fetch early."""
    for box in root.iter(*_BOXES):
        yield from (
            value for name, value in box.attrib.items() if _HELD.match(str(name)) and _AS_ADDRESS.match(value)
        )
    for link in root.iter("link"):
        if link.get("as") == "fetch" and (href := link.get("href")):
            yield href


def _feeds(root: HtmlElement, base: str) -> Iterator[Source]:
    targets = [
        absolute(base, link.get("href"))
        for link in root.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and _FEED_TYPE.match(link.get("type") or "")
    ]
    links = (absolute(base, link.get("href")) for link in root.iter("a"))
    targets += [target for target in links if target and _FEED.search(urlsplit(target).path)]
    for target in dict.fromkeys(filter(None, targets)):
        if not _COMMENT_FEED.search(urlsplit(target).path):
            yield Source("feed", target)


def _sitemaps(root: HtmlElement, base: str) -> Iterator[Source]:
    for link in root.iter("link", "a"):
        target = absolute(base, link.get("href"))
        if target and _SITEMAP.search(urlsplit(target).path):
            yield Source("sitemap", target)
