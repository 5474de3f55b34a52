"""A bar for each day, with what a small chart needs: a scale, some dates, and the number of each bar.

Plain SVG from the template: bars are rectangles, and the browser stretches them. A chart library would bring its own
scripts or fonts, and neither the page's two schemes nor its two languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MOST_BARS: Final = 120
"""Days of a chart: a bar of a longer one would be thinner than three pixels on a phone."""

TICKS: Final = 4
"""Dates below a chart: what fits side by side on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, its number, and what part of the chart's height it takes in percent."""

    day: date
    number: int
    height: float

    @property
    def is_weekend(self) -> bool:
        """Tell whether it is a Saturday or Sunday: most sites bring less."""
        return self.day.isoweekday() > 5


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of all days between the first and the last; what is of other days is one number."""

    bars: tuple[Bar, ...] = ()
    top: int = 1  # what the full height stands for
    others: int = 0

    @property
    def middle(self) -> str:
        """What half the height stands for."""
        return f"{self.top // 2:,}" if self.top % 2 == 0 else f"{self.top / 2:.1f}"

    @property
    def total(self) -> int:
        """What all bars come to, with what is of other days."""
        return sum(bar.number for bar in self.bars) + self.others

    @property
    def highest(self) -> Bar | None:
        """The bar of the highest number, the first of them."""
        return max(self.bars, key=lambda bar: bar.number, default=None)

    @property
    def ticks(self) -> tuple[Bar, ...]:
        """The bars whose dates stand below the chart, the first and the last among them."""
        last = len(self.bars) - 1
        places = {round(last * tick / (TICKS - 1)) for tick in range(TICKS)} if last > 0 else {0}
        return tuple(self.bars[place] for place in sorted(places)) if self.bars else ()


def draw_days(numbers: Mapping[date, int], others: int = 0) -> Chart:
    """Return the chart of the numbers of some days; days between them have a bar of nothing.

    >>> chart = draw_days({date(2026, 3, 1): 4, date(2026, 3, 3): 2}, others=1)
    >>> [bar.number for bar in chart.bars], chart.top, chart.total
    ([4, 0, 2], 4, 7)
    """
    if not numbers:
        return Chart(others=others)
    last = max(numbers)
    begin = max(min(numbers), last - timedelta(days=MOST_BARS - 1))
    days = [begin + timedelta(days=number) for number in range((last - begin).days + 1)]
    top = round_up(max(numbers.values()))
    bars = tuple(Bar(day, numbers.get(day, 0), round(100 * numbers.get(day, 0) / top, 2)) for day in days)
    return Chart(bars, top, others + sum(numbers.values()) - sum(bar.number for bar in bars))


def round_up(number: int) -> int:
    """Return the next number that reads well on a scale, as its half does: one digit with noughts.

    >>> [round_up(one) for one in (0, 1, 3, 51, 200, 201)]
    [1, 1, 3, 60, 200, 300]
    """
    power = 1
    while True:
        for step in (1, 2, 3, 4, 6, 8):
            if step * power >= number:
                return step * power
        power *= 10
