"""Which arrays of a page's data are lists of articles, and where their entries lead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import unquote, urlsplit

from pipelines.address_form import form_of
from pipelines.extract.scripted.values import NoLiteralError, Value, read_json
from scraper.crawl.links import absolute
from scraper.crawl.lists.address_patterns import Pattern, make_address
from scraper.crawl.lists.dated_links import Link
from scraper.crawl.lists.told_records import Record, addresses_of, days_of_record, read_record, read_row
from scraper.crawl.shapes import has_han, is_headline, looks_like_article, looks_like_listing

MOST_NODES = 100_000
"""Objects and lists of a page's data that are looked at, as many as of an article's."""

DEEPEST_LIST = 30
"""Levels below which a list is not looked for; states of real pages stay below 15."""

LONGEST_ARRAY = 2000
"""Entries of an array that are read; a home page shows below 1500."""

FEWEST_ENTRIES = 2
"""Records of one array that make a list."""

LONG_HEADLINE = 10
"""Characters that headlines have on average at least where neither a day nor the address says that they are such."""

FEWEST_DIGITS = 3
"""Digits in the name of a folder that make it an article's: channels are counted too, but there are few."""

LONGEST_WORD = 20
"""Characters of the last part of a channel's address: a slug made of a headline has more."""

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|bmp|ico|mp[34]|m3u8|flv|m4a|wav|avi|mov|pdf|docx?|xlsx?|pptx?|zip|rar|css|js|json|xml|swf)$",
    re.IGNORECASE,
)
_WAYS = frozenset({"BreadcrumbList", "SiteNavigationElement"})


def links_in(value: Value, base: str) -> Iterator[Link]:
    """Yield where the records of a list lead that is an answer by itself: each object with a known key of an address."""
    for node in nodes_of(value):
        if isinstance(node, dict) and (target := absolute(base, next(addresses_of(node), None))):
            yield Link(target, days_of_record(node))


def entries_in(value: Value, base: str, patterns: Mapping[str, Pattern]) -> Iterator[Link]:
    """Yield the articles of those arrays that are surely lists of articles, each with its headline and day.

    The address of a record that has none is made as the page makes it, where `patterns` tell how.
    """
    for node in nodes_of(value):
        if isinstance(node, dict) and node.get("@type") in _WAYS:
            continue
        for array in _arrays(node):
            yield from choose_entries([each for value in array for each in _read(value, base, patterns)])


def _read(value: Value, base: str, patterns: Mapping[str, Pattern]) -> Iterator[Record]:
    if isinstance(value, dict):
        record = read_record(value, base)
        yield (
            record if record.target else record._replace(target=absolute(base, make_address(value, patterns)))
        )
    elif isinstance(value, list):
        yield read_row(value, base)


def choose_entries(records: Sequence[Record]) -> list[Link]:
    """Return the entries of an array where it is a list of articles: most have a headline, and an article's address.

    What else may say that an address is an article's: a day beside it, or long headlines over addresses of one form.
    """
    found = [each for each in records if each.target and has_han(each.title)]
    entries = [each for each in found if each.target and not _is_other(each.target)]
    if len({each.target for each in entries}) < FEWEST_ENTRIES:
        return []
    if 2 * len({each.title for each in entries}) <= len(entries):  # offices, buttons
        return []
    headlines = sum(is_headline(each.title) for each in entries)
    if 2 * headlines < len(entries) or not _lead_to_articles(entries):
        return []
    return [
        Link(each.target, each.days, each.title) for each in entries if each.target and not _is_channel(each)
    ]


def _lead_to_articles(entries: Sequence[Record]) -> bool:
    targets = [each.target or "" for each in entries]
    half = (len(entries) + 1) // 2
    if sum(map(_is_channel, entries)) >= half:
        return False
    dated = sum(each.days is not None for each in entries)
    if dated >= half or sum(map(looks_like_article, targets)) >= half:
        return True
    forms = [form_of(target) for target in targets]
    alike = max(map(forms.count, set(forms)))
    length = sum(len(each.title) for each in entries) / len(entries)
    return length >= LONG_HEADLINE and 2 * alike > len(entries) and _tell_apart(targets)


def _tell_apart(targets: Sequence[str]) -> bool:
    """Tell whether what differs between the addresses is no bare word, as between channels: a number, or a long name."""
    names = [
        urlsplit(target).query or urlsplit(target).path.rstrip("/").rpartition("/")[2] for target in targets
    ]
    return all(any(map(str.isdigit, name)) or len(name) > LONGEST_WORD for name in names)


def _is_other(target: str) -> bool:
    """Tell whether an address is surely no article's: a file's, or that of a search for Chinese words."""
    parts = urlsplit(target)
    return _FILE.search(parts.path) is not None or has_han(unquote(parts.query))


def _is_channel(entry: Record) -> bool:
    target = entry.target or ""
    return looks_like_listing(target) and not looks_like_article(target) and not _has_number(target)


def _has_number(target: str) -> bool:
    last = urlsplit(target).path.rstrip("/").rpartition("/")[2]
    return sum(map(str.isdigit, last)) >= FEWEST_DIGITS or "-" in last


def _arrays(node: dict[str, Value] | list[Value]) -> Iterator[list[Value]]:
    """Yield the arrays that a node is: a list of objects, or of rows of texts, or an object of objects by number."""
    values = list(islice(node if isinstance(node, list) else node.values(), LONGEST_ARRAY))
    objects: list[Value] = [each for each in values if isinstance(each, dict)]
    if len(objects) >= FEWEST_ENTRIES:
        yield objects
    rows: list[Value] = [
        each for each in values if isinstance(each, list) and any(isinstance(one, str) for one in each)
    ]
    if isinstance(node, list) and len(rows) >= FEWEST_ENTRIES:
        yield rows


def nodes_of(value: Value) -> Iterator[dict[str, Value] | list[Value]]:
    """Yield the objects and lists of the data in their order; a text that is JSON is looked into."""
    left = MOST_NODES
    seen: set[int] = set()
    waiting: list[tuple[Value, int]] = [(value, 0)]
    while waiting and left:
        left -= 1
        node, depth = waiting.pop()
        if isinstance(node, str):
            node = _unpacked(node)
        if not isinstance(node, dict | list) or id(node) in seen or depth > DEEPEST_LIST:
            continue
        seen.add(id(node))
        yield node
        children = node.values() if isinstance(node, dict) else node
        waiting += ((each, depth + 1) for each in reversed(list(children)))


def _unpacked(text: str) -> Value:
    if text[:2] not in ('{"', "[{") and not text.startswith(("[[", '["')):
        return None
    try:
        return read_json(text)
    except NoLiteralError:
        return None
