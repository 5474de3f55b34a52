"""A site that grows, fails and redirects, and crawls of it in this process, each step in an order that chance picks."""

import itertools
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from pipelines.stages import Clean, Deduplicate, Write
from schemas import Article, Page, Rejection
from schemas.reader import read_articles
from scraper.crawl.spider import NewsSpider
from scraper.runs.outcome import Outcome, judge
from scraper.runs.report import Report
from scraper.spiders.sample import SampleSpider
from scraper.storage.account import Balance

HOST = "http://127.0.0.1"
FIRST_DAY = date(2026, 11, 1)
STORY = "".join(
    f"<p>　　山阳县第{{number}}场农资对接会昨日举行，{many}家合作社的负责人到场选种选肥，问得很细。</p>"
    for many in range(2, 5)
)


@dataclass
class Story:
    """An article: where it lies, which listings show it, and what is wrong with it."""

    number: int
    day: date
    lists: frozenset[int]
    dated: bool  # its address says its day
    moved: bool = False  # listings name an address that redirects to its own
    textless: bool = False  # it is refused while this holds
    gone: bool = False  # 404 while this holds

    @property
    def url(self) -> str:
        folder = f"{self.day:%Y%m}/t{self.day:%Y%m%d}" if self.dated else "202600/a"
        return f"{HOST}/{folder}_{self.number}.html"

    @property
    def named(self) -> str:
        """The address that listings name."""
        return self.url.replace("_", "_9", 1) if self.moved else self.url


@dataclass
class GrownSite:
    """Listings with their stories, newest first, in pages of so many rows."""

    chance: random.Random
    rows: int = 3
    lists: int = 2
    stories: list[Story] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)  # addresses that answer 500 now
    rings: set[str] = field(default_factory=set)  # addresses that redirect to themselves now

    def grow(self, many: int) -> None:
        """Publish so many stories."""
        for _ in range(many):
            number = len(self.stories) + 1
            self.stories.append(
                Story(
                    number=number,
                    day=FIRST_DAY + timedelta(days=number // 3),
                    lists=frozenset(
                        self.chance.sample(range(self.lists), self.chance.randint(1, self.lists))
                    ),
                    dated=self.chance.random() < 0.7,
                    moved=self.chance.random() < 0.15,
                    textless=self.chance.random() < 0.1,
                    gone=self.chance.random() < 0.05,
                )
            )

    def starts(self) -> list[str]:
        return [f"{HOST}/list{number}/index.html" for number in range(self.lists)]

    def trouble(self) -> None:
        """Let some addresses fail from now on."""
        pages = [f"{HOST}/list{n}/index_{p}.html" for n in range(self.lists) for p in range(1, 9)]
        stories = [story.url for story in self.stories]
        self.failing = {
            url
            for url in (*self.starts(), *pages, *stories)
            if self.chance.random() < self.chance.choice((0.0, 0.1, 0.3))
        }
        self.rings = {url for url in stories if self.chance.random() < 0.05}

    def mend(self) -> None:
        """Let everything work again; stories that are gone stay so."""
        self.failing, self.rings = set(), set()
        for story in self.stories:
            story.textless = False

    def whole(self) -> set[str]:
        """Return the addresses of all stories that can be had."""
        return {story.url for story in self.stories if not story.gone}

    def answer(self, request: Request) -> Response | Failure:
        """Return what the server and the downloader make of a request, redirects followed."""
        url, chain = request.url, [request.url]
        while True:
            if url in self.rings:
                return Failure(IgnoreRequest("max redirections reached"))
            story = next((one for one in self.stories if one.moved and one.named == url), None)
            if story is None:
                break
            url = story.url
            chain.append(url)
        status, text = self.render(url)
        final = request.replace(url=url)
        final.meta["redirect_urls"] = chain[:-1]
        response = HtmlResponse(url, status=status, body=text, encoding="utf-8", request=final)
        if status == 200:
            return response
        failure = Failure(HttpError(response))
        failure.request = request
        return failure

    def render(self, url: str) -> tuple[int, str]:
        if url in self.failing:
            return 500, ""
        for number in range(self.lists):
            if url.startswith(f"{HOST}/list{number}/"):
                name = url.rpartition("/")[2].removesuffix(".html").removeprefix("index")
                return self.render_list(number, int(name.removeprefix("_") or 0))
        story = next((one for one in self.stories if one.url == url), None)
        if story is None or story.gone:
            return 404, ""
        text = "" if story.textless else STORY.format(number=story.number)
        return 200, (
            f'<meta charset="utf-8"><div class="title_box"><h2>山阳县第{story.number}场农资对接会开得热闹</h2>'
            f'<div class="info">{story.day} 15:27 来源：山阳新闻网</div></div><div id="text">{text}</div>'
        )

    def render_list(self, number: int, page: int) -> tuple[int, str]:
        shown = [story for story in reversed(self.stories) if number in story.lists]
        rows = shown[page * self.rows : (page + 1) * self.rows]
        if page and not rows:
            return 404, ""
        named = [
            story.url if number % 2 else story.named for story in rows
        ]  # lists do not agree on addresses
        items = "".join(f'<h4><a href="{url}">新闻</a></h4>' for url in named)
        more = len(shown) > (page + 1) * self.rows
        pager = f'<a href="/list{number}/index_{page + 1}.html">下一页</a>' if more else ""
        return 200, f'<meta charset="utf-8"><div class="listnews">{items or "<p>暂无</p>"}</div>{pager}'


class GrownSpider(SampleSpider):
    """The sample's spider on such a site."""

    article_url = r"/20\d{4}/[ta]\d*_\d+\.html$"

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, url=f"{HOST}/", **arguments)


