"""A compressed body that stops in the middle is a failed download, not half an article.

Scrapy decompresses as much as it can and says nothing about the rest.
"""

import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # zlib: detect the header
_CHUNK = 1 << 20  # bytes decompressed at a time; none is kept


class TruncatedBody(IgnoreRequest):
    """The compressed body ends before its stream does."""


def is_whole_gzip(body: bytes, cap: int = 1 << 30) -> bool:
    """Tell whether `body` begins with a complete gzip or zlib stream; what follows it is no loss.

    At most `cap` bytes are decompressed; a longer stream counts as whole, its size is for others to judge.

    >>> import gzip
    >>> whole = gzip.compress("山阳县今日丰收。".encode())
    >>> is_whole_gzip(whole), is_whole_gzip(whole[:-9])
    (True, False)
    """
    stream = zlib.decompressobj(_GZIP_OR_ZLIB)
    rest, seen = body, 0
    try:
        while rest and not stream.eof and seen < cap:
            seen += len(stream.decompress(rest, _CHUNK))
            rest = stream.unconsumed_tail
    except zlib.error:
        return False
    return stream.eof or seen >= cap


class CompleteBody:
    """Downloader middleware: turn a truncated gzip body into a named failure."""

    def __init__(self, cap: int) -> None:
        self.cap = cap

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; bodies above DOWNLOAD_MAXSIZE are left to Scrapy's own cap."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response, or raise TruncatedBody; the archive has kept the bytes by now."""
        encodings = [value.strip().lower() for value in response.headers.getlist("Content-Encoding")]
        if (
            encodings in ([b"gzip"], [b"x-gzip"])
            and response.body
            and not is_whole_gzip(response.body, self.cap)
        ):
            raise TruncatedBody(f"the gzip body of {response.url} is cut off")
        return response
