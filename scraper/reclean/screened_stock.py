"""The stock of one archive of which only some records are wanted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from schemas import Page, Rejection
from scraper.reclean.wanted import OTHER_HOST, OTHER_LANGUAGE, Wanted
from scraper.saved.stock import Stock
from scraper.storage.pages import DAMAGED, REVISIT, Found, Skip, read_page
from scraper.storage.warc.records import Damage, Place, Record, scan


@dataclass(slots=True)
class ScreenedStock(Stock):
    """The pages of an archive that are wanted; the others are told as skips, and are not kept."""

    wanted: Wanted = field(default_factory=Wanted)

    def take(self, file: Path) -> Iterator[Rejection | Skip]:
        """Note where the wanted pages of an archive lie; yield what is in it beside them."""
        written_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        for place, record in scan(file):
            found = self._screen(record, place, written_at)
            if isinstance(found, Page):
                self._add(place, found)
            elif isinstance(found, Skip) and found.kind == REVISIT:
                self._revisits.append(found)
            else:
                yield found
                if isinstance(found, Skip):
                    self._note(file, found)

    def _screen(self, record: Record | Damage, place: Place, written_at: datetime) -> Found:
        where = f"{place.path}#{place.offset}"
        if isinstance(record, Damage):
            return Skip(DAMAGED, where, record.why, passed_over=True)
        if self.wanted.refuses_record(record):
            return Skip(OTHER_HOST, where)
        found = read_page(record, place, written_at)
        if isinstance(found, Page) and self.wanted.refuses_body(found.body, found.content_type):
            return Skip(OTHER_LANGUAGE, where)
        return found
