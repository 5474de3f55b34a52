from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field

from schemas.record import Record

REJECTION_VERSION: Final = "1.0.0"
"""Semantic version of the line's shape; a line that says none was written before it had one, and has this shape."""

REJECTION_SCHEMA_ID = "urn:difang:rejection:1"
"""`$id` of the published JSON Schema; its number is the major of REJECTION_VERSION."""


class Reason(StrEnum):
    """Why a page gave no article. The list is closed: consumers may match on it."""

    UNREACHABLE = "unreachable"  # no usable answer: status, timeout, DNS
    GONE = "gone"  # the server says that the page is not there: 404 or 410
    WALL = "wall"  # a firewall's page, a captcha, "system busy": access is refused, not the page missing
    FORBIDDEN = "forbidden"  # robots.txt forbids the page
    TOO_LARGE = "too_large"  # more bytes, nodes or depth than the caps allow
    UNDECODABLE = "undecodable"  # not text in any charset we know, or too much of it lost
    NOT_HTML = "not_html"
    EMPTY = "empty"
    LIST_PAGE = "list_page"
    GALLERY = "gallery"
    VIDEO = "video"
    SCRIPT_SHELL = "script_shell"  # the text comes by JavaScript only
    LOGIN_WALL = "login_wall"
    SOFT_404 = "soft_404"
    TOO_SHORT = "too_short"
    NOT_CHINESE = "not_chinese"
    NO_TITLE = "no_title"
    NO_DATE = "no_date"
    NO_BODY = "no_body"
    MISSING_FIELD = "missing_field"  # a field that the site's rules require
    INVALID = "invalid"  # the record does not validate; see errors
    DUPLICATE = "duplicate"  # an article with this id was delivered before
    ERROR = "error"  # a defect of ours, recorded with its page


class FieldError(Record):
    """One field that did not validate, and why."""

    field: Annotated[str, Field(description="of the article")]
    error: Annotated[str, Field(description="what is wrong with its value")]


class Rejection(Record):
    """A page that gave no article, and the reason."""

    schema_version: Annotated[Literal["1.0.0"], Field(description="version of this shape, semver")] = (
        REJECTION_VERSION
    )
    id: Annotated[str, Field(description="sha256 of the canonical URL, as an article's would be")]
    url: Annotated[str, Field(description="final address of the page")]
    requested_url: Annotated[
        str | None,
        Field(description="the address that was asked for, where it differs from `url`, else null"),
    ] = None
    site: Annotated[str, Field(description="name of the spider")]
    reason: Annotated[Reason, Field(description="why the page gave no article; a closed list")]
    detail: Annotated[str, Field(description="what was seen, for a person to read")]
    errors: Annotated[
        tuple[FieldError, ...], Field(description="of reason `invalid`: the fields that did not validate")
    ] = ()
    fetched_at: Annotated[AwareDatetime, Field(description="as an article's")]
    archive: Annotated[
        str | None,
        Field(description="the WARC file and the offset in it of the response, null where it was not kept"),
    ] = None

    def __str__(self) -> str:
        """Name the page and the reason; Scrapy's log prints this."""
        return f"<Rejection {self.reason.value}: {self.detail} {self.url}>"


class Rejected(Exception):
    """Raised by a stage that cannot go on; one place, clean(), turns it into a Rejection."""

    def __init__(self, reason: Reason, detail: str, errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail
        self.errors = errors
