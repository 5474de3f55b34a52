"""What `scrapy prune` removes is missed by nobody: a crawl and replay-rejects do what they would have done."""

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from schemas import Article, Reason, Rejection
from schemas.reader import read_articles
from scraper.run_names import run_name
from scraper.runs.replay import add_parts, find_refused
from scraper.runs.retention import NEWEST_REPORTS, prune
from scraper.storage.journal import Journal
from scraper.storage.lease.lock import Lock, Locked
from scraper.storage.ledger import DamagedLedger
from scraper.storage.pages import read_archived
from scraper.storage.rejects import find_due
from scraper.storage.warc.records import Place
from tests.crash.test_journal import article, rejection
from tests.served import Site
from tests.storage.warcs import packed, response
from tests.stories import HASTE, listing, name
from tests.stories import article as page

TOMORROW = datetime.now(UTC) + timedelta(days=1)  # every run began before
MEMBER = bytes.fromhex("1f8b08000000000002037bb1af0000e5f1a2d605000000")  # any bytes will do for the files


def night(folder: Path, *records: Article | Rejection) -> str:
    """Write what a run writes that met these; return its name."""
    journal = Journal(folder)
    for record in records:
        offset = journal.store(MEMBER)
        if isinstance(record, Article):
            journal.deliver(record)
        else:
            archive = None if record.reason is Reason.UNREACHABLE else f"{journal.archive.name}#{offset}"
            journal.refuse(record.model_copy(update={"archive": archive}))
    journal.finish()
    journal.close()
    return journal.run


def needs(folder: Path) -> tuple[set[str], list[Rejection]]:
    """Return what the next crawl asks for again, and what replay-rejects would read."""
    journal = Journal(folder)
    due, refused = find_due(folder / "rejects", journal.ledger), find_refused(journal)
    journal.close()
    assert all((folder / "archive" / (one.archive or "").partition("#")[0]).is_file() for one in refused)
    return set(due), refused


