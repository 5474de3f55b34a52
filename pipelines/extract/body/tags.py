"""The row of tags at a text's end: the page's keywords, as it tells them to machines."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block

LONGEST_ROW = 80
"""Characters of a row of tags."""

_BETWEEN = re.compile(r"[|｜,，、;；/\s]+")


def find_tags(blocks: Iterable[Block], root: HtmlElement) -> set[Block]:
    """Return the lines that are nothing but several of the page's keywords."""
    rows = {
        block: words
        for block in blocks
        if block.text and len(block.text) <= LONGEST_ROW and block.cell is None and not block.line.is_prose
        if len(words := _words(block.text)) > 1
    }
    if not rows:
        return set()
    keywords = _keywords(root)
    return {block for block, words in rows.items() if words <= keywords}


def _words(text: str) -> frozenset[str]:
    return frozenset(filter(None, _BETWEEN.split(text)))


def _keywords(root: HtmlElement) -> frozenset[str]:
    told = (meta.get("content") or "" for meta in root.iter("meta") if _names_keywords(meta))
    return frozenset().union(*map(_words, told))


def _names_keywords(meta: HtmlElement) -> bool:
    return (meta.get("name") or meta.get("property") or "").strip().lower() in {"keywords", "news_keywords"}