@dataclass
class Crawled:
    """What a crawl came to."""

    killed: bool
    outcome: Outcome | None = None
    balance: Balance = field(default_factory=Balance)
    asked: list[str] = field(default_factory=list)


def crawl(
    site: GrownSite, data: Path, kill_at: int | None = None, starts: list[str] | None = None,
    settings: dict[str, object] | None = None, **arguments: str,
) -> Crawled:  # fmt: skip
    """Crawl the site; a crawl that is killed leaves the folder as a dead process does."""
    chance = site.chance
    logging.disable(logging.CRITICAL)
    crawler = get_crawler(
        settings_dict={"DATA_DIR": str(data), "LISTING_DEPTH": 50, "RETRY_REFUSED_DAYS": 7,
                       "COMMIT_LINES": chance.choice((1, 3, 7, 50)), **(settings or {})}
    )  # fmt: skip
    crawler.stats = MemoryStatsCollector(crawler)
    spider = GrownSpider.from_crawler(crawler, **arguments)
    crawler.spider = spider
    spider.start_urls = starts or site.starts()
    stages = [stage.from_crawler(crawler) for stage in (Clean, Deduplicate, Write)]
    crawled = Crawled(killed=False)
    steps = itertools.count()
    waiting = list(drain(spider))
    while waiting:
        if next(steps) == kill_at:
            spider.journal.close()
            return Crawled(killed=True, asked=crawled.asked)
        request = waiting.pop(chance.randrange(len(waiting)))
        crawled.asked.append(request.url)
        for made in call(request, site.answer(request)):
            if isinstance(made, Request):
                waiting.append(made)
                continue
            item: Page | Article | Rejection = made
            for stage in stages:
                item = stage.process_item(item)
        if chance.random() < 0.1:
            spider.journal.commit()
    spider.journal.finish()
    crawled.balance = spider.journal.balance
    crawled.outcome = judge(Report(crawler).figures(spider, "finished"))
    spider.journal.close()
    return crawled


def drain(spider: NewsSpider) -> Iterator[Request]:
    """Yield the requests that a crawl begins with."""
    start = spider.start()
    while True:
        try:
            start.asend(None).send(None)
        except StopIteration as value:
            yield value.value
        except StopAsyncIteration:
            return


def call(request: Request, answer: Response | Failure) -> Iterator[Request | Page | Rejection]:
    """Yield what the spider makes of an answer."""
    if isinstance(answer, Failure):
        answer.request = request
        return request.errback(answer) or iter(())  # a listing that is lost leads to nothing
    return request.callback(answer, **request.cb_kwargs)


def delivered(data: Path) -> list[str]:
    """Return the addresses of all lines that are finished."""
    files = sorted((data / "sample").glob("articles/*.jsonl"))
    return [article.url for article in read_articles(*files, latest=False)]
