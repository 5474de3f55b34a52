"""Cookies, for a spider that asks for them: Scrapy's own, loaded only then."""

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Cookies:
    """What stands for Scrapy's middleware in the settings: it brings a list of all public suffixes and a client of HTTP."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> object:
        """Return Scrapy's middleware where COOKIES_ENABLED is set; raise NotConfigured where it is not."""
        if not crawler.settings.getbool("COOKIES_ENABLED"):
            raise NotConfigured
        from scrapy.downloadermiddlewares.cookies import CookiesMiddleware  # noqa: PLC0415 - see above

        return CookiesMiddleware.from_crawler(crawler)
