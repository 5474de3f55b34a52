"""Scrapy's download handler with a cap on what comes before the body: its own caps count the body only.

Here at last it is known whether a request goes through a proxy.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, runtime_checkable

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.web._newclient import BODY, HTTP11ClientProtocol

from scraper.web.airtime import Airtime
from scraper.web.resolver import GuardedResolver

_FAILED = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotImplementedError,  # an https proxy for an https page
    UnsupportedURLSchemeError,  # a SOCKS proxy: Scrapy speaks HTTP with its proxies only
)
"""What an answer that does not come is called; through a proxy each may be the proxy's own fault."""


@runtime_checkable
class Owning(Protocol):
    """A spider whose site nobody else may ask."""

    def check_lease(self) -> None:
        """Return where the site is its own; raise IgnoreRequest where another run has it now."""
        ...


class CappedHandler(HTTP11DownloadHandler):
    """Downloads over HTTP/1.1; a connection whose headers do not end is cut."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._private = crawler.settings.getbool("ALLOW_PRIVATE_HOSTS")
        self.airtime = crawler.get_extension(Airtime) or Airtime.from_crawler(crawler)
        self._pool._factory = cap_headers(self._pool._factory, crawler.settings.getint("DOWNLOAD_MAXHEADERS"))

    async def download_request(self, request: Request) -> Response:
        """Return the answer, and count the time until it is there.

        Raise NotAllowed where it leads to its own proxy, IgnoreRequest where another run asks the site now.
        """
        GuardedResolver.admit(request, private=self._private)
        if isinstance(self._crawler.spider, Owning):
            self._crawler.spider.check_lease()
        with self.airtime.awaiting(), naming_the_proxy(request):
            return await super().download_request(request)


@contextmanager
def naming_the_proxy(request: Request) -> Iterator[None]:
    """Have the failure of a request through a proxy name it: it may be the proxy's and not the site's."""
    try:
        yield
    except _FAILED as error:
        if proxy := request.meta.get("proxy"):
            raise type(error)(f"{error} (through the proxy {proxy})") from error
        raise


def cap_headers(factory: Any, cap: int) -> Any:  # noqa: ANN401  # no public type
    """Return a factory like `factory`, whose connections end at `cap` bytes without the begin of a body."""

    class CappedFactory(factory):  # type: ignore[misc]  # the base is known at run time only
        def buildProtocol(self, addr: Any) -> HTTP11ClientProtocol:  # noqa: ANN401  # untyped
            protocol: HTTP11ClientProtocol = super().buildProtocol(addr)
            receive = protocol.dataReceived
            seen = 0

            def receive_capped(data: bytes) -> None:
                nonlocal seen
                receive(data)  # type: ignore[no-untyped-call]
                parser = protocol._parser
                if parser is None or parser.state == BODY:
                    seen = 0
                    return
                seen += len(data)
                if seen > cap and protocol.transport:
                    protocol.transport.abortConnection()

            protocol.dataReceived = receive_capped  # type: ignore[method-assign]  # one connection, not the class
            return protocol

    return CappedFactory
