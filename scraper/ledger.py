"""What a site has delivered, over all its runs: the source of truth for "seen"."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pipelines.canonical import canonical_url
from schemas import Article, Reason, Rejection

_PASSING = frozenset({Reason.UNREACHABLE, Reason.DUPLICATE, Reason.ERROR})
"""Reasons that lie outside the page: it is tried again in the next run."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS delivered (key INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS refused (key INTEGER PRIMARY KEY, at INTEGER NOT NULL);
"""


def key(url: str) -> int:
    """Return the 64-bit key of a URL: a collision among a hundred million URLs has odds of 1 to 3,700."""
    digest = sha256(canonical_url(url).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


class Ledger:
    """The delivered and the refused URLs of one site, in one SQLite file."""

    def __init__(self, path: Path | None, *, retry_refused: timedelta) -> None:
        """Open or create the ledger at `path`; None keeps it in memory, for a replay."""
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.executescript(_SCHEMA)
        self._retry_refused = retry_refused

    def knows(self, *urls: str) -> bool:
        """Tell whether one of `urls` gave an article before."""
        return any(
            self._database.execute("SELECT 1 FROM delivered WHERE key = ?", (key(url),)).fetchone()
            for url in urls
        )

    def wants(self, url: str) -> bool:
        """Tell whether `url` is worth a request: not delivered, and not refused a short while ago."""
        if self.knows(url):
            return False
        row = self._database.execute("SELECT at FROM refused WHERE key = ?", (key(url),)).fetchone()
        return row is None or datetime.fromtimestamp(row[0], UTC) + self._retry_refused <= datetime.now(UTC)

    def deliver(self, article: Article) -> None:
        """Remember an article under its final and its requested URL."""
        self.remember((article.url, article.requested_url or article.url))

    def remember(self, urls: Iterable[str]) -> None:
        """Remember that each of `urls` gave an article; saying it twice changes nothing."""
        keys = {(key(url),) for url in urls}
        self._database.executemany("INSERT OR IGNORE INTO delivered VALUES (?)", keys)

    def refuse(self, rejection: Rejection) -> None:
        """Remember a rejection whose reason lies in the page; the network is not held against it."""
        if rejection.reason in _PASSING:
            return
        at = int(datetime.now(UTC).timestamp())
        keys = {(key(rejection.url), at), (key(rejection.requested_url or rejection.url), at)}
        self._database.executemany("INSERT OR REPLACE INTO refused VALUES (?, ?)", keys)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