def files(folder: Path) -> set[str]:
    """Return the files of a folder, but for those of the lease that every look at it takes."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if "leases/" not in name}


def test_what_is_needed_stays_and_the_rest_goes(tmp_path) -> None:
    site = tmp_path / "tibet"
    first = night(site, article(1), rejection(2), rejection(3))
    second = night(site, article(4))
    third = night(site, rejection(2), article(3).model_copy(update={"url": rejection(3).url}))
    reasons = {Reason.UNREACHABLE: 5, Reason.GONE: 6}
    fourth = night(site, *(rejection(n).model_copy(update={"reason": r}) for r, n in reasons.items()))
    (site / "archive" / f"{first}.warc.gz.part").write_bytes(b"")
    (site / "archive" / "mine.warc.gz").write_bytes(b"")
    (site / "archive" / f"{first}.warc.gz.part").unlink()
    before, there = needs(site), files(site)
    dry = prune(site, TOMORROW, dry_run=True)
    assert files(site) == there | {"holder.json", "lock"}
    gone = {old.path.relative_to(site).as_posix() for old in dry if not old.needed_for}
    assert gone == {f"archive/{first}.warc.gz", f"archive/{second}.warc.gz", f"rejects/{first}.jsonl"} | {
        f"archive/{fourth}.warc.gz"
    }
    assert prune(site, TOMORROW) == dry
    assert there - files(site) == gone
    assert needs(site) == before
    assert f"archive/{third}.warc.gz" in files(site)
    assert [old for old in prune(site, TOMORROW) if not old.needed_for] == []


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder where no books are added up over the reports of runs that nobody made."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def test_what_is_young_stays_and_so_do_the_newest_reports(elsewhere) -> None:
    site = elsewhere / "tibet"
    night(site, article(1))
    (site / "runs").mkdir()
    assert prune(site, datetime.now(UTC) - timedelta(days=1)) == []
    for day in range(NEWEST_REPORTS + 5):
        moment = datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=day)
        (site / "runs" / f"{run_name(moment)}.json").write_text("{}", encoding="utf-8")
    (site / "runs" / "mine.json").write_text("{}", encoding="utf-8")
    found = prune(site, datetime.now(UTC) - timedelta(days=1))
    assert sum(not old.needed_for for old in found) == 5
    left = sorted(path.name for path in (site / "runs").glob("2*.json"))
    assert len(left) == NEWEST_REPORTS
    assert left[0] == f"{run_name(datetime(2023, 1, 6, tzinfo=UTC))}.json"
    assert len(list((site / "articles").glob("*.jsonl"))) == 1


def test_what_a_dead_run_left_is_not_touched(tmp_path) -> None:
    site = tmp_path / "tibet"
    night(site, article(1))
    journal = Journal(site)
    journal.store(MEMBER)
    journal.deliver(article(2))
    journal.refuse(rejection(3))
    journal.commit()
    journal.close()  # as if it had been killed
    (renamed,) = (site / "archive").glob("*.part")  # the name it has when it is killed a moment later
    renamed.replace(renamed.with_suffix(""))
    there = files(site)
    prune(site, TOMORROW)
    assert len(there - files(site)) == 1  # the first archive
    night(site, article(4))
    assert {one.url for one in read_articles(site / "articles", latest=False)} == {
        article(n).url for n in (1, 2, 4)
    }


def test_without_a_ledger_everything_may_be_needed_and_a_damaged_one_is_named(tmp_path) -> None:
    site = tmp_path / "tibet"
    night(site, article(1), rejection(2))
    for file in site.glob("ledger.sqlite*"):
        file.unlink()
    assert all(old.needed_for for old in prune(site, TOMORROW))
    assert not (site / "ledger.sqlite").exists()
    (site / "ledger.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(DamagedLedger):
        prune(site, TOMORROW)


def test_a_line_that_is_no_rejection_is_named_in_one_line_and_nothing_goes(tmp_path) -> None:
    site = tmp_path / "tibet"
    night(site, article(1))
    (site / "rejects" / f"{night(site, rejection(2))}.jsonl").write_text('{"url": 7}\n', encoding="utf-8")
    there = files(site)
    with pytest.raises(ValueError, match=r"\.jsonl, line 1: \w+: ") as told:
        prune(site, TOMORROW)
    assert "\n" not in str(told.value)
    assert there <= files(site)


def test_a_running_site_is_left_as_it_is(tmp_path) -> None:
    site = tmp_path / "tibet"
    night(site, article(1))
    lock, there = Lock(site), files(site)
    with pytest.raises(Locked):
        prune(site, TOMORROW)
    assert files(site) == there
    lock.release()


def real_night(folder: Path, articles: int, *refused: int) -> None:
    """Write what a run writes that met so many articles, and these pages without a text, one of two parts."""
    journal = Journal(folder)
    for number in range(articles):
        journal.store(packed(response(f"http://127.0.0.1/{number}.html", page(number) * 20)))
        journal.deliver(article(number))
    for number in refused:
        url = f"http://127.0.0.1/refused/{number}.html"
        body = f'<p>第{number}页</p><a href="/refused/{number}_2.html">下一页</a>'.encode()
        offset = journal.store(packed(response(url, body)))
        journal.store(packed(response(url.replace(".html", "_2.html"), f"<p>第{number}页之二</p>".encode())))
        pointer = {"archive": f"{journal.archive.name}#{offset}"}
        journal.refuse(rejection(number).model_copy(update=pointer))
    journal.finish()
    journal.close()


def reread(folder: Path) -> list[tuple[str, bytes, tuple[bytes, ...]]]:
    """Return the pages that replay-rejects reads, whole."""
    pages = []
    for one in needs(folder)[1]:
        name, _, offset = (one.archive or "").partition("#")
        read = add_parts(
            read_archived(Place(folder / "archive" / name, int(offset))), folder / "archive" / name
        )
        assert read
        pages.append((one.url, read.body, read.parts))
    return sorted(pages)


def test_of_an_archive_the_refused_pages_stay_and_are_read_as_before(tmp_path) -> None:
    site = tmp_path / "tibet"
    real_night(site, 30, 1, 2)
    real_night(site, 30, 2, 3)
    before = reread(site)
    assert [(url[-6:], len(parts)) for url, _, parts in before] == [(f"{n}.html", 1) for n in (1, 2, 3)]
    size = sum(file.stat().st_size for file in (site / "archive").iterdir())
    found = prune(site, TOMORROW)
    left = sum(file.stat().st_size for file in (site / "archive").iterdir())
    assert size - left == sum(old.bytes for old in found if old.told_in) > 0.8 * size
    assert reread(site) == before
    assert all(old.needed_for for old in prune(site, TOMORROW))
    real_night(site, 0, 1)  # the first archive holds one page now that nobody reads again
    prune(site, TOMORROW)
    assert reread(site) == before
    assert (
        len(list((site / "archive").iterdir())) == 2
    )  # page 1 is read from the newest, 2 and 3 from the second


def prune_all() -> None:
    """Be a prune of what lies in the folder that the command names."""
    prune(Path(sys.argv[1]), TOMORROW)


@pytest.mark.slow
def test_a_prune_that_is_killed_at_any_moment_loses_nothing(zygote, tmp_path) -> None:
    origin = tmp_path / "origin"
    night(origin, article(1), article(2))
    real_night(origin, 10, 1, 2)
    real_night(origin, 10, 2, 3)
    before, due = reread(origin), needs(origin)[0]
    for moment in range(1, 60):
        site = tmp_path / f"{moment}"
        shutil.copytree(origin, site)
        killed = zygote.start(
            site,
            out=tmp_path / "log",
            err=tmp_path / "log",
            program="tests.runs.test_retention:prune_all",
            die_at=moment,
        ).wait()
        assert killed in {0, -9}, (tmp_path / "log").read_text(encoding="utf-8")
        for _ in range(2):
            assert (reread(site), needs(site)[0]) == (before, due), moment
            assert not list(site.glob("*/*.part"))
            prune(site, TOMORROW)
        if killed == 0:
            break
    assert moment > 10


@pytest.mark.slow
def test_a_crawl_and_a_replay_after_a_prune_do_what_they_do_without_one(
    site: Site, scrapy: Callable, tmp_path
) -> None:
    data = tmp_path / "data"
    haste = (*HASTE, "-s", "RETRY_REFUSED_DAYS=0")

    def crawl(folder: Path) -> tuple[int, dict[str, int], set[str]]:
        before = site.requests.copy()
        done = scrapy("crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={folder}", *haste)
        return (
            done.returncode,
            dict(site.requests - before),
            {one.url for one in read_articles(folder / "sample" / "articles", latest=False)},
        )

    site.put("/", listing(1, 2, 3))
    site.put("/", listing(1, 2, 3, 4))
    site.put("/", listing(5, 6))
    for number in (1, 4, 5):
        site.put(name(number), page(number))
    site.put(name(2), page(2, body=False))
    for body in (False, True):
        site.put(name(3), page(3, body=body))
    site.put(name(6), page(6, body=False))
    for _ in range(4):
        crawl(data)
    twin = tmp_path / "twin"
    shutil.copytree(data, twin)
    gone = [old for old in prune(data / "sample", TOMORROW) if not old.needed_for]
    assert gone
    for command in (crawl, crawl):
        assert command(data) == command(twin)
    replays = [scrapy("replay-rejects", "sample", "-s", f"DATA_DIR={folder}") for folder in (data, twin)]
    assert replays[0].stdout == replays[1].stdout
    assert replays[0].stdout.startswith("0 articles out of 2 refused pages")
    assert replays[0].returncode == replays[1].returncode == 0
