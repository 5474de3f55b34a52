"""Sixty sites and their nightly runs, drawn from what regional news sites do.

Assumed, of the sites (seen in the scrapers and stored pages of such sites):

- Sizes from an article a week to 300 a day, even on a logarithmic scale. A site has one to four channels with a
  template each; the parts of the channels wander from day to day. One site in twenty numbers its boxes by chance.
- Weekends bring half to nine tenths at media, a twentieth to a third at offices. In common holidays (one week of seven
  days, one of three, in a quarter) sites bring what weekends bring or less; some hardly notice. Days scatter beyond
  chance; the pace wanders slowly; one site in three has a busy fortnight (floods, congresses) with twice as much.
- A field is printed always (.985 to 1), sometimes (.15 to .9) or never, by site; a channel in five lacks one that the
  others have. Two sites in three have rules, which match .96 to 1 of what is there; side channels may have none.
- Of the pages some are no articles (galleries, videos, teasers, gone ones): up to 7 %, in batches.
- Listings: two to eight, 20 to 40 links each, deeper pages where much is new; one server in three answers that a list is as it was.

Of the runs: nightly at 02:00 Beijing time at four of five sites, every six hours or every third night at the rest. One night in
80 has no run, one run in 200 is ended by a signal, one night in 80 the site does not answer, one in 60 a part of its pages
does not (they are owed and come the next night). A first run brings an archive; one site in ten is told to fetch old
years (1,000 to 5,000 articles) in one run, one in twenty loses its ledger and gets its last months again.

Half of the changes are mended after five to twenty days.
"""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from schemas.run import RunReport
from tests.health.simulated_changes import CHANGES, Chance, Channel, State, learn_from, state_of, what_shows
from tests.health.truth import FIELDS, Change, Counts, SimulatedSite, poisson, some_of, write

NIGHT = datetime(2026, 1, 4, 18, tzinfo=UTC)  # 02:00 on Monday the 5th, Beijing time
REASONS = ("gallery", "video", "list_page", "no_body", "gone")
OPTIONAL = ("source", "editor", "author")
LEARNING = 35
"""Days before the first change: what is not known cannot be missed."""
MISSED, SILENT, ENDED, PARTLY = 1 / 80, 1 / 80, 1 / 200, 1 / 60
"""How often a night has no run, a site does not answer, a run is ended by a signal, a part of the pages fails."""


