"""The next part of an article on several pages, as its page links it or its pager script counts it.

No link text is needed, for a part carries the address of its article; an address that says too little needs a
pager beside it. Links in comments are none, and in scripts only what they write into the page.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from scraper.crawl.links import absolute
from scraper.crawl.pagers.counted import read_count, without_comments
from scraper.crawl.parts.part_addresses import MOST_PARTS, WHOLE, name_of, part_number, place_of

__all__ = ["MOST_PARTS", "WHOLE", "find_next_part", "part_number"]

MOST_MENTIONS = 200
"""Places of a page that are looked at; a pager has one for each part, share links have ten more."""

LONGEST_ADDRESS = 300
"""Characters before and after the article's name in the address of a part."""

_BEFORE = re.compile(r"""(?:^|(?<=["'\s<>=]))[^"'\s<>=]{0,300}$""")
_AFTER = re.compile(r"""[^"'\s<>]{0,300}""")
_OPENING = re.compile(r"<!--|<script\b", re.IGNORECASE)
_COMMENT_END = re.compile(r"-->")
_SCRIPT_END = re.compile(r"</script\s{0,9}>", re.IGNORECASE)
_QUERY = re.compile(r"""["'](/?\?[^"'\s<>]{1,300})""")
_FILE = re.compile(r"""["']((?:\./)?\d{1,3}\.[a-z]{3,5})["']""", re.IGNORECASE)
_SCRIPT_NAME = "createPageHTML"
_WRITES = "document.write"
_PAGER = re.compile(
    r"共\s?[2-9]\d?\s?[页頁]|下一?[页頁]|后一?页|[尾末][页頁]|余下全文|>\s{0,3}[\[(]?[2-9]\d?[\])]?\s{0,3}<"
)
_CHARSETS = ("utf-8", "gb18030")
_BESIDE = 200  # characters of markup on each side of an address in which its pager stands


def find_next_part(body: bytes, url: str, article: str) -> str | None:
    """Return the address of the part after the one at `url`, as its links or its pager script name it.

    `body` is that part's HTML in any charset, `article` the address of the first part.
    """
    current = part_number(url, article) or 0
    if current == WHOLE:
        return None
    markup, scripts = read_markup(body.decode("latin-1"))  # addresses are ASCII in every charset that we meet
    text = "".join((markup, *(script.replace("\\", "") for script in scripts if _WRITES in script)))
    best: tuple[int, str] | None = None
    for written, target in _targets(text, scripts, article, url):
        place = place_of(target, article)
        if place is None or place.number <= current or not (place.sure or _has_pager_beside(text, written)):
            continue
        if place.number == WHOLE:
            return target
        if best is None or place.number < best[0]:
            best = place.number, target
    return best[1] if best else None


def read_markup(text: str) -> tuple[str, list[str]]:
    """Return the page without its comments and scripts, and those of its scripts that count or write pages.

    >>> read_markup('<p>1</p><!-- <a href="7_2.html"> --><script>go("7_3.html")</script><b>2</b>')
    ('<p>1</p><b>2</b>', [])
    """
    pieces: list[str] = []
    scripts: list[str] = []
    start = 0
    while opening := _OPENING.search(text, start):
        comment = opening[0] == "<!--"
        closing = (_COMMENT_END if comment else _SCRIPT_END).search(text, opening.end())
        if closing is None:
            break
        pieces.append(text[start : opening.start()])
        script = "" if comment else text[opening.end() : closing.start()]
        if _SCRIPT_NAME in script or _WRITES in script:
            scripts.append(without_comments(script))
        start = closing.end()
    return "".join((*pieces, text[start:])), scripts


def _has_pager_beside(text: str, written: str) -> bool:
    """Tell whether the words or the numbers of a pager stand beside the address as it is written."""
    at = text.find(written)
    beside = text[max(0, at - _BESIDE) : at + len(written) + _BESIDE].encode("latin-1")
    return any(_PAGER.search(beside.decode(charset, "ignore")) for charset in _CHARSETS)


def _targets(text: str, scripts: list[str], article: str, url: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses that may be parts, as written and as meant, and what the page's pager script counts to."""
    name = name_of(article)
    for href in dict.fromkeys((*_mentions(text, name), *_queries(text), *_files(text, name, url))):
        if target := _meant(url, unescape(href)):
            yield href, target
    count = read_count(scripts)
    if count and count.following and count.following.startswith(f"{name}_"):
        yield count.following, urljoin(article, count.following)


def _meant(url: str, href: str) -> str | None:
    """Return the absolute address; beside a saved page lie files."""
    if not url.startswith("file:"):
        return absolute(url, href)
    try:
        return urldefrag(urljoin(url, href)).url
    except ValueError:  # an address such as http://[ is no link
        return None


def _files(text: str, name: str, url: str) -> Iterator[str]:
    """Yield the addresses that are a number alone, where the parts lie in a folder of their own: 2.shtml."""
    folder = urlsplit(url).path.rpartition("/")[0].rpartition("/")[2]
    if folder == name:
        yield from (match[1] for match in islice(_FILE.finditer(text), MOST_MENTIONS))


def _mentions(text: str, name: str) -> Iterator[str]:
    """Yield the addresses that hold `name`: what stands between quotes, blanks or = around it."""
    position = text.find(name) if name else -1
    for _ in range(MOST_MENTIONS):
        if position < 0:
            return
        before = _BEFORE.search(text[max(0, position - LONGEST_ADDRESS) : position])
        after = _AFTER.match(text, position)
        yield f"{before[0] if before else ''}{after[0] if after else ''}"
        position = text.find(name, position + len(name))


def _queries(text: str) -> Iterator[str]:
    """Yield the addresses that are a query alone: ?aid=7&pageno=2."""
    if any(beginning in text for beginning in ('"?', "'?", '"/?', "'/?")):
        yield from (match[1] for match in islice(_QUERY.finditer(text), MOST_MENTIONS))
