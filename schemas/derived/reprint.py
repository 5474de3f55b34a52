"""One text on several sites: what `scrapy reprints` writes."""

from typing import Annotated, Final, Literal

from pydantic import Field

from schemas.article import BeijingDatetime
from schemas.record import Record

REPRINT_VERSION: Final = "1.0.0"
"""Semantic version of the line's shape."""

REPRINT_SCHEMA_ID = "urn:difang:reprint:1"
"""`$id` of the published JSON Schema; its number is the major of REPRINT_VERSION."""


class Reprint(Record):
    """An article of a group that has one text."""

    id: str
    site: str
    url: str
    title: str
    date: BeijingDatetime
    source: str | None
    shared: Annotated[
        float, Field(ge=0, le=1, description="of the shorter text, with the earliest article's")
    ]


class ReprintGroup(Record):
    """Articles that have one text, the earliest first."""

    schema_version: Literal["1.0.0"] = REPRINT_VERSION
    earliest: str = Field(description="id of the first member")
    source: str | None = Field(description="来源 that most members state, null where none does")
    members: Annotated[tuple[Reprint, ...], Field(min_length=2)]
