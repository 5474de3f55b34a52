import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from scraper.crawl.feeds import QuietRejections

REQUEST = Request("http://www.shanyang.example/1.html")
RESPONSE = Response(REQUEST.url)


@pytest.mark.parametrize("level", ["DEBUG", 10, 5, "NOTSET", None, "INFO", 20, "WARNING"])
def test_a_line_for_each_page_is_composed_where_its_level_is_read(level) -> None:
    wordy = level in {"DEBUG", 10, 5, "NOTSET", None}
    log = QuietRejections.from_crawler(get_crawler(settings_dict={"LOG_LEVEL": level}))
    spider = Spider("sample")
    assert (log.crawled(REQUEST, RESPONSE, spider) is not None) is wordy
    assert (log.scraped({"title": "丰收"}, RESPONSE, spider) is not None) is wordy
