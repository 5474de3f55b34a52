"""How all sites do, together: what is quiet for all of them is quiet for none alone."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from scraper.health.condition import Condition, describe_sites
from scraper.health.histories import History, read_histories


class Survey(NamedTuple):
    """The histories below a data folder, and the condition of each site, what is wrong first."""

    histories: dict[str, History]
    conditions: tuple[Condition, ...]

    @property
    def wrong(self) -> tuple[Condition, ...]:
        """The sites at which somebody should look."""
        return tuple(one for one in self.conditions if one.is_wrong)

    def of_regions(self, regions: Sequence[str]) -> "Survey":
        """Return what concerns the sites of some regions, told by the beginnings of their GB/T 2260 codes."""
        kept = [
            one for one in self.conditions if any(code.startswith(tuple(regions)) for code in one.regions)
        ]
        return Survey({one.site: self.histories[one.site] for one in kept}, tuple(kept))


class Sum(NamedTuple):
    """What the runs of some time came to."""

    runs: int
    new: int
    refused: int


def survey(data: Path) -> Survey:
    """Return how all sites below the data folder do at this moment."""
    histories = read_histories(data)
    conditions = describe_sites(histories, datetime.now(UTC))
    return Survey({history.site: history for history in histories}, conditions)


def add_up(history: History, since: datetime | None) -> Sum:
    """Return the sums of the runs that began then or later, those of the last run for None."""
    runs = history.runs[-1:] if since is None else [one for one in history.runs if one.started_at >= since]
    return Sum(len(runs), sum(one.articles for one in runs), sum(one.refused for one in runs))


def name_never_run(names: Iterable[str], found: Survey) -> list[str]:
    """Return the names of the sites that have no run yet."""
    return sorted(set(names) - found.histories.keys())
