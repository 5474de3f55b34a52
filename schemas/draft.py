from datetime import datetime
from typing import Literal

from pydantic import Field

from schemas.article import Image, Language, Restored
from schemas.record import Record

Precision = Literal["second", "minute", "day"]


class Beaten(Record):
    """A reading that lost against a better rule, kept for the explanation."""

    value: str
    rule: str


class Found(Record):
    """A value read from a page, the rule that gave it, and the readings it beat."""

    value: str
    rule: str
    beaten: tuple[Beaten, ...] = ()


class Moment(Record):
    """A publication time read from a page: aware, +08:00, with its precision and its printed form."""

    value: datetime
    precision: Precision
    raw: str
    rule: str
    beaten: tuple[Beaten, ...] = ()


class Draft(Record):
    """What was read from one page, before anything is judged; null where nothing was found."""

    title: Found | None = None
    date: Moment | None = None
    source: Found | None = None
    editor: Found | None = None
    author: Found | None = None
    body: Found | None = None
    section: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    language: Language = "zh-Hans"
    restored: Restored = Field(
        default=Restored(), description="what was undone in the article's further parts"
    )
    site_name: str | None = Field(default=None, description="the site's name as the page prints it")
    canonical: str | None = Field(default=None, description="another address that the page gives as its own")
