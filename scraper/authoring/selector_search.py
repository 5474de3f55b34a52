"""CSS selectors for elements that somebody points at: what to write into a site's Rules."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from pipelines.extract.tree.document import UNSEEN_TAGS, text_of
from scraper.crawl.links import absolute, base_of

MOST_CANDIDATES = 40
"""Selectors that are tried for one element."""

HIGHEST_ANCESTOR = 4
"""Steps up from an element to what still describes its place; further up is the page's frame."""

_NAME = re.compile(r"^[A-Za-z][\w-]{0,40}$")
_GENERATED = re.compile(r"\d{3}")  # an id such as post-4127 is this page's own


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


def selectors_of(element: HtmlElement, root: HtmlElement) -> Iterator[str]:
    """Yield selectors whose first match in `root` is the element, the plainest first."""
    own = list(describe(element))
    ancestors = list(islice(element.iterancestors(), HIGHEST_ANCESTOR))
    placed = [f"{mark} {one}" for above in ancestors for mark in _marked(above) for one in own]
    # A bare tag says little, and h2 may be another's tomorrow: it comes last, h1 aside.
    bare = [] if element.tag == "h1" else own[-1:]
    for selector in [*(one for one in own if one not in bare), *placed, *bare][:MOST_CANDIDATES]:
        found = select(selector, root)
        if found and found[0] is element and (len(found) == 1 or selector not in own):
            yield selector


def _marked(element: HtmlElement) -> list[str]:
    return [one for one in describe(element) if one != element.tag]


def find_holders(root: HtmlElement, value: str) -> list[HtmlElement]:
    """Return the innermost elements that show `value`, headings first, then those with the least text around."""
    body = root.find("body")
    squeezed = _squeeze(value)
    holders = [] if body is None or not squeezed else list(_innermost(body, squeezed))
    return sorted(holders, key=lambda one: (one.tag not in {"h1", "h2", "h3"}, len(text_of(one))))


def _innermost(element: HtmlElement, value: str) -> Iterator[HtmlElement]:
    if (
        not isinstance(element.tag, str)
        or element.tag in UNSEEN_TAGS
        or value not in _squeeze(text_of(element))
    ):
        return
    below = [one for child in element for one in _innermost(child, value)]
    yield from below or [element]


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def shows(element: HtmlElement, value: str) -> bool:
    """Tell whether the element shows `value`, white space aside."""
    return _squeeze(value) in _squeeze(text_of(element))


def common_ancestor(one: HtmlElement, other: HtmlElement) -> HtmlElement:
    """Return the innermost element that holds both."""
    above = {one, *one.iterancestors()}
    return next(each for each in (other, *other.iterancestors()) if each in above)


def best_for(pages: Sequence[tuple[HtmlElement, HtmlElement, str]]) -> tuple[str, int] | None:
    """Return the selector that finds the value on most pages, and on how many; None where none does.

    `pages` are (root, element that shows the value, value); the selectors come from the first page.
    """
    if not pages:
        return None
    root, element, _ = pages[0]
    ranked = [
        (sum(_finds(one, each[0], each[2]) for each in pages), one) for one in selectors_of(element, root)
    ]
    best = max(ranked, key=lambda pair: pair[0], default=None)
    return (best[1], best[0]) if best else None


def _finds(selector: str, root: HtmlElement, value: str) -> bool:
    found = select(selector, root)
    return bool(found) and shows(found[0], value)


def best_links(root: HtmlElement, url: str, articles: Iterable[str]) -> tuple[str, int, int]:
    """Return the selector of links that best tells articles from the rest, what it finds, and how many are.

    `articles` are the addresses on the page that look like articles; "a" where nothing is better.
    """
    wanted = set(articles)
    base = base_of(root, url)
    links = [link for link in root.iter("a") if absolute(base, link.get("href")) in wanted]
    candidates = dict.fromkeys(
        f"{above} {'' if inner == 'a' else inner + ' '}a"
        for link in links[:: max(1, len(links) // 10)]
        for one in islice(link.iterancestors(), HIGHEST_ANCESTOR)
        for above in _marked(one)
        for inner in ("a", link.getparent().tag)
    )
    best = ("a", *_count("a", root, base, wanted))
    for selector in candidates:
        found, right = _count(selector, root, base, wanted)
        if _f_score(found, right, len(wanted)) > _f_score(best[1], best[2], len(wanted)):
            best = (selector, found, right)
    return best


def _count(selector: str, root: HtmlElement, base: str, wanted: set[str]) -> tuple[int, int]:
    found = {target for link in select(selector, root) if (target := absolute(base, link.get("href")))}
    return len(found), len(found & wanted)


def _f_score(found: int, right: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0
