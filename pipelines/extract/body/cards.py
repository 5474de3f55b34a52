"""Cards of other articles in the text: a linked headline, a sentence below it, and a link on to the same address."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.outline import is_inside
from pipelines.extract.reading.prose import ends_as_sentence

HEADLINE_CHARACTERS = (6, 48)
"""Fewest and most characters of a card's headline."""

SENTENCE_CHARACTERS = 160
"""Longest sentence of a card: what tells more is the article, its heading linked."""

MOST_LINES = 4
"""Lines of a card: headline, day or channel, sentence, the link on."""

_ON = re.compile(
    r"[\[【（(]?\s?(?:点击)?(?:查看|阅读|了解|浏览)?(?:详情|详细|全文|原文|更多)\s?[\]】）)]?[\s>»›]{0,4}$"
)


def cards_in(region: HtmlElement, lines: Sequence[Line]) -> set[HtmlElement]:
    """Return the elements of the cards among the region's lines; none where they are most of what is told."""
    texts = [line for line in lines if line.text]
    found: list[Line] = []
    at = 0
    while at < len(texts):
        card = _card_at(texts, at)
        found += card
        at += len(card) or 1
    if not found:
        return set()
    told = sum(len(line.text) for line in texts if line.is_prose)
    if sum(len(line.text) for line in found) * 2 > told:
        return set()
    carded = set(map(id, found))
    rest = {line.element for line in texts if id(line) not in carded}
    return {
        line.element
        for line in found
        if line.element is not region and not any(is_inside(other, line.element) for other in rest)
    }


def _card_at(texts: Sequence[Line], at: int) -> Sequence[Line]:
    """Return the lines of the card that begins there, nothing where none does."""
    fewest, most = HEADLINE_CHARACTERS
    head = texts[at]
    if (
        not (fewest <= len(head.text) <= most)
        or head.link_share < LINKED_SHARE
        or ends_as_sentence(head.text)
    ):
        return ()
    address = _addresses(head)
    if len(address) != 1:
        return ()
    for last in range(at + 1, min(at + MOST_LINES, len(texts))):
        line = texts[last]
        if len(line.text) > SENTENCE_CHARACTERS:
            return ()
        if _ON.search(line.text) and _addresses(line) == address:
            return texts[at : last + 1] if len(line.text) > most or last > at + 1 or line.is_prose else ()
    return ()


def _addresses(line: Line) -> set[str]:
    """Return the addresses that the links in or around a line lead to, none of the page itself."""
    links = [*line.element.iter("a"), *line.element.iterancestors("a")]
    found = {str(link.get("href", "")).strip() for link in links}
    return {address for address in found if address and not address.startswith(("#", "javascript"))}
