"""From the first page of an article to the whole of it: its further parts are fetched in order."""

from collections.abc import Iterator
from datetime import UTC, datetime

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from pipelines.stages import clean_or_record
from pipelines.validate import reject
from schemas import Article, Page, Reason, Rejected, Rejection, Rules
from scraper.crawl.parts.part_links import MOST_PARTS, find_next_part, part_number
from scraper.storage.archive import POINTER
from scraper.web.politeness import GivenUp
from scraper.web.responses import content_type, fetch_failure, fetched_at, requested_url

NEXT_PARTS_FIRST = 10
"""Priority of a part's request: an article that is begun is finished before another is."""


class Assembly(scrapy.Spider):
    """What a spider does with an article: Page or Rejection, never a look at what it says."""

    site_name: str | None = None
    rules: Rules = Rules()

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return the GB/T 2260 code of the region that an article at `url` belongs to."""
        raise NotImplementedError

    def parse_article(self, response: Response) -> Iterator[Request | Page | Rejection]:
        """Yield the page as it came, bytes, or the request for the article's next part."""
        yield from self.follow_part(self.page_of(response), response)

    def page_of(self, response: Response) -> Page:
        """Return the page as it came."""
        return Page(
            url=response.url,
            requested_url=requested_url(response.request),
            body=response.body,
            content_type=content_type(response),
            fetched_at=fetched_at(response),
            site=self.name,
            site_name=self.site_name,
            region=self.region_of(response.url),
            archive=response.meta.get(POINTER),
        )

    def read(self, result: Request | Page | Rejection) -> Request | Article | Rejection:
        """Return the record that a page gives; whatever else there is stays."""
        return clean_or_record(result, self.rules) if isinstance(result, Page) else result

    def parse_part(self, response: Response, page: Page) -> Iterator[Request | Page | Rejection]:
        """Yield the page with this part behind it, or the request for the part after it."""
        if part_number(response.url, page.url) is None:
            lost = Rejected(Reason.UNREACHABLE, f"leads away, to {response.url}")
            yield self.without_part(page, requested_url(response.request) or response.url, lost)
            return
        if response.body in (
            page.body,
            *page.parts,
        ):  # a server that does not know the number sends the same again
            yield page
            return
        yield from self.follow_part(page.model_copy(update={"parts": (*page.parts, response.body)}), response)

    def follow_part(self, page: Page, response: Response) -> Iterator[Request | Page | Rejection]:
        """Yield the request for the part after this response, or the page where this was the last one."""
        following = find_next_part(response.body, response.url, page.url)
        if following is None or len(page.parts) >= MOST_PARTS:
            yield page
            return
        yield Request(
            following,
            callback=self.parse_part,
            errback=self.miss_part,
            cb_kwargs={"page": page},
            priority=NEXT_PARTS_FIRST,
            dont_filter=True,  # a filtered part would take its whole article with it
        )

    def miss_part(self, failure: Failure) -> Iterator[Page | Rejection]:
        """Yield what becomes of an article whose next part could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure
        yield self.without_part(request.cb_kwargs["page"], request.url, fetch_failure(failure.value))

    def without_part(self, page: Page, url: str, lost: Rejected) -> Page | Rejection:
        """Return the page marked partial where PARTIAL_ARTICLES is set, else the article's rejection."""
        number = len(page.parts) + 2
        self.logger.warning("part %d of %s: %s", number, page.url, lost.detail)
        if self.crawler.settings.getbool("PARTIAL_ARTICLES"):
            return page.model_copy(update={"partial": True})
        return reject(page, Rejected(lost.reason, f"part {number} of the article, {url}: {lost.detail}"))

    def refuse_article(self, failure: Failure) -> Iterator[Rejection]:
        """Yield the rejection of an article that could not be fetched; what was not asked for is owed, no more."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every failure
        if failure.check(GivenUp) and not request.meta.get("retry_times"):  # type: ignore[no-untyped-call]
            return
        page = Page(
            url=request.url,
            requested_url=requested_url(request),
            body=b"",
            fetched_at=datetime.now(UTC),
            site=self.name,
            archive=request.meta.get(POINTER),
        )
        yield reject(page, fetch_failure(failure.value))
