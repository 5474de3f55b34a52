"""Which address is a further part of an article, and which part it is.

The forms: content_ID_2.htm, cNODE-ID-2.html, tDAY_ID_1.html (named by createPageHTML only), ID_02.shtml,
show-CAT-ID-2.html, ID_p2.html, ID(2).html, ?aid=ID&pageno=2, /archives/ID/2, and a whole text at
ID_all.html. Two forms say too little by themselves: ?p=2, which turns the pictures of galleries too, and
ID/2.html beside ID/1.html.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

MOST_PARTS = 50
"""Pages of one article; the longest galleries have some forty, more is a paging loop."""

WHOLE = 1000
"""The number of a page that holds all parts at once: above any other."""

_STEM = re.compile(r"^(?P<stem>.*?)(?:(?<=/)|(?P<end>\.[a-z]{3,5}))?$", re.IGNORECASE)
_NUMBERED_FIRST = re.compile(r"^(.*/show-\d+-\d+)-1$")  # phpcms numbers the first part too
_PART = re.compile(r"^[_/-](?:p|page)?[_/-]?(?:(?P<number>\d{1,3})|(?P<whole>all|full))/?$", re.IGNORECASE)
_BRACKETED = re.compile(r"^[_-]?[(（](?P<number>\d{1,3})[)）]$")
_PAGE_KEY = re.compile(r"^(?:cur(?:rent)?_?)?page_?(?:no|num|index)?$|^pg$", re.IGNORECASE)
_WEAK_KEY = re.compile(r"^p$", re.IGNORECASE)
_GALLERY = re.compile(r"photo|picture|gallery|slide|album|tuji|tupian|/pics?/", re.IGNORECASE)
_PAGES = frozenset({"", ".html", ".htm", ".shtml", ".shtm", ".php", ".jsp", ".asp", ".aspx"})


class Place(NamedTuple):
    """Where a part stands in its article: its number, and whether the address alone is evidence enough."""

    number: int
    sure: bool = True


def part_number(url: str, article: str) -> int | None:
    """Return which part of the article at `article` lies at `url`; None where it is another page.

    >>> first = "http://a.cn/2023-06/12/content_77.htm"
    >>> part_number("http://a.cn/2023-06/12/content_77_2.htm", first), part_number(first, first)
    (2, 0)
    >>> part_number("http://a.cn/2023-06/12/content_78.htm", first) is None
    True
    """
    place = place_of(url, article)
    return place.number if place else None


def place_of(url: str, article: str) -> Place | None:
    """Return where the page at `url` stands in the article at `article`; None where it is another page."""
    part, whole = urlsplit(url), urlsplit(article)
    if part.hostname != whole.hostname:
        return None
    if part.path == whole.path:
        return Place(0) if part.query == whole.query else _queried(part.query, whole.query, part.path)
    return _named(part.path, whole.path) if part.query == whole.query else None


def _named(part: str, whole: str) -> Place | None:
    """Return the place that a path adds to the article's own: behind its name, or beside its 1.html."""
    stem, ending = _split(whole)
    other, other_ending = _split(part)
    if ending != other_ending and not {ending, other_ending} <= _PAGES:
        return None
    if other.startswith(stem) and other != stem:
        rest = other[len(stem) :]
        return _numbered(_PART.match(rest) or _BRACKETED.match(rest))
    folder = _folder_of_parts(stem)
    found = _numbered(_PART.match(other[len(folder) :])) if folder and other.startswith(folder) else None
    return found._replace(sure=False) if found else None


def _folder_of_parts(stem: str) -> str:
    """Return the folder of 77/1.shtml, whose name is the article's; empty where the parts have none of their own."""
    folder, _, file = stem.rpartition("/")
    name = folder.rpartition("/")[2]
    return folder if file in ("1", "01") and any(map(str.isdecimal, name)) else ""


def _split(path: str) -> tuple[str, str]:
    match = _STEM.match(unquote(path))
    assert match
    stem = match["stem"].rstrip("/")
    if first := _NUMBERED_FIRST.match(stem):
        stem = first[1]
    return stem, (match["end"] or "").lower()


def _numbered(match: re.Match[str] | None) -> Place | None:
    if match is None:
        return None
    if match.groupdict().get("whole"):
        return Place(WHOLE)
    number = int(match["number"])
    return Place(number) if number <= MOST_PARTS else None


def _queried(part: str, whole: str, path: str) -> Place | None:
    """Return the place that a query adds to the article's own keys, wherever among them it stands."""
    keys, own = parse_qsl(part, keep_blank_values=True), parse_qsl(whole, keep_blank_values=True)
    added = [pair for pair in keys if pair not in own]
    lost = [pair for pair in own if pair not in keys]
    if len(added) != 1 or any(name != added[0][0] or value != "1" for name, value in lost):
        return None
    (name, value) = added[0]
    sure = _PAGE_KEY.match(name) is not None
    if not sure and (not _WEAK_KEY.match(name) or _GALLERY.search(path)):
        return None
    if sure and value.lower() == "all":
        return Place(WHOLE)
    # page=1 is the article itself
    return (
        Place(int(value), sure)
        if re.fullmatch(r"[2-9]|[1-9]\d", value) and int(value) <= MOST_PARTS
        else None
    )


def name_of(article: str) -> str:
    """Return the word that the addresses of all the article's parts hold.

    >>> name_of("http://a.cn/xw/t20230612_77.html"), name_of("http://a.cn/xw/77/1.shtml")
    ('t20230612_77', '77')
    """
    stem = _split(urlsplit(article).path)[0]
    return (_folder_of_parts(stem) or stem).rpartition("/")[2]
