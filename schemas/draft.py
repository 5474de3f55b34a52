from datetime import datetime
from typing import Literal

from pydantic import Field as Key

from schemas.article import Image, Language, Restored
from schemas.record import Record

Precision = Literal["second", "minute", "day"]
Field = Literal["title", "date", "source", "editor", "author", "body"]


class Beaten(Record):
    """A reading that lost against a better rule, kept for the explanation."""

    value: str
    rule: str
    grounds: tuple[str, ...] = ()


class Doubted(Record):
    """A reading that was not believed: too little speaks for it, or something speaks against it."""

    field: Field
    value: str
    rule: str
    grounds: tuple[str, ...] = ()
    against: str


class Found(Record):
    """A value read from a page, the rule that gave it, what speaks for it, and the readings it beat."""

    value: str
    rule: str
    grounds: tuple[str, ...] = ()
    beaten: tuple[Beaten, ...] = ()


class Moment(Record):
    """A publication time read from a page: aware, +08:00, with its precision and its printed form."""

    value: datetime
    precision: Precision
    raw: str
    rule: str
    grounds: tuple[str, ...] = ()
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
    restored: Restored = Key(default=Restored(), description="what was undone in the article's further parts")
    site_name: str | None = Key(default=None, description="the site's name as the page prints it")
    canonical: str | None = Key(default=None, description="another address that the page gives as its own")
    place: str = Key(default="", description="where the body stands in the page: div.main > div#text")
    doubted: tuple[Doubted, ...] = Key(default=(), description="readings of any field that were not believed")
