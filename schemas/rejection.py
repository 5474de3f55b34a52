from enum import StrEnum
from typing import Final, Literal

from pydantic import AwareDatetime

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

    field: str
    error: str


class Rejection(Record):
    """A page that gave no article, and the reason."""

    schema_version: Literal["1.0.0"] = REJECTION_VERSION
    id: str
    url: str
    requested_url: str | None = None
    site: str
    reason: Reason
    detail: str
    errors: tuple[FieldError, ...] = ()
    fetched_at: AwareDatetime
    archive: str | None = None

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
