"""The lists of articles that a page's own scripts hold as data."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.scripted.assigned import LONGEST_SCRIPT, read_scripts
from pipelines.extract.scripted.carried import SHORTEST_STATE
from pipelines.extract.scripted.literals import Reader
from pipelines.extract.scripted.values import NoLiteralError, Value, read_json
from scraper.crawl.links import base_of
from scraper.crawl.lists.address_patterns import Pattern, find_patterns
from scraper.crawl.lists.arrays import choose_entries, entries_in
from scraper.crawl.lists.dated_links import Link
from scraper.crawl.lists.markup_texts import markup_in, records_of_markup
from scraper.crawl.lists.script_columns import rows_of_calls, rows_of_columns

FEWEST_TOLD = 10
"""Chinese characters of a script below which it holds no list of articles: two short headlines have twelve."""

NO_PATTERNS: Mapping[str, Pattern] = {}

_ARRAY = re.compile(r"\[\s{0,20}(?=[{\[]\s{0,20}[\"'\w])")
_HAN = re.compile(r"[\u3400-\u9fff]|\\u[4-9][0-9a-fA-F]{3}|%[eE][4-9]")
"""A Chinese character, as it is or escaped, or its first byte."""


def read_data_lists(root: HtmlElement, url: str) -> tuple[Link, ...]:
    """Return the articles of the lists that the page's scripts hold as data, each once, with headline and day.

    Menus, places, media and whatever else scripts hold are none: see arrays.choose_entries().
    """
    base = base_of(root, url)
    patterns = find_patterns(root)
    found: dict[str, Link] = {}
    for value in _values_of(root):
        for link in entries_of(value, base, patterns):
            found.setdefault(link.url, link)
    return tuple(found.values())


def entries_of(value: Value, base: str, patterns: Mapping[str, Pattern] = NO_PATTERNS) -> Iterator[Link]:
    """Yield the articles of the lists in the data, be they records or markup in a text."""
    yield from entries_in(value, base, patterns)
    for markup in markup_in(value):
        yield from choose_entries(list(records_of_markup(markup, base)))


def may_hold_list(script: str) -> bool:
    """Tell whether a script is long enough for a list, and short enough to be read."""
    if len(script) > LONGEST_SCRIPT:
        return False
    return sum(1 for _ in islice(_HAN.finditer(script), FEWEST_TOLD)) == FEWEST_TOLD


def _values_of(root: HtmlElement) -> Iterator[Value]:
    """Yield what the scripts say; the objects that one of them sets or pushes one by one are one list."""
    for _, named in read_scripts(root.iter("script"), may_hold_list):
        yield named
        single: defaultdict[str, list[Value]] = defaultdict(list)
        for name, value in named.items():
            if isinstance(value, dict):
                single[name.rstrip("'0123456789")].append(value)
        yield list(single.values())
        yield rows_of_columns(named)
    yield from _carried_by(root)
    reader = Reader()
    for script in root.iter("script"):
        text = script.text or ""
        if "json" not in (script.get("type") or "").lower() and may_hold_list(text):
            yield list(_arrays_in(reader, text))
            yield from rows_of_calls(text)


def _carried_by(root: HtmlElement) -> Iterator[Value]:
    """Yield what boxes carry as JSON for a component: <news-list :items='[{"title": …}]'>, Inertia's data-page."""
    for box in root.iter(etree.Element):
        for text in box.attrib.values():
            if (
                text[:1] in ("[", "{")
                and len(text) >= SHORTEST_STATE
                and (value := _read_json(text)) is not None
            ):
                yield value


def _read_json(text: str) -> Value:
    try:
        return read_json(text)
    except NoLiteralError:  # another language's braces
        return None


def _arrays_in(reader: Reader, text: str) -> Iterator[Value]:
    """Yield the arrays of objects that stand anywhere in a script: in a call, below a key, in a function."""
    at = 0
    while match := _ARRAY.search(text, at):
        at = match.end()
        try:
            value, at = reader.read(text, match.start())
        except NoLiteralError:  # a pattern, an index, code: what stands in it may still be one
            continue
        yield value
