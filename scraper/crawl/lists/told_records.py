"""One record of a list in data: its address, its headline, its day."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from pipelines.extract.scripted.keyed import plain_key, said_of
from pipelines.extract.scripted.values import Value
from scraper.crawl.links import absolute
from scraper.crawl.lists.dated_links import Days, read_day
from scraper.crawl.shapes import is_headline

LONGEST_TITLE = 160
"""Characters of a headline with its subtitle; a summary has more."""

_ADDRESS_KEYS = tuple("publishurl linkurl docpuburl url link href".split())
"""The keys of an article's own address, the likeliest first, as plain_key() writes them."""

_TIME_KEYS = tuple("publishtime pubtime publishdate docreltime pubdate date time datetime updatetime".split())
_SPELT_KEYS = ("bt", "biaoti", "linktext", "wzbt")
_NAME_KEYS = ("name", "text", "label", "topic")
"""Keys of a headline that other things than articles have as well: it is one where a day stands beside it."""

_ADDRESS_END = re.compile(r"(?:url|link|href|path|permalink|address|uri)$")
_CAPTION_KEYS = ("text", "txt", "caption", "alt")
"""Keys of a headline below a picture: of a slide."""

_PERSON = re.compile(r"^[\u3400-\u9fff·]{2,4}$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:\?|$)", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(
    r"img|image|pic|thumb|cover|logo|icon|avatar|photo|poster|video|audio|media|file|source|origin|author|channel"
    r"|column|site|category|cate|parent|api|next|prev"
)
"""Names of addresses that lead to something else than the article: its pictures, its channel, its source."""

_AS_ADDRESS = re.compile(r"^(?!#)(?:https?:/|/|\.{1,2}/|\?)?[^\s<>\"'{}$]{1,1000}$")
_PAGE_SIGN = re.compile(r"[/?]|\.(?:s?html?|jsp|php|aspx?)$", re.IGNORECASE)
_PLACES = frozenset({"lng", "lon", "longitude", "lat", "latitude"})
_TAG = re.compile(r"<[^<>]*+>")


class Record(NamedTuple):
    """What one record says of an article; None and empty where it does not."""

    target: str | None
    title: str = ""
    days: Days | None = None


def read_record(fields: Mapping[str, Value], base: str) -> Record:
    """Return the address, the headline and the day of one record, or of what it wraps: {"node": {"title": …}}."""
    own = _read_own(fields, base)
    if own.target or (own.title and not _is_wrapper(fields)):
        return own
    inner = (_read_own(value, base) for value in fields.values() if isinstance(value, dict))
    return next((each for each in inner if each.target and each.title), own)


def read_row(row: list[Value], base: str) -> Record:
    """Return what a row of plain texts tells, whose places have no names: ["春耕……", "/xw/7.html", "2023-06-12"]."""
    texts = [each for each in row if isinstance(each, str)]
    target = next(filter(is_page_address, texts), None)
    title = next((text for text in texts if text != target and is_headline(text)), "")
    days = next((day for each in row if each not in (target, title) and (day := read_day(each))), None)
    return Record(absolute(base, target), title if len(title) <= LONGEST_TITLE else "", days)


def addresses_of(fields: Mapping[str, Value]) -> Iterator[str]:
    """Yield what stands under the keys of an article's own address, the likeliest first."""
    plain = {plain_key(key): value for key, value in fields.items()}
    yield from (item for key in _ADDRESS_KEYS if isinstance(item := plain.get(key), str) and item)


def days_of_record(fields: Mapping[str, Value]) -> Days | None:
    """Return the day on which the record says that it was published."""
    plain = {plain_key(key): value for key, value in fields.items()}
    known = next((day for key in _TIME_KEYS if (day := read_day(plain.get(key)))), None)
    return known or next(
        (day for text in said_of(dict(fields), "published") if (day := read_day(text))), None
    )


def _read_own(fields: Mapping[str, Value], base: str) -> Record:
    days = days_of_record(fields)
    if len(_PLACES & {plain_key(key) for key in fields}) > 1 or (days is None and _is_person(fields)):
        return Record(None)
    return Record(_target_of(fields, base), _title_of(fields, dated=days is not None), days)


def _is_person(fields: Mapping[str, Value]) -> bool:
    """Tell whether the title is an office: beside it stands a name as people have."""
    name = fields.get("name")
    return "title" in fields and isinstance(name, str) and _PERSON.match(name) is not None


def is_page_address(text: str) -> bool:
    """Tell whether a text is written as an address, and not as a picture's."""
    return bool(_PAGE_SIGN.search(text) and _AS_ADDRESS.match(text)) and not _PICTURE.search(text)


def _is_wrapper(fields: Mapping[str, Value]) -> bool:
    """Tell whether it is an entry of schema.org's ItemList, whose item has the address."""
    return "@type" in fields and isinstance(fields.get("item"), dict)


def _target_of(fields: Mapping[str, Value], base: str) -> str | None:
    known = next(addresses_of(fields), None)
    others = (
        value
        for key, value in fields.items()
        if isinstance(value, str)
        and _ADDRESS_END.search(plain_key(key))
        and not _OTHER_ADDRESS.search(plain_key(key))
        and _PAGE_SIGN.search(value)
    )
    address = unescape(known or next(others, None) or "").strip()
    return absolute(base, address) if _AS_ADDRESS.match(address) else None


def _title_of(fields: Mapping[str, Value], *, dated: bool) -> str:
    plain = {plain_key(key): value for key, value in fields.items()}
    texts = list(said_of(_rendered(fields), "title"))
    texts += [value for key, value in plain.items() if isinstance(value, str) and key.endswith("title")]
    pictured = any(isinstance(value, str) and _PICTURE.search(value) for value in fields.values())
    texts += [value for key in _CAPTION_KEYS if pictured and isinstance(value := plain.get(key), str)]
    keys = (*_SPELT_KEYS, *_NAME_KEYS) if dated or plain.get("@type") == "ListItem" else _SPELT_KEYS
    texts += [value for key in keys if isinstance(value := plain.get(key), str)]
    cleaned = (" ".join(unescape(_TAG.sub("", text)).split()) for text in texts)
    return next((text for text in cleaned if text and len(text) <= LONGEST_TITLE), "")


def _rendered(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields with what they say for those that say it as HTML: {"title": {"rendered": "春耕……"}}."""
    return {
        key: value["rendered"] if isinstance(value, dict) and "rendered" in value else value
        for key, value in fields.items()
    }
