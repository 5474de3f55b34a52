"""Refused pages, read again from the archive by today's code: nothing is fetched."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pipelines.stages import clean_or_record
from schemas import Article, Page, Reason, Rejection
from scraper.crawl.choice import Site, claim
from scraper.crawl.parts.gathering import gather
from scraper.storage.archive import index
from scraper.storage.journal import Journal
from scraper.storage.ledger import Ledger
from scraper.storage.pages import read_archived
from scraper.storage.rejects import read_rejections
from scraper.storage.warc.records import Place

logger = logging.getLogger(__name__)

_NOT_IN_THE_PAGE = frozenset(
    {Reason.UNREACHABLE, Reason.GONE, Reason.WALL, Reason.FORBIDDEN, Reason.DUPLICATE}
)
"""Reasons for which the archive holds no page that could be read."""


def find_refused(journal: Journal) -> list[Rejection]:
    """Return the last rejection of each page that can be read again and gave no article since."""
    last: dict[str, Rejection] = {}
    for rejection in read_rejections(journal.folder / "rejects"):
        if can_be_read_again(rejection, journal.ledger):
            last[rejection.url] = rejection
    return list(last.values())


def can_be_read_again(rejection: Rejection, ledger: Ledger | None) -> bool:
    """Tell whether a refused page lies in the archive, and gave no article since as far as the ledger knows."""
    if not rejection.archive or rejection.reason in _NOT_IN_THE_PAGE:
        return False
    return ledger is None or not ledger.knows(rejection.url, rejection.requested_url or rejection.url)


def read_again(rejection: Rejection, archive: Path, site: Site) -> Article | Rejection:
    """Return what today's code makes of a refused page's archived bytes; the refusal, where they are damaged."""
    file, _, offset = (rejection.archive or "").partition("#")
    try:
        page = read_archived(Place(archive / file, int(offset)))
        page = page.model_copy(update={"url": rejection.url, "requested_url": rejection.requested_url})
        whole = add_parts(page, archive / file)
    except (ValueError, OSError) as error:
        logger.warning("%s cannot be read from %s: %s", rejection.url, rejection.archive, error)
        return rejection
    return clean_or_record(*claim(whole, site)) if whole else rejection


def add_parts(page: Page, archive: Path) -> Page | None:
    """Return the page with its further parts from the same archive; None where one is missing there."""
    places = cache(lambda: index(archive))  # most articles have one page only
    gathered = gather(page, lambda url: read_archived(place) if (place := places().get(url)) else None)
    return None if gathered.missing else gathered.page


def replay_rejects(
    journal: Journal, site: Site, refused: Iterable[Rejection]
) -> Iterator[Article | Rejection]:
    """Yield what becomes of each refused page; articles are delivered, a second refusal is not written."""
    for rejection in refused:
        result = read_again(rejection, journal.folder / "archive", site)
        if isinstance(result, Article):
            journal.deliver(result)
        yield result
    journal.finish()
