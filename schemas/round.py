"""What one `crawl-all` did: one run of each site that was chosen."""

from typing import Final, Literal

from pydantic import Field

from schemas.record import Record, Timestamp

ROUND_VERSION: Final = "1.0.0"
"""Semantic version of the record's shape."""

ROUND_SCHEMA_ID = "urn:difang:round:1"
"""`$id` of the published JSON Schema; its number is the major of ROUND_VERSION."""


EndedBy = Literal["itself", "deadline", "round", "kill", "nobody"]
"""Who ended a site's process: its own end, its deadline, a signal to the round, a kill from outside; it never began."""


class SiteRun(Record):
    """What became of one site in a round."""

    site: str = Field(description="the name of its folder")
    exit_code: int | None = Field(
        description="of its process; null where it never began; minus the signal that killed it"
    )
    ended_by: EndedBy = Field(default="itself", description="who ended its process")
    outcome: str = Field(description="its run in one line")
    run: str | None = Field(default=None, description="the name of its report, null where it left none")
    new: int = Field(default=0, description="articles that were delivered")
    refused: int = Field(default=0, description="pages that gave no article")
    owed: int = Field(default=0, description="against the will of whoever started the run")
    seconds: float = Field(default=0.0, description="from its start to its end")
    log: str | None = Field(default=None, description="where its log lies, below the data folder")


class RoundReport(Record):
    """One round over the sites."""

    schema_version: Literal["1.0.0"] = Field(
        default=ROUND_VERSION, description="version of this shape, semver"
    )
    started_at: Timestamp = Field(description="by the crawler's clock")
    finished_at: Timestamp = Field(description="by the crawler's clock")
    jobs: int = Field(description="sites that were crawled at once, at most")
    sites: tuple[SiteRun, ...] = Field(description="what became of each")
    exit_code: int = Field(description="of the command")
    outcome: str = Field(description="the round in one line")
    alerts: dict[str, str] = Field(
        default_factory=dict, description="by channel: sent, nothing new, or why it failed"
    )
