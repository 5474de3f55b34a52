"""The last look before a connection: what is checked is what is connected to."""

import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.url import add_http_if_no_scheme
from twisted.internet.defer import Deferred, fail, succeed
from twisted.internet.error import DNSLookupError

from scraper.web.public_network import is_public, read_address, refusal

logger = logging.getLogger(__name__)


def proxy_of(request: Request) -> str:
    """Return the host of the proxy that a request goes through, empty where it goes straight.

    >>> proxy_of(Request("http://a.cn/", meta={"proxy": "http://me:word@[::1]:7890"})), proxy_of(Request("http://a.cn/"))
    ('::1', '')
    """
    proxy = request.meta.get("proxy")
    return (urlsplit(add_http_if_no_scheme(proxy)).hostname or "") if proxy else ""


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, and no address that is not public.

    One serves the process, whatever crawlers are in it: each admits what its own operator has opened.
    """

    refused: dict[str, str] = {}  # noqa: RUF012  # names and their addresses
    admitted: dict[str, str] = {}  # noqa: RUF012  # names and their addresses, empty until they are known

    @classmethod
    def stand_before(cls, crawler: Crawler) -> None:
        """Install the resolver where nobody has: CrawlerRunner leaves the reactor to its script."""
        from twisted.internet import reactor  # noqa: PLC0415  # to import it is to install it

        if not isinstance(reactor.resolver, cls):
            cls.from_crawler(crawler, reactor).install_on_reactor()

    @classmethod
    def admit(cls, request: Request, *, private: bool) -> None:
        """Let a request's proxy be connected to, which is the operator's own, and its host where `private`.

        Raise NotAllowed where it leads to that proxy itself, or to a host that another crawl was let to.
        """
        host, proxy = urlsplit(request.url).hostname or "", proxy_of(request)
        if proxy and proxy not in cls.admitted:
            logger.info("requests go through the proxy at %s", proxy)
        if private:
            cls.admitted.setdefault(host, "")
        elif host == proxy:
            raise refusal(host, "it is the proxy, no site")
        elif (address := cls.admitted.get(host)) is not None and not (address and is_public(address)):
            raise refusal(host, f"it leads to {address or 'a proxy'}, no public address")
        if proxy:
            cls.admitted.setdefault(proxy, "")

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """Return the address of `name`, or fail where it is not public."""
        written = read_address(name)
        found = succeed(str(written)) if written else super().getHostByName(name, timeout)
        return found.addCallback(self._check, name.lower())

    def _check(self, address: str, name: str) -> "str | Deferred[str]":
        if name in self.admitted:
            self.admitted[name] = address
            return address
        if is_public(address):
            return address
        self.refused[name] = address
        return fail(DNSLookupError(f"{name} leads to {address}, no public address"))
