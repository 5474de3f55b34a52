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
    listing_lost: int
    links: int
    known: int
    ended: dict[str, int] = Field(default_factory=dict, description="why the paging of each listing ended")
    articles: int
    rejections: dict[str, int]
    restored: int
    requests: int
    bytes: int
    exit_code: int
    outcome: str
