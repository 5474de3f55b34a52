"""The second opinion: which lines of a region trafilatura, too, takes for the article."""

import re
from collections.abc import Set
from copy import deepcopy
from functools import cache
from typing import Any

from lxml.html import HtmlElement, document_fromstring

MOST_LINES = 5000
"""Lines of a region above which trafilatura is not asked: its time grows with the square of them."""

MOST_NODES = 20_000
"""Elements of a page above which trafilatura is not asked about all of it, for the same reason."""

_BLANKS = re.compile(r"\s+")


@cache
def _options() -> Any:  # noqa: ANN401  # trafilatura's Extractor: naming it would import trafilatura at once
    """Return trafilatura's options, built once; importing it takes half a second: not at the top."""
    from trafilatura.settings import Extractor  # noqa: PLC0415  # slow to import

    return Extractor(output_format="python", fast=True, comments=False, tables=True, recall=True)


def trafilatura_text(root: HtmlElement) -> str:
    """Return the text trafilatura extracts from the tree, one line a block; empty where it finds none.

    The tree is not changed. No metadata is read: the author search alone costs ten parses.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415  # slow to import
    from trafilatura.settings import Document  # noqa: PLC0415

    document = bare_extraction(root, options=_options())
    return (document.text or "") if isinstance(document, Document) else ""


def rebuild(region: HtmlElement, dropped: Set[HtmlElement]) -> HtmlElement:
    """Return a new document whose body is a copy of the region without the dropped elements.

    A fragment alone would fail trafilatura's gates on size and structure. It counts characters and believes
    names: of the copy no blank is longer than one, and no element has a name.
    """
    copied = deepcopy(region)
    copied.tail = None
    if dropped:
        for original, twin in list(zip(region.iter(), copied.iter(), strict=True)):
            if original in dropped and twin is not copied:
                twin.drop_tree()
    copied.tag = "article"
    copied.attrib.pop("style", None)
    for element in copied.iter():
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)
        element.text, element.tail = _closed_up(element.text), _closed_up(element.tail)
    document = document_fromstring("<html><head></head><body></body></html>")
    document[-1].append(copied)
    return document


def _closed_up(text: str | None) -> str | None:
    """Return a text with one blank for each run of them; nothing where it is blank and only sets the source in lines."""
    return None if text is None or (text.isspace() and "\n" in text) else _BLANKS.sub(" ", text)
