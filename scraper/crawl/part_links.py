"""Articles on several pages: which address is the next part of an article.

The forms: content_ID_2.htm, cNODE-ID-2.html, tDAY_ID_1.html (named by createPageHTML only), ID_02.shtml,
show-CAT-ID-2.html, ?aid=ID&pageno=2, /archives/ID/2, and a whole text at ID_all.html. No link text is
needed: a part carries the address of its article.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import urljoin, urlsplit

MOST_PARTS = 50
"""Pages of one article; the longest galleries have some forty, more is a paging loop."""

WHOLE = 1000
"""The number of a page that holds all parts at once: above any other."""

MOST_MENTIONS = 200
"""Places of a page that are looked at; a pager has one for each part, share links have ten more."""

LONGEST_ADDRESS = 300
"""Characters before and after the article's name in the address of a part."""

_BEFORE = re.compile(r"""(?:^|(?<=["'\s<>=]))[^"'\s<>=]{0,300}$""")
_AFTER = re.compile(r"""[^"'\s<>]{0,300}""")
_QUERY = re.compile(r"""["'](\?[^"'\s<>]{1,300})""")
_SCRIPT_NAME = "createPageHTML"
_SCRIPT = re.compile(
    r"createPageHTML\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*[\"']([\w-]{1,80})[\"']\s*,\s*[\"'](\w{1,10})[\"']"
)
_STEM = re.compile(r"^(?P<stem>.*?)(?:(?<=/)|(?P<end>\.[a-z]{3,5}))?$", re.IGNORECASE)
_NUMBERED_FIRST = re.compile(r"^(.*/show-\d+-\d+)-1$")  # phpcms numbers the first part too
_PART = re.compile(r"^[_/-](?:(?P<number>\d{1,3})|(?P<whole>all|full))/?$", re.IGNORECASE)
_PAGE_KEY = re.compile(  # page=1 is the article itself; ?p= turns the pictures of galleries
    r"^&(?:pageno|page|pagenum)=(?:(?P<number>[2-9]|[1-9]\d{1,2})|(?P<whole>all))$", re.IGNORECASE
)


def part_number(url: str, article: str) -> int | None:
    """Return which part of the article at `article` lies at `url`; None where it is another page.

    >>> first = "http://a.cn/2023-06/12/content_77.htm"
    >>> part_number("http://a.cn/2023-06/12/content_77_2.htm", first), part_number(first, first)
    (2, 0)
    >>> part_number("http://a.cn/2023-06/12/content_78.htm", first) is None
    True
    """
    part, whole = urlsplit(url), urlsplit(article)
    if part.hostname != whole.hostname:
        return None
    if (part.path, part.query) == (whole.path, whole.query):
        return 0
    if part.path == whole.path:
        rest = part.query.removeprefix(whole.query) if whole.query else f"&{part.query}"
        return _number(_PAGE_KEY.match(rest)) if rest != part.query or not whole.query else None
    if part.query != whole.query:
        return None
    stem, ending = _split(whole.path)
    other, other_ending = _split(part.path)
    if ending != other_ending or not other.startswith(stem):
        return None
    return _number(_PART.match(other[len(stem) :]))


def _split(path: str) -> tuple[str, str]:
    match = _STEM.match(path)
    assert match
    stem = match["stem"].rstrip("/")
    if first := _NUMBERED_FIRST.match(stem):
        stem = first[1]
    return stem, (match["end"] or "").lower()


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    if match["whole"]:
        return WHOLE
    number = int(match["number"])
    return number if number <= MOST_PARTS else None


def find_next_part(body: bytes, url: str, article: str) -> str | None:
    """Return the address of the part after the one at `url`, as its links or its pager script name it.

    `body` is that part's HTML in any charset, `article` the address of the first part.
    """
    text = body.decode("latin-1")  # addresses are ASCII in every charset that we meet
    current = part_number(url, article) or 0
    if current == WHOLE:
        return None
    name = _split(urlsplit(article).path)[0].rpartition("/")[2]
    best: tuple[int, str] | None = None
    for target in _targets(text, name, article, url):
        number = part_number(target, article)
        if number is None or number <= current:
            continue
        if number == WHOLE:
            return target
        if best is None or number < best[0]:
            best = number, target
    return best[1] if best else None


def _targets(text: str, name: str, article: str, url: str) -> list[str]:
    """Return the addresses in the page that hold the article's name, and what its pager script counts to."""
    found: list[str] = []
    for href in dict.fromkeys((*_mentions(text, name), *_queries(text))):
        try:
            found.append(urljoin(url, unescape(href)).partition("#")[0])
        except ValueError:  # an address such as http://[ is no link
            continue
    start = text.find(_SCRIPT_NAME)
    if (
        start >= 0
        and (call := _SCRIPT.search(text, start))
        and call[3] == name
        and int(call[2]) + 1 < int(call[1])
    ):
        found.append(urljoin(article, f"{name}_{int(call[2]) + 1}.{call[4]}"))
    return found


def _mentions(text: str, name: str) -> Iterator[str]:
    """Yield the addresses that hold `name`: what stands between quotes, blanks or = around it."""
    position = text.find(name)
    for _ in range(MOST_MENTIONS):
        if position < 0:
            return
        before = _BEFORE.search(text[max(0, position - LONGEST_ADDRESS) : position])
        after = _AFTER.match(text, position)
        yield f"{before[0] if before else ''}{after[0] if after else ''}"
        position = text.find(name, position + len(name))


def _queries(text: str) -> Iterator[str]:
    """Yield the addresses that are a query alone: ?aid=7&pageno=2."""
    if '"?' in text or "'?" in text:
        yield from (match[1] for match in islice(_QUERY.finditer(text), MOST_MENTIONS))
