"""Invented sites of a country's counties: what they publish, how they answer, and what befalls them.

What stands here is assumed, with its reason, but for what the project itself sets; a seed says the rest.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal, NamedTuple

from scraper.settings import AUTOTHROTTLE_START_DELAY, DOWNLOAD_DELAY, LISTING_DEPTH

HOUR, DAY = 3600.0, 86400.0  # seconds

OPENS, OPEN = 7 * HOUR, 15 * HOUR
"""A newsroom works from seven to ten in the evening, in any hour as much as in another."""

MEDIAN_A_DAY, SPREAD_A_DAY, MOST_A_DAY = 12.0, 1.1, 800.0
"""Articles: two of three sites publish 4 to 36 a day, one in a thousand 350 and more; the mean is 22."""

MEDIAN_BACKLOG, SPREAD_BACKLOG = 400.0, 0.6
"""Articles that the listings of a site show on the first night: 20 pages of 20."""
MOST_BACKLOG = LISTING_DEPTH * 20

MEDIAN_ANSWER, SPREAD_ANSWER = 0.4, 0.6
"""Seconds until a page is there: two of three sites take 0.2 to 0.7."""
SLOW, SLOWER = 0.03, 10.0
"""Share of the sites that are ten times slower: on the far side of a narrow line."""
DELAYED, CRAWL_DELAYS = 0.03, (2.0, 5.0, 10.0)
"""Share of the hosts whose robots.txt asks for a delay, and the seconds that they ask for."""

SHARED, SHARED_BY = 0.10, 4
"""Share of the sites that are channels of one host, and how many channels such a host has."""

OUTAGE_EVERY, MEDIAN_OUTAGE, SPREAD_OUTAGE = 90 * DAY, 6 * HOUR, 1.6
"""A site is away once in three months, for 6 hours at the median; one outage of a hundred takes ten days."""
REDESIGN_EVERY, MEDIAN_MENDING, SPREAD_MENDING = 500 * DAY, 3 * DAY, 0.7
"""A site is rebuilt in one and a half years, and gives nothing until somebody has mended its declarations."""

Trouble = Literal["", "away", "redesigned"]


class Spell(NamedTuple):
    """When a site is in trouble."""

    began: float
    over: float
    kind: Trouble


@dataclass(slots=True)
class County:
    """A site: what it is, and what of its articles was not delivered yet."""

    name: str
    host: str
    each_day: float  # articles
    request: float  # seconds from one request to the next one: politeness, or as long as an answer takes
    waiting: deque[float]  # when each article was published that was not delivered
    next_articles: Iterator[float]
    spells: list[Spell] = field(default_factory=list)

    @property
    def beginning(self) -> float:
        """Seconds that a run takes beside its requests: AutoThrottle begins slowly, and halves what is too much."""
        return max(0.0, AUTOTHROTTLE_START_DELAY - self.request)

    def publish(self, now: float) -> None:
        """Let what was published until now wait."""
        if self.waiting and self.waiting[-1] > now:
            return
        for moment in self.next_articles:
            self.waiting.append(moment)
            if moment > now:  # known already, but on no listing yet
                return

    def shown(self, now: float) -> int:
        """Return how many articles the listings show that were not delivered."""
        self.publish(now)
        return sum(1 for _ in takewhile(lambda moment: moment <= now, self.waiting))

    def trouble(self, now: float) -> Trouble:
        """Return what is wrong with the site; time does not go back."""
        while self.spells and self.spells[0].over <= now:
            del self.spells[0]
        return self.spells[0].kind if self.spells and self.spells[0].began <= now else ""


def published(chance: random.Random, each_day: float) -> Iterator[float]:
    """Yield when articles are published, one after the other, in the hours in which a newsroom works."""
    at_work = 0.0
    while True:
        at_work += chance.expovariate(each_day / OPEN)
        day, second = divmod(at_work, OPEN)
        yield day * DAY + OPENS + second


def spells_of(chance: random.Random, until: float) -> list[Spell]:
    """Return when a site is away and when it is redesigned, from long before the beginning on."""
    kinds: tuple[tuple[Trouble, float, float, float], ...] = (
        ("away", OUTAGE_EVERY, MEDIAN_OUTAGE, SPREAD_OUTAGE),
        ("redesigned", REDESIGN_EVERY, MEDIAN_MENDING, SPREAD_MENDING),
    )
    found = []
    for kind, every, median, spread in kinds:
        moment = -30 * DAY
        while (moment := moment + chance.expovariate(1 / every)) < until:
            over = moment + median * chance.lognormvariate(0, spread)
            found.append(Spell(moment, over, kind))
            moment = over
    return sorted(found)


def make_counties(number: int, seed: int, until: float, *, first_night: bool = False) -> list[County]:
    """Return so many sites; on the first night what their listings show is new, and none is in trouble."""
    chance = random.Random(seed)
    made: list[County] = []
    for each in range(number):
        shares = each < SHARED * number
        host = f"host{each // SHARED_BY if shares else each}.example.cn"
        answer = MEDIAN_ANSWER * chance.lognormvariate(0, SPREAD_ANSWER)
        answer *= SLOWER if chance.random() < SLOW else 1
        asked = chance.choice(CRAWL_DELAYS) if chance.random() < DELAYED else 0.0
        each_day = min(MEDIAN_A_DAY * chance.lognormvariate(0, SPREAD_A_DAY), MOST_A_DAY)
        backlog = min(MEDIAN_BACKLOG * chance.lognormvariate(0, SPREAD_BACKLOG), MOST_BACKLOG)
        made.append(
            County(
                name=f"site{each:05d}",
                host=host,
                each_day=each_day,
                request=max(DOWNLOAD_DELAY, answer, asked),
                waiting=deque([0.0] * round(backlog) if first_night else []),
                next_articles=published(random.Random(f"{seed}/{each}"), each_day),
                spells=[] if first_night else spells_of(chance, until),
            )
        )
    return made
