import json
from pathlib import Path

from pipelines.strip import STEPS
from scraper.sample.server import serve

HASTE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
PAGE = Path("scraper/sample/site/202306/t20230612_1001.html")


def test_each_field_names_the_rule_that_gave_it(scrapy) -> None:
    done = scrapy("explain", PAGE, "--spider", "sample", "--json")
    assert done.returncode == 0, done.stderr
    story = json.loads(done.stdout)
    assert story["decode"]["encoding"]
    assert story["restore"]["edits"] == []
    assert story["extract"]["title"]["rule"] == "site"
    assert story["article"]["evidence"]["title"] == "site"
    assert {step["step"] for step in story["strip"]} <= set(story_steps())


def story_steps() -> list[str]:
    return [step.__name__ for step in STEPS]


def test_the_story_reads_in_a_terminal(scrapy) -> None:
    done = scrapy("explain", PAGE, "--spider", "sample")
    stages = [line.split()[0] for line in done.stdout.splitlines()[1:] if not line.startswith(" ")]
    assert stages[:3] == ["decode", "restore", "extract"]
    assert stages[-1] == "article"
    assert "[site]" in done.stdout


def test_a_rejected_page_tells_its_reason(scrapy, tmp_path) -> None:
    page = tmp_path / "empty.html"
    page.write_bytes(b"")
    done = scrapy("explain", page)
    assert done.returncode == 0
    assert "rejected  empty" in done.stdout


def test_an_archived_page_is_explained_from_its_bytes(scrapy, tmp_path) -> None:
    with serve(0) as address:
        data = f"DATA_DIR={tmp_path}"
        assert scrapy("crawl", "sample", "-a", f"url={address}", "-s", data, *HASTE).returncode == 0
    done = scrapy(
        "explain", f"{address}202306/t20230612_1001.html", "--spider", "sample", "-s", f"DATA_DIR={tmp_path}"
    )
    assert done.returncode == 0, done.stderr
    assert "党旗插在麦田里" in done.stdout


def test_a_live_page_is_explained_and_nothing_is_written(scrapy, tmp_path) -> None:
    with serve(0) as address:
        done = scrapy("explain", f"{address}202306/t20230612_1001.html", "-s", f"DATA_DIR={tmp_path}", *HASTE)
    assert done.returncode == 0, done.stderr
    assert "党旗插在麦田里" in done.stdout
    assert not list(tmp_path.iterdir())
