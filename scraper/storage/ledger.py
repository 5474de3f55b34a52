"""What a site has delivered and refused, over all its runs: the source of truth for "seen".

What was found and is not settled yet lies beside it, in the same file: see frontier.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pipelines.canonical import MOST_AT_ONCE, canonical_url
from schemas import Article, Reason, Rejection
from scraper.storage.database import VERSION, DamagedLedger, Database
from scraper.storage.delivered import read_delivered
from scraper.storage.learned_forms import Forms, answer_of
from scraper.storage.said import body_of, day_of, is_changed, print_of, say

__all__ = ["AT_ONCE", "MOST_REFRESH", "DamagedLedger", "Ledger", "key"]

AT_ONCE = frozenset({Reason.UNREACHABLE, Reason.WALL, Reason.ERROR})
"""Reasons that lie outside the page: it stays owed, and is tried again by the next run."""

MOST_REFRESH = timedelta(days=30)
"""The longest time for which an article may be looked at again."""

GIVE_UP_TRIES = 5
"""Runs that must have tried an address in vain before it is given up: a nightly crawl's week has seven."""

GIVE_UP_AFTER = timedelta(days=7)
"""The least time between the first and the last of these tries: a site may be down over a long holiday."""


DAY = 24 * 60 * 60  # seconds


