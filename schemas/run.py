"""What one run of one site did: the operator's record, one file a run."""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import AwareDatetime, Field

from schemas.record import Record, Timestamp
from schemas.rules import Field as FieldName

RUN_VERSION: Final = "1.0.0"
"""Semantic version of the report's shape; 0.0.0 stands for reports that were written before it had one."""

RUN_SCHEMA_ID = "urn:difang:run:1"
"""`$id` of the published JSON Schema; its number is the major of RUN_VERSION."""

Setting = bool | int | float | str | None


class FieldFigures(Record):
    """How often one field was filled in the articles of a run, and by what."""

    filled: int = Field(default=0, description="articles that have it")
    by_rules: int = Field(default=0, description="those that the site's own rules gave")
    by_reader: int = Field(default=0, description="those that the general reader gave")
    evidence: dict[str, int] = Field(default_factory=dict, description="articles by the rule that gave it")


class Template(Record):
    """A place in the page that the body of articles stood in."""

    articles: int = Field(description="articles whose body stood there")
    example: str = Field(description="the address of the first such article: `scrapy explain` shows it")


class Floor(Record):
    """Something that a run is held to."""

    limit: float = Field(description="what is asked for")
    found: float = Field(description="what the run reached")
    held: bool = Field(description="whether that is enough")


class Seconds(Record):
    """Where the time of a run went; requests overlap, so the parts need not add up to the whole."""

    total: float = Field(default=0.0, description="from the start to the end")
    fetching: float = Field(default=0.0, description="in which at least one answer was awaited")
    cleaning: float = Field(default=0.0, description="in which pages were made articles")
    waiting: float = Field(
        default=0.0, description="in which nothing was awaited: politeness, and a host's rests"
    )


class RunReport(Record):
    """What one run of one site did."""

    schema_version: Literal["0.0.0", "1.0.0"] = Field(
        default="0.0.0", description="version of this shape, semver; 0.0.0 before it had one"
    )
    run: str = Field(description="name of the run: when it began, UTC")
    site: str = Field(description="name of the spider")
    site_name: str | None = Field(default=None, description="the site's own name")
    regions: dict[str, int] = Field(
        default_factory=dict,
        description="articles by GB/T 2260 code; the site's own regions stand there with none",
    )
    arguments: dict[str, str] = Field(
        default_factory=dict, description="what -a gave; since= and limit= narrow a run"
    )
    started_at: Timestamp = Field(description="by the crawler's clock")
    finished_at: Timestamp = Field(description="by the crawler's clock")
    finish_reason: str = Field(description="why Scrapy ended: finished, shutdown, ...")
    listing_pages: int = Field(description="listing pages that were read")
    listing_unchanged: int = Field(default=0, description="those that the server said were as they had been")
    listing_lost: int = Field(description="listing pages that could not be read")
    links: int = Field(description="links to articles on the listing pages")
    known: int = Field(description="those of them that were delivered or refused before")
    ended: dict[str, int] = Field(default_factory=dict, description="why the paging of each listing ended")
    found: int = Field(default=0, description="addresses found: those on the listings, and those owed before")
    ends: dict[str, int] = Field(
        default_factory=dict, description="what became of them; with owed they add up to found"
    )
    owed: dict[str, int] = Field(
        default_factory=dict, description="articles that the next run asks for, by what the last try met"
    )
    owed_on_purpose: int = Field(default=0, description="those of them that limit=, since= or until= left")
    articles: int = Field(description="articles that were delivered")
    rejections: dict[str, int] = Field(description="refused pages by reason")
    restored: int = Field(description="articles whose page was damaged")
    fields: dict[FieldName, FieldFigures] = Field(default_factory=dict, description="of the articles")
    precisions: dict[str, int] = Field(
        default_factory=dict, description="articles by the precision of their date"
    )
    templates: dict[str, Template] = Field(
        default_factory=dict,
        description="articles by the place of their body in the page, most frequent first",
    )
    days: dict[str, int] = Field(
        default_factory=dict, description="articles by the day of publication, newest first"
    )
    oldest: AwareDatetime | None = Field(default=None, description="publication of the oldest article")
    newest: AwareDatetime | None = Field(default=None, description="publication of the newest article")
    examples: dict[str, str] = Field(
        default_factory=dict,
        description="the first address of each kind: reason/no_body, missing/source, restored",
    )
    requests: int = Field(description="requests that were made")
    asked: dict[str, int] = Field(
        default_factory=dict,
        description="what they were for: listing, article (and its parts), other (robots.txt, pages that were none)",
    )
    statuses: dict[str, int] = Field(default_factory=dict, description="answers by HTTP status")
    failures: dict[str, int] = Field(
        default_factory=dict,
        description="requests without an answer, by what they met; awaited: the run ended before",
    )
    withheld: dict[str, int] = Field(
        default_factory=dict,
        description="requests that robots.txt, the guard or a host's rest kept from being made",
    )
    bytes: int = Field(description="bytes of the answers")
    seconds: Seconds = Field(default=Seconds(), description="where the time went")
    floors: dict[str, Floor] = Field(
        default_factory=dict, description="what the run is held to, and whether it was"
    )
    versions: dict[str, str] = Field(default_factory=dict, description="of Python and of the libraries")
    settings: dict[str, Setting] = Field(default_factory=dict, description="those that say what a run may do")
    exit_code: int = Field(description="of the process: 0 where all went well")
    outcome: str = Field(description="the run in one line")

    @property
    def refused(self) -> int:
        """How many pages were refused."""
        return sum(self.rejections.values())

    @property
    def missed(self) -> int:
        """How many articles are owed against the will of whoever started the run."""
        return sum(self.owed.values()) - self.owed_on_purpose

    @property
    def scope(self) -> tuple[tuple[str, str], ...]:
        """The arguments that choose a part of the site: only runs of one scope can be compared."""
        return tuple(sorted((name, self.arguments[name]) for name in _CHOOSING & self.arguments.keys()))

    def coverage(self) -> Mapping[FieldName, float]:
        """Return the share of the articles that have each field; empty where there are no articles."""
        return (
            {name: one.filled / self.articles for name, one in self.fields.items()} if self.articles else {}
        )

    def share_of_rules(self) -> Mapping[FieldName, float]:
        """Return the share of the filled fields that the site's own rules gave."""
        return {name: one.by_rules / one.filled for name, one in self.fields.items() if one.filled}


_CHOOSING = frozenset({"limit", "until", "section", "channel", "url"})
"""Arguments that choose a part of a site; since= and refresh= stand in the calls of every night."""
