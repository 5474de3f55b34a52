"""What becomes of a page by itself: the part of the cleaning that costs, and that any process can do.

A sheet is a page with all that the stock knows and its own bytes do not tell; sheets and results can be sent anywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.stages import clean_or_record
from pipelines.validate import reject
from schemas import Article, Page, Reason, Rejected, Rejection
from scraper.crawl.choice import Choose, claim
from scraper.crawl.parts.gathering import Gathered, gather
from scraper.saved.copies import Copy, read_copy
from scraper.saved.first_parts import is_local, is_whole_text
from scraper.saved.saved_lines import Result, keep, refuse
from scraper.storage.pages import DAMAGED, Skip

PART, EARLIER = "further part", "earlier copy"


class Chain(NamedTuple):
    """Where the further parts of an article lie that its page leads to."""

    parts: dict[str, Copy | None]
    """By their addresses."""
    missing: str = ""
    """Why the part is missing at which it ends; empty where none is."""
    sure: bool = True
    """Whether the page is known to be an article."""

    def look_up(self, url: str) -> Page | None:
        """Return the part at an address, None where it is not there."""
        copy = self.parts.get(url)
        return read_copy(copy) if copy else None


class Stray(NamedTuple):
    """A page that may be a further part of an article."""

    first: str  # the article's address
    is_here: bool  # whether the stock holds a page at it
    lost: bool  # whether it is not there as an article with all of its parts


class Sheet(NamedTuple):
    """A copy of a page to be cleaned."""

    copy: Copy
    stray: Stray | None = None
    chain: Chain | None = None


Group = Sequence[Sheet]
"""The copies of a page in one file, the oldest first."""


@dataclass(frozen=True, slots=True)
class SheetCleaner:
    """Cleans sheets, in whatever process it is: all that it needs it carries."""

    choose: Choose
    """Tells the site of an address; a function of a module, with its arguments, can be sent to another process."""
    keep_partial: bool = False
    """Whether an article with a missing part is delivered, marked: the setting PARTIAL_ARTICLES."""

    def clean_pages(self, pages: Sequence[Sequence[Group]]) -> list[list[list[Result]]]:
        """Return what becomes of each group of each page; its articles as if there was no other page."""
        return [[list(self._clean_group(group)) for group in page] for page in pages]

    def are_articles(self, copies: Sequence[Copy]) -> list[bool | None]:
        """Tell of each page that names a further one whether it is an article; None of one that is no longer there."""
        return [None if page is None else self._is_article(page) for page in map(read_copy, copies)]

    def _clean_group(self, group: Group) -> Iterator[Result]:
        """Yield the article of the newest copy that holds one, and what becomes of the others."""
        for number, sheet in enumerate(reversed(group), 1):
            result = self._clean_sheet(sheet)
            if isinstance(result, Article):
                yield keep(result, group[-1].copy.where)
                yield from (Skip(EARLIER, earlier.copy.where) for earlier in group[:-number])
                return
            yield refuse(result) if isinstance(result, Rejection) else result

    def _clean_sheet(self, sheet: Sheet) -> Article | Rejection | Skip:
        page = read_copy(sheet.copy)
        if page is None:
            detail = "the file was changed while it was read"
            return Skip(DAMAGED, sheet.copy.where, detail, passed_over=True)
        if stray := _judge_stray(page, sheet):
            alone = self._clean(page) if stray.passed_over else stray
            return stray if isinstance(alone, Article) else alone  # the second page of a list is no loss
        if (chain := sheet.chain) and (chain.sure or self._is_article(page)):
            return self._clean_whole(gather(page, chain.look_up), chain.missing)
        return self._clean(page)

    def _clean_whole(self, gathered: Gathered, why_missing: str) -> Article | Rejection:
        if not gathered.missing:
            return self._clean(gathered.page)
        if self.keep_partial or is_local(gathered.missing):
            return self._clean(gathered.page.model_copy(update={"partial": True}))
        number = len(gathered.parts) + 2
        detail = f"part {number} of the article, {gathered.missing}: {why_missing}"
        page, _ = claim(gathered.page, self.choose(gathered.page.url))
        return reject(page, Rejected(Reason.UNREACHABLE, detail))

    def _clean(self, page: Page) -> Article | Rejection:
        return clean_or_record(*claim(page, self.choose(page.url)))

    def _is_article(self, page: Page) -> bool:
        """Tell whether a page that names a further one is an article: a list names the articles behind it so, too.

        Where a site says what its articles' addresses look like, a crawl asks for no list as for an article.
        """
        site = self.choose(page.url)
        if site and site.article_url and re.search(site.article_url, page.url):
            return True
        alone = self._clean(page)
        return isinstance(alone, Article) or alone.reason is not Reason.LIST_PAGE


def _judge_stray(page: Page, sheet: Sheet) -> Skip | None:
    """Return a page as left out that is a further part of an article, and that the article did not lead to."""
    if sheet.stray is None:
        return None
    first, is_here, lost = sheet.stray
    if not is_here and (is_whole_text(page, first) or is_local(first)):
        return None
    detail = f"of {first}, which does not lead here" if lost else ""
    return Skip(PART, sheet.copy.where, detail, lost, page.url)
