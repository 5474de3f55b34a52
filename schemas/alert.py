"""What an operator is told after a round: what is wrong since the last message, and what is well again."""

from datetime import date
from typing import Final, Literal

from pydantic import AwareDatetime, Field

from schemas.drifts import Severity
from schemas.record import Record

ALERT_VERSION: Final = "1.0.0"
"""Semantic version of the message's shape."""

ALERT_SCHEMA_ID = "urn:difang:alert:1"
"""`$id` of the published JSON Schema; its number is the major of ALERT_VERSION."""


class Problem(Record):
    """One thing that is wrong with a site."""

    key: str = Field(description="the same from message to message, as long as it lasts")
    site: str = Field(description="name of its folder")
    severity: Severity = Field(description="how grave it is")
    since: date | None = Field(description="the day on which it began, null where nobody knows")
    line: str = Field(description="one line of English that says all this")
    example: str | None = Field(
        default=None, description="an address that shows it: `scrapy explain` opens it"
    )


class Alert(Record):
    """One message: never sent where nothing is new and nothing was mended."""

    schema_version: Literal["1.0.0"] = Field(
        default=ALERT_VERSION, description="version of this shape, semver"
    )
    sent_at: AwareDatetime = Field(description="by the crawler's clock")
    host: str = Field(description="the machine that crawls")
    data: str = Field(description="the data folder")
    summary: str = Field(description="how many are new, mended, and wrong as before")
    new: tuple[Problem, ...] = Field(default=(), description="told for the first time")
    mended: tuple[Problem, ...] = Field(default=(), description="told before, and well again")
    lasting: int = Field(default=0, description="problems that were told before and are still there")
