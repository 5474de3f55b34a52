"""The address that a page gives itself: <link rel=canonical>, where it may be believed."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from pipelines.canonical import canonical_url
from pipelines.extract.reading.surface import Surface

_TWIN = re.compile(r"^(?:www|m|wap|3g|mobile|h5)\.", re.IGNORECASE)
"""What parts the host of a site from that of its pages for phones."""

_LISTING = re.compile(
    r"(?:index|default|list|node|column|channel|more|home|main)(?:[_-]?\d{1,7})?(?:\.\w{2,5})?", re.IGNORECASE
)
"""The last step of a listing's path: a template that was made for the listing gives its address to each article."""


def read_own_address(surface: Surface, url: str) -> str | None:
    """Return the other address of the same article that the page at `url` gives as its own, absolute, or None.

    It lies on the same site, is no home page and no listing, and all that the page gives agree on it.
    """
    given = {canonical_url(address): address for address in _candidates(surface, url)}
    if len(given) != 1:
        return None
    ((canonical, address),) = given.items()
    if canonical == canonical_url(url) or _host(address) != _host(url) or not _may_be_article(address):
        return None
    return address


def _candidates(surface: Surface, url: str) -> Iterator[str]:
    base = next((href for element in surface.of_machine("base") if (href := element.get("href"))), "")
    for link in surface.of_machine("link"):
        href = (link.get("href") or "").strip()
        if not href or "canonical" not in (link.get("rel") or "").lower().split():
            continue
        try:
            address = urljoin(urljoin(url, base), href)
            canonical_url(address)  # it reads host and port
        except ValueError:  # an address such as http://[ is none
            continue
        if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname:
            yield address


def _host(url: str) -> str:
    return _TWIN.sub("", (urlsplit(url).hostname or "").rstrip("."))


def _may_be_article(url: str) -> bool:
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if not last:
        return False
    if parts.path.endswith("/"):
        return any(map(str.isdecimal, last))  # /archives/1234/ is an article's, /xw/ is a channel's
    return bool(parts.query) or _LISTING.fullmatch(last) is None
