"""The report on all sites: what its page says, put together from histories, conditions and rounds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cached_property
from typing import ClassVar, Final, Literal

from schemas.article import BEIJING
from schemas.drifts import Drift
from schemas.round import RoundReport
from scraper.health.condition import Condition
from scraper.health.histories import History
from scraper.views.marking import Words
from scraper.views.overview import meanings
from scraper.views.overview.period import Period
from scraper.views.overview.restored_pages import RestoredPage, show_restored
from scraper.views.overview.site_rows import SiteRow, describe_row, state_of
from scraper.views.overview.tile_map import PROVINCES, SiteOfProvinces, Tile, lay_tiles
from scraper.views.templating import allow_script, read_script

Language = Literal["both", "zh", "en"]

MOST_NAMED: Final = 12
"""Sites that are named at the top: what one can look at in a morning; the tables have all."""

MOST_LINES: Final = 500
"""Lines of the tables of drifts and of rounds: a page that is longer is no longer read."""

_SCRIPT: Final = "sorting.js"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the report was asked for: from when on, for whom, and which sites were never crawled."""

    since: datetime
    until: datetime  # when it was made
    regions: tuple[str, ...] = ()
    language: Language = "both"
    never_run: tuple[str, ...] = ()


@dataclass
class Overview:
    """All that the page says."""

    template: ClassVar[str] = "overview.html"

    asked: Asked
    conditions: Sequence[Condition]
    period: Period
    rows: Sequence[SiteRow]
    tiles: Sequence[Tile]
    restored: Sequence[RestoredPage]
    restored_lost: int
    rounds: Sequence[RoundReport] = ()
    bad: Sequence[str] = field(default_factory=tuple)  # files that told nothing, each in a line

    provinces = PROVINCES
    words = meanings
    most_named, most_lines = MOST_NAMED, MOST_LINES

    @property
    def heading(self) -> str:
        """What the page is called: the day it was made."""
        return f"difang {self.asked.until.astimezone(timezone(BEIJING)):%Y-%m-%d %H:%M}"

    @property
    def script(self) -> str:
        """The script that sorts the tables: everything is there without it."""
        return read_script(_SCRIPT)

    @property
    def policy(self) -> str:
        """The content security policy: that one script, and nothing else that acts."""
        return allow_script(self.script)

    @cached_property
    def wrong(self) -> list[SiteRow]:
        """The sites at which somebody should look, the worst first."""
        return [row for row in self.rows if row.condition.is_wrong]

    @cached_property
    def silent(self) -> list[str]:
        """The sites that have no run in the period."""
        return [row.name for row in self.rows if not row.runs]

    @cached_property
    def drifts(self) -> list[tuple[SiteRow, Drift]]:
        """Each drift with its site, the worst site first."""
        return [(row, drift) for row in self.rows for drift in row.condition.drifts]

    @cached_property
    def by_name(self) -> dict[str, SiteRow]:
        """The rows by the names of their sites."""
        return {row.name: row for row in self.rows}

    @cached_property
    def owing(self) -> list[SiteRow]:
        """The sites whose last run left articles behind, those with most first."""
        return sorted((row for row in self.rows if row.condition.owed), key=lambda row: -row.condition.owed)

    def total(self, name: str) -> int:
        """Return the sum of a number of the last runs, over all sites."""
        return sum(getattr(row, name) for row in self.rows)

    def meaning(self, code: str) -> Words:
        """Return what a reason means."""
        return meanings.mean(code)


def compose(
    histories: dict[str, History],
    conditions: Sequence[Condition],
    asked: Asked,
    rounds: Sequence[RoundReport] = (),
    bad: Sequence[str] = (),
) -> Overview:
    """Return the report on these sites; rounds tell of them alone."""
    period = Period.of(histories.values(), asked.since, asked.until)
    restored, lost = show_restored(period, histories)
    rows = [describe_row(one, histories[one.site], period.runs[one.site]) for one in conditions]
    tiles = lay_tiles(
        SiteOfProvinces(one.site, state_of(one), one.is_wrong, one.regions | period.regions_of(one.site))
        for one in conditions
    )
    return Overview(
        asked,
        conditions,
        period,
        rows,
        tiles,
        restored,
        lost,
        [_of_sites(one, histories) for one in rounds],
        [*bad, *(line for one in conditions for line in one.bad)],
    )


def _of_sites(report: RoundReport, histories: dict[str, History]) -> RoundReport:
    """Return the round with what it did with these sites."""
    kept = tuple(one for one in report.sites if one.site in histories)
    return report if len(kept) == len(report.sites) else report.model_copy(update={"sites": kept})
