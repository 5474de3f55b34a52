"""山阳新闻网: the invented county site that the demo serves on loopback. TRS WCM, UTF-8 and GBK."""

from collections.abc import Mapping
from typing import ClassVar

from schemas import Rules
from scraper.families.trs import TrsSpider


class SampleSpider(TrsSpider):
    """山阳新闻网, wherever it is served."""

    name = "sample"
    site_name, region = "山阳新闻网", "611024"
    arguments: ClassVar[Mapping[str, str]] = {"url": "where the sample site is served"}
    article_url = r"/t\d{8}_\w+\.html$"
    article_links = "div.listnews h4 a"
    rules = Rules(title="div.title_box h2", byline="div.info", body="#text")

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.start_urls = [arguments.get("url", "http://127.0.0.1:8907/")]
