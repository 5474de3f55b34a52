"""What is no longer as it was with a site, told from the reports of its runs."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.record import Record

Severity = Literal["severe", "warning", "notice"]
"""Nothing or hardly anything comes; something comes less; all comes, in another way."""


class Kind(StrEnum):
    """What can drift. The list is closed: consumers may match on it."""

    FAILING = "failing"  # no run reaches the site
    UNFINISHED = "unfinished"  # no run comes to its end: a signal, a full disk
    FEWER_LINKS = "fewer_links"  # the listings lead to fewer pages
    FEWER_ARTICLES = "fewer_articles"
    STALE = "stale"  # the newest article is old
    REFUSALS = "refusals"  # by reason
    COVERAGE = "coverage"  # by field
    PRECISION = "precision"  # dates lost their time of day
    TAKEOVER = "takeover"  # by field: the site's rules no longer match, the general reader fills it
    TEMPLATE = "template"  # bodies stand in another place of the page
    OWED = "owed"  # articles that could not be had, more from run to run


class Drift(Record):
    """One thing that is no longer as it was with a site, since when, and where it can be seen."""

    site: str
    kind: Kind
    field: str | None = Field(
        default=None, description="the field, or the reason of the refusals, where the kind is told by one"
    )
    since: date = Field(description="the day, Beijing time, of the first run that shows it")
    noticed: date = Field(description="the day of the run with which the evidence was enough")
    expected: float = Field(description="what it was before: a share, a number, or days")
    found: float = Field(description="what it has been since")
    line: str = Field(description="one line of English that says all this")
    example: str | None = Field(
        default=None, description="an address that shows it: `scrapy explain` opens its archived page"
    )
    severity: Severity = "warning"

    @property
    def key(self) -> str:
        """Return what is the same from run to run as long as it lasts, and of no other drift."""
        return "/".join(part for part in (self.site, self.kind.value, self.field) if part)
