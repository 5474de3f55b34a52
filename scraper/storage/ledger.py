"""What a site has delivered, over all its runs: the source of truth for "seen".

Everything that changes between two commits is one SQLite transaction, together with the lengths of the files
that it speaks of: after a power cut either both are there or neither is.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pipelines.canonical import canonical_url
from schemas import Article, Reason, Rejection

AT_ONCE = frozenset({Reason.UNREACHABLE, Reason.ERROR})
"""Reasons that lie outside the page: it is tried again in the next run."""

MOST_REFRESH = timedelta(days=30)
"""The longest time for which an article may be looked at again: for so long the ledger keeps what it said."""

_VERSION = 1  # of the tables; PRAGMA user_version holds it once the ledger speaks for all files beside it

_SCHEMA = """
CREATE TABLE IF NOT EXISTS delivered (key INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS refused (key INTEGER PRIMARY KEY, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS unfinished (file TEXT PRIMARY KEY, committed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (last TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS recent (
    key INTEGER PRIMARY KEY, at INTEGER NOT NULL, revision INTEGER NOT NULL, digest INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS validators (url TEXT PRIMARY KEY, etag TEXT, modified TEXT) WITHOUT ROWID;
"""


class DamagedLedger(Exception):
    """The ledger's file cannot be read as one."""


def key(url: str) -> int:
    """Return the 64-bit key of a URL: a collision among a hundred million URLs has odds of 1 to 3,700."""
    digest = sha256(canonical_url(url).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def digest(article: Article) -> int:
    """Return 64 bits that change when something printed in the article does."""
    printed = article.model_dump_json(
        include={"title", "date_raw", "source", "editor", "author", "body", "images"}
    )
    return int.from_bytes(sha256(printed.encode("utf-8")).digest()[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with: RFC 9110, 8.8."""

    etag: str | None
    modified: str | None


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
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._retry_refused = retry_refused
        self._refresh = refresh
        self._looked: set[int] = set()  # articles that were wanted again in this run
        try:
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns
            self._database.executescript(_SCHEMA)
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
        except sqlite3.OperationalError:
            self._database.close()
            raise
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise DamagedLedger(
                f"{path} is damaged ({error}): move it away, and it is built again from the articles"
            ) from None
        self.is_new = version < _VERSION
        """Whether the ledger does not speak for the files beside it yet."""

    def knows(self, *urls: str) -> bool:
        """Tell whether one of `urls` gave an article before."""
        return any(
            self._database.execute("SELECT 1 FROM delivered WHERE key = ?", (key(url),)).fetchone()
            for url in urls
        )

    def wants(self, url: str) -> bool:
        """Tell whether `url` is worth a request: not delivered, and not refused a short while ago."""
        if self.knows(url):
            return self._wants_again(url)
        row = self._database.execute("SELECT at FROM refused WHERE key = ?", (key(url),)).fetchone()
        if row is None:
            return True
        now = datetime.now(UTC)
        refused_at = datetime.fromtimestamp(row[0], UTC)
        return refused_at + self._retry_refused <= now or refused_at > now  # a clock that was set back

    def _wants_again(self, url: str) -> bool:
        one = key(url)
        if not self._refresh or one in self._looked:
            return False
        row = self._database.execute("SELECT at FROM recent WHERE key = ?", (one,)).fetchone()
        if row is None or datetime.fromtimestamp(row[0], UTC) + self._refresh < datetime.now(UTC):
            return False
        self._looked.add(one)
        return True

    def revise(self, article: Article) -> Article | None:
        """Return the article as it is to be delivered, None where the same was delivered before.

        Where changes are looked for, a changed article gets the next revision's number.
        """
        if not self.knows(article.url):
            return article
        row = self._database.execute(
            "SELECT revision, digest FROM recent WHERE key = ?", (key(article.url),)
        ).fetchone()
        if not self._refresh or row is None or row[1] == digest(article):
            return None
        return article.model_copy(update={"revision": row[0] + 1})

    def deliver(self, article: Article) -> None:
        """Remember an article under its final and its requested URL, and for a while what it said."""
        urls = {article.url, article.requested_url or article.url}
        self.remember(urls)
        at, said = int(datetime.now(UTC).timestamp()), digest(article)
        self._change(
            "INSERT INTO recent VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
            " SET revision = excluded.revision, digest = excluded.digest",
            {(key(url), at, article.revision, said) for url in urls},
        )

    def forget_old(self) -> None:
        """Forget what is too old to be looked at again: recent articles and refusals."""
        before = (int((datetime.now(UTC) - MOST_REFRESH).timestamp()),)
        self._change("DELETE FROM recent WHERE at < ?", [before])
        self._change("DELETE FROM refused WHERE at < ?", [before])
        self.commit({})

    def validators(self, url: str) -> Validators | None:
        """Return what to ask with whether a listing has changed; None where it must be read.

        It must be where refused pages are due again: an unchanged listing would hide them.
        """
        due = int((datetime.now(UTC) - self._retry_refused).timestamp())
        if self._refresh or self._database.execute("SELECT 1 FROM refused WHERE at <= ?", (due,)).fetchone():
            return None
        row = self._database.execute("SELECT etag, modified FROM validators WHERE url = ?", (url,)).fetchone()
        return Validators(*row) if row else None

    def validate(self, listings: Mapping[str, Validators]) -> None:
        """Remember the validators of listings of which every link is settled, and of no others."""
        self._change("DELETE FROM validators", [()])
        rows = [(url, found.etag, found.modified) for url, found in listings.items()]
        self._change("INSERT INTO validators VALUES (?, ?, ?)", rows)

    def remember(self, urls: Iterable[str]) -> None:
        """Remember that each of `urls` gave an article; saying it twice changes nothing."""
        keys = {(key(url),) for url in urls}
        self._change("INSERT OR IGNORE INTO delivered VALUES (?)", keys)

    def refuse(self, rejection: Rejection) -> None:
        """Remember a rejection whose reason lies in the page; the network is not held against it.

        The address that led to an article we have is known from now on, like the article's own.
        """
        urls = {rejection.url, rejection.requested_url or rejection.url}
        if rejection.reason is Reason.DUPLICATE:
            self.remember(urls)
        elif rejection.reason not in AT_ONCE:
            at = int(datetime.now(UTC).timestamp())
            self._change("INSERT OR REPLACE INTO refused VALUES (?, ?)", {(key(url), at) for url in urls})

    def commit(self, lengths: Mapping[str, int]) -> None:
        """Put all changes since the last commit on the disk, with the lengths of the unfinished files."""
        self._change(
            "INSERT OR REPLACE INTO unfinished VALUES (?, ?)",
            {(file, length) for file, length in lengths.items() if length},
        )
        if self._database.in_transaction:
            self._database.execute("COMMIT")

    def unfinished(self) -> dict[str, int]:
        """Return the committed length of each file that has not got its final name yet."""
        return dict(self._database.execute("SELECT file, committed FROM unfinished"))

    def finish(self, files: Iterable[str]) -> None:
        """Forget the lengths of `files`: they have their final names."""
        self._change("DELETE FROM unfinished WHERE file = ?", {(file,) for file in files})
        self.commit({})

    def rebuild(self, segments: Iterable[Path]) -> None:
        """Remember what the finished `segments` deliver; from now on the ledger speaks for them."""
        for segment in segments:
            with segment.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    try:
                        record = json.loads(line)
                        urls = (record["url"], record.get("requested_url") or record["url"])
                    except (ValueError, KeyError, TypeError) as error:
                        raise ValueError(f"{segment}, line {number} is no article: {error!r}") from None
                    self.remember(urls)
        self._begin()
        self._database.execute(f"PRAGMA user_version = {_VERSION}")
        self._database.execute("COMMIT")
        self.is_new = False

    def name_run(self, name: str) -> None:
        """Remember the name of the newest run."""
        self._change("DELETE FROM runs", [()])
        self._change("INSERT INTO runs VALUES (?)", [(name,)])
        self.commit({})

    def last_run(self) -> str:
        """Return the name of the newest run, empty before the first."""
        row = self._database.execute("SELECT last FROM runs").fetchone()
        return row[0] if row else ""

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._database.close()

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._begin()
        self._database.executemany(statement, rows)

    def _begin(self) -> None:
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")
