"""What one `reclean` did: each archive that was cleaned, each one that could not be, and what all of them came to."""

from typing import Final, Literal

from pydantic import Field

from schemas.record import Record, Timestamp

RECLEAN_VERSION: Final = "1.0.0"
"""Semantic version of the record's shape."""

RECLEAN_SCHEMA_ID = "urn:difang:reclean:1"
"""`$id` of the published JSON Schema; its number is the major of RECLEAN_VERSION."""


class CleanedArchive(Record):
    """One archive whose segments are whole; a file of its own says so, and a later run relies on it."""

    schema_version: Literal["1.0.0"] = Field(
        default=RECLEAN_VERSION, description="version of this shape, semver"
    )
    name: str = Field(description="of its segments, without the ending")
    input: str = Field(description="the archive's address, or its path")
    size: int | None = Field(description="bytes of the archive, null where its server does not say")
    mark: str = Field(description="what its store tells a changed archive by: an ETag, a time")
    build: str = Field(description="the program and the libraries that read pages")
    options: str = Field(description="what was wanted, as JSON")
    articles: int = Field(default=0, description="lines of the segment")
    rejections: dict[str, int] = Field(
        default_factory=dict, description="pages without an article, by reason"
    )
    skips: dict[str, int] = Field(default_factory=dict, description="records that are not cleaned, by kind")
    passed_over: int = Field(default=0, description="of the skips those that may have been pages")
    places: tuple[str, ...] = Field(default=(), description="where the first of these lie, and what is wrong")
    seconds: float = Field(default=0.0, description="CPU seconds that the cleaning took")


class LostArchive(Record):
    """One archive, or one word of the call, of which nothing came."""

    input: str = Field(description="the archive's address, or the word of the call")
    why: str = Field(description="what went wrong, in one line")
    is_output: bool = Field(default=False, description="whether the segments could not be written")


class RecleanReport(Record):
    """One run over archives."""

    schema_version: Literal["1.0.0"] = Field(
        default=RECLEAN_VERSION, description="version of this shape, semver"
    )
    started_at: Timestamp = Field(description="by the clock of whoever ran it")
    finished_at: Timestamp = Field(description="by the clock of whoever ran it")
    build: str = Field(description="the program and the libraries that read pages")
    where: str = Field(description="what did the work: this process, so many here, a scheduler")
    cleaned: tuple[CleanedArchive, ...] = Field(description="the archives whose segments are whole, by name")
    unchanged: int = Field(description="of these the ones that an earlier run had cleaned")
    failed: tuple[LostArchive, ...] = Field(description="what could not be read, cleaned or written")
    refused: tuple[str, ...] = Field(default=(), description="workers that were asked for nothing, and why")
    articles: int | None = Field(description="lines of articles.jsonl, null where it was not made")
    rejections: int | None = Field(description="lines of rejects.jsonl, null where it was not made")
    exit_code: int = Field(description="of the command")
    outcome: str = Field(description="the run in one line")
