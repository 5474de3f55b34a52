"""What reads an archive again survives its damage: the page in it is refused, the others are read."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas import Article, Reason, Rejection
from schemas.reader import read_articles
from scraper.runs.replay import read_again
from scraper.spiders.sample import SampleSpider
from scraper.storage.archive import find_archived, index
from tests.storage.warcs import packed, response
from tests.stories import article, listing, name

HOST = "http://www.shanyang.example"
NAMES = [name(number) for number in (1, 2, 3)]


def damage(archive: Path, offset: int) -> None:
    data = bytearray(archive.read_bytes())
    data[offset + 200 : offset + 220] = bytes(20)
    archive.write_bytes(data)


@pytest.fixture
def archive(tmp_path) -> Path:
    folder = tmp_path / "sample" / "archive"
    folder.mkdir(parents=True)
    pages = {"/robots.txt": b"User-agent: *\nAllow: /\n", "/": listing(*NAMES)}
    pages |= {path: article(number) for number, path in enumerate(NAMES, 1)}
    path = folder / "20230612T072700000Z.warc.gz"
    path.write_bytes(packed(*(response(f"{HOST}{path}", body) for path, body in pages.items())))
    return path


def test_a_replay_of_a_damaged_archive_gives_what_is_sound(scrapy, tmp_path, archive) -> None:
    damage(archive, index(archive)[HOST + NAMES[1]].offset)
    haste = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
    options = ("-s", f"REPLAY={archive}", "-s", f"DATA_DIR={tmp_path}", *haste)
    done = scrapy("crawl", "sample", "-a", f"url={HOST}/", *options)
    assert "Traceback" not in done.stderr
    replay = tmp_path / "sample" / "replay"
    assert {one.url for one in read_articles(replay / "articles", latest=False)} == {
        HOST + NAMES[0],
        HOST + NAMES[2],
    }
    (rejects,) = (replay / "rejects").glob("*.jsonl")
    assert json.loads(rejects.read_text(encoding="utf-8"))["url"] == HOST + NAMES[1]


def test_a_replay_asks_the_network_for_nothing(scrapy, site, tmp_path) -> None:
    site.put("/", listing(NAMES[0]))
    site.put(NAMES[0], article(1))
    haste = ("-s", f"DATA_DIR={tmp_path}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
    scrapy("crawl", "sample", "-a", f"url={site.address}/", *haste)
    (archive,) = (tmp_path / "sample" / "archive").glob("*.warc.gz")
    places = index(archive)
    damage(archive, places[f"{site.address}/robots.txt"].offset - 150)
    damage(archive, places[f"{site.address}{NAMES[0]}"].offset)
    site.requests.clear()
    scrapy("crawl", "sample", "-a", f"url={site.address}/", *haste, "-s", f"REPLAY={archive}")
    assert not site.requests
    (rejects,) = (tmp_path / "sample" / "replay" / "rejects").glob("*.jsonl")
    refusal = json.loads(rejects.read_text(encoding="utf-8"))
    assert (refusal["url"], refusal["reason"]) == (f"{site.address}{NAMES[0]}", "unreachable")


def refused(archive: Path, offset: int) -> Rejection:
    return Rejection(
        id="0" * 64,
        url=HOST + NAMES[1],
        site="sample",
        reason=Reason.NO_DATE,
        detail="the page prints no date",
        fetched_at=datetime(2023, 6, 12, 8, tzinfo=UTC),
        archive=f"{archive.name}#{offset}",
    )


def test_a_refused_page_whose_record_is_damaged_stays_refused(archive) -> None:
    offset = index(archive)[HOST + NAMES[1]].offset
    rejection = refused(archive, offset)
    assert isinstance(read_again(rejection, archive.parent, SampleSpider), Article)
    damage(archive, offset)
    assert read_again(rejection, archive.parent, SampleSpider) is rejection
    archive.unlink()
    assert read_again(rejection, archive.parent, SampleSpider) is rejection


def test_explain_finds_what_is_sound_in_a_damaged_archive(scrapy, tmp_path, archive) -> None:
    damage(archive, index(archive)[HOST + NAMES[0]].offset)
    assert find_archived(tmp_path, HOST + NAMES[0]) is None
    done = scrapy("explain", HOST + NAMES[2], "-s", f"DATA_DIR={tmp_path}")
    assert done.returncode == 0, done.stderr
    assert "山阳县第3场农资对接会" in done.stdout
