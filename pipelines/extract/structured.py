"""What a page says about itself to machines: meta elements, JSON-LD, and the hidden *_baidu elements."""

import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.lines import squeeze

Kind = Literal["title", "published", "source", "editor", "author", "site"]


class Fact(NamedTuple):
    """One statement: which field it is about, its text, and the rule that read it."""

    kind: Kind
    value: str
    rule: str


_META_NAMES: dict[str, Kind] = {
    name: kind
    for kind, names in {
        "title": "og:title articletitle twitter:title",
        "published": "publishdate pubdate publish-date publish_date article:published_time og:release_date"
        " datepublished weibo:article:create_at _pubtime apub:time bytedance:published_time release_date"
        " og:article:published_time dateupdate publishtime",
        "source": "contentsource source article:source",
        "editor": "editor editorname",
        "author": "author article:author og:article:author",
        "site": "og:site_name sitename application-name",
    }.items()
    for name in names.split()
}  # type: ignore[assignment]  # the keys above are the kinds
_BAIDU: dict[str, Kind] = {"pubtime": "published", "source": "source", "author": "author", "editor": "editor"}
_METAS = etree.XPath("//meta[@content]")
_JSON_LD = etree.XPath("//script[@type='application/ld+json']/text()")
_BAIDU_ELEMENTS = etree.XPath("//*[contains(@id, '_baidu')]")
_ARTICLE_TYPE = re.compile("Article|BlogPosting|WebPage|Report")


def read_facts(root: HtmlElement) -> tuple[Fact, ...]:
    """Return what the page says about itself, JSON-LD first, then the hidden elements, then meta, in page order.

    >>> from lxml.html import document_fromstring
    >>> read_facts(document_fromstring('<meta name="PubDate" content="2023-06-12"><p id="source_baidu">来源：山阳网</p>'))
    (Fact(kind='source', value='来源：山阳网', rule='baidu'), Fact(kind='published', value='2023-06-12', rule='meta'))
    """
    return (*_json_ld(root), *_baidu(root), *_meta(root))


def _meta(root: HtmlElement) -> Iterator[Fact]:
    for element in _METAS(root):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        kind = _META_NAMES.get(name.strip().lower())
        value = squeeze(element.get("content"))
        if kind and value:
            yield Fact(kind, value, "meta")


def _baidu(root: HtmlElement) -> Iterator[Fact]:
    for element in _BAIDU_ELEMENTS(root):
        kind = _BAIDU.get(element.get("id").strip().removesuffix("_baidu"))
        value = squeeze("".join(element.itertext()))
        if kind and value:
            yield Fact(kind, value, "baidu")


def _json_ld(root: HtmlElement) -> Iterator[Fact]:
    for text in _JSON_LD(root):
        try:
            data = json.loads(text, strict=False)
        except ValueError:  # the page's own mistake: it then says nothing
            continue
        for node in _nodes(data):
            if not _ARTICLE_TYPE.search(str(node.get("@type", ""))):
                continue
            named: tuple[tuple[Kind, object], ...] = (
                ("title", node.get("headline")),
                ("published", node.get("datePublished") or node.get("pubDate")),
                ("author", _name(node.get("author"))),
                ("editor", _name(node.get("editor"))),
            )
            for kind, value in named:
                if isinstance(value, str) and squeeze(value):
                    yield Fact(kind, squeeze(value), "json-ld")


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """Yield the top-level objects of a JSON-LD block, those of a list or of @graph too."""
    if isinstance(data, list):
        for each in data:
            yield from _nodes(each)
    elif isinstance(data, dict):
        yield data
        graph = data.get("@graph")
        if isinstance(graph, list):
            yield from (each for each in graph if isinstance(each, dict))


def _name(value: object) -> object:
    if isinstance(value, list):
        return "、".join(name for name in map(_name, value) if isinstance(name, str))
    return value.get("name") if isinstance(value, dict) else value
