"""One line an article, however many pages give it: what was delivered before, in the order of the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scraper.saved.saved_lines import Kept, Result
from scraper.storage.pages import Skip

REPEATED = "same again"


@dataclass(frozen=True, slots=True)
class Repeats:
    """The articles that were delivered so far, by the keys of their addresses."""

    _bodies: dict[int, int] = field(default_factory=dict)
    """The print of the body that an address gave."""
    _named: dict[int, int] = field(default_factory=dict)
    """The print of the body that named an address as its own."""

    def judge(self, results: Iterator[Result]) -> Iterator[Result]:
        """Yield what becomes of the copies of one page: none that is the same, and the others counted as a crawl does."""
        last, revision = None, 0
        for result in map(self._deliver_once, results):
            if not isinstance(result, Kept):
                yield result
            elif last and result.fetched_at > last.fetched_at and result.said == last.said:
                yield Skip(REPEATED, result.where)
            else:
                last, revision = result, revision + 1
                yield result._replace(line=result.as_revision(revision)) if revision > 1 else result

    def _deliver_once(self, result: Result) -> Result:
        """Return what came of a page, and of an article that another address has given its rejection, as in a crawl."""
        if not isinstance(result, Kept) or result.url in self._bodies:
            return result
        own = result.url if result.canonical is None else result.canonical
        if result.body in {self._bodies.get(own), self._named.get(own)}:
            return result.duplicate
        self._bodies[result.url] = self._bodies[result.requested_url] = result.body
        if result.canonical is not None:
            self._named[result.canonical] = result.body
        return result
