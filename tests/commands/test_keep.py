import json
import shutil
from pathlib import Path

import pytest

from scraper.commands.keep import Command
from scraper.sample.server import serve

PAGE = Path("tests/sites/tibet/plain/page.html")
LISTING = Path("tests/sites/tibet/listing.html")


@pytest.fixture
def keep(in_process):
    return lambda *args, url="", force=False: in_process(Command, *args, url=url, force=force)


def test_a_kept_page_is_its_bytes_its_facts_and_its_record(keep, tmp_path, capsys) -> None:
    assert keep("tibet", PAGE, "harvest") == 0
    case = tmp_path / "tibet" / "harvest"
    assert (case / "page.html").read_bytes() == PAGE.read_bytes()
    assert json.loads((case / "page.json").read_text(encoding="utf-8"))["url"].endswith(
        "t20210823_7049112.html"
    )
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert expected["source"] == "中国西藏网"
    shown = capsys.readouterr().out
    assert "中国西藏网" in shown
    assert str(case / "expected.json") in shown


def test_a_kept_listing_is_the_links_it_leads_to(keep, tmp_path) -> None:
    assert keep("tibet", LISTING, "listing") == 0
    kept = json.loads((tmp_path / "tibet" / "listing.json").read_text(encoding="utf-8"))
    assert kept["links"] == json.loads(LISTING.with_suffix(".json").read_text(encoding="utf-8"))["links"]


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (("tibt", PAGE, "plain"), "tibt"),
        (("tibet", "missing.html", "plain"), "missing.html"),
        (("tibet", PAGE, "../plain"), "../plain"),
        (("tibet", PAGE, "listing"), "no article"),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_line(keep, capsys, args, named) -> None:
    assert keep(*args) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert named in line


def test_a_page_without_an_address_asks_for_it(keep, tmp_path, capsys) -> None:
    shutil.copy(PAGE, tmp_path / "saved.html")
    assert keep("tibet", tmp_path / "saved.html", "plain") == 1
    assert "--url" in capsys.readouterr().err
    assert (
        keep("tibet", tmp_path / "saved.html", "plain", url="http://www.tibet.cn/202108/t20210823_1.html")
        == 0
    )


def test_a_case_is_never_written_over_unasked(keep, capsys) -> None:
    assert keep("tibet", PAGE, "plain") == 0
    assert keep("tibet", PAGE, "plain") == 1
    assert "--force" in capsys.readouterr().err
    assert keep("tibet", PAGE, "plain", force=True) == 0


def test_a_live_page_is_kept_with_its_headers(scrapy, tmp_path) -> None:
    with serve(0) as address:
        done = scrapy(
            "keep", "sample", f"{address}202306/t20230612_1001.html", "plain", "-s", f"FIXTURES_DIR={tmp_path}",
            "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0",
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    facts = json.loads((tmp_path / "sample" / "plain" / "page.json").read_text(encoding="utf-8"))
    assert facts["headers"]["Content-Type"] == facts["content_type"] == "text/html"
