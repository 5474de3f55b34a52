"""What there is, before anything is cleaned: where each page lies, how often, and what leads to it.

One pass over all files; of a page only its place is kept. Addresses are keys of 64 bits, as in the ledger.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from schemas import Page, Rejection
from scraper.crawl.parts.part_links import find_next_part
from scraper.storage.ledger import key
from scraper.storage.pages import DAMAGED, REVISIT, Found, Skip, Spot, is_address, read_file, read_page
from scraper.storage.warc.members import Damaged
from scraper.storage.warc.records import Place, Reader

MOST_REDIRECTS = 5
"""Redirects in a row that are followed: REDIRECT_MAX_TIMES of a crawl."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the times that a page was fetched."""

    spot: Spot
    fetched_at: datetime
    requested_url: str | None = None
    names_part: bool = False
    """Whether it names a further part of the article that it would be."""


@dataclass(slots=True)
class Stock:
    """The pages of some files."""

    urls: Mapping[str, str]  # of saved files, as a manifest gives them
    named: frozenset[Path] = frozenset()  # files that somebody calls pages
    copies: dict[int, list[Copy]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """For the address that a redirect led to, the one that was asked for at first."""
    lost: dict[int, str] = field(default_factory=dict)
    """Why a page that was asked for is not there: HTTP 404."""
    damaged: set[Path] = field(default_factory=set)
    """The archives that are broken somewhere."""
    _revisits: list[Skip] = field(default_factory=list)
    _reader: Reader = field(default_factory=Reader)

    def take(self, file: Path) -> Iterator[Rejection | Skip]:
        """Note where the pages of a file lie; yield what is in it beside them."""
        for spot, found in read_file(file, self.urls, named=file in self.named):
            if isinstance(found, Page):
                self._add(spot, found)
            elif isinstance(found, Skip) and found.kind == REVISIT:
                self._revisits.append(found)
            else:
                yield found
                if isinstance(found, Skip):
                    self._note(file, found)

    def settle(self) -> Iterator[Skip]:
        """Put the copies of each page in the order in which they were fetched; yield the revisits of all files."""
        for copies in self.copies.values():
            copies.sort(
                key=lambda copy: copy.fetched_at
            )  # stable: of one second, the last one read is the last
        yield from map(self._judge, self._revisits)

    def read(self, copy: Copy) -> Page | None:
        """Return the page, None where it is no longer there: its file was changed since it was looked at."""
        try:
            found = self._read(copy)
        except (Damaged, OSError):
            return None
        if not isinstance(found, Page):
            return None
        return found.model_copy(update={"requested_url": copy.requested_url}) if copy.requested_url else found

    def find(self, url: str) -> Copy | None:
        """Return the newest copy of the page that `url` leads to, over redirects too; None where there is none."""
        for _ in range(MOST_REDIRECTS + 1):
            if copies := self.copies.get(key(url)):
                return copies[-1]
            if url not in self.redirects:
                return None
            url = self.redirects[url]
        return None

    def look_up(self, url: str) -> Page | None:
        """Return the newest copy of the page that `url` leads to; None where there is none that can be read."""
        copy = self.find(url) if is_address(url) else None
        return self.read(copy) if copy else None

    def _read(self, copy: Copy) -> Found | None:
        if isinstance(copy.spot, Place):
            return read_page(self._reader.read(copy.spot), copy.spot, copy.fetched_at)
        found = read_file(copy.spot, self.urls, named=copy.spot in self.named)
        return next((one for _, one in found), None)

    def _add(self, spot: Spot, page: Page) -> None:
        names_part = find_next_part(page.body, page.url, page.url) is not None
        copy = Copy(spot, page.fetched_at, self.origins.get(page.url), names_part)
        self.copies.setdefault(key(page.url), []).append(copy)

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
