"""What was found and is not settled: articles that are owed, and listings that were not read to their end.

An address is settled when it was delivered, refused for a reason that rests, or given up. All else that a listing
showed is owed, from the transaction on that also says how far the listing was read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from scraper.storage.database import Database
from scraper.storage.ledger import is_given_up, key

Days = tuple[date, date]


class Owed(NamedTuple):
    """An article's address that is not settled, and the first and last day that its list names."""

    url: str
    days: Days | None


class Glimpse(NamedTuple):
    """An address on a listing of which a part may be new tomorrow: what its link was called, that part, its key."""

    name: int
    value: str
    of: int


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with: RFC 9110, 8.8."""

    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a listing was read: what lies behind its known pages is known only where it is closed."""

    closed: bool = False
    since: date | None = None  # it was read back to this day; None: to its end
    rest: str | None = None  # a page behind LISTING_DEPTH, from which on nothing was read

    def reaches(self, since: date | None) -> bool:
        """Tell whether everything from `since` on was read, all of it for None."""
        return self.closed and (self.since is None or (since is not None and self.since <= since))


class Frontier:
    """The owed articles and the listings of one site, in the ledger's file.

    The runs that found something new are counted, and a listing that is read to its end keeps the count. It is
    closed while no run has found anything since: what one listing shows hides what stands behind it on another,
    so a page where all is known says nothing unless its listing was read after the last find.
    """

    def __init__(self, database: Database, rest: timedelta = timedelta(0)) -> None:
        """Keep it in `database`; a channel that showed no article is left alone for `rest`."""
        self._database = database
        self._finds = self._finds_before = database.fact("finds") or 0
        self._rest = rest
        self._closed: set[str] = set()  # listings that this run has read to their end

    def note_find(self) -> None:
        """Remember that this run found something new."""
        if self._finds == self._finds_before:
            self._finds += 1
            self._database.keep_fact("finds", self._finds)
            rows = [(self._finds, url) for url in self._closed]
            self._database.change("UPDATE listings SET closed = ? WHERE url = ?", rows)

    def owe(self, url: str, days: Days | None) -> None:
        """Remember that an article was found, and is not settled."""
        start, until = (day.isoformat() for day in days) if days else (None, None)
        row = (key(url), url, _now(), start, until)
        self._database.change("INSERT OR IGNORE INTO owed VALUES (?, ?, ?, 0, NULL, ?, ?)", [row])

    def owes(self, url: str) -> bool:
        """Tell whether the article at `url` is owed."""
        return self._database.one("SELECT 1 FROM owed WHERE key = ?", key(url)) is not None

    def owed(self) -> Iterator[Owed]:
        """Yield what is owed, what was found first before the rest."""
        rows = self._database.all("SELECT url, start, until FROM owed ORDER BY first")
        for url, start, until in rows:
            days = (date.fromisoformat(start), date.fromisoformat(until)) if start else None
            yield Owed(url, days)

    def owed_for(self) -> dict[int, str]:
        """Return the key of each owed address, and why the last try was in vain; "found" before the first."""
        return dict(self._database.all("SELECT key, coalesce(reason, 'found') FROM owed"))

    def reading(self, url: str) -> Reading:
        """Return how far the listing that begins at `url` had been read when this run began."""
        row = self._database.one("SELECT closed, since, rest FROM listings WHERE url = ?", url)
        if row is None:
            return Reading()
        closed, since, rest = row
        whole = closed is not None and closed >= self._finds_before
        return Reading(whole, date.fromisoformat(since) if since else None, rest)

    def close(self, url: str, reading: Reading) -> None:
        """Remember that the listing was read: back to a day or to its end, and where a rest of it begins."""
        if reading.closed:
            self._closed.add(url)
        since = reading.since.isoformat() if reading.since else None
        row = (url, self._finds if reading.closed else None, since, reading.rest)
        if self._database.one("SELECT url, closed, since, rest FROM listings WHERE url = ?", url) == row:
            return
        self._database.change(
            "INSERT INTO listings VALUES (?, ?, ?, ?, NULL, 0) ON CONFLICT (url) DO UPDATE SET"
            " closed = excluded.closed, since = excluded.since, rest = excluded.rest,"
            " first = iif(excluded.rest IS NULL, NULL, first), tries = iif(excluded.rest IS NULL, 0, tries)",
            [row],
        )

    def keep_rest(self, url: str, before: str, rest: str | None) -> None:
        """Let the rest of a listing begin at `rest`, None where all is read; not where it is `before` no more."""
        self._database.change(
            "UPDATE listings SET rest = ? WHERE url = ? AND rest = ?", [(rest, url, before)]
        )

    def miss(self, url: str) -> bool:
        """Count a page of the listing that could not be read; tell whether it failed often enough to be given up."""
        now = _now()
        self._database.change(
            "INSERT OR IGNORE INTO listings VALUES (?, NULL, NULL, NULL, NULL, 0)", [(url,)]
        )
        self._database.change(
            "UPDATE listings SET tries = tries + 1, first = coalesce(first, ?) WHERE url = ?", [(now, url)]
        )
        first, tries = self._database.one("SELECT first, tries FROM listings WHERE url = ?", url)
        return is_given_up(tries, first, now)

    def note_barren(self, url: str) -> None:
        """Remember that the listing at `url` showed no article."""
        self._database.change("INSERT OR REPLACE INTO barren VALUES (?, ?)", [(url, _now())])

    def is_barren(self, url: str) -> bool:
        """Tell whether the listing at `url` showed no article when it was looked at, a short while ago."""
        row = self._database.one("SELECT at FROM barren WHERE url = ?", url)
        return row is not None and row[0] <= _now() < row[0] + self._rest.total_seconds()

    def glimpse(self, rest: int) -> Glimpse | None:
        """Return the address that was last seen with this rest, by the rest's key."""
        row = self._database.one("SELECT name, value, of FROM glimpsed WHERE rest = ?", rest)
        return Glimpse(*row) if row else None

    def keep_glimpses(self, glimpses: Iterable[tuple[int, Glimpse]]) -> None:
        """Remember addresses by the keys of their rests, in place of what was seen with these before."""
        rows = [(rest, *glimpse) for rest, glimpse in glimpses]
        self._database.change("INSERT OR REPLACE INTO glimpsed VALUES (?, ?, ?, ?)", rows)

    def validators(self, url: str) -> Validators | None:
        """Return what to ask with whether a listing has changed; None where it must be read."""
        row = self._database.one("SELECT etag, modified FROM validators WHERE url = ?", url)
        return Validators(*row) if row else None

    def validate(self, listings: Mapping[str, Validators], others: Iterable[str]) -> None:
        """Remember the validators of listings of which every link is known to the ledger; forget `others`."""
        known = set(self._database.all("SELECT url, etag, modified FROM validators"))
        rows = {(url, found.etag, found.modified) for url, found in listings.items()} - known
        if old := {(url,) for url, _, _ in known} & {(url,) for url in others}:
            self._database.change("DELETE FROM validators WHERE url = ?", old)
        if rows:
            self._database.change("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", rows)


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
