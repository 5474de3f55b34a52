"""What is told of a cleaning: how many there were of each kind, and what was passed over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from scraper.saved.saved_lines import Kept, Refused, Result
from scraper.storage.pages import Skip

MOST_NAMED = 20
"""Places that are named on the terminal; a file has all of them."""


@dataclass(slots=True)
class Tally:
    """The figures of one cleaning: every file and every record is counted once."""

    articles: int = 0
    rejections: Counter[str] = field(default_factory=Counter)
    skips: Counter[str] = field(default_factory=Counter)
    passed_over: int = 0
    first: Refused | None = None
    _named: list[Skip] = field(default_factory=list)

    def count(self, result: Result) -> None:
        """Count what became of one file or record."""
        if isinstance(result, Kept):
            self.articles += 1
        elif isinstance(result, Refused):
            self.rejections[result.reason] += 1
            self.first = self.first or result
        else:
            self.skips[result.kind] += 1
            self.passed_over += result.passed_over
            if result.passed_over and len(self._named) < MOST_NAMED:
                self._named.append(result)

    def total(self) -> int:
        """Return how many files and records there were."""
        return self.articles + self.rejections.total() + self.skips.total()

    def lines(self) -> Iterator[str]:
        """Yield what an operator needs to know: each place that was passed over, and the figures last."""
        for skip in self._named:
            yield f"scrapy clean: passed over {skip.where}: {skip.kind}" + (
                f": {skip.detail}" * bool(skip.detail)
            )
        if more := self.passed_over - len(self._named):
            yield f"scrapy clean: passed over {more} more: --skipped FILE names all"
        refused, skipped = (_reasons(counts) for counts in (self.rejections, self.skips))
        yield (
            f"{self.articles} articles, {self.rejections.total()} rejections ({refused}),"
            f" {self.skips.total()} skipped ({skipped})"
        )


def _reasons(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"
