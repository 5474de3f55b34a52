"""What the tables say of one site."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.rules import Field
from schemas.run import FieldFigures, RunReport
from scraper.health.condition import Condition
from scraper.health.histories import History
from scraper.runs.outcome import Code
from scraper.views.overview.tile_map import province_of

SPARK_HEIGHT, SPARK_STEP, SPARK_BAR = 16, 6, 5
"""Units of the drawing of a trend: its height, the way from one bar to the next, and the width of a bar."""

_PASSING: Final = frozenset({Code.LOCKED, Code.INTERRUPTED, Code.TERMINATED})
"""How a run ends that another process ended, or somebody: the site is not to blame."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site: how it does, and its runs of the period."""

    condition: Condition
    runs: Sequence[RunReport]  # of the period
    state: str  # of meanings.STATES
    owed: dict[str, int]  # after its last run, by what the last try met
    figures: dict[Field, FieldFigures]  # of the last run that delivered something
    delivered: int  # articles of that run

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.condition.site

    @property
    def provinces(self) -> str:
        """The codes of its provinces, as an attribute lists them."""
        return " ".join(sorted({province_of(code) for code in self.condition.regions}))

    @property
    def new(self) -> int:
        """Articles of its last run."""
        return self.condition.new

    @property
    def refused(self) -> int:
        """Pages that its last run refused."""
        return self.condition.refused

    @property
    def missed(self) -> int:
        """Articles that its last run owes against the will of whoever started it."""
        return self.condition.owed - self.condition.owed_on_purpose

    @property
    def articles(self) -> int:
        """Articles of the period."""
        return sum(run.articles for run in self.runs)

    @property
    def spark(self) -> str:
        """The path of the bars of its last runs, oldest first."""
        return draw_spark(self.condition.trend)


def describe_row(condition: Condition, history: History, runs: Sequence[RunReport]) -> SiteRow:
    """Return the row of a site."""
    last = history.runs[-1] if history.runs else None
    telling = next((run for run in reversed(history.runs) if run.articles), None)
    return SiteRow(
        condition,
        runs,
        state_of(condition),
        dict(last.owed) if last else {},
        dict(telling.fields) if telling else {},
        telling.articles if telling else 0,
    )


def state_of(condition: Condition) -> str:
    """Return how a site does in one word: what its drifts say, or how its last run ended where that is worse."""
    code = condition.exit_code
    if code is None or (code and code not in _PASSING) or condition.severity == "severe":
        return "severe"
    if code or condition.bad or condition.idle is not None:
        return "warning"
    return condition.severity or "fine"


def draw_spark(numbers: Sequence[int]) -> str:
    """Return an SVG path of bars; a run without an article is a line on the ground.

    >>> draw_spark([4, 0, 2])
    'M0 16v-16h5v16zM6 16v-1h5v1zM12 16v-8h5v8z'
    """
    most = max(numbers, default=0) or 1
    heights = (max(1, round(number / most * SPARK_HEIGHT)) for number in numbers)
    return "".join(
        f"M{place * SPARK_STEP} {SPARK_HEIGHT}v-{height}h{SPARK_BAR}v{height}z"
        for place, height in enumerate(heights)
    )
