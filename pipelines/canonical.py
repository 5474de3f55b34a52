"""One article, one address: what differs between two links to the same page is taken out."""

import re
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def _read_keys() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the tracking keys, and the beginnings of such keys."""
    table = files("pipelines").joinpath("data/tracking_keys.txt").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    words = " ".join(lines).split()
    begins = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), begins


_TRACKING, _TRACKING_BEGINS = _read_keys()

_SESSION = frozenset({"phpsessid", "jsessionid", "cfid", "cftoken", "sessionid", "session_id"})
"""Keys by which PHP, Java and ColdFusion know a visitor who refuses cookies."""
_SESSION_BEGIN = "aspsessionid"  # IIS adds eight letters of its own
_SESSION_VALUE = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
"""What `sid` must be to be a session: an MD5; a shorter one may be a story's number."""

_SESSION_PARAMETER = re.compile(r";jsessionid=[^/;]*+", re.IGNORECASE)
_SESSION_SEGMENT = re.compile(r"/\((?:[AFSX]\([\w-]{16,400}\)){1,4}\)(?=/)")
"""ASP.NET's session in the path, /(S(24 letters))/; an authentication ticket in it has some hundreds."""

_BUSTERS = frozenset(
    "t _t ts _ts tm timestamp rnd rand random r _r _ v ver version nocache _dc".split()  # as words: shorter
)
"""Keys whose value keeps a cache from answering."""
_REFERRERS = frozenset({"ref", "refer", "referer", "referrer", "source", "src"})
"""Keys that name the page a link stood on; without anything beside them they may choose what is shown."""

_MOMENT_OR_CHANCE = re.compile(r"1\d{9}(?:\d{3}|\d{6})?|0?\.\d{3,20}|20\d\d[01]\d[0-3]\d(?:\d{4}|\d{6})")
"""Seconds, milliseconds or microseconds since 1970 (2001 to 2033), Math.random(), or a day with its clock."""
_BARE_NUMBER = re.compile(r"\d{8,20}|0?\.\d{3,20}")
"""A query that is nothing but a moment or a random number, behind a page that its path names."""

_NAMED_PATH = re.compile(
    r"/(?:[^/]{0,80}?\d{3}[^/]{0,120}|\d{1,2})\.(?:s?html?|xhtml|jhtml)\Z", re.IGNORECASE
)
"""A static page with a number of its own: t20231119_1001.html, 77.html; show.html may be any article's frame."""
_NUMBERED = re.compile(r"\d{4}")
"""What the last step of a path holds where it names an article: /content/88213, show_10012.aspx."""
_IDENTIFIER = re.compile(
    r"(?!(?:cat|class|type|channel|column|site|user|u|s)_?id)[a-z_]{0,20}id", re.IGNORECASE
)
"""Keys that number an article; catid and its like number a list or a visitor."""

_ESCAPE = re.compile(r"(?<!%)(?<!%[0-9A-Fa-f])%([0-9A-Fa-f]{2})")
"""A percent-encoded byte, but for one that would make another together with the sign before it."""
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")  # RFC 3986, 2.3
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


MOST_AT_ONCE = 4096
"""Addresses that are remembered: those of one page of a list, MOST_LINKS at most, are looked at again and again."""


@lru_cache(maxsize=MOST_AT_ONCE)
def canonical_url(url: str) -> str:
    """Return the address that stands for `url`: https, lower-case host, no fragment, no tracking, no session.

    >>> canonical_url("http://WWW.Tibet.cn:80/cn/t1.html?utm_source=weixin#top")
    'https://www.tibet.cn/cn/t1.html'
    >>> canonical_url("https://www.example.cn/show.php?catid=4&id=7")
    'https://www.example.cn/show.php?catid=4&id=7'
    >>> canonical_url("http://www.example.cn/t20231119_1001.html;jsessionid=A1B2?t=1700360000")
    'https://www.example.cn/t20231119_1001.html'
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS:
        return url
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    path = _without_session(_spell(parts.path)) or "/"
    return urlunsplit(("https", place, path, _choosing(path, _spell(parts.query)), ""))


def untracked(url: str) -> str:
    """Return the address as a request needs it: canonical, but with its own scheme.

    >>> untracked("http://www.tibet.cn/cn/t1.html?utm_source=weixin#top")
    'http://www.tibet.cn/cn/t1.html'
    """
    scheme = urlsplit(url).scheme
    return canonical_url(url).replace("https", scheme, 1) if scheme in _DEFAULT_PORTS else url


def article_id(url: str) -> str:
    """Return the article's id: the sha256 of its canonical URL, hex."""
    return sha256(canonical_url(url).encode("utf-8", "surrogatepass")).hexdigest()


def _spell(part: str) -> str:
    """Return a path or query in the one spelling of RFC 3986, 6.2.2: %7e is ~, %e4 is %E4, 山 is %E5%B1%B1."""
    if not part.isascii():
        part = quote(part, safe=_ASCII, errors="surrogatepass")
    return _ESCAPE.sub(_spell_byte, part) if "%" in part else part


def _spell_byte(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _without_session(path: str) -> str:
    if ";" in path:
        path = _SESSION_PARAMETER.sub("", path)
    return _SESSION_SEGMENT.sub("", path) if "/(" in path else path


def _choosing(path: str, query: str) -> str:
    """Return those pairs of the query that choose the page, in their order."""
    if not query:
        return ""
    pairs = [pair for pair in query.split("&") if pair and not _is_visitors(pair)]
    by_path = _NAMED_PATH.search(path) is not None
    numbered = _NUMBERED.search(path.rstrip("/").rpartition("/")[2]) is not None
    if by_path or numbered or any(map(_is_identifier, pairs)):
        pairs = [pair for pair in pairs if not _is_idle(pair, by_path=by_path)]
    return "&".join(pairs)


def _split(pair: str) -> tuple[str, str]:
    """Return key and value; a link that was escaped twice has amp; before its keys."""
    key, _, value = pair.partition("=")
    return key.lower().removeprefix("amp;"), value


def _is_visitors(pair: str) -> bool:
    """Tell whether a pair speaks of the visitor: where they come from, or which session is theirs."""
    key, value = _split(pair)
    if key == "sid":
        return _SESSION_VALUE.fullmatch(value) is not None
    return (
        key in _TRACKING
        or key.startswith(_TRACKING_BEGINS)
        or key in _SESSION
        or key.startswith(_SESSION_BEGIN)
    )


def _is_identifier(pair: str) -> bool:
    key, value = _split(pair)
    return _IDENTIFIER.fullmatch(key) is not None and any(map(str.isdecimal, value))


def _is_idle(pair: str, *, by_path: bool) -> bool:
    """Tell whether a pair chooses nothing, since the rest of the address names the article."""
    key, value = _split(pair)
    if key in _REFERRERS:
        return True
    if key in _BUSTERS:
        return by_path or _MOMENT_OR_CHANCE.fullmatch(value) is not None
    return by_path and _BARE_NUMBER.fullmatch(pair) is not None
