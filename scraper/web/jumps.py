"""A page that is nothing but a jump to another: by a script, or by a refresh that its head or a <noscript> names."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.decode import decode
from pipelines.extract.tree.document import parse
from schemas import Rejected

LARGEST_JUMP = 32 * 1024
"""Bytes of a page that may be a jump: a line of script, and the counters and styles that templates add."""

MOST_WORDS = 80
"""Visible characters of such a page: 页面正在跳转，请稍候。如果没有自动跳转，请点击这里 has thirty."""

_REFRESH = re.compile(
    r"^\s*+(\d{0,4})[\d.]{0,8}\s*+(?:[;,]\s*+)?(?:url\s*+=\s*+)?[\"']?([^\"']*+)", re.IGNORECASE
)
_LONGEST_WAIT = 60
"""Seconds of a refresh that leads on; what waits longer shows a page, and loads it anew."""

_COMMENT = re.compile(r"/\*[^*]{0,4000}\*/|(?<![:\"'\\])//[^\n]*+")
_STRING = re.compile(r"\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'")
_CONDITION = re.compile(r"\b(?:if|switch|case|while)\b|\?|&&|\|\|")
"""What makes a jump depend on the visitor, outside of strings: most lead a phone to a page for phones."""
_AGENT = "userAgent"
_PLACE = r"(?:(?:window|self|top|parent|document|this)\s{0,4}\.\s{0,4}){0,3}location"
_BEGIN = (
    rf"(?<![\w.$])({_PLACE}(?:\s{{0,4}}\.\s{{0,4}}href)?\s{{0,4}}=(?!=)"
    rf"|{_PLACE}\s{{0,4}}\.\s{{0,4}}(?:replace|assign)\s{{0,4}}\("
    r"|(?:window\s{0,4}\.\s{0,4})?(?:open|navigate)\s{0,4}\()\s{0,4}"
)
_END = r"\s{0,4}(?=[;,)}\n<\"']|//|\Z)"
"""What follows a target that is whole: not the + of one that is put together."""
_JUMP = re.compile(
    rf"{_BEGIN}(?:\"([^\"\n]{{1,2000}})\"|'([^'\n]{{1,2000}})'|([A-Za-z_$][\w$]{{0,40}})){_END}"
)
_NAMED = re.compile(r"\b([A-Za-z_$][\w$]{0,40})\s{0,4}=\s{0,4}(?:\"([^\"\n]{1,2000})\"|'([^'\n]{1,2000})')")
_FUNCTION = re.compile(r"\bfunction\s{1,4}([\w$]{1,60})\s{0,4}\(")
_SHOWN = frozenset({"video", "audio", "object", "embed", "iframe", "frame", "form", "input", "canvas"})
"""Elements that a page shows something with, though it has no word."""
_IN_PLACE = re.compile(r"^\s{0,4},\s{0,4}[\"']_(?:self|top|parent)[\"']")


class Jump(NamedTuple):
    """Where a page leads, and what says so."""

    url: str
    means: str  # script, meta refresh


def find_jump(body: bytes, content_type: str, url: str) -> Jump | None:
    """Return where a page without a text of its own leads on to, None where it is a page or stays where it is.

    A firewall's challenge leads on too, to itself: it is not followed.
    """
    if len(body) > LARGEST_JUMP or not _may_jump(body):
        return None
    from pipelines.extract.kind.walls import find_challenge  # noqa: PLC0415 - half a second of patterns, for rare pages
    from pipelines.extract.reading.surface import read_surface  # noqa: PLC0415

    try:
        root = parse(decode(body, content_type).text, url)
    except Rejected:
        return None
    words = sum(len(line.text) for line in read_surface(root).lines if not line.hidden)
    if words > MOST_WORDS or next(root.iter(*_SHOWN), None) is not None or find_challenge(root):
        return None
    base = next((href for element in root.iter("base") if (href := element.get("href"))), "")
    for jump in (*_refreshes(root), *_scripted(root)):
        target = _absolute(_absolute(url, base) or url, jump.url)
        if target and leads_on(url, target):
            return Jump(target, jump.means)
    return None


def _may_jump(body: bytes) -> bool:
    small = body.lower()
    return any(word in small for word in (b"location", b"refresh", b"open(", b"open (", b"navigate"))


def leads_on(url: str, target: str) -> bool:
    """Tell whether a jump may be followed: not to the page itself with a key more, nor back to the home page.

    >>> leads_on("http://a.cn/xw/1.html", "http://a.cn/xw/2.html"), leads_on("http://a.cn/", "http://a.cn/index/")
    (True, True)
    >>> leads_on("http://a.cn/xw/1.html", "http://a.cn/xw/1.html?key=5"), leads_on("http://a.cn/1.html", "http://a.cn")
    (False, False)
    """
    here, there = urlsplit(url), urlsplit(target)
    if (here.hostname, here.path, here.port) == (there.hostname, there.path, there.port):
        return not (set(here.query.split("&")) - {""} < set(there.query.split("&")) - {""})
    home = there.path in ("", "/") and not there.query
    return not home or here.path in ("", "/")


def _absolute(base: str, target: str) -> str | None:
    try:
        url = urljoin(base, target.strip().replace("\\/", "/"))
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return url if host and urlsplit(url).scheme in ("http", "https") else None


def _refreshes(root: HtmlElement) -> Iterator[Jump]:
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match(element.get("content") or "")
            if found and found[2].strip() and int(found[1] or 0) <= _LONGEST_WAIT:
                yield Jump(found[2], "meta refresh")


def _scripted(root: HtmlElement) -> Iterator[Jump]:
    scripts = [element.text or "" for element in root.iter("script") if not element.get("src")]
    scripts += [element.get("onload") for element in root.iter("body") if element.get("onload")]
    everything = " ".join(scripts)
    for script in scripts:
        plain = _COMMENT.sub("", script)
        if any(everything.count(name) < 2 for name in _FUNCTION.findall(plain)):  # nobody calls it
            continue
        if _AGENT in plain or _CONDITION.search(_STRING.sub("", plain)):
            continue
        values = {name: one or other for name, one, other in _NAMED.findall(plain)}
        for found in _JUMP.finditer(plain):
            if "open" in found[1] and not _IN_PLACE.match(plain[found.end() :]):
                continue
            target = found[2] or found[3] or values.get(found[4] or "")
            if target:
                yield Jump(target, "script")
