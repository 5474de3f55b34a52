"""What a run writes, so that the power may go at any moment: lines first, the ledger second, in batches.

A batch is appended to the run's files; a commit brings the files to the disk, then the URLs and the files'
lengths into the ledger in one transaction. The archive is brought to the disk before the lines that point
into it. What a dead run left behind its last commit is cut away by the next one, and fetched again.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.segments import Segment, to_line
from schemas import Article, Rejection
from scraper.run_names import ARCHIVE, ARTICLES, REJECTS
from scraper.storage.account import Account, Balance
from scraper.storage.frontier import Days, Frontier, Glimpse, Reading, Validators
from scraper.storage.learned_forms import answer_of
from scraper.storage.lease.holding import LEASE_SECONDS, Lease, LeaseLost
from scraper.storage.ledger import Ledger
from scraper.storage.leftovers import finish_leftovers, name_run

BATCH_SECONDS = 5.0
"""Seconds that a line waits for its commit at most: what a power cut costs is fetched again."""


class WriteFailed(Exception):
    """Something could not be written; what was committed before is intact."""


class TakenOver(WriteFailed):
    """Another run has the site: this one was paused for longer than its lease lasts."""


class Journal:
    """The files of one run and the site's ledger, changed together; nobody else writes in the folder."""

    def __init__(  # noqa: PLR0913 - each is one of the operator's settings
        self,
        folder: Path,
        *,
        retry_refused: timedelta = timedelta(0),
        refresh: timedelta = timedelta(0),
        replay: bool = False,
        batch: int = 50,
        lasting: float = LEASE_SECONDS,
    ) -> None:
        """Take the folder's lease, finish what a dead run left, and name this run; commit every `batch` lines.

        The lease goes `lasting` seconds after it was last renewed: commit_if_due() does that.

        Raise Locked, DamagedLedger, LostData or WriteFailed where a run cannot begin.
        """
        self.failure: WriteFailed | None = None
        self.alarm: Callable[[WriteFailed], None] | None = None  # called once, at the first failure
        self.settled: Callable[[str, bool | None], None] | None = None
        """Called with each address that was asked for, and whether its page is an article, None: nobody knows."""
        self.committed: Callable[[Article | Rejection], None] | None = None
        """Called with each record once it is on the disk and in the ledger."""
        self.articles = 0  # committed
        self.restored = 0
        self.rejections: Counter[str] = Counter()
        self.balance = Balance()  # of the run, once it is finished
        self.refused_since = 0
        self.delivered_at: datetime | None = None
        self._batch = batch
        self._pending: list[Article | Rejection] = []
        self._since: float | None = None  # when the oldest change that waits for its commit was made
        self._over = self._is_begun = False
        self.folder = folder
        with self._writing(), ExitStack() as opened:
            self.lease = Lease(folder, lasting)
            opened.callback(self.lease.release)
            path = None if replay else self.lease.ledger
            self.ledger = Ledger(path, retry_refused=retry_refused, refresh=refresh)
            opened.callback(self.ledger.close)
            finish_leftovers(folder, self.ledger, self.lease, replay=replay)
            self.frontier = Frontier(self.ledger.database, retry_refused)
            self.forms = self.ledger.forms
            self.account = Account(self.frontier.owed_for())
            self.run = name_run(folder, self.ledger)
            opened.pop_all()
        self._is_begun = True
        self._articles = Segment(folder / ARTICLES / f"{self.run}.jsonl")
        self._rejects = Segment(folder / REJECTS / f"{self.run}.jsonl")
        self._archive = Segment(folder / ARCHIVE / f"{self.run}.warc.gz")
        self._segments = (self._archive, self._articles, self._rejects)  # lines point to the first

    @property
    def archive(self) -> Path:
        """The final name of the run's archive."""
        return self._archive.path

    def store(self, record: bytes) -> int:
        """Append a record to the archive; return its offset."""
        with self._writing():
            return self._archive.append(record)

    def deliver(self, article: Article) -> None:
        """Append the line; it is delivered with the next commit."""
        with self._writing():
            self._articles.append(to_line(article))
            self.ledger.deliver(article)
        self.account.deliver(article)
        self._count(article)
        if self.settled:
            self.settled(article.requested_url or article.url, True)

    def refuse(self, rejection: Rejection) -> None:
        """Append the line; it is refused with the next commit."""
        with self._writing():
            self._rejects.append(to_line(rejection))
            settled = self.ledger.refuse(rejection)
        self.account.refuse(rejection, settled=settled)
        self._count(rejection)
        if self.settled:
            self.settled(rejection.requested_url or rejection.url, answer_of(rejection))

    def owe(self, url: str, days: Days | None, *, new: bool = True) -> None:
        """Owe an article that was found, from the next commit on; `new` where no earlier run has found it."""
        with self._changing():
            if new:
                self.frontier.note_find()
            self.frontier.owe(url, days)
        self.account.find(url)

    def close_listing(self, url: str, reading: Reading) -> None:
        """Remember how far a listing was read, in the same commit as what it showed."""
        with self._changing():
            self.frontier.close(url, reading)

    def keep_rest(self, url: str, before: str, rest: str | None) -> None:
        """Remember where the rest of a listing begins, in the same commit as what stood before it."""
        with self._changing():
            self.frontier.keep_rest(url, before, rest)

    def miss_listing(self, url: str) -> bool:
        """Count a page of a listing that could not be read; tell whether it failed often enough to be given up."""
        with self._changing():
            return self.frontier.miss(url)

    def keep_glimpses(self, glimpses: Iterable[tuple[int, Glimpse]]) -> None:
        """Remember addresses of which a part may be new tomorrow, from the next commit on."""
        with self._changing():
            self.frontier.keep_glimpses(glimpses)

    def rest_listing(self, url: str) -> None:
        """Remember that a listing showed no article, from the next commit on."""
        with self._changing():
            self.frontier.note_barren(url)

    def validate(self, listings: Mapping[str, Validators], others: Iterable[str]) -> None:
        """Ask for these listings only if they changed, from the next commit on, and for `others` always."""
        with self._changing():
            self.frontier.validate(listings, others)

    def so_far(self) -> tuple[int, int]:
        """Return how many articles and rejections were written, those that wait for their commit among them."""
        pending = sum(isinstance(record, Article) for record in self._pending)
        refused = self.rejections.total() + len(self._pending) - pending
        return self.articles + pending, refused

    def commit_if_due(self) -> None:
        """Renew the lease, and commit when the oldest change has waited long enough."""
        with self._writing():
            self.lease.renew()
        if self._since is not None and time.monotonic() - self._since >= BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Bring everything so far to the disk, and only then into the ledger."""
        with self._writing():
            lengths = {self._name(segment): segment.sync() for segment in self._segments}
            self.lease.check()  # the disk may have taken long
            self.ledger.commit(lengths)
        for record in self._pending:
            if isinstance(record, Article):
                self.articles += 1
                self.restored += bool(record.restored.kinds)
            else:
                self.rejections[record.reason.value] += 1
            if self.committed:
                self.committed(record)
        self._pending.clear()
        self._since = None

    def finish(self) -> None:
        """Commit, and give the run's files their final names; what comes later is not taken any more."""
        if self._over:
            return
        self.commit()
        with self._writing():
            for segment in self._segments:
                self.lease.check()
                segment.finish()
            if self.articles:
                self.ledger.note_delivery()
            self.refused_since, self.delivered_at = self.ledger.refused_since_delivery()
            self.ledger.finish([self._name(segment) for segment in self._segments])
            self.ledger.pack()
            self.balance = self.account.balance(self.frontier.owed_for(), self.articles)
        self._over = True

    def close(self) -> None:
        """Let go of files, ledger and lock as they are; what was not committed is forgotten."""
        for segment in self._segments:
            segment.close()
        self.ledger.close()
        self.lease.release()

    def _count(self, record: Article | Rejection) -> None:
        self._wait()
        self._pending.append(record)
        if len(self._pending) >= self._batch:
            self.commit()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the ledger alone: no line is written, but it waits for the same commit."""
        with self._writing():
            yield
        self._wait()

    def _wait(self) -> None:
        if self._since is None:
            self._since = time.monotonic()

    def _name(self, segment: Segment) -> str:
        return segment.path.relative_to(self.folder).as_posix()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn the first failure to write into the end of all writing.

        After a failed fsync nobody knows what the disk holds, so nothing is tried a second time.
        """
        if self.failure:
            raise self.failure
        if self._over:
            raise WriteFailed(f"the run {self.run} is over")
        try:
            if self._is_begun:
                self.lease.check()
            yield
        except LeaseLost as error:
            raise self._fail(TakenOver(f"{error}")) from error
        except (OSError, sqlite3.Error) as error:
            raise self._fail(WriteFailed(f"could not write below {self.folder}: {error}")) from error

    def _fail(self, failure: WriteFailed) -> WriteFailed:
        """Return the failure, behind which nothing is written any more."""
        self.failure = failure
        if self.alarm:
            self.alarm(failure)
        return failure