@lru_cache(maxsize=MOST_AT_ONCE)
def key(url: str) -> int:
    """Return the 64-bit key of a URL: a collision among a hundred million URLs has odds of 1 to 3,700."""
    digest = sha256(canonical_url(url).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def is_given_up(tries: int, first: int, last: int) -> bool:
    """Tell whether an address was tried often enough, over a time long enough; seconds since 1970."""
    return tries >= GIVE_UP_TRIES and last - first >= GIVE_UP_AFTER.total_seconds()


class Ledger:
    """The delivered and the refused URLs of one site, in one SQLite file."""

    def __init__(
        self, path: Path | None, *, retry_refused: timedelta, refresh: timedelta = timedelta(0)
    ) -> None:
        """Open or create the ledger at `path`; None keeps it in memory, for a replay.

        Refused pages are wanted again after `retry_refused`, articles younger than `refresh` once in a run.

        Raise DamagedLedger for a file that is none, sqlite3.OperationalError or OSError where it cannot be
        written.
        """
        self.database = Database(path)
        self.forms = Forms(self.database, retry_refused)
        self._retry_refused = retry_refused
        self._refresh = refresh
        self.refreshes = bool(refresh)
        """Whether articles that are known are looked at again."""
        self._looked: set[int] = set()  # articles that were wanted again in this run
        self.is_new = self.database.found == 0
        """Whether the ledger does not speak for the files beside it yet."""
        if 0 < self.database.found < VERSION:
            self.database.speak()

    def knows(self, *urls: str) -> bool:
        """Tell whether one of `urls` gave an article before."""
        return any(self.database.one("SELECT 1 FROM delivered WHERE key = ?", key(url)) for url in urls)

    def rests(self, url: str) -> bool:
        """Tell whether `url` was refused and is not due again: a short while ago, or given up for good."""
        row = self.database.one("SELECT at, first, tries FROM refused WHERE key = ?", key(url))
        return row is not None and not self._is_due(*row)

    def gave_up(self, url: str) -> bool:
        """Tell whether `url` was tried again and again, and is asked for no more."""
        row = self.database.one("SELECT tries, first, at FROM refused WHERE key = ?", key(url))
        return row is not None and is_given_up(row[0], row[1] * DAY, row[2])

    def _is_due(self, at: int, first: int, tries: int) -> bool:
        if is_given_up(tries, first * DAY, at):
            return False
        now = datetime.now(UTC)
        refused_at = datetime.fromtimestamp(at, UTC)
        return refused_at + self._retry_refused <= now or refused_at > now  # a clock that was set back

    def due(self) -> set[int]:
        """Return the keys of the refused pages that are due again."""
        rows = self.database.all("SELECT key, at, first, tries FROM refused")
        return {one for one, *row in rows if self._is_due(*row)}

    def resting(self) -> set[int]:
        """Return the keys of the refused pages that are due again, or will be."""
        rows = self.database.all("SELECT key, at, first, tries FROM refused")
        return {one for one, at, first, tries in rows if not is_given_up(tries, first * DAY, at)}

    def looks_again(self, url: str) -> bool:
        """Tell whether a delivered article is young enough to be looked at again, once in a run."""
        one = key(url)
        if not self._refresh or one in self._looked:
            return False
        row = self.database.one("SELECT said FROM delivered WHERE key = ?", one)
        if not row or row[0] is None or day_of(row[0]) + self._refresh < datetime.now(UTC).date():
            return False
        self._looked.add(one)
        return True

    def revise(self, article: Article) -> Article | None:
        """Return the article as it is to be delivered, None where the same was delivered before.

        The same is: under its own address, or under another that both name as theirs and with the same body.
        Where changes are looked for, a changed article gets the next revision's number.
        """
        row = self.database.one("SELECT said FROM delivered WHERE key = ?", key(article.url))
        if row is None:
            return None if self.stands_elsewhere(article) else article
        if not self._refresh or row[0] is None or not is_changed(row[0], article):
            return None
        return article.model_copy(update={"revision": self._revision(article.url) + 1})

    def stands_elsewhere(self, article: Article) -> bool:
        """Tell whether a new address gives an article that the one it names gave, or that named it, with this body."""
        own = key(article.canonical or article.url)
        said = self.database.one("SELECT said FROM delivered WHERE key = ?", own)
        named = self.database.one("SELECT print FROM named WHERE key = ?", own)
        prints = {body_of(said[0]) if said and said[0] else 0, named[0] if named else 0}
        return print_of(article) in prints

    def _revision(self, url: str) -> int:
        row = self.database.one("SELECT revision FROM revised WHERE key = ?", key(url))
        return row[0] if row else 1

    def deliver(self, article: Article) -> None:
        """Remember an article under its final and its requested URL, and what it said."""
        said = say(article)
        asked = article.requested_url or article.url
        keys = {key(article.url), key(asked)}
        self.forms.learn(asked, article=True, new=not self.knows(asked))
        self.database.change(
            "INSERT INTO delivered VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET said = excluded.said",
            [(one, said) for one in keys],
        )
        self._settle(keys)
        self.database.change("DELETE FROM refused WHERE key = ?", [(one,) for one in keys])
        if article.revision > 1:
            rows = [(one, article.revision) for one in keys]
            self.database.change("INSERT OR REPLACE INTO revised VALUES (?, ?)", rows)
        if article.canonical:
            row = (key(article.canonical), print_of(article))
            self.database.change("INSERT OR REPLACE INTO named VALUES (?, ?)", [row])
        self.note_delivery()

    def note_delivery(self) -> None:
        """Remember that up to now the site gave articles."""
        self.database.keep_fact("delivered_at", int(datetime.now(UTC).timestamp()))

    def remember(self, urls: Iterable[str]) -> None:
        """Remember that each of `urls` gave an article; saying it twice changes nothing."""
        keys = {key(url) for url in urls}
        rows = [(one,) for one in keys]
        self.database.change("INSERT OR IGNORE INTO delivered VALUES (?, NULL)", rows)
        self._settle(keys)

    def refuse(self, rejection: Rejection) -> bool:
        """Remember a rejection; tell whether its address is settled.

        The address that led to an article we have is known from now on, like the article's own. What the
        network or a firewall held back stays owed, until it is given up.
        """
        asked = rejection.requested_url or rejection.url
        urls = {rejection.url, asked}
        answer = answer_of(rejection)
        if answer is not None and not self.knows(asked):
            self.forms.learn(asked, article=answer, new=answer or not self._has_refused(asked))
        if rejection.reason is Reason.DUPLICATE:
            self.remember(urls)
        elif rejection.reason in AT_ONCE:
            return self._miss(key(asked), rejection.reason)
        else:
            self._rest({key(url) for url in urls})
        if rejection.reason is Reason.GONE:  # with last night's key, it may be; tonight's is another address
            self.database.change("DELETE FROM glimpsed WHERE of = ?", [(key(url),) for url in urls])
        return True

    def _has_refused(self, url: str) -> bool:
        return self.database.one("SELECT 1 FROM refused WHERE key = ?", key(url)) is not None

    def _miss(self, one: int, reason: Reason) -> bool:
        """Count a try that was in vain; tell whether there were enough, and the address is given up."""
        now = int(datetime.now(UTC).timestamp())
        row = self.database.one("SELECT first, tries FROM owed WHERE key = ?", one)
        if row is None:
            return False
        self.database.change(
            "UPDATE owed SET tries = tries + 1, reason = ? WHERE key = ?", [(reason.value, one)]
        )
        if not is_given_up(row[1] + 1, row[0], now):
            return False
        values = (one, now, row[0] // DAY, row[1] + 1)
        self.database.change("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?)", [values])
        self._settle({one})
        return True

    def _rest(self, keys: set[int]) -> None:
        now = int(datetime.now(UTC).timestamp())
        self.database.change(
            "INSERT INTO refused VALUES (?, ?, ?, 1) ON CONFLICT (key) DO UPDATE"
            " SET at = excluded.at, tries = tries + 1",
            [(one, now, now // DAY) for one in keys],
        )
        self._settle(keys)

    def _settle(self, keys: Iterable[int]) -> None:
        self.database.change("DELETE FROM owed WHERE key = ?", [(one,) for one in keys])

    def refused_since_delivery(self) -> tuple[int, datetime | None]:
        """Return how many pages were refused since the last run that delivered something, and when that was."""
        at = self.database.fact("delivered_at")
        (many,) = self.database.one("SELECT count(*) FROM refused WHERE at > ?", -1 if at is None else at)
        return many, None if at is None else datetime.fromtimestamp(at, UTC)

    def commit(self, lengths: Mapping[str, int]) -> None:
        """Put all changes since the last commit on the disk, with the lengths of the unfinished files."""
        if rows := [(file, length) for file, length in lengths.items() if length]:
            self.database.change("INSERT OR REPLACE INTO unfinished VALUES (?, ?)", rows)
        self.database.commit()

    def unfinished(self) -> dict[str, int]:
        """Return the committed length of each file that has not got its final name yet."""
        return dict(self.database.all("SELECT file, committed FROM unfinished"))

    def finish(self, files: Iterable[str]) -> None:
        """Forget the lengths of `files`: they have their final names."""
        self.database.change("DELETE FROM unfinished WHERE file = ?", [(file,) for file in files])
        self.database.commit()

    def rebuild(self, segments: Iterable[Path]) -> None:
        """Remember what the finished `segments` deliver, and the forms of it; from now on the ledger speaks for them."""
        for url, asked, at in read_delivered(segments):
            self.forms.learn(asked, article=True, new=not self.knows(asked), at=at)
            self.remember((url, asked))
        self.database.speak()
        self.is_new = False

    def name_run(self, name: str) -> None:
        """Remember the name of the newest run."""
        self.database.keep_fact("last_run", name)
        self.database.commit()

    def last_run(self) -> str:
        """Return the name of the newest run, empty before the first."""
        return self.database.fact("last_run") or ""

    def pack(self) -> None:
        """Leave the file as small as its settled addresses allow."""
        row = self.database.one(
            "SELECT (SELECT count(*) FROM delivered) + (SELECT count(*) FROM refused), count(*) FROM forms"
        )
        self.database.pack(*row)

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self.database.close()
