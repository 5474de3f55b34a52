from datetime import timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, PrivateAttr

from schemas.record import Record, Zone

SCHEMA_VERSION: Final = "1.0.0"
"""Semantic version of the line's shape: a new key raises the minor, a changed meaning the major number."""

SCHEMA_ID = "urn:difang:article:1"
"""`$id` of the published JSON Schema; its number is the major of SCHEMA_VERSION."""

Language = Literal["zh-Hans", "zh-Hant"]
BEIJING = timedelta(hours=8)


def _beijing(value: AwareDatetime) -> AwareDatetime:
    if value.utcoffset() != BEIJING:
        raise ValueError("the date must carry the offset +08:00")
    return value


Text = Annotated[str, Field(min_length=1)]
BeijingDatetime = Annotated[AwareDatetime, AfterValidator(_beijing), Zone("+08:00")]


class Image(Record):
    """An image inside the body, with the caption printed under it."""

    url: Text
    caption: str | None = None


class Restored(Record):
    """What was undone of a mirror's damage and of double escapes; no kinds, 0 edits, exact when nothing was."""

    kinds: tuple[str, ...] = ()
    edits: int = Field(default=0, ge=0)
    exact: bool = True

    def joined(self, other: "Restored") -> "Restored":
        """Return what was undone in both; exact where both are.

        >>> Restored(kinds=("pinyin",), edits=2).joined(Restored(kinds=("shift",), edits=1, exact=False))
        Restored(kinds=('pinyin', 'shift'), edits=3, exact=False)
        """
        kinds = tuple(dict.fromkeys((*self.kinds, *other.kinds)))
        return Restored(kinds=kinds, edits=self.edits + other.edits, exact=self.exact and other.exact)


class Evidence(Record):
    """The rule that gave each field: site, label, meta, url, ...; none where the field is null."""

    title: str
    date: str
    source: str
    editor: str
    author: str
    body: str


class Article(Record):
    """One line of the output: every key always there, null where unknown."""

    schema_version: Literal["1.0.0"] = SCHEMA_VERSION
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="sha256 of the canonical URL")]
    revision: Annotated[int, Field(ge=1, description="counts the lines with this id; the last one holds")] = 1
    url: Text
    requested_url: str | None = None
    site: str
    site_name: str | None
    region: str | None
    section: tuple[str, ...]
    title: Text
    date: BeijingDatetime
    date_precision: Literal["second", "minute", "day"]
    date_raw: Text
    source: Text | None
    editor: Text | None
    author: Text | None
    body: Text
    images: tuple[Image, ...]
    language: Language
    fetched_at: AwareDatetime
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$", description="simhash of the body, hex")]
    restored: Restored
    evidence: Evidence
    _canonical: str | None = PrivateAttr(default=None)
    _place: str = PrivateAttr(default="")

    @property
    def canonical(self) -> str | None:
        """The other address that the page names as its own: to know the article again, no part of the line."""
        return self._canonical

    @property
    def place(self) -> str:
        """Where the body stood in its page: to see that a template changed, no part of the line."""
        return self._place

    def naming(self, canonical: str | None, place: str = "") -> Self:
        """Return the article with the address that its page names as its own, and the place of its body there."""
        named = self.model_copy()
        named._canonical, named._place = canonical, place
        return named

    def __eq__(self, other: object) -> bool:
        """Tell whether the lines are the same: what is no part of them makes no difference."""
        return isinstance(other, Article) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Return what is one for two articles that are the same."""
        return hash((self.id, self.revision))

    def __str__(self) -> str:
        """Name the article; Scrapy's log prints this and not the whole body."""
        return f"<Article {self.title!r} {self.url}>"
