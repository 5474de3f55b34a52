"""What there is, before anything is cleaned: where each page lies, how often, and what leads to it.

One pass over all files; of a page only its place is kept. Addresses are keys of 64 bits, as in the ledger.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from scraper.saved.copies import Copy, SavedFile
from scraper.saved.saved_lines import Refused
from scraper.saved.stretches import Lying
from scraper.storage.ledger import key
from scraper.storage.pages import DAMAGED, REVISIT, Skip, is_address
from scraper.storage.warc.records import Place

MOST_REDIRECTS = 5
"""Redirects in a row that are followed: REDIRECT_MAX_TIMES of a crawl."""


@dataclass(slots=True)
class Stock:
    """The pages of some files."""

    copies: dict[int, list[Copy]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """For the address that a redirect led to, the one that was asked for at first."""
    lost: dict[int, str] = field(default_factory=dict)
    """Why a page that was asked for is not there: HTTP 404."""
    damaged: set[Path] = field(default_factory=set)
    """The archives that are broken somewhere."""
    _revisits: list[Skip] = field(default_factory=list)

    def take(self, file: SavedFile, found: Iterable[Lying | Refused | Skip]) -> Iterator[Refused | Skip]:
        """Note where the pages lie that were found in a file; yield what is in it beside them."""
        for one in found:
            if isinstance(one, Lying):
                self._add(file, one)
            elif isinstance(one, Skip) and one.kind == REVISIT:
                self._revisits.append(one)
            else:
                yield one
                if isinstance(one, Skip):
                    self._note(file.path, one)

    def settle(self) -> Iterator[Skip]:
        """Put the copies of each page in the order in which they were fetched; yield the revisits of all files."""
        for copies in self.copies.values():
            copies.sort(
                key=lambda copy: copy.fetched_at
            )  # stable: of one second, the last one read is the last
        yield from map(self._judge, self._revisits)

    def find(self, url: str) -> Copy | None:
        """Return the newest copy of the page that `url` leads to, over redirects too; None where there is none."""
        if not is_address(url):
            return None
        for _ in range(MOST_REDIRECTS + 1):
            if copies := self.copies.get(key(url)):
                return copies[-1]
            if url not in self.redirects:
                return None
            url = self.redirects[url]
        return None

    def _add(self, file: SavedFile, page: Lying) -> None:
        spot = Place(file.path, *page.place) if page.place else file
        asked = self.origins.get(page.url)
        copy = Copy(spot, page.fetched_at, asked, page.following, page.firsts)
        self.copies.setdefault(page.key, []).append(copy)

    def _note(self, file: Path, skip: Skip) -> None:
        if skip.kind == DAMAGED:
            self.damaged.add(file)
        if not skip.kind.startswith("HTTP ") or not is_address(skip.url):
            return
        self.lost[key(skip.url)] = skip.kind
        if target := redirected(skip.url, skip.leads_to):
            self.redirects[skip.url] = target
            self.origins.setdefault(target, self.origins.get(skip.url, skip.url))

    def _judge(self, revisit: Skip) -> Skip:
        """Return the revisit as passed over where what it repeats is in none of the files."""
        if any(is_address(url) and key(url) in self.copies for url in (revisit.url, revisit.leads_to)):
            return revisit
        detail = f"what it repeats is not here ({revisit.url})"
        return Skip("revisit of what is not here", revisit.where, detail, passed_over=True, url=revisit.url)


def redirected(url: str, location: str) -> str | None:
    """Return the address that a redirect leads to, as Scrapy reads it; None where it leads to none."""
    if not location:
        return None
    try:
        target = urljoin(url, safe_url_string(location.strip()))
    except ValueError:
        return None
    return target if target != url and is_address(target) else None
