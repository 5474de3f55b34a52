"""From a stock of pages to one result for each: an article once, its parts in it, and what is left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from pipelines.stages import clean_or_record, refuse_duplicate
from pipelines.validate import reject
from schemas import Article, Page, Reason, Rejected, Rejection
from scraper.crawl.choice import Site, claim
from scraper.crawl.parts.gathering import Gathered, gather
from scraper.saved.first_parts import find_first_parts, is_local, is_whole_text, may_be_article
from scraper.saved.stock import Copy, Stock
from scraper.storage.ledger import Ledger, key
from scraper.storage.pages import DAMAGED, Skip, is_address
from scraper.storage.said import digest
from scraper.storage.warc.records import Place

Result = Article | Rejection | Skip

PART, EARLIER, REPEATED = "further part", "earlier copy", "same again"


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans a stock as a crawl cleans what it fetches."""

    stock: Stock
    choose: Callable[[str], Site | None]
    keep_partial: bool = False
    """Whether an article with a missing part is delivered, marked: the setting PARTIAL_ARTICLES."""
    _parts: set[int] = field(default_factory=set)
    """The pages that are parts of an article in the stock."""
    _lists: set[int] = field(default_factory=set)
    """The pages that name further ones and are lists."""
    _articles: dict[int, bool] = field(default_factory=dict)
    """The articles of several parts, and whether all of them are there."""

    _ledger: Ledger = field(default_factory=lambda: Ledger(None, retry_refused=timedelta(0)))

    def clean(self) -> Iterator[Result]:
        """Yield what becomes of each page, in the order in which they lie there."""
        self._find_parts()
        for page_key, copies in self.stock.copies.items():
            if page_key in self._parts:
                yield from (Skip(PART, _where(copy)) for copy in copies)
            else:
                yield from self._clean_page(copies)

    def _find_parts(self) -> None:
        for page_key, copies in self.stock.copies.items():
            page = self.stock.read(copies[-1]) if copies[-1].names_part else None
            if page is None or page_key in self._parts or not self._is_article(page):
                continue
            gathered = gather(page, self.stock.look_up)
            self._parts.update(map(key, gathered.parts))
            self._articles[page_key] = not gathered.missing

    def _clean_page(self, copies: list[Copy]) -> Iterator[Result]:
        """Yield what becomes of a page: a line for each file that holds it, but none for a later one that is the same.

        The lines of one article are counted as a crawl counts them: the last one holds.
        """
        last: Article | None = None
        for file, group in _by_file(copies).items():
            if file in self.stock.damaged and self._has_sound(group[-1], copies):
                yield from (Skip(REPEATED, _where(copy)) for copy in group)
                continue
            for result in map(self._deliver_once, self._clean_group(group)):
                if last and isinstance(result, Article):
                    if result.fetched_at > last.fetched_at and digest(result) == digest(last):
                        yield Skip(REPEATED, _where(group[-1]))
                        continue
                    result = result.model_copy(update={"revision": last.revision + 1})  # noqa: PLW2901
                last = result if isinstance(result, Article) else last
                yield result

    def _deliver_once(self, result: Result) -> Result:
        """Return what came of a page, and of an article that another address has given its rejection, as in a crawl."""
        if not isinstance(result, Article) or self._ledger.knows(result.url):
            return result
        if self._ledger.stands_elsewhere(result):
            return refuse_duplicate(result)
        self._ledger.deliver(result)
        return result

    def _has_sound(self, one: Copy, copies: list[Copy]) -> bool:
        """Tell whether a file without damage holds what was fetched at the same moment."""
        return any(
            copy.fetched_at == one.fetched_at and _file(copy) not in self.stock.damaged for copy in copies
        )

    def _clean_group(self, copies: list[Copy]) -> Iterator[Result]:
        """Yield the article of the newest copy that holds one, and what becomes of the others."""
        for number, copy in enumerate(reversed(copies), 1):
            result = self._clean_copy(copy)
            yield result
            if isinstance(result, Article):
                yield from (Skip(EARLIER, _where(earlier)) for earlier in copies[:-number])
                return

    def _clean_copy(self, copy: Copy) -> Result:
        page = self.stock.read(copy)
        if page is None:
            return Skip(DAMAGED, _where(copy), "the file was changed while it was read", passed_over=True)
        if stray := self._judge_part(page, copy):
            alone = self._clean(page) if stray.passed_over else stray
            return stray if isinstance(alone, Article) else alone  # the second page of a list is no loss
        if copy.names_part and self._is_article(page):
            return self._clean_whole(gather(page, self.stock.look_up))
        return self._clean(page)

    def _clean_whole(self, gathered: Gathered) -> Article | Rejection:
        if not gathered.missing:
            return self._clean(gathered.page)
        if self.keep_partial or is_local(gathered.missing):
            return self._clean(gathered.page.model_copy(update={"partial": True}))
        number = len(gathered.parts) + 2
        detail = f"part {number} of the article, {gathered.missing}: {self._explain(gathered)}"
        return reject(
            claim(gathered.page, self.choose(gathered.page.url))[0], Rejected(Reason.UNREACHABLE, detail)
        )

    def _explain(self, gathered: Gathered) -> str:
        """Return why the next part of an article is not there."""
        if gathered.leads_away:
            return f"leads away, to {gathered.leads_away}"
        return self.stock.lost.get(key(gathered.missing), "it is not among what was saved")

    def _clean(self, page: Page) -> Article | Rejection:
        return clean_or_record(*claim(page, self.choose(page.url)))

    def _judge_part(self, page: Page, copy: Copy) -> Skip | None:
        """Return a page as left out that is a further part of an article, and that the article did not lead to."""
        first = next(filter(self._may_have_parts, find_first_parts(page)), None)
        if first is None:
            return None
        is_here = self.stock.find(first) is not None
        if not is_here and (is_whole_text(page, first) or is_local(first)):
            return None
        lost = self._articles.get(key(first)) is not True
        return Skip(
            PART, _where(copy), f"of {first}, which does not lead here" if lost else "", lost, page.url
        )

    def _may_have_parts(self, first: str) -> bool:
        """Tell whether an address is that of an article in the stock with several parts, or may be an article's."""
        if not is_address(first) or key(first) in self._lists:
            return False
        return key(first) in self._articles or may_be_article(first)

    def _is_article(self, page: Page) -> bool:
        """Tell whether a page that names a further one is an article: a list names the articles behind it so, too.

        Where a site says what its articles' addresses look like, a crawl asks for no list as for an article.
        """
        page_key = key(page.url)
        if page_key in self._lists or page_key in self._articles:
            return page_key in self._articles
        site = self.choose(page.url)
        if site and site.article_url and re.search(site.article_url, page.url):
            return True
        alone = self._clean(page)
        if isinstance(alone, Article) or alone.reason is not Reason.LIST_PAGE:
            return True
        self._lists.add(page_key)
        return False


def _by_file(copies: list[Copy]) -> dict[Path, list[Copy]]:
    """Return the copies of each file, the file first whose newest copy is the oldest."""
    groups: dict[Path, list[Copy]] = {}
    for copy in copies:
        file = _file(copy)
        groups[file] = [*groups.pop(file, []), copy]
    return groups


def _file(copy: Copy) -> Path:
    return copy.spot.path if isinstance(copy.spot, Place) else copy.spot


def _where(copy: Copy) -> str:
    return f"{copy.spot.path}#{copy.spot.offset}" if isinstance(copy.spot, Place) else f"{copy.spot}"
