"""The pager of 大汉 jpage: records in the page, further ones from a data proxy that the page's script names."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

_PROXY = re.compile(r"proxyUrl[\"']?\s?:\s?[\"']([\w./?&=%:-]{3,200})[\"']")
_FIGURE = re.compile(r"(totalRecord|perPage|groupSize)[\"']?\s?:\s?[\"']?(\d{1,7})", re.IGNORECASE)
_KEY = re.compile(
    r"\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)[\"']?\s?[:=]\s?[\"']?"
    r"([^\"'\s,&;{}]{1,80})"
)

USUAL_GROUP = 3
"""Pages of which the page holds the records at once, where its script does not say so; jpage's own default."""


def next_records(root: HtmlElement, url: str, scripts: Iterable[str]) -> str | None:
    """Return the address of the records behind those that the page holds; None where it tells of none."""
    shown = sum(1 for _ in root.iter("record"))
    if not shown:
        return None
    return _next_range(root, url, shown) or _first_range(root, url, scripts, shown) or _next_number(root, url)


def holds_back(root: HtmlElement, url: str, scripts: Iterable[str]) -> bool:
    """Tell whether the page counts more records, or more pages of them, than it and those before it hold."""
    shown = sum(1 for _ in root.iter("record"))
    query = dict(parse_qsl(urlsplit(url).query))
    last, number = query.get("endrecord", ""), query.get("pageNum", "")
    total = _figure(root, "totalrecord") or _figures(scripts).get("totalrecord", 0)
    pages = _figure(root, "totalpage")
    if number.isdecimal() and pages:
        return shown > 0 and int(number) < pages
    return shown > 0 and ((int(last) if last.isdecimal() else shown) < total or (total == 0 and pages > 1))


def _next_range(root: HtmlElement, url: str, shown: int) -> str | None:
    """Return the range behind the one that the proxy was asked for at `url`."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    first, last = query.get("startrecord", ""), query.get("endrecord", "")
    if not (first.isdecimal() and last.isdecimal()):
        return None
    size, total = int(last) - int(first) + 1, _figure(root, "totalrecord")
    if shown < size or (total and int(last) >= total):
        return None
    return _with_keys(url, {**query, "startrecord": str(int(last) + 1), "endrecord": str(int(last) + size)})


def _first_range(root: HtmlElement, url: str, scripts: Iterable[str], shown: int) -> str | None:
    """Return the first range that the page's script would ask the proxy for."""
    for script in scripts:
        figures, proxy = _figures([script]), _PROXY.search(script)
        keys = dict(_KEY.findall(script))
        if not proxy or "columnid" not in keys or shown >= figures.get("totalrecord", 0):
            continue
        page = figures.get("perpage", shown)
        last = shown + page * figures.get("groupsize", USUAL_GROUP)
        asked = {"startrecord": str(shown + 1), "endrecord": str(last), "perpage": str(page)}
        return _with_keys(
            urljoin(url, proxy[1]), {**dict(parse_qsl(urlsplit(proxy[1]).query)), **asked, **keys}
        )
    return None


def _next_number(root: HtmlElement, url: str) -> str | None:
    """Return the address that jpage writes for the next page of a list with an id: ?uid=7&pageNum=2."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    number = query.get("pageNum", "1")
    if not number.isdecimal() or int(number) >= _figure(root, "totalpage"):
        return None
    boxes = (box.get("id") or "" for record in root.iter("record") for box in record.iterancestors())
    uid = query.get("uid") or next((name for name in boxes if name.isdecimal()), None)
    return _with_keys(url, {**query, "uid": uid, "pageNum": str(int(number) + 1)}) if uid else None


def _figure(root: HtmlElement, name: str) -> int:
    """Return the number that an element of the records' data holds, 0 where there is none."""
    texts = ((element.text or "").strip() for element in root.iter(name))
    return next((int(text) for text in texts if text.isdecimal() and len(text) < 8), 0)


def _figures(scripts: Iterable[str]) -> dict[str, int]:
    return {name.lower(): int(value) for script in scripts for name, value in _FIGURE.findall(script)}


def _with_keys(url: str, query: dict[str, str]) -> str:
    return urlsplit(url)._replace(query=urlencode(query, safe="/:")).geturl()
