"""Where a crawl may go: http and https on the public network, checked again after DNS resolution.

A page of a hostile or broken site can name any address: the router beside us, a cloud's metadata service.
The name is not what decides, the address that is connected to is: the resolver hands out public ones only.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError

_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits, RFC 6052


class NotAllowed(IgnoreRequest):
    """The request leads where this crawl must not go."""


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public network.

    >>> is_public("223.5.5.5"), is_public("2400:3200::1")
    (True, True)
    >>> is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (False, False, False)
    """
    parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner:
            parsed = inner
    return parsed.is_global and not parsed.is_multicast


def check_url(url: str, *, private: bool) -> None:
    """Return when a request for `url` may be made; raise NotAllowed otherwise.

    Names are left to the resolver. `private` allows addresses that are not public.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise NotAllowed(f"the scheme {parts.scheme!r} is not fetched, http and https are")
    host = parts.hostname or ""
    if not host:
        raise NotAllowed(f"{url} names no host")
    if private:
        return
    try:
        public = is_public(host)
    except ValueError:
        public = host != "localhost" and not host.endswith(".localhost")
    if not public:
        raise NotAllowed(f"{host} is no public address (ALLOW_PRIVATE_HOSTS is off)")


class Guard:
    """Downloader middleware: every request, after a redirect too, stays on the public network."""

    def __init__(self, settings: BaseSettings) -> None:
        self.private = settings.getbool("ALLOW_PRIVATE_HOSTS") or bool(settings.get("REPLAY"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; a replay asks no network, so that all addresses are fine."""
        return cls(crawler.settings)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise NotAllowed."""
        check_url(request.url, private=self.private)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Name the reason where the resolver had only addresses that are not public."""
        host = urlsplit(request.url).hostname or ""
        if host in GuardedResolver.refused:
            raise NotAllowed(f"{host} leads to {GuardedResolver.refused[host]}, no public address")


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, and no address that is not public: what is checked is what is connected to."""

    refused: dict[str, str] = {}  # noqa: RUF012  # one resolver serves the process; names and their addresses

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, *, private: bool = False
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.private = private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Return the resolver with the process's settings."""
        settings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        private = settings.getbool("ALLOW_PRIVATE_HOSTS")
        return cls(reactor, size, settings.getfloat("DNS_TIMEOUT"), private=private)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """Return the address of `name`, or fail where it is not public."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._check, name)

    def _check(self, address: str, name: str) -> "str | Deferred[str]":
        if self.private or is_public(address):
            return address
        self.refused[name] = address
        return fail(DNSLookupError(f"{name} leads to {address}, no public address"))


class FewLinks:
    """Spider middleware: a page leads to so many requests at most, a link farm is cut there."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = crawler.settings.getint("MOST_LINKS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for the crawl's MOST_LINKS."""
        return cls(crawler)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterable[Any]:
        """Yield what the spider made of the response, and no request beyond the cap."""
        links = 0
        for made in result:
            links += isinstance(made, Request)
            if links <= self.most or not isinstance(made, Request):
                yield made
            elif links == self.most + 1:
                self._say(response)

    async def process_spider_output_async(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Do the same for a spider that yields in its own time."""
        links = 0
        async for made in result:
            links += isinstance(made, Request)
            if links <= self.most or not isinstance(made, Request):
                yield made
            elif links == self.most + 1:
                self._say(response)

    def _say(self, response: Response) -> None:
        assert self.crawler.stats
        assert self.crawler.spider
        self.crawler.stats.inc_value("difang/listing/cut")
        self.crawler.spider.logger.warning("%s has more than %d links", response.url, self.most)
