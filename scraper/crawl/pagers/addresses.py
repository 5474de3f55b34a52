"""Whether an address is another page of a list, and which one."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

from scraper.crawl.shapes import looks_like_article

_FIRST = re.compile(r"(?:index|default)(?:\.\w{3,5})?$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:s?html?|php|jsp|aspx?|do)$", re.IGNORECASE)
_BEHIND = re.compile(r"^(?:[_/-]?(?:index|default|list|news|page|p)?[_/-]?)(\d{1,3})?/?$", re.IGNORECASE)
_PAGE_KEY = re.compile(r"page|pgnum|^pn?$|^start|^offset", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,20}")
_DAY = re.compile(r"(?:19|20)\d{2}[-/_]?(?:0?[1-9]|1[0-2])[-/_]?(?:0[1-9]|[12]\d|3[01])(?!\d)")


def same_page(one: str, other: str) -> bool:
    """Tell whether two addresses are one page: a folder and its index file are.

    >>> same_page("http://a.cn/xw/", "http://a.cn/xw/index.html"), same_page("http://a.cn/xw/", "http://a.cn/")
    (True, False)
    """
    return _place(one) == _place(other)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc, _FIRST.sub("", parts.path or "/"), parts.query


def is_page_of(target: str, url: str) -> bool:
    """Tell by the form of two addresses alone whether they are pages of one list.

    >>> is_page_of("http://a.cn/xw/index_2.html", "http://a.cn/xw/"), is_page_of("http://a.cn/yw/", "http://a.cn/xw/")
    (True, False)
    >>> is_page_of("http://a.cn/node_19_2.htm", "http://a.cn/node_19.htm")
    True
    """
    return page_number(target, url) is not None


def page_number(target: str, url: str) -> int | None:
    """Return the number by which `target` differs from `url`, 0 where it has none; None where it is another list.

    >>> page_number("http://a.cn/l?id=7&page=3", "http://a.cn/l?id=7"), page_number("http://a.cn/3.html", "http://a.cn/b/")
    (3, None)
    """
    one, other = urlsplit(target), urlsplit(url)
    if one.netloc != other.netloc:
        return None
    if one.path == other.path:
        return _queried_number(one.query, other.query)
    if one.query != other.query and one.query:
        return None
    if (number := _differing_number(one.path, other.path)) is not None:
        return number
    return _added_number(_name(one.path), _name(other.path))


def _queried_number(target: str, query: str) -> int | None:
    """Return the number of the key in which the queries differ: the only one, or the one that is called page."""
    one, other = dict(parse_qsl(target)), dict(parse_qsl(query))
    differing = {name: one.get(name, "0") for name in one | other if one.get(name) != other.get(name)}
    named = {name: value for name, value in differing.items() if _PAGE_KEY.search(name)}
    values = list((named or differing).values())
    return int(values[0]) if len(values) == 1 and values[0].isdecimal() and len(values[0]) <= 5 else None


def _differing_number(target: str, path: str) -> int | None:
    """Return the one number in which two paths differ that are alike but for it."""
    if _DIGITS.sub("0", target) != _DIGITS.sub("0", path):
        return None
    pairs = zip(_DIGITS.findall(target), _DIGITS.findall(path), strict=True)
    differing = [one for one, other in pairs if one != other]
    return int(differing[0]) if len(differing) == 1 and len(differing[0]) <= 12 else None


def _name(path: str) -> str:
    """Return the path without its ending, or the name of an index file."""
    return _ENDING.sub("", _FIRST.sub("", path))


def _added_number(target: str, name: str) -> int | None:
    """Return the number that stands behind what both addresses share: /xw/ -> /xw/index_2, /node_19 -> /node_19_2."""
    for long, short in ((target, name), (name, target)):
        if long.startswith(short) and (behind := _BEHIND.match(long[len(short) :])):
            return int(behind[1] or 0) if long is target else 0
    # Both carry a name of their own in the same folder: list.html -> list_2.html is above, 1.html -> 2.html too.
    folder, _, file = target.rpartition("/")
    here, _, own = name.rpartition("/")
    behind, first = _BEHIND.match(file), _BEHIND.match(own)
    return int(behind[1] or 0) if folder == here and behind and first else None


def leads_on(target: str, url: str) -> bool:
    """Tell whether a link of a pager may lead to a further page of the list at `url`.

    It does not where it is the same page, or has an article's address or a day that is no page of the list.

    >>> leads_on("http://a.cn/xw/index_1.html", "http://a.cn/xw/"), leads_on("http://a.cn/2026-11/02/", "http://a.cn/")
    (True, False)
    """
    if same_page(target, url):
        return False
    if _names_new_day(target, url):
        return False
    counted = any(_PAGE_KEY.search(name) for name, _ in parse_qsl(urlsplit(target).query))
    return counted or is_page_of(target, url) or not looks_like_article(target)


def leads_back(target: str, url: str, backward: Collection[str] = ()) -> bool:
    """Tell whether the target is a page before the one at `url`.

    A list may count down, and then the next number is the one below; `backward` are the targets of 上一页.

    >>> leads_back("http://a.cn/xw/", "http://a.cn/xw/index_1.html"), leads_back("http://a.cn/4.html", "http://a.cn/5.html")
    (True, False)
    """
    there, here = page_number(target, url), page_number(url, target)
    if there is None or here is None or there > here:
        return False
    return not (there and there == here - 1 and target not in backward)


def _names_new_day(target: str, url: str) -> bool:
    """Tell whether the target stands for a day, as the links of a calendar do, that the page does not stand for."""
    days = {match[0] for match in _DAY.finditer(urlsplit(target).path)}
    return bool(days - {match[0] for match in _DAY.finditer(urlsplit(url).path)})