class World:
    """One site, drawn by a seed, and what becomes of it."""

    def __init__(
        self, rng: random.Random, name: str, days: int, holidays: dict[date, float], what: str | None
    ) -> None:
        self.rng, self.name, self.days, self.holidays = rng, name, days, holidays
        self.a_day = 7**-1 * 2100 ** rng.random()
        office = rng.random() < 0.35
        weekend = rng.uniform(0.05, 0.35) if office else rng.uniform(0.5, 0.9)
        self.week = [rng.uniform(0.9, 1.1) for _ in range(5)] + [weekend * rng.uniform(0.8, 1.2), weekend]
        self.on_holiday = min(1.0, weekend * rng.uniform(0.6, 1.3))
        self.scatter = rng.uniform(8, 40)
        self.volatile = rng.random() < 0.05
        self.busy = rng.randrange(days) if rng.random() < 0.33 else -99
        self.channels = self._channels()
        self.refusals = {reason: rng.choice((0, 0, 0.005, 0.02)) for reason in REASONS}
        self.listings, self.links = rng.randint(2, 8), rng.randint(20, 40)
        self.says_unchanged = rng.random() < 0.33
        self.every = rng.choices((24, 6, 72), (80, 10, 10))[0]
        self.field = "title"
        self.change = self._change(what) if what else None

    def _channels(self) -> list[Channel]:
        rng = self.rng
        kinds = {name: rng.choices(("always", "sometimes", "never"), (50, 30, 20))[0] for name in OPTIONAL}
        usual = {
            name: {"always": rng.uniform(0.985, 1), "sometimes": rng.uniform(0.15, 0.9), "never": 0.0}[kind]
            for name, kind in kinds.items()
        }
        has_rules, timed = rng.random() < 0.67, rng.choices((rng.uniform(0.98, 1), 0.0, 0.6), (85, 5, 10))[0]
        channels = []
        for number in range(rng.randint(1, 4)):
            lacking = rng.choice(OPTIONAL) if number and rng.random() < 0.2 else ""
            prints = dict.fromkeys(FIELDS, 1.0) | {name: usual[name] * (name != lacking) for name in OPTIONAL}
            ruled = has_rules and (not number or rng.random() < 0.7)
            matched = {name: rng.uniform(0.96, 1) * ruled for name in FIELDS}
            place = f"div.w{number} > div#text{rng.randint(1, 9)}"
            channels.append(Channel(rng.uniform(0.3, 1) if number else 1.5, place, prints, matched, timed))
        return channels

    def _change(self, what: str) -> Change:
        """Return the change, or one that this site can have."""
        rng = self.rng
        began = NIGHT + timedelta(days=rng.randint(LEARNING, self.days - 8), hours=-10)
        ended = began + timedelta(days=rng.randint(5, 20)) if rng.random() < 0.5 else None
        first = self.channels[0]
        if what in {"reader takes over", "rules of one field stop"} and not first.matched["title"]:
            what = "field lost"
        if what == "field lost in one channel" and len(self.channels) < 2:
            what = "field lost"
        if what in {"field lost", "field lost in one channel"} and not self._printed():
            what = "all refused"
        if what == "dates lose their time" and first.timed < 0.5:
            what = "listing broken"
        if what == "place changed" and self.volatile:
            what = "half refused"
        self.field = rng.choice(self._printed() or ["title"])
        if what == "rules of one field stop":
            self.field = rng.choice([name for name in FIELDS if first.prints[name] > 0.3])
        return Change(what, began, what_shows(what, self.field), ended)

    def _printed(self) -> list[str]:
        return [name for name in OPTIONAL if self.channels[0].prints[name] > 0.3]

    def state(self, moment: datetime) -> State:
        """Return what is otherwise at a moment."""
        return state_of(self.change, self.field, len(self.channels), moment)

    def publish(self) -> dict[date, list[int]]:
        """Return what is published on each day, by channel."""
        rng, tempo, wander = self.rng, 1.0, [1.0 for _ in self.channels]
        published: dict[date, list[int]] = {}
        for number in range(-1, self.days + 1):
            day = (NIGHT + timedelta(days=number, hours=6)).date()
            tempo *= rng.lognormvariate(0, 0.02) * tempo**-0.03
            wander = [one**0.95 * rng.lognormvariate(0, 0.08) for one in wander]
            mean = self.a_day * tempo * (2 if 0 <= number - self.busy < 14 else 1)
            mean *= (
                1 - (1 - self.on_holiday) * self.holidays[day]
                if day in self.holidays
                else self.week[day.weekday()]
            )
            mean *= self.state(NIGHT + timedelta(days=number)).pace
            weights = [one.weight * by for one, by in zip(self.channels, wander, strict=True)]
            batch = rng.gammavariate(self.scatter, 1 / self.scatter)
            published[day] = [poisson(rng, mean * batch * weight / sum(weights)) for weight in weights]
        return published

    def meet(self, counts: Counts, day: date, numbers: list[int], state: State) -> list[int]:
        """Read the pages of a day; return how many of each channel were articles."""
        rng, read = self.rng, []
        for number, channel in enumerate(self.channels):
            total = numbers[number]
            for reason, share in self.refusals.items():
                counts.rejections[reason] += (bad := some_of(rng, total, share * rng.expovariate(1.0)))
                total -= bad
            counts.rejections["no_body"] += (bad := some_of(rng, total, state.refused))
            total -= bad
            read.append(total)
            counts.articles += total
            counts.days[day] += total
            for name in FIELDS:
                filled = some_of(rng, total, 0.0 if (name, number) in state.lost else channel.prints[name])
                by_rules = some_of(rng, filled, 0.0 if name in state.dead else channel.matched[name])
                counts.fields[name] += Counter(rules=by_rules, reader=filled - by_rules)
            timed = some_of(rng, total, 0.0 if state.timeless else channel.timed)
            counts.precisions += Counter(minute=timed, day=total - timed)
            if self.volatile:
                counts.places.update(f"div#b{rng.randrange(10**6)}" for _ in range(min(total, 11)))
            else:
                counts.places[channel.place + state.moved] += total
        return read

    def live(self) -> SimulatedSite:
        """Return the site's history: what a run of it finds is what was published since the last that could see it."""
        rng, runs, owed = self.rng, list[RunReport](), dict[date, list[int]]()
        unseen = self.publish()
        backfill = rng.randrange(20, self.days) if rng.random() < 0.1 else -1
        ledger_lost = rng.randrange(20, self.days) if rng.random() < 0.05 else -1
        for hours in range(0, self.days * 24, self.every):
            moment = NIGHT + timedelta(hours=hours, minutes=rng.randrange(30))
            if hours and rng.random() < MISSED:
                continue
            self._come_to_light(unseen, owed, moment)
            due = sum(map(sum, owed.values()))
            counts, given = Counts(), self._listing(due, self.state(moment))
            given |= {"known": self.listings * 10 if hours else 0}
            fate = rng.random() if hours else 1.0
            if fate < SILENT:
                given |= {"exit_code": 4, "listing_pages": 0, "listing_lost": self.listings, "links": 0}
            else:
                given |= self._fetch(counts, owed, moment, fate)
                today = (moment + timedelta(hours=8)).date()
                archives = {
                    0: (rng.randint(100, 1500), 400),
                    backfill: (rng.randint(1000, 5000), 2000),
                    ledger_lost: (int(self.a_day * 60) + 20, 60),
                }
                if hours % 24 == 0 and hours // 24 in archives:
                    self._add_archive(counts, today, *archives[hours // 24])
            runs.append(write(self.name, moment, counts, **given))
            self._learn(
                runs, Chance(due, self._expect(moment), self.a_day * min(hours // 24, 60), self.scatter)
            )
        return SimulatedSite(self.name, self.a_day, runs, [self.change] if self.change else [])

    def _come_to_light(
        self, unseen: dict[date, list[int]], owed: dict[date, list[int]], moment: datetime
    ) -> None:
        """Move what is public by now to what is owed: all of the days before, of today by the hour."""
        today, hour = (moment + timedelta(hours=8)).date(), (moment.hour + 8) % 24
        for day in [day for day in unseen if day <= today]:
            part = 1.0 if day < today else min(1.0, max(0.0, hour - 7) / 15)
            new = [some_of(self.rng, one, part) for one in unseen[day]]
            unseen[day] = [one - seen for one, seen in zip(unseen[day], new, strict=True)]
            if day < today:
                del unseen[day]
            if any(new):
                owed[day] = [one + two for one, two in zip(owed.get(day, [0] * len(new)), new, strict=True)]

    def _fetch(
        self, counts: Counts, owed: dict[date, list[int]], moment: datetime, fate: float
    ) -> dict[str, Any]:
        """Read what is owed, half of it in a bad night; return what the report says of that."""
        state, ended = self.state(moment), fate < SILENT + ENDED
        keep = 0.5 if fate < SILENT + ENDED + PARTLY else 0.0
        for day, numbers in list(owed.items()):
            late = [some_of(self.rng, one, keep) for one in numbers]
            met = [some_of(self.rng, one - two, state.found) for one, two in zip(numbers, late, strict=True)]
            self.meet(counts, day, met, state)
            owed[day] = late
            if not any(late):
                del owed[day]
        missed = sum(map(sum, owed.values()))
        if ended:
            return {"exit_code": 143, "finish_reason": "shutdown"}
        counts.rejections["unreachable"] += missed
        return {"owed": {"unreachable": missed}, "exit_code": 3} if missed else {}

    def _learn(self, runs: list[RunReport], chance: Chance) -> None:
        """Note what the last run tells of the change."""
        change, report = self.change, runs[-1]
        if (
            change is None
            or report.started_at < change.began
            or (change.ended and report.started_at >= change.ended)
        ):
            return
        if change.first is None and (chance.due or change.what.startswith("site")):
            change.first = len(runs) - 1
        if report.exit_code not in {4, 143}:
            change.learnt[len(runs) - 1] = learn_from(change, self.field, self.channels, report, chance)

    def _expect(self, moment: datetime) -> float:
        """Return what a run at this moment would bring if nothing had changed."""
        day = (moment - timedelta(hours=9)).date()
        usual = self.on_holiday if day in self.holidays else self.week[day.weekday()]
        return self.a_day * usual * self.every / 24

    def _add_archive(self, counts: Counts, today: date, size: int, years: int) -> None:
        """Add old articles: of templates that were, with other fields."""
        for age in range(2, years, max(1, years // 40)):
            some = size * max(1, years // 40) // years
            counts.articles += some
            counts.days[today - timedelta(days=age)] += some
            counts.places["table > td.old"] += some
            counts.precisions["day"] += some
            for name in FIELDS:
                counts.fields[name]["reader"] += some if name in {"title", "date", "body"} else some // 3

    def _listing(self, due: int, state: State) -> dict[str, int]:
        rng = self.rng
        pages = self.listings + int(due * 1.2 / self.links)
        unchanged = some_of(rng, self.listings, 0.6 / (1 + self.a_day)) if self.says_unchanged else 0
        read = pages - unchanged
        links = sum(self.links - rng.randrange(4) for _ in range(some_of(rng, read, 1.0)))
        return {
            "listing_pages": pages,
            "listing_unchanged": unchanged,
            "links": round(links * state.found),
            "exit_code": 3 if read and not state.found else 0,
        }


def simulate(
    seed: int, sites: int = 60, days: int = 90, changes: tuple[str, ...] = CHANGES
) -> list[SimulatedSite]:
    """Return sites with their histories: four of five with a change, one of twelve that dries up slowly."""
    rng = random.Random(seed)
    begins = {rng.randrange(28, days - 7): 7, rng.randrange(28, days - 3): 3}
    holidays = {
        (NIGHT + timedelta(days=begin + day, hours=8)).date(): 1.0
        for begin, length in begins.items()
        for day in range(length)
    }
    worlds = []
    for number in range(sites):
        fate = rng.random()
        what = rng.choice(changes) if fate < 0.8 else "site dries up" if fate < 0.88 else None
        worlds.append(World(random.Random(rng.random()), f"site{number:02}", days, holidays, what))
    return [world.live() for world in worlds]
