"""Where a listing leads, whatever it is: an HTML page, a feed (RSS, Atom), a sitemap (XML or text), or a list as JSON."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement
from scrapy.utils.gz import gunzip

from pipelines.decode import decode
from pipelines.extract.tree.document import parse
from schemas import Reason, Rejected
from scraper.crawl.links import absolute, find_links
from scraper.crawl.lists.embedded import holds_records, open_records, unfold_lists
from scraper.crawl.lists.xml_lists import (
    XML_LEAD,
    base_of_element,
    is_of_kin,
    is_xml_list,
    local_name,
    parse_xml_list,
)

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes of an unpacked sitemap; the format's own cap is 50 MB, real ones of news sites have below 10."""

DEEPEST_LIST = 12
"""Levels below which a JSON answer is not searched; known lists have four."""

_BEIJING = timezone(timedelta(hours=8))
_GZIP = b"\x1f\x8b"
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}", re.IGNORECASE)
_CALLBACK = re.compile(r"^\s*+(?:[\w.$]{1,80}\(|(?:var|let)\s+\w{1,40}\s*=)?\s*(?=[\[{])")
_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})")

_ADDRESS_KEYS = ("publishurl", "linkurl", "docpuburl", "url", "link", "href")
_TIME_KEYS = ("publishtime", "pubtime", "publishdate", "docreltime", "pubdate", "date", "time")

Days = tuple[date, date]


class Link(NamedTuple):
    """An address and, where the list tells, the first and last day on which it was published."""

    url: str
    days: Days | None = None


class Listing(NamedTuple):
    """What a listing leads to: articles (maybe), further listings, and the tree where it is HTML."""

    links: tuple[Link, ...]
    listings: tuple[Link, ...] = ()
    root: HtmlElement | None = None
    counted: bool = False  # an answer in JSON: its pages are numbered in the address


def read_listing(body: bytes, content_type: str, url: str, selector: str = "a") -> Listing:
    """Return where the listing leads; raise Rejected where it can be read as none of the known kinds."""
    if body.startswith(_GZIP):
        body = _unpack(body)
    text = decode(body, content_type).text
    if is_xml_list(text):
        return _read_xml(text, url)
    if lines := _read_lines(text, url):
        return Listing(lines)
    if call := _CALLBACK.match(text.lstrip("\ufeff")):
        return Listing(tuple(_read_json(text.lstrip("\ufeff")[call.end() :], url)), counted=True)
    root = parse(open_records(text) if holds_records(text[:XML_LEAD]) else text, url)
    unfold_lists(root)
    return Listing(tuple(Link(link) for link in find_links(root, url, selector)), root=root)


def _unpack(body: bytes) -> bytes:
    try:
        return gunzip(body, max_size=LARGEST_UNPACKED)
    except (OSError, EOFError, ValueError) as error:
        raise Rejected(Reason.UNDECODABLE, f"no gzip file that can be unpacked: {error}") from None


def _read_lines(text: str, url: str) -> tuple[Link, ...]:
    """Return the links of a sitemap as text, an address a line and nothing else; empty for any other text."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not all(map(_ADDRESS.fullmatch, lines)):
        return ()
    return tuple(dict.fromkeys(Link(target) for line in lines if (target := absolute(url, line))))


def _read_xml(text: str, url: str) -> Listing:
    links: list[Link] = []
    listings: list[Link] = []
    for entry in parse_xml_list(text).iter():
        kind = local_name(entry)
        if kind in ("url", "item", "entry") and (link := _read_entry(entry, url)):
            links.append(link)
        elif kind == "sitemap" and (link := _read_entry(entry, url)):
            listings.append(link)
    return Listing(tuple(links), tuple(listings))


def _read_entry(entry: etree._Element, url: str) -> Link | None:
    target: str | None = None
    permalink: str | None = None
    days: Days | None = None
    for field in entry.iter():
        name = local_name(field)
        text = (field.text or "").strip()
        addressed = name == "link" or (name == "loc" and is_of_kin(field, entry))
        if addressed and target is None and field.get("rel", "alternate") == "alternate":
            target = absolute(base_of_element(field, url), field.get("href") or text)
        elif (
            name == "guid"
            and field.get("isPermaLink", "true").strip().lower() == "true"
            and _ADDRESS.fullmatch(text)
        ):
            permalink = absolute(url, text)
        elif name in ("publication_date", "pubdate", "published", "date") or (
            name in ("lastmod", "updated") and days is None
        ):
            days = read_day(field.text) or days
    target = target or permalink
    return Link(target, days) if target else None


def _read_json(text: str, url: str) -> Iterator[Link]:
    try:
        answer, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise Rejected(Reason.NOT_HTML, f"a list that is no JSON: {error}") from None
    yield from dict.fromkeys(_walk(answer, url, 0))


def _walk(value: object, url: str, level: int) -> Iterator[Link]:
    if level > DEEPEST_LIST:
        return
    if isinstance(value, dict):
        entry = {str(key).lower(): item for key, item in value.items()}
        addresses = (item for key in _ADDRESS_KEYS if isinstance(item := entry.get(key), str))
        if target := absolute(url, next(filter(None, addresses), None)):
            when = next((day for key in _TIME_KEYS if (day := read_day(entry.get(key)))), None)
            yield Link(target, when)
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _walk(child, url, level + 1)


def read_day(value: object) -> Days | None:
    """Return the day of a time as lists print it: ISO, 年月日, RFC 822, seconds or milliseconds since 1970.

    >>> read_day("2023-06-12 15:27:00") == read_day("Mon, 12 Jun 2023 15:27:00 +0800") == read_day(1686554820)
    True
    >>> read_day("昨天") is None
    True
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        day = _from_number(value) if not isinstance(value, str) else _from_text(value)
    except (ValueError, OverflowError, OSError):
        return None
    return (day, day) if day else None


def _from_number(value: float) -> date:
    seconds = value / 1000 if value > 1e11 else value  # 1e11 seconds lie in the year 5138
    return datetime.fromtimestamp(seconds, UTC).astimezone(_BEIJING).date()


def _from_text(value: str) -> date | None:
    if value.isdecimal() and len(value) in (10, 13):
        return _from_number(int(value))
    if found := _DAY.search(value):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    moment = parsedate_to_datetime(value)
    return moment.astimezone(_BEIJING).date() if moment.tzinfo else moment.date()
