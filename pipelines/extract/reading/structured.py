"""What a page says about itself to machines: meta elements, JSON-LD, and the *_baidu elements."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.reading.publication import names_occasion
from pipelines.extract.tree.document import squeeze
from pipelines.extract.tree.elements import TOLD_MARK

Kind = Literal["title", "published", "updated", "dated", "source", "editor", "author", "site"]


class Fact(NamedTuple):
    """One statement: which field it is about, its text, and the rule that read it."""

    kind: Kind
    value: str
    rule: str
    of: str = ""  # the headline of the object that states it, where the page tells of several


_META_WORDS: tuple[tuple[Kind, str], ...] = (
    ("title", "og:title articletitle twitter:title"),
    ("source", "contentsource source article:source mediaid"),
    ("editor", "editor editorname"),
    ("author", "author article:author og:article:author"),
    ("site", "og:site_name sitename application-name"),
)
_META: dict[str, Kind] = {word: kind for kind, words in _META_WORDS for word in words.split()}
_BAIDU: dict[str, Kind] = {"pubtime": "published", "source": "source", "author": "author", "editor": "editor"}
_ARTICLE_TYPE = re.compile("Article|BlogPosting|WebPage|Report")


def read_facts(machine: Iterable[HtmlElement], told: Iterable[HtmlElement] = ()) -> tuple[Fact, ...]:
    """Return what the page says about itself: JSON-LD, the *_baidu elements and meta, in this order.

    `machine` are the elements that tell machines something, `told` the *_baidu elements: the reader of the
    page's lines meets both on its way.

    >>> from lxml.html import document_fromstring
    >>> html = '<meta name="PubDate" content="2023-06-12"><p id="source_baidu">山阳网</p>'
    >>> page = document_fromstring(html)
    >>> [(fact.kind, fact.value, fact.rule) for fact in read_facts(page.iter("meta"), page.findall(".//p"))]
    [('source', '山阳网', 'baidu'), ('published', '2023-06-12', 'meta')]
    """
    facts: dict[str, list[Fact]] = {"script": [], "meta": []}
    for element in machine:
        if read := _READERS.get(element.tag):
            facts[element.tag] += read(element)
    return (*facts["script"], *_baidu(told), *facts["meta"])


def _meta(element: HtmlElement) -> Iterator[Fact]:
    name = element.get("property") or element.get("name") or element.get("itemprop") or ""
    if element.get("itemprop") and any(True for _ in element.iterancestors("li", "aside")):
        return  # of another article, in a list of them
    kind = _META.get(name.strip().lower()) or names_occasion(name)
    value = squeeze(element.get("content", ""))
    if kind and value:
        yield Fact(kind, value, "meta")


def _json_ld(element: HtmlElement) -> Iterator[Fact]:
    if element.get("type") != "application/ld+json" or not element.text:
        return
    try:
        data = json.loads(element.text, strict=False)
    except ValueError:  # the page's own mistake: it then says nothing
        return
    for node in _nodes(data):
        if not (_ARTICLE_TYPE.search(str(node.get("@type", ""))) or "pubDate" in node):
            continue
        headline = node.get("headline") or node.get("title")
        of = squeeze(headline) if isinstance(headline, str) else ""
        named: tuple[tuple[Kind, object], ...] = (
            ("title", node.get("headline")),
            ("published", _one(node.get("datePublished") or node.get("pubDate"))),
            ("updated", _one(node.get("dateModified") or node.get("upDate"))),
            ("author", _name(node.get("author"))),
            ("editor", _name(node.get("editor"))),
        )
        for kind, value in named:
            if isinstance(value, str) and squeeze(value):
                yield Fact(kind, squeeze(value), "json-ld", of)


_READERS = {"script": _json_ld, "meta": _meta}


def _baidu(told: Iterable[HtmlElement]) -> Iterator[Fact]:
    for element in told:
        kind = _BAIDU.get(element.get("id", "").strip().removesuffix(TOLD_MARK))
        value = squeeze(element.text_content())
        if kind and value:
            yield Fact(kind, value, "baidu")


def _one(value: object) -> object:
    """Return the value, or the first of a list; of an object with @value what it holds; a number as text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value) if isinstance(value, int) else value


_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
"""Keys of a JSON-LD object under which the page's own article stands. itemListElement holds other ones."""
_DEEPEST = 6
"""Objects in one another; @graph, WebPage and mainEntity are three."""


def _nodes(data: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON-LD block that may be the page's article: of a list, of @graph, nested ones."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _nodes(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in _INNER:
            if isinstance(data.get(key), dict | list):
                yield from _nodes(data[key], depth + 1)


def _name(value: object) -> object:
    if isinstance(value, list):
        return "、".join(name for each in value if isinstance(name := _name(each), str))
    return value.get("name") if isinstance(value, dict) else value
