"""From a stock of pages to one result for each: an article once, its parts in it, and what is left out.

What a page is by itself the workers find, in any order; what other pages make of it is decided here, in theirs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from schemas import Page
from scraper.crawl.parts.gathering import gather
from scraper.saved.copies import Copy, SavedFile, close_archive, read_copy
from scraper.saved.first_parts import may_be_article
from scraper.saved.repeated import REPEATED, Repeats
from scraper.saved.saved_lines import Result
from scraper.saved.sheets import PART, Chain, Group, Sheet, SheetCleaner, Stray
from scraper.saved.stock import Stock
from scraper.saved.stretches import look_at
from scraper.saved.workers import AHEAD, Workers
from scraper.storage.ledger import key
from scraper.storage.pages import Skip, is_address

MOST_PAGES = 16
"""Pages that a worker cleans in one go: half a second, so that at the end none waits long for another."""

Tell = Callable[[int, int | None, str], None]
"""Hears how many pages are done, of how many where that is known, and what is done before the first."""

Each = TypeVar("Each")


def clean_files(
    files: list[SavedFile], cleaner: SheetCleaner, workers: Workers, tell: Tell
) -> Iterator[Result]:
    """Yield what becomes of each file and record: first of what is no page, then of the pages."""
    stock = Stock()
    numbers = {file.path: number for number, file in enumerate(files, 1)}
    for file, seen in look_at(files, workers):
        tell(0, None, f"looking at file {numbers[file.path]:,} of {len(files):,}")
        yield from stock.take(file, seen.found)
    yield from stock.settle()
    total = sum(map(len, stock.copies.values()))
    for number, result in enumerate(Cleaner(stock, cleaner, workers).clean(), 1):
        yield result
        tell(number, total, "")


class _Case(NamedTuple):
    """A page of the stock by its files: what is known of its copies in each, or that they are to be cleaned."""

    known: list[list[Skip] | None]
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans a stock as a crawl cleans what it fetches."""

    stock: Stock
    cleaner: SheetCleaner
    workers: Workers = field(default_factory=Workers)
    _parts: set[int] = field(default_factory=set)
    """The pages that are parts of an article in the stock."""
    _lists: set[int] = field(default_factory=set)
    """The pages that name further ones and are lists."""
    _articles: dict[int, bool] = field(default_factory=dict)
    """The articles of several parts, and whether all of them are there."""
    _chains: dict[int, Chain] = field(default_factory=dict)
    """Where the parts lie that the newest copies of these lead to."""

    def clean(self) -> Iterator[Result]:
        """Yield what becomes of each page, in the order in which they lie there."""
        try:
            self._find_parts()
            yield from self._clean_all()
        finally:
            close_archive()

    def _find_parts(self) -> None:
        naming = [page for page, copies in self.stock.copies.items() if copies[-1].following]
        tasks = ((batch, [self.stock.copies[page][-1] for page in batch]) for batch in self._batches(naming))
        for batch, verdicts in self.workers.map(self.cleaner.are_articles, tasks):
            for page, is_article in zip(batch, verdicts, strict=True):
                if page not in self._parts:
                    self._note(page, is_article)

    def _note(self, page: int, is_article: bool | None) -> None:
        if is_article is False:
            self._lists.add(page)
        elif is_article and (gathered := self._gather(self.stock.copies[page][-1])):
            self._chains[page], parts = gathered
            self._parts.update(parts)
            self._articles[page] = not self._chains[page].missing

    def _gather(self, copy: Copy) -> tuple[Chain, list[int]] | None:
        """Return where the parts lie that a page leads to, and their keys; None where it is no longer there."""
        met: dict[str, Copy | None] = {}

        def look_up(url: str) -> Page | None:
            found = met[url] = self.stock.find(url)
            return read_copy(found) if found else None

        page = read_copy(copy)
        if page is None:
            return None
        gathered = gather(page, look_up)
        missing, away = gathered.missing, gathered.leads_away
        lost = self.stock.lost.get(key(missing)) if is_address(missing) else None
        why = f"leads away, to {away}" if away else lost or "it is not among what was saved"
        return Chain(met, why if missing else ""), list(map(key, gathered.parts))

    def _clean_all(self) -> Iterator[Result]:
        repeats = Repeats()
        cases = (self._prepare(*page) for page in self.stock.copies.items())
        tasks = ((batch, [case.groups for case in batch]) for batch in self._batches(cases))
        for batch, cleaned in self.workers.map(self.cleaner.clean_pages, tasks):
            for case, groups in zip(batch, map(iter, cleaned), strict=True):
                results = (next(groups) if known is None else known for known in case.known)
                yield from repeats.judge(chain.from_iterable(results))

    def _prepare(self, page: int, copies: list[Copy]) -> _Case:
        """Return a page as it is cleaned: its copies in each file, but for one that is the same without damage."""
        if page in self._parts:
            return _Case([[Skip(PART, copy.where) for copy in copies]], [])
        case = _Case([], [])
        for file, group in _by_file(copies).items():
            if file in self.stock.damaged and self._has_sound(group[-1], copies):
                case.known.append([Skip(REPEATED, copy.where) for copy in group])
            else:
                case.known.append(None)
                case.groups.append([self._as_sheet(page, copy) for copy in group])
        return case

    def _has_sound(self, one: Copy, copies: list[Copy]) -> bool:
        """Tell whether a file without damage holds what was fetched at the same moment."""
        return any(
            copy.fetched_at == one.fetched_at and copy.spot.path not in self.stock.damaged for copy in copies
        )

    def _as_sheet(self, page: int, copy: Copy) -> Sheet:
        stray = None
        if first := next(filter(self._may_have_parts, copy.firsts), None):
            lost = self._articles.get(key(first)) is not True
            stray = Stray(first, self.stock.find(first) is not None, lost)
        return Sheet(copy, stray, self._chain_of(page, copy) if copy.following else None)

    def _may_have_parts(self, first: str) -> bool:
        """Tell whether an address is that of an article in the stock with several parts, or may be an article's."""
        if not is_address(first) or key(first) in self._lists:
            return False
        return key(first) in self._articles or may_be_article(first)

    def _chain_of(self, page: int, copy: Copy) -> Chain | None:
        if page in self._lists:
            return None
        if page in self._chains and copy is self.stock.copies[page][-1]:
            return self._chains[page]
        gathered = self._gather(copy)
        return gathered[0]._replace(sure=page in self._articles) if gathered else None

    def _batches(self, those: Iterable[Each]) -> Iterator[list[Each]]:
        """Yield them some at a time: fewer where there are few pages for many processes."""
        most = -(-len(self.stock.copies) // (self.workers.jobs * AHEAD)) or 1
        left = iter(those)
        while batch := list(islice(left, min(MOST_PAGES, most))):
            yield batch


def _by_file(copies: list[Copy]) -> dict[Path, list[Copy]]:
    """Return the copies of each file, the file first whose newest copy is the oldest."""
    groups: dict[Path, list[Copy]] = {}
    for copy in copies:
        groups[copy.spot.path] = [*groups.pop(copy.spot.path, []), copy]
    return groups
