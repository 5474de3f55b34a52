"""The body of an article: the paragraphs of the page's main region and the images inside it."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block, blocks_of, lines_of, without
from pipelines.extract.body.bounds import below_headline, end_of_article, prints_headline
from pipelines.extract.body.captions import find_captions
from pipelines.extract.body.images import read_images
from pipelines.extract.body.kept import SQUEEZE, belonging, is_credit
from pipelines.extract.body.lead import lead_above, without_repeated_lead
from pipelines.extract.body.opinion import MOST_LINES, MOST_NODES, rebuild, trafilatura_text
from pipelines.extract.body.prune import furniture_in
from pipelines.extract.body.table_rows import lines_with_rows
from pipelines.extract.body.tags import find_tags
from pipelines.extract.body.written import held_sources, is_another, says_more, surface_of
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import LINKED_SHARE
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.finding import Region, find_region, opening_of
from pipelines.extract.region.linked import find_linked
from pipelines.extract.region.terse import find_terse, widen
from pipelines.extract.scripted.articles import Told
from pipelines.extract.tree.document import collapse
from pipelines.extract.tree.selectors import select
from pipelines.extract.tree.standing import place_of
from schemas import Doubted, Found, Image, Rules

MOST_SOURCES = 8
"""Sources of text in a page that are read: a template for each of its parts, and the article's."""

SITE_BODY_CHARACTERS = 20
"""Least text of an element that a site rule names: an empty container gives way to the next rule."""


@dataclass(frozen=True, slots=True)
class Body:
    """The article's text, one paragraph a line, credits and boilerplate lines still in it."""

    text: str
    rule: str  # site, region, lines, state, json-ld, held, trafilatura: what found the text
    images: tuple[Image, ...]
    grounds: tuple[str, ...] = ()  # what speaks for its region
    others: frozenset[HtmlElement] = frozenset()  # elements of others beside it or in it
    place: str = ""  # where its box stands in the page; empty where no element holds it


class SettledBody(NamedTuple):
    """The article's body, or None, and the texts that were not believed to be it."""

    body: Body | None
    doubted: tuple[Doubted, ...] = ()


def read_body(
    surface: Surface, rules: Rules, url: str, title: Found | None, told: Told | None = None
) -> SettledBody:
    """Return the article's body with what was not believed to be it; no body where the page has none.

    A site rule goes first, then the region with the most prose, then the box of short lines; trafilatura gives a
    second opinion on lines, and on the whole page where nothing else is found. What scripts tell of the article
    is its body where the page shows none, a part of it, or another text. The tree is not changed.
    """
    headline = title.value if title else None
    shown, doubted, others = _read_shown(surface, rules, url, headline)
    if told is not None and (whole := _read_source(told.content, told.rule, url, headline, sure=told.agreed)):
        if shown is None:
            return SettledBody(whole, doubted)
        another = told.agreed and is_another(shown.text, whole.text)
        if another or says_more(shown.text, whole.text):
            against = "the page's data hold another text" if another else "the page's data hold more of it"
            return SettledBody(whole, (_doubt(shown, against), *doubted))
    if shown is not None:
        return SettledBody(shown, doubted)
    return SettledBody(_read_elsewhere(surface, url, headline, others), doubted)


def _read_elsewhere(
    surface: Surface, url: str, headline: str | None, others: Set[HtmlElement]
) -> Body | None:
    """Return the body where no prose of the page is it: held for a script, in short lines, or what trafilatura reads."""
    for source in islice(held_sources(surface.root), MOST_SOURCES):
        if (held := _read_source(source, "held", url, headline, sure=False)) is not None:
            return held
    terse = find_terse(surface, headline, others)
    if terse is not None and (short := _read_region(surface, terse, "lines", url, headline)) is not None:
        return short
    if linked := find_linked(surface, headline):
        return Body("\n".join(line.text for line in linked), "lines", ())
    return _read_page(surface, others)


def _doubt(body: Body, against: str) -> Doubted:
    """Return a body that is not believed, by its first words."""
    value = opening_of(body.text.partition("\n")[0])
    return Doubted(field="body", value=value, rule=body.rule, grounds=body.grounds, against=against)


class _Shown(NamedTuple):
    """The body that the page shows, what was not believed to be it, and what surely is none of it."""

    body: Body | None
    doubted: tuple[Doubted, ...] = ()
    others: frozenset[HtmlElement] = frozenset()


