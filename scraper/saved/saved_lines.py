"""What becomes of a page, as far as the one who writes must know it: its line, and the few facts that order needs.

A record is a line before it leaves the process that made it: to hand a line on costs nothing, a record milliseconds.
"""

from datetime import datetime
from typing import NamedTuple

from pipelines.segments import to_line
from pipelines.stages import refuse_duplicate
from schemas import Article, Rejection
from scraper.storage.ledger import key
from scraper.storage.pages import Skip
from scraper.storage.said import digest, print_of


class Refused(NamedTuple):
    """A rejection."""

    line: bytes
    reason: str
    detail: str
    url: str


class Kept(NamedTuple):
    """An article, and what tells whether it is one that was there before."""

    line: bytes
    url: int  # keys, as in the ledger
    requested_url: int
    canonical: int | None
    body: int  # its print
    said: int  # the digest of what is printed
    fetched_at: datetime
    where: str
    duplicate: Refused
    """What it is where another address has given it."""

    def as_revision(self, number: int) -> bytes:
        """Return the line as that of another revision: of a first one, as every page gives it."""
        return self.line.replace(b'"revision":1,', b'"revision":%d,' % number, 1)


Result = Kept | Refused | Skip


def refuse(rejection: Rejection) -> Refused:
    """Return a rejection as a line."""
    return Refused(to_line(rejection), rejection.reason.value, rejection.detail, rejection.url)


def keep(article: Article, where: str) -> Kept:
    """Return the article of a page as a line."""
    asked = article.requested_url
    url = key(article.url)
    return Kept(
        line=to_line(article),
        url=url,
        requested_url=key(asked) if asked else url,
        canonical=key(article.canonical) if article.canonical else None,
        body=print_of(article),
        said=digest(article),
        fetched_at=article.fetched_at,
        where=where,
        duplicate=refuse(refuse_duplicate(article)),
    )
