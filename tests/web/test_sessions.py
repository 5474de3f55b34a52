import pytest
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from scraper.web.sessions import Cookies


def test_cookies_are_kept_where_a_spider_asks_for_them_and_nowhere_else() -> None:
    assert isinstance(
        Cookies.from_crawler(get_crawler(settings_dict={"COOKIES_ENABLED": True})), CookiesMiddleware
    )
    with pytest.raises(NotConfigured):
        Cookies.from_crawler(get_crawler(settings_dict={"COOKIES_ENABLED": False}))