def _read_shown(surface: Surface, rules: Rules, url: str, headline: str | None) -> _Shown:
    """Return the body that an element of the page shows; None where it holds no prose and no rule names it."""
    if (named := _site_region(surface, rules)) is not None:
        return _Shown(_read_region(surface, named, "site", url, headline))
    found, doubted, others = find_region(surface, headline)
    if found is None:
        return _Shown(None, doubted, others)
    body = _read_region(surface, widen(surface, found, headline), "region", url, headline)
    if body is not None and not any(map(reads_as_prose, body.text.split("\n"))):
        against = "no line of it reads as a sentence"
        return _Shown(None, (_doubt(body, against), *doubted), others)
    return _Shown(body, doubted, others)


def _read_source(source: str, rule: str, url: str, headline: str | None, *, sure: bool) -> Body | None:
    """Return the body that a text in the page's source holds; None where none of its lines is the article's.

    A text that is surely the article needs no sentence.
    """
    surface = surface_of(source, url)
    if surface is None or (whole := surface.root.find("body")) is None:
        return None
    body = _read_region(surface, Region(whole, frozenset(), see_hidden=False), rule, url, headline)
    return body if body is not None and (sure or any(map(reads_as_prose, body.text.split("\n")))) else None


def _read_region(surface: Surface, region: Region, rule: str, url: str, headline: str | None) -> Body | None:
    element = region.element
    lines = [
        line
        for line in lines_of(surface, element, see_hidden=region.see_hidden)
        if not (line.dropped or line.control)
    ]
    dropped = furniture_in(element, lines, region.words, region.beside) - surface.unfolded
    blocks = blocks_of(without(lines, dropped, element), element)
    tags = find_tags(blocks, surface.root)
    blocks = [block for block in blocks if block not in tags] if tags else blocks

    @cache
    def second_opinion() -> str | None:
        if len(blocks) > MOST_LINES:
            return None
        return SQUEEZE.sub("", trafilatura_text(rebuild(element, dropped | surface.dropped)))

    captions = {block for block in find_captions(blocks) if not is_credit(block)}
    if any(block.line.is_prose for block in captions) and captions.issuperset(
        block for block in blocks if block.text
    ):
        captions = set()  # pictures that tell a story: the sentences below them are all its text
    kept = without_repeated_lead(
        _article(blocks, captions, second_opinion, headline, terse=rule not in {"site", "region"}), element
    )
    text = "\n".join(lines_with_rows(block for block in kept if block not in captions))
    if not text:
        return None
    text = "\n".join([*lead_above(surface, element, text, region.lead), text])
    images = read_images(kept, captions, url, headline)
    return Body(text, rule, images, region.grounds, region.others, place_of(element))


def _read_page(surface: Surface, others: Set[HtmlElement]) -> Body | None:
    """Return trafilatura's reading of the whole page from its first to its last line of prose."""
    if sum(1 for _ in surface.root.iter()) > MOST_NODES:
        return None
    typed = {line.text for line in surface.lines if line.control or line.link_share >= LINKED_SHARE}
    typed |= {line.text for line in surface.readers}
    typed |= {line.text for element in others for line in surface.visible.under(element)}
    lines = [collapse(line.strip(" -|")) for line in trafilatura_text(surface.root).splitlines()]
    lines = [line for line in lines if line not in typed]
    prose = [position for position, line in enumerate(lines) if reads_as_prose(line) and not is_notice(line)]
    if not prose:
        return None
    first = prose[0]
    while first and lines[first - 1].endswith(("：", ":")):  # 各镇人民政府： is spoken to
        first -= 1
    text = "\n".join(line.replace(" | ", "\t") for line in lines[first : prose[-1] + 1] if line)
    return Body(text, "trafilatura", ())


def _article(
    blocks: list[Block],
    captions: Set[Block],
    second_opinion: Callable[[], str | None],
    headline: str | None,
    *,
    terse: bool,
) -> list[Block]:
    """Return the blocks that are the article, captions and images without text among them."""
    said = headline and SQUEEZE.sub("", headline)
    below = below_headline(end_of_article(blocks), said)
    ours = [block for block in below if not prints_headline(block, said)]
    plain = [block for block in ours if block not in captions]
    kept = set(belonging(plain, second_opinion, terse=terse))
    return [block for block in ours if block in captions or block in kept]


def _site_region(surface: Surface, rules: Rules) -> Region | None:
    """Return the element of the first body rule with enough text; of several, their common ancestor."""
    for selector in rules.body:
        matches = [element for element in select(selector, surface.root) if element not in surface.dropped]
        if (
            sum(len(line.text) for element in matches for line in lines_of(surface, element))
            >= SITE_BODY_CHARACTERS
        ):
            element = matches[0] if len(matches) == 1 else _common_ancestor(matches)
            return Region(element, frozenset(), see_hidden=False)
    return None


def _common_ancestor(elements: list[HtmlElement]) -> HtmlElement:
    shared = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        chain = {element, *element.iterancestors()}
        shared = [ancestor for ancestor in shared if ancestor in chain]
    return shared[0]
