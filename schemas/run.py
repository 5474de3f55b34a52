from pydantic import AwareDatetime, Field

from schemas.record import Record


class RunReport(Record):
    """What one run of one site did."""

    run: str
    site: str
    started_at: AwareDatetime
    finished_at: AwareDatetime
    finish_reason: str
    listing_pages: int
    listing_unchanged: int = Field(default=0, description="those that the server said were as they had been")
    listing_lost: int
    links: int
    known: int
    ended: dict[str, int] = Field(default_factory=dict, description="why the paging of each listing ended")
    found: int = Field(default=0, description="addresses found: those on the listings, and those owed before")
    ends: dict[str, int] = Field(
        default_factory=dict, description="what became of them; with owed they add up to found"
    )
    owed: dict[str, int] = Field(
        default_factory=dict, description="articles that the next run asks for, by what the last try met"
    )
    owed_on_purpose: int = Field(default=0, description="those of them that limit=, since= or until= left")
    articles: int
    rejections: dict[str, int]
    restored: int
    requests: int
    asked: dict[str, int] = Field(
        default_factory=dict,
        description="what they were for: listing, article (and its parts), other (robots.txt, pages that were none)",
    )
    bytes: int
    exit_code: int
    outcome: str
