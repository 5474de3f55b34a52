"""CSS selectors for elements that somebody points at: what to write into a site's Rules."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extract.tree.document import UNSEEN_TAGS, text_of
from scraper.crawl.declarations.link_selectors import HIGHEST_ANCESTOR, describe, marks_of, select

MOST_CANDIDATES = 40
"""Selectors that are tried for one element."""


def selectors_of(element: HtmlElement, root: HtmlElement) -> Iterator[str]:
    """Yield selectors whose first match in `root` is the element, the plainest first."""
    own = list(describe(element))
    ancestors = list(islice(element.iterancestors(), HIGHEST_ANCESTOR))
    placed = [f"{mark} {one}" for above in ancestors for mark in marks_of(above) for one in own]
    # A bare tag says little, and h2 may be another's tomorrow: it comes last, h1 aside.
    bare = [] if element.tag == "h1" else own[-1:]
    for selector in [*(one for one in own if one not in bare), *placed, *bare][:MOST_CANDIDATES]:
        found = select(selector, root)
        if found and found[0] is element and (len(found) == 1 or selector not in own):
            yield selector


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
