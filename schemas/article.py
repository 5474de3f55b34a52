from datetime import timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, PrivateAttr

from schemas.record import Record, Storable, Timestamp, Zone

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
BeijingDatetime = Annotated[Timestamp, AfterValidator(_beijing), Zone("+08:00")]


class Image(Record):
    """An image inside the body, with the caption printed under it."""

    url: Annotated[Text, Field(description="absolute address of the image")]
    caption: Annotated[str | None, Field(description="as printed under it, null where nothing is")] = None


class Restored(Record):
    """What was undone of a mirror's damage and of double escapes; no kinds, 0 edits, exact when nothing was."""

    kinds: Annotated[tuple[str, ...], Field(description="pinyin, shift, traditional, mojibake, ...")] = ()
    edits: Annotated[int, Field(ge=0, description="places of the page that were changed"), Storable] = 0
    exact: Annotated[
        bool, Field(description="false where a lost byte had to be filled with the likeliest character")
    ] = True

    def joined(self, other: "Restored") -> "Restored":
        """Return what was undone in both; exact where both are.

        >>> Restored(kinds=("pinyin",), edits=2).joined(Restored(kinds=("shift",), edits=1, exact=False))
        Restored(kinds=('pinyin', 'shift'), edits=3, exact=False)
        """
        kinds = tuple(dict.fromkeys((*self.kinds, *other.kinds)))
        return Restored(kinds=kinds, edits=self.edits + other.edits, exact=self.exact and other.exact)


class Evidence(Record):
    """The rule that gave each field: site, label, meta, url, ...; none where the field is null."""

    title: Annotated[str, Field(description="rule that gave the headline")]
    date: Annotated[str, Field(description="rule that gave the date")]
    source: Annotated[str, Field(description="rule that gave 来源")]
    editor: Annotated[str, Field(description="rule that gave 责编")]
    author: Annotated[str, Field(description="rule that gave the author")]
    body: Annotated[str, Field(description="rule that gave the body")]


class Article(Record):
    """One line of the output: every key always there, null where unknown."""

    schema_version: Annotated[Literal["1.0.0"], Field(description="version of this shape, semver")] = (
        SCHEMA_VERSION
    )
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="sha256 of the canonical URL")]
    revision: Annotated[
        int, Field(ge=1, description="counts the lines with this id; the last one holds"), Storable
    ] = 1
    url: Annotated[Text, Field(description="final address of the page")]
    requested_url: Annotated[
        str | None,
        Field(description="the address that was asked for, where it differs from `url`, else null"),
    ] = None
    site: Annotated[str, Field(description="name of the spider; `news` where nobody described the site")]
    site_name: Annotated[str | None, Field(description="the site's own name: 中国西藏网")]
    region: Annotated[str | None, Field(description="GB/T 2260 code of the site's region, six digits")]
    section: Annotated[
        tuple[str, ...], Field(description="the breadcrumb, from the outermost channel inwards")
    ]
    title: Annotated[Text, Field(description="the headline, without the names of site and channel")]
    date: Annotated[BeijingDatetime, Field(description="when it was published, RFC 3339 with +08:00")]
    date_precision: Annotated[
        Literal["second", "minute", "day"],
        Field(description="how exactly the page tells `date`; what it leaves out is 0"),
    ]
    date_raw: Annotated[Text, Field(description="the date as printed: a text, whatever it looks like")]
    source: Annotated[Text | None, Field(description="来源 as printed, without its label")]
    editor: Annotated[Text | None, Field(description="责编, several joined with 、")]
    author: Annotated[Text | None, Field(description="reporters or byline, several joined with 、")]
    body: Annotated[
        Text, Field(description="paragraphs joined with a line feed; cells of a table's row parted by a tab")
    ]
    images: Annotated[tuple[Image, ...], Field(description="images inside the body, in its order")]
    language: Annotated[Language, Field(description="the body's script: Simplified or Traditional Chinese")]
    fetched_at: Annotated[
        Timestamp,
        Field(
            description="from the response's Date header where it is within a day of the crawler's clock, else that clock"
        ),
    ]
    fingerprint: Annotated[
        str,
        Field(
            pattern=r"^[0-9a-f]{16}$",
            description="64-bit simhash of the body, hex: near duplicates differ in few bits",
        ),
    ]
    restored: Annotated[Restored, Field(description="what was undone of a mirror's damage")]
    evidence: Annotated[Evidence, Field(description="the rule that gave each field")]
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
