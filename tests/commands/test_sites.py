import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError

from scraper.commands.sites import Command
from scraper.storage.home import choose_home
from scraper.storage.journal import Journal
from tests.crash.test_journal import ARTICLE, rejection

SITES = Path("tests/sites")
REFUSAL = rejection(1)


def keep_plain_page(folder: Path) -> None:
    shutil.copytree(SITES / "tibet" / "plain", folder / "plain")
    for name in ("listing.html", "listing.json"):
        shutil.copy(SITES / "tibet" / name, folder / name)


@pytest.fixture
def sites(in_process):
    return lambda *args, check=False: in_process(Command, *args, check=check, probe=False)


def test_each_site_has_a_row_with_its_region_family_and_confidence(sites, capsys) -> None:
    assert sites() == 0
    header, *rows = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert header.split() == ["site", "name", "region", "family", "confidence", "fixtures", "last", "run"]
    (tibet,) = (row.split() for row in rows if row.startswith("tibet"))
    assert tibet[1:5] == ["中国西藏网", "540000", "trs", "high"]


def test_all_provinces_are_covered(sites, capsys) -> None:
    sites()
    assert "31 of 31 provinces" in capsys.readouterr().out


def test_fixtures_that_are_read_as_expected_pass(sites, tmp_path, capsys) -> None:
    keep_plain_page(tmp_path / "tibet")
    assert sites("tibet", check=True) == 0
    assert "1 pages and 1 listings checked, 0 failures" in capsys.readouterr().out


def test_a_difference_is_shown_and_ends_with_exit_code_1(sites, tmp_path, capsys) -> None:
    keep_plain_page(tmp_path / "tibet")
    file = tmp_path / "tibet" / "plain" / "expected.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**record, "source": "山阳日报"}), encoding="utf-8")
    assert sites("tibet", check=True) == 1
    shown = capsys.readouterr().out
    assert "plain: source" in shown
    assert "山阳日报" in shown
    assert "1 failures" in shown


def test_a_selector_that_finds_nothing_on_the_kept_listing_is_named_with_the_group(
    sites, tmp_path, capsys
) -> None:
    keep_plain_page(tmp_path / "tibet")
    file = tmp_path / "tibet" / "listing.html"
    file.write_bytes(file.read_bytes().replace(b"listnews", b"news-items"))
    assert sites("tibet", check=True) == 1
    shown = capsys.readouterr().out
    assert "listing: declarations" in shown
    assert "'div.listnews h4 a' finds no link: 5 articles stand in 'div.news-items a'" in shown
    assert "1 failures" in shown


def test_a_site_without_fixtures_fails(sites, capsys) -> None:
    assert sites("tibet", check=True) == 1
    assert "2 failures" in capsys.readouterr().out


def test_an_unknown_site_is_named(sites, capsys) -> None:
    assert sites("tibt") == 1
    assert "tibt" in capsys.readouterr().err


def teach(folder: Path, *urls: str, refused: tuple[str, ...] = ()) -> None:
    """Let a site have delivered `urls` and refused others, as a run leaves it."""
    journal = Journal(folder)
    for url in urls:
        journal.deliver(ARTICLE.model_copy(update={"url": url}))
    for url in refused:
        journal.refuse(REFUSAL.model_copy(update={"url": url}))
    journal.finish()
    journal.close()


def tables(shown: str) -> list[list[list[str]]]:
    """Return the cells of each table that was printed."""
    return [[line.split() for line in table.splitlines()] for table in shown.split("\n\n")]


def test_a_named_site_shows_the_forms_of_its_addresses(sites, tmp_path, capsys) -> None:
    articles = [f"http://www.tibet.cn/cn/news/202306/t20230612_{number}.html" for number in range(3)]
    teach(
        tmp_path / "data" / "tibet", *articles, refused=("http://www.tibet.cn/a/", "http://www.tibet.cn/b/")
    )
    assert sites("tibet") == 0
    _, forms, closing = tables(capsys.readouterr().out)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert forms == [
        ["forms", "of", "tibet", "articles", "refused", "newest", "verdict"],
        ["tibet.cn/a/a/9{6}/t9{8}_9.html", "3", "0", today, "believed"],
        ["tibet.cn/a/", "0", "2", "-", "resting"],
    ]
    assert closing == [["1", "sites,", "1", "of", "31", "provinces"]]


def test_a_site_that_has_taught_nothing_shows_no_forms(sites, tmp_path, capsys) -> None:
    teach(tmp_path / "data" / "tibet")
    assert sites("tibet") == 0
    assert "forms of" not in capsys.readouterr().out


def test_only_the_forms_of_the_most_articles_are_shown(sites, tmp_path, capsys) -> None:
    urls = [f"http://h{letter}.tibet.cn/7.html" for letter in "abcdefghijklmnopqrstuvwxyz"]
    teach(tmp_path / "data" / "tibet", *urls, "http://hz.tibet.cn/8.html")
    sites("tibet")
    _, forms, _ = tables(capsys.readouterr().out)
    assert forms[1][0] == "hz.tibet.cn/9.html"
    assert forms[-1] == ["and", "6", "more"]


