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

    id: Annotated[str, Field(description="the article's")]
    site: Annotated[str, Field(description="the article's")]
    url: Annotated[str, Field(description="the article's")]
    title: Annotated[str, Field(description="the article's")]
    date: Annotated[BeijingDatetime, Field(description="the article's")]
    source: Annotated[str | None, Field(description="来源 of the article as printed")]
    shared: Annotated[
        float, Field(ge=0, le=1, description="of the shorter text, with the earliest article's")
    ]


class ReprintGroup(Record):
    """Articles that have one text, the earliest first."""

    schema_version: Annotated[Literal["1.0.0"], Field(description="version of this shape, semver")] = (
        REPRINT_VERSION
    )
    earliest: str = Field(description="id of the first member")
    source: str | None = Field(description="来源 that most members state, null where none does")
    members: Annotated[tuple[Reprint, ...], Field(min_length=2, description="the earliest first")]
