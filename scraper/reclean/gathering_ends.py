"""What the tasks of a run came to, and the exit code and the line that say so."""

import signal
from dataclasses import dataclass, field

from schemas.reclean import CleanedArchive, LostArchive
from scraper.reclean.here import Ended
from scraper.reclean.merging import Merged
from scraper.runs.outcome import Code


@dataclass(slots=True)
class Ends:
    """The tasks that are over."""

    lost: list[LostArchive] = field(default_factory=list)
    before: frozenset[str] = frozenset()
    """The files of the records that stood when the run began."""
    cleaned: list[CleanedArchive] = field(default_factory=list)
    unchanged: int = 0
    over: int = 0
    refused: list[str] = field(default_factory=list)

    def add(self, ended: Ended) -> None:
        """Count a task."""
        self.over += 1
        if ended.lost:
            self.lost.append(ended.lost)
        if ended.done:
            self.cleaned.append(ended.done.record)
            # A task whose worker died behind its last step finds its own record.
            self.unchanged += ended.done.is_unchanged and f"{ended.done.record.name}.json" in self.before

    def code(self, stopped_by: int | None) -> Code:
        """Return the exit code: the gravest of what happened."""
        if stopped_by:
            return Code.INTERRUPTED if stopped_by == signal.SIGINT else Code.TERMINATED
        if any(one.is_output for one in self.lost):
            return Code.NOT_WRITTEN
        if self.lost:
            return Code.SITE_FAILED if self.over else Code.USAGE
        return Code.BELOW_FLOOR if any(one.passed_over for one in self.cleaned) else Code.FINE

    def describe(self, merged: Merged | None, tasks: int) -> str:
        """Return the run in one line."""
        left = tasks - self.over
        passed_over = sum(one.passed_over for one in self.cleaned)
        before = f" ({self.unchanged:,} of them before)" * bool(self.unchanged)
        parts = [
            f"{len(self.cleaned):,} archives cleaned{before}",
            *([f"{len(self.lost):,} failed"] if self.lost else []),
            *([f"{left:,} left"] if left else []),
            *([f"{passed_over:,} records passed over"] if passed_over else []),
            *([f"{merged.articles:,} articles, {merged.rejections:,} rejections"] if merged else []),
        ]
        return ", ".join(parts)