@pytest.mark.parametrize(
    "name", ["b.gov.cn", "www.B.gov.cn", "https://www.b.gov.cn/xw/", "http://user@b.gov.cn"]
)
def test_an_undescribed_site_is_found_by_its_host_or_an_address(sites, tmp_path, capsys, name) -> None:
    keep_two_undescribed_sites(tmp_path / "data")
    assert sites(name) == 0
    rows, forms, _ = tables(capsys.readouterr().out)
    assert [row[0] for row in rows] == ["site", "b.gov.cn"]
    assert [row[0] for row in forms[1:]] == ["b.gov.cn/a/9{3,5}.html"]


def test_the_spider_of_undescribed_sites_shows_all_of_them(sites, tmp_path, capsys) -> None:
    keep_two_undescribed_sites(tmp_path / "data")
    assert sites("news", "b.gov.cn") == 0
    rows, *forms, closing = tables(capsys.readouterr().out)
    assert [row[:2] for row in rows[1:]] == [["news", "a.gov.cn"], ["b.gov.cn", "b.gov.cn"]]
    assert [table[0][2] for table in forms] == ["news", "b.gov.cn"]
    assert closing == [["2", "sites,", "0", "of", "31", "provinces"]]
    assert sites("a.gov.cn") == 0
    assert "forms of news" in capsys.readouterr().out


def test_whoever_asks_for_all_sites_is_told_of_undescribed_ones(sites, tmp_path, capsys) -> None:
    keep_two_undescribed_sites(tmp_path / "data")
    sites()
    *_, told, _ = capsys.readouterr().out.splitlines()
    assert told == "2 sites that nobody described were crawled: scrapy sites news"


def test_an_undescribed_site_that_was_never_crawled_is_no_site(sites, tmp_path, capsys) -> None:
    for name in ("c.gov.cn", "http://www.c.gov.cn/xw/"):
        assert sites(name) == 1
        assert "no site c.gov.cn was crawled yet" in capsys.readouterr().err
    assert sites("http://[") == 1
    assert "no spider is called" in capsys.readouterr().err
    with pytest.raises(UsageError, match="none was crawled"):
        sites("news")
    keep_two_undescribed_sites(tmp_path / "data")
    with pytest.raises(UsageError, match="nothing to check"):
        sites("b.gov.cn", check=True)


def test_the_forms_are_shown_while_the_site_is_crawled_and_nothing_is_touched(
    sites, tmp_path, capsys
) -> None:
    folder = tmp_path / "data" / "tibet"
    teach(folder, "http://www.tibet.cn/7.html")
    running = Journal(folder, batch=1)
    running.deliver(ARTICLE.model_copy(update={"url": "http://www.tibet.cn/8.html"}))
    before = state_of(folder)
    assert sites("tibet") == 0
    assert tables(capsys.readouterr().out)[1][1][:3] == ["tibet.cn/9.html", "2", "0"]
    assert state_of(folder) == before
    running.deliver(ARTICLE.model_copy(update={"url": "http://www.tibet.cn/9.html"}))
    running.finish()
    running.close()
    before = state_of(folder)
    sites("tibet")
    assert tables(capsys.readouterr().out)[1][1][:3] == ["tibet.cn/9.html", "3", "0"]
    assert state_of(folder) == before


def test_the_forms_are_shown_of_a_run_that_was_killed_and_its_files_stay(sites, tmp_path, capsys) -> None:
    alive, folder = tmp_path / "alive", tmp_path / "data" / "tibet"
    running = Journal(alive, batch=1)
    running.deliver(ARTICLE.model_copy(update={"url": "http://www.tibet.cn/8.html"}))
    shutil.copytree(alive, folder)  # as the power leaves it
    running.close()
    before = state_of(folder)
    assert sites("tibet") == 0
    assert tables(capsys.readouterr().out)[1][1][:3] == ["tibet.cn/9.html", "1", "0"]
    assert state_of(folder) == before


def test_an_older_ledger_shows_no_forms_and_stays_as_old(sites, tmp_path, capsys) -> None:
    folder = tmp_path / "data" / "tibet"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "ledger.sqlite") as old:
        old.executescript(Path("tests/storage/ledger_2.sql").read_text(encoding="utf-8"))
    old.close()
    before = state_of(folder)
    assert sites("tibet") == 0
    assert "forms of" not in capsys.readouterr().out
    assert state_of(folder) == before


def test_a_damaged_ledger_is_named_and_the_row_is_shown(sites, tmp_path, capsys) -> None:
    folder = tmp_path / "data" / "tibet"
    folder.mkdir(parents=True)
    (folder / "ledger.sqlite").write_bytes(b"no database" * 100)
    assert sites("tibet") == 0
    shown = capsys.readouterr().out
    assert "中国西藏网" in shown
    assert "cannot be read" in shown


def keep_two_undescribed_sites(data: Path) -> None:
    """Let the first site lie in the spider's folder, the second in its host's."""
    for host in ("a.gov.cn", "b.gov.cn"):
        teach(choose_home(data, "news", f"http://{host}/"), f"http://{host}/xw/1001.html")


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return each file of a folder with its size and when it was changed."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}
