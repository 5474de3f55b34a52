"""The folders of sites that nobody described."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.reader import read_articles
from scraper.storage.home import Home, choose_home, find_homes
from tests.served import Site

HASTE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


def test_the_first_site_has_the_folder_of_the_spider_and_each_further_one_its_own(tmp_path) -> None:
    first, second = "https://www.example.gov.cn/xw/", "http://news.example.cn:8080/"
    assert choose_home(tmp_path, "news", first) == tmp_path / "news"
    assert choose_home(tmp_path, "news", second) == tmp_path / "news.example.cn_8080"
    assert choose_home(tmp_path, "news", "http://example.gov.cn/zw/") == tmp_path / "news"


def test_a_folder_that_several_sites_shared_keeps_them_all(tmp_path) -> None:
    articles = tmp_path / "news" / "articles"
    articles.mkdir(parents=True)
    lines = [json.dumps({"url": f"http://{host}/1.html"}) for host in ("a.example.cn", "www.b.example.cn")]
    (articles / "1.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (articles / "2.jsonl.part").write_text('{"url": "http://to', encoding="utf-8")
    for host in ("a.example.cn", "b.example.cn"):
        assert choose_home(tmp_path, "news", f"http://{host}/xw/") == tmp_path / "news"
    assert choose_home(tmp_path, "news", "http://c.example.cn/") == tmp_path / "c.example.cn"


def test_the_folders_of_undescribed_sites_are_found_and_none_is_made(tmp_path) -> None:
    assert find_homes(tmp_path / "nothing", "news", {"tibet"}) == []
    for folder in ("tibet", "b.gov.cn", "127.0.0.1_8907"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ledger.sqlite").touch()
    (tmp_path / "export").mkdir()
    own = [Home(tmp_path / host, (host,)) for host in ("127.0.0.1_8907", "b.gov.cn")]
    assert find_homes(tmp_path, "news", {"news", "tibet"}) == own
    shared = choose_home(tmp_path, "news", "http://a.gov.cn/")
    assert find_homes(tmp_path, "news", {"news", "tibet"}) == own  # named, and not crawled yet
    (shared / "ledger.sqlite").touch()
    assert find_homes(tmp_path, "news", {"news", "tibet"}) == [Home(shared, ("a.gov.cn",)), *own]


def listing(site: Site) -> bytes:
    story = "".join(
        f"<p>　　山阳县第{number}场农资对接会昨日举行，二十三家合作社的负责人到场选种选肥，问得很细。</p>"
        for number in range(3)
    )
    site.put(
        "/202306/t20230612_1.html",
        '<meta charset="utf-8"><h1>山阳县农资对接会开得热闹</h1><p>2023-06-12 15:27 来源：山阳新闻网</p>'
        f"{story}".encode(),
    )
    return '<meta charset="utf-8"><a href="/202306/t20230612_1.html">山阳县农资对接会开得热闹</a>'.encode()


@pytest.fixture
def two_sites(open_site) -> tuple[Site, Site]:
    first, second = open_site(), open_site()
    for site in (first, second):
        site.put("/xw/", listing(site))
    return first, second


def command(site: Site, data: Path) -> list[str]:
    return ["crawl", "news", "-a", f"url={site.address}/xw/", "-s", f"DATA_DIR={data}", *HASTE]


def test_two_undescribed_sites_are_crawled_beside_each_other(
    two_sites: tuple[Site, Site], scrapy: Callable, zygote, tmp_path
) -> None:
    first, second = two_sites
    first.held.add("/202306/t20230612_1.html")
    options = ("-s", "ALLOW_PRIVATE_HOSTS=1", "-s", "RETRY_TIMES=0", "-s", "STOP_WITHIN=1")
    log = tmp_path / "log"
    running = zygote.start(*command(first, tmp_path), *options, out=log, err=log)
    assert first.asked.wait(30)
    done = scrapy(*command(second, tmp_path))
    assert done.returncode == 0, done.stderr
    running.kill()
    running.wait()
    first.held.clear()
    done = scrapy(*command(first, tmp_path))
    assert done.returncode == 0, done.stderr
    folders = sorted(path.parent.name for path in tmp_path.glob("*/articles"))
    assert folders == sorted(["news", second.address.removeprefix("http://").replace(":", "_")])
    assert len(list(read_articles(*tmp_path.glob("*/articles/*.jsonl"), latest=False))) == 2
