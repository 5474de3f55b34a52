"""What a page says about itself to machines: meta elements, JSON-LD, <time>, and the *_baidu elements."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.walk import TOLD_MARK

Kind = Literal["title", "published", "source", "editor", "author", "site"]


class Fact(NamedTuple):
    """One statement: which field it is about, its text, and the rule that read it."""

    kind: Kind
    value: str
    rule: str


_META_WORDS: tuple[tuple[Kind, str], ...] = (
    ("title", "og:title articletitle twitter:title"),
    (
        "published",
        "publishdate pubdate publish-date publish_date publishtime article:published_time"
        " og:article:published_time"
        " og:release_date release_date datepublished weibo:article:create_at _pubtime apub:time"
        " bytedance:published_time dateupdate",
    ),
    ("source", "contentsource source article:source mediaid"),
    ("editor", "editor editorname"),
    ("author", "author article:author og:article:author"),
    ("site", "og:site_name sitename application-name"),
)
_META: dict[str, Kind] = {word: kind for kind, words in _META_WORDS for word in words.split()}
_BAIDU: dict[str, Kind] = {"pubtime": "published", "source": "source", "author": "author", "editor": "editor"}
_ARTICLE_TYPE = re.compile("Article|BlogPosting|WebPage|Report")
_ASSIGNED_DATE = re.compile(
    r"[:=]\s{0,9}[\"'](?P<value>[0-9]{10}(?:[0-9]{3})?|20[0-9]{2}[-/][^\"']{4,24})[\"']"
)
_DATE_NAME = re.compile(
    r"(?<![A-Za-z])(?:publish(?:ed)?_?(?:time|date|at)|pub_?(?:time|date)|(?:news|article|create|release)_?(?:time|date)"
    r"|datePublished|ctime|ct)[\"']?\s{0,9}\Z",
    re.IGNORECASE,
)
_NAME_REACH = 40
"""Characters before the sign of an assignment that the name, its quote and blanks take."""


def read_facts(root: HtmlElement, told: Iterable[HtmlElement] = ()) -> tuple[Fact, ...]:
    """Return what the page says about itself: JSON-LD, the *_baidu elements, meta and <time>, in this order.

    `told` are the *_baidu elements, which the reader of the page's lines meets on its way.

    >>> from lxml.html import document_fromstring
    >>> html = '<meta name="PubDate" content="2023-06-12"><p id="source_baidu">山阳网</p>'
    >>> page = document_fromstring(html)
    >>> [(fact.kind, fact.value, fact.rule) for fact in read_facts(page, page.findall(".//p"))]
    [('source', '山阳网', 'baidu'), ('published', '2023-06-12', 'meta')]
    """
    facts: dict[str, list[Fact]] = {"script": [], "meta": [], "time": []}
    for element in root.iter("script", "meta", "time"):
        facts[element.tag] += _READERS[element.tag](element)
    return (*facts["script"], *_baidu(told), *facts["meta"], *facts["time"])


def read_script_dates(root: HtmlElement) -> tuple[str, ...]:
    """Return the publication times that scripts assign: dates, or seconds or milliseconds since 1970.

    >>> from lxml.html import document_fromstring
    >>> read_script_dates(document_fromstring('<p>好</p><script>var publish_time = "1686554820";</script>'))
    ('1686554820',)
    """
    texts = (element.text for element in root.iter("script") if element.text)
    return tuple(
        match["value"]
        for text in texts
        for match in _ASSIGNED_DATE.finditer(text)
        if _DATE_NAME.search(text, max(0, match.start() - _NAME_REACH), match.start())
    )


def _meta(element: HtmlElement) -> Iterator[Fact]:
    name = element.get("property") or element.get("name") or element.get("itemprop") or ""
    kind = _META.get(name.strip().lower())
    value = squeeze(element.get("content", ""))
    if kind and value:
        yield Fact(kind, value, "meta")


def _time(element: HtmlElement) -> Iterator[Fact]:
    value = squeeze(element.get("datetime", ""))
    if value:
        yield Fact("published", value, "time")


def _json_ld(element: HtmlElement) -> Iterator[Fact]:
    if element.get("type") != "application/ld+json" or not element.text:
        return
    try:
        data = json.loads(element.text, strict=False)
    except ValueError:  # the page's own mistake: it then says nothing
        return
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


_READERS = {"script": _json_ld, "meta": _meta, "time": _time}


def _baidu(told: Iterable[HtmlElement]) -> Iterator[Fact]:
    for element in told:
        kind = _BAIDU.get(element.get("id", "").strip().removesuffix(TOLD_MARK))
        value = squeeze(element.text_content())
        if kind and value:
            yield Fact(kind, value, "baidu")


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
        return "、".join(name for each in value if isinstance(name := _name(each), str))
    return value.get("name") if isinstance(value, dict) else value
