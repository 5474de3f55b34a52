"""One article, one address: what differs between two links to the same page is taken out."""

from hashlib import sha256
from urllib.parse import urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}

_TRACKING = ("utm_", "spm", "share_", "from", "isappinstalled", "wxshare_count", "tdsourcetag")
"""Beginnings of query keys that say who shared a link, never which page is meant."""


def canonical_url(url: str) -> str:
    """Return the address that stands for `url`: https, lower-case host, no fragment, no tracking keys.

    >>> canonical_url("http://WWW.Tibet.cn:80/cn/t1.html?utm_source=weixin#top")
    'https://www.tibet.cn/cn/t1.html'
    >>> canonical_url("https://www.example.cn/show.php?catid=4&id=7")
    'https://www.example.cn/show.php?catid=4&id=7'
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS:
        return url
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    pairs = (pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    return urlunsplit(("https", place, parts.path or "/", "&".join(pairs), ""))


def untracked(url: str) -> str:
    """Return the address as a request needs it: canonical, but with its own scheme.

    >>> untracked("http://www.tibet.cn/cn/t1.html?utm_source=weixin#top")
    'http://www.tibet.cn/cn/t1.html'
    """
    scheme = urlsplit(url).scheme
    return canonical_url(url).replace("https", scheme, 1) if scheme in _DEFAULT_PORTS else url


def _is_tracking(pair: str) -> bool:
    key = pair.partition("=")[0].lower()
    return any(key == mark or (mark.endswith("_") and key.startswith(mark)) for mark in _TRACKING)


def article_id(url: str) -> str:
    """Return the article's id: the sha256 of its canonical URL, hex."""
    return sha256(canonical_url(url).encode("utf-8", "surrogatepass")).hexdigest()
