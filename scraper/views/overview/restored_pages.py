"""Pages that were restored from a mirror's damage, before and after: some passages of each, from the archive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipelines.decode import decode
from pipelines.restore import restore
from schemas import Edit, Page, Rejected
from scraper.health.histories import History
from scraper.storage.archive import BadArchive, read_records
from scraper.storage.pages import read_archived
from scraper.storage.warc.members import Damaged
from scraper.views.overview.period import Period

RESTORED: Final = "restored"  # the example of a report
MOST_PAGES: Final = 6
"""Pages that are shown: each is read from an archive and restored again."""

MOST_TRIES: Final = 20
"""Archives that are opened for them: the older ones may be pruned."""

MOST_ARCHIVE: Final = 64 * 1024 * 1024
"""Bytes of an archive that is read for one page: it takes two seconds."""

PASSAGES: Final = 3
"""Passages of a page: the damage of one page is alike."""

_BEFORE, _AFTER = 30, 40  # characters around the edit that a passage is chosen for


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage: the same before and after where it is of no kind."""

    before: str
    after: str
    kind: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class RestoredPage:
    """A page that was restored, and some of its passages."""

    site: str
    url: str
    kinds: tuple[str, ...]
    edits: int
    exact: bool
    passages: tuple[tuple[Piece, ...], ...]


def show_restored(period: Period, histories: Mapping[str, History]) -> tuple[list[RestoredPage], int]:
    """Return restored pages of the period, of as many sites as can be, and how many could not be had again."""
    wanted = [
        (site, run.run, run.examples[RESTORED]) for site, run in period.each() if RESTORED in run.examples
    ]
    first = {site: (site, run, url) for site, run, url in reversed(wanted)}.values()
    shown: list[RestoredPage] = []
    lost = 0
    for site, run, url in [*first, *(one for one in wanted if one not in first)][:MOST_TRIES]:
        page = read_run_page(histories[site].folder / "archive" / f"{run}.warc.gz", url)
        restored = show_page(site, page) if page else None
        if restored is None:
            lost += 1
        elif all(one.url != url for one in shown):
            shown.append(restored)
        if len(shown) == MOST_PAGES:
            break
    return shown, lost


def read_run_page(archive: Path, url: str) -> Page | None:
    """Return the page of an address from the archive of its run; None where it is no longer there, or cannot be read."""
    try:
        if archive.stat().st_size > MOST_ARCHIVE:
            return None
        place = next((place for record, place in read_records(archive) if record.url == url), None)
        return read_archived(place) if place else None
    except (OSError, BadArchive, Damaged, ValueError):
        return None


def show_page(site: str, page: Page) -> RestoredPage | None:
    """Return a page's damage before and after; None where there is none."""
    try:
        text = decode(page.body, page.content_type).text
    except Rejected:
        return None
    repaired = restore(text)
    if not repaired.edits:
        return None
    passages = tuple(choose_passages(text, repaired.edits))
    return RestoredPage(site, page.url, repaired.kinds, len(repaired.edits), repaired.exact, passages)


def choose_passages(text: str, edits: Sequence[Edit]) -> Iterator[tuple[Piece, ...]]:
    """Yield the passages that show most of the damage, in the order of the page."""
    chosen: list[range] = []
    for edit in sorted((one for one in edits if one.certain), key=weigh, reverse=True):
        around = find_passage(text, edit, _BEFORE, _AFTER)
        if all(around.stop <= other.start or other.stop <= around.start for other in chosen):
            chosen.append(around)
        if len(chosen) == PASSAGES:
            break
    for passage in sorted(chosen, key=lambda one: one.start):
        yield tuple(cut_passage(text, edits, passage))


def weigh(edit: Edit) -> tuple[bool, int]:
    """Return how much of the damage an edit shows: shifted bytes the most."""
    return edit.kind == "shift", len(edit.before)


def find_passage(text: str, edit: Edit, before: int, after: int) -> range:
    """Return the text around an edit, at most so many characters before and behind it, in one line of one element."""
    end = edit.start + len(edit.before)
    start = max(text.rfind(">", 0, edit.start) + 1, text.rfind("\n", 0, edit.start) + 1, edit.start - before)
    tail = text[end : end + after].partition("\n")[0].partition("<")[0]
    return range(start, end + len(tail))


def cut_passage(text: str, edits: Iterable[Edit], passage: range) -> Iterator[Piece]:
    """Yield the pieces of a passage: what was changed in it, and what stands between.

    >>> edits = (Edit(start=1, before="國(guó)", after="国", kind="pinyin"),)
    >>> [(piece.before, piece.after) for piece in cut_passage("中國(guó)的", edits, range(0, 8))]
    [('中', '中'), ('國(guó)', '国'), ('的', '的')]
    """
    at = passage.start
    for edit in edits:
        end = edit.start + len(edit.before)
        if edit.start < at or end > passage.stop:
            continue
        if edit.start > at:
            yield Piece(text[at : edit.start], text[at : edit.start])
        yield Piece(edit.before, edit.after, edit.kind, edit.certain)
        at = end
    if at < passage.stop:
        yield Piece(text[at : passage.stop], text[at : passage.stop])
