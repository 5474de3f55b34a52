"""Where a listing leads, whatever it is: an HTML page, a feed (RSS, Atom), a sitemap (XML or text), or a list as JSON."""

import json
import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement
from scrapy.utils.gz import gunzip

from pipelines.decode import decode
from pipelines.extract.scripted.literals import Reader
from pipelines.extract.scripted.values import NoLiteralError, Value
from pipelines.extract.tree.document import parse
from schemas import Reason, Rejected
from scraper.crawl.links import absolute, find_links
from scraper.crawl.lists.arrays import links_in
from scraper.crawl.lists.dated_links import Days, Link, read_day
from scraper.crawl.lists.embedded import holds_records, open_records, uncover_records, unfold_lists
from scraper.crawl.lists.markup_texts import markup_in
from scraper.crawl.lists.page_data import entries_of
from scraper.crawl.lists.xml_lists import (
    XML_LEAD,
    base_of_element,
    is_of_kin,
    is_xml_list,
    local_name,
    parse_xml_list,
)

__all__ = ["Days", "Link", "Listing", "read_day", "read_listing"]

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes of an unpacked sitemap; the format's own cap is 50 MB, real ones of news sites have below 10."""

_GZIP = b"\x1f\x8b"
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}", re.IGNORECASE)
_CALLBACK = re.compile(
    r"^\s*+(?:[\w.$]{1,80}\s{0,4}\(|(?:(?:var|let|const)\s+)?[\w.$]{1,40}\s*=)?\s*(?=[\[{])"
)


class Listing(NamedTuple):
    """What a listing leads to: articles (maybe), further listings, and the tree where it is HTML."""

    links: tuple[Link, ...]
    listings: tuple[Link, ...] = ()
    root: HtmlElement | None = None
    counted: bool = False  # an answer in JSON: its pages are numbered in the address
    data: Value = None  # that answer
    told: tuple[Link, ...] = ()  # what the list itself tells to be articles, with their headlines


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
        return _read_data(text.lstrip("\ufeff"), call.end(), url, selector)
    text = uncover_records(text)
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
    told: list[Link] = []
    listings: list[Link] = []
    for entry in parse_xml_list(text).iter():
        kind = local_name(entry)
        if kind in ("url", "item", "entry") and (link := _read_entry(entry, url)):
            links.append(link._replace(title=""))
            if (
                kind != "url" or link.title
            ):  # a sitemap has channels too; the entry of an article has news:title
                told.append(link)
        elif kind == "sitemap" and (link := _read_entry(entry, url)):
            listings.append(link)
    return Listing(tuple(links), tuple(listings), told=tuple(told))


def _read_entry(entry: etree._Element, url: str) -> Link | None:
    target: str | None = None
    permalink: str | None = None
    days: Days | None = None
    title = ""
    for field in entry.iter():
        name = local_name(field)
        text = (field.text or "").strip()
        addressed = name == "link" or (name == "loc" and is_of_kin(field, entry))
        if addressed and target is None and field.get("rel", "alternate") == "alternate":
            target = absolute(base_of_element(field, url), field.get("href") or text)
        elif name == "title" and not title:
            title = " ".join(text.split())
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
    return Link(target, days, title) if target else None


def _read_data(text: str, at: int, url: str, selector: str) -> Listing:
    """Return where an answer as JSON leads, or as a literal of a script; one of mere markup is read as a page."""
    answer = _read_answer(text, at)
    links = dict.fromkeys(links_in(answer, url))
    told = dict.fromkeys(entries_of(answer, url))
    root: HtmlElement | None = None
    if not links and (fragments := "\n".join(markup_in(answer))):
        root = parse(f"<html><body>{fragments}</body></html>", url)
        links.update(dict.fromkeys(Link(link) for link in find_links(root, url, selector)))
    return Listing(tuple(links), root=root, counted=True, data=answer, told=tuple(told))


def _read_answer(text: str, at: int) -> Value:
    try:
        answer: Value = json.JSONDecoder().raw_decode(text, at)[0]
    except (ValueError, RecursionError) as error:
        try:
            return Reader().read(text, at)[0]
        except NoLiteralError:
            raise Rejected(Reason.NOT_HTML, f"a list that is no JSON: {error}") from None
    return answer
