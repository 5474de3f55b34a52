"""CSS selectors of site rules, compiled once."""

from functools import lru_cache
from typing import cast

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement


def select(selector: str, root: HtmlElement) -> list[HtmlElement]:
    """Return the elements under `root` that match, in page order; raise SelectorError where it is none.

    >>> from lxml.html import document_fromstring
    >>> root = document_fromstring("<p class=info>甲</p><div class=info>乙</div>")
    >>> [element.tag for element in select("div.info", root)]
    ['div']
    """
    return cast("list[HtmlElement]", _compile(selector)(root))


@lru_cache(maxsize=4096)
def _compile(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")
