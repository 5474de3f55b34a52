"""CSS selectors of the links that somebody points at: what to write into a site's article_links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from scraper.crawl.links import absolute, base_of

HIGHEST_ANCESTOR = 4
"""Steps up from an element to what still describes its place; further up is the page's frame."""

MOST_LOOKED_AT = 10
"""Links whose places give selectors to try: those of a list stand alike."""

MOST_BOXES = 3
"""Selectors that are joined with a comma before a page is no list but a front page."""

MOST_STEPS = 5
"""Steps of a place that a person can still read."""

WELL_NAMED = 0.6
"""F score of a selector by ids and classes from which on the place of a box, which moves sooner, is not looked at."""

_NAME = re.compile(r"^[A-Za-z][\w-]{0,40}$")
_GENERATED = re.compile(r"\d{3}")  # an id such as post-4127 is this page's own


@dataclass(frozen=True, slots=True)
class Finding:
    """A selector with the addresses that it finds."""

    selector: str
    found: frozenset[str]

    def joined(self, other: "Finding") -> "Finding":
        """Return the finding of both selectors."""
        return Finding(f"{self.selector}, {other.selector}", self.found | other.found)


def select(selector: str, root: HtmlElement) -> list[HtmlElement]:
    """Return what the selector finds, in page order."""
    return list(CSSSelector(selector, translator="html")(root))


def describe(element: HtmlElement) -> Iterator[str]:
    """Yield the ways to name the element itself: by id, by a class, by its tag.

    >>> from lxml.html import fragment_fromstring
    >>> list(describe(fragment_fromstring('<div id="text" class="zw fl"></div>')))
    ['#text', 'div.zw', 'div.fl', 'div']
    """
    own = element.get("id") or ""
    if _NAME.match(own) and not _GENERATED.search(own):
        yield f"#{own}"
    for name in (element.get("class") or "").split():
        if _NAME.match(name) and not _GENERATED.search(name):
            yield f"{element.tag}.{name}"
    yield str(element.tag)


def marks_of(element: HtmlElement) -> list[str]:
    """Return the ways to name the element by its id or a class, none where it has neither."""
    return [one for one in describe(element) if one != element.tag]


def best_links(root: HtmlElement, url: str, articles: Iterable[str]) -> Finding:
    """Return the selector of links that best tells articles from the rest; "a" where nothing is better.

    `articles` are the addresses of the page's articles; several boxes of them give several selectors.
    """
    wanted = frozenset(articles)
    base = base_of(root, url)
    named = _best_of(_candidates(root, base, wanted), root, base, wanted)
    if _f_score(named.found, wanted) >= WELL_NAMED:
        return named
    placed = _best_of(_places(root, base, wanted), root, base, wanted)
    fewer = len(placed.found & wanted) < len(named.found & wanted)
    return named if fewer else max(named, placed, key=lambda each: _f_score(each.found, wanted))


def _best_of(selectors: Iterable[str], root: HtmlElement, base: str, wanted: frozenset[str]) -> Finding:
    """Return the best of the selectors, of several joined, and of all links."""
    found = [_find(one, root, base) for one in selectors]
    clean = [each for each in found if each.found <= wanted]
    joined = (_join_boxes(each, wanted) for each in (found, clean))
    return max((_find("a", root, base), *joined), key=lambda each: _f_score(each.found, wanted))


def _join_boxes(found: Sequence[Finding], wanted: frozenset[str]) -> Finding:
    """Return the best finding, joined with those that find what it leaves out while that makes it better."""
    best = Finding("a", frozenset())
    for number in range(MOST_BOXES):
        joined = (best.joined(each) if number else each for each in found)
        best = max((best, *joined), key=lambda each: _f_score(each.found, wanted))
        if wanted <= best.found:
            break
    return best


def _candidates(root: HtmlElement, base: str, wanted: frozenset[str]) -> Iterator[str]:
    """Yield the selectors of the places in which the wanted links stand, each once."""
    links = [link for link in root.iter("a") if absolute(base, link.get("href")) in wanted]
    yield from dict.fromkeys(
        f"{above} {'' if inner == 'a' else inner + ' '}a"
        for link in links[:: max(1, len(links) // MOST_LOOKED_AT)]
        for one in islice(link.iterancestors(), HIGHEST_ANCESTOR)
        for above in marks_of(one)
        for inner in ("a", _tag_around(link))
    )


def _places(root: HtmlElement, base: str, wanted: frozenset[str]) -> Iterator[str]:
    """Yield selectors of the boxes around the wanted links by their place, for pages without ids and classes."""
    links = [link for link in root.iter("a") if absolute(base, link.get("href")) in wanted]
    places = (
        _place_of(one)
        for link in links[:: max(1, len(links) // MOST_LOOKED_AT)]
        for one in islice(link.iterancestors(), HIGHEST_ANCESTOR)
        if one.tag not in ("body", "html")
    )
    yield from dict.fromkeys(f"{place} a" for place in places if place.count(">") <= MOST_STEPS)


def _place_of(element: HtmlElement) -> str:
    """Return the steps from the body, or from an element with a name, down to the element."""
    steps: list[str] = []
    for one in (element, *element.iterancestors()):
        if marks := marks_of(one):
            return " > ".join([marks[0], *reversed(steps)])
        if one.tag in ("body", "html"):
            break
        steps.append(f"{one.tag}:nth-child({1 + sum(1 for _ in one.itersiblings('*', preceding=True))})")
    return " > ".join(["body", *reversed(steps)])


def _tag_around(link: HtmlElement) -> str:
    parent = link.getparent()
    return "a" if parent is None else str(parent.tag)


def _find(selector: str, root: HtmlElement, base: str) -> Finding:
    targets: Sequence[str | None] = [absolute(base, link.get("href")) for link in select(selector, root)]
    return Finding(selector, frozenset(target for target in targets if target))


def _f_score(found: frozenset[str], wanted: frozenset[str]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 0.0
