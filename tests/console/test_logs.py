"""LOG_FORMAT=json: each line that a process writes on stderr is one event."""

import json
import logging
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings

from scraper.console.events import JsonFormatter
from scraper.console.logs import BadLog, check_log
from tests.served import Site
from tests.stories import HASTE, article, listing, name
from tests.zygote import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
ROOT = Path(__file__).resolve().parents[2]
FIELDS = {"time", "level", "logger", "event", "site", "run", "url", "exception"}


@pytest.fixture
def shown(site) -> Site:
    site.put("/", listing(1, 2, 3))
    site.put(name(1), article(1))
    site.put(name(2), "<p>山阳县</p>".encode())
    site.put(name(3), b"", status=500)
    return site


def crawl(site: Site, data: Path, *options: str) -> list[str]:
    settings = (f"DATA_DIR={data}", "RETRY_TIMES=0", "LOG_FORMAT=json", *options)
    return [
        "crawl",
        "sample",
        "-a",
        f"url={site.address}/",
        *HASTE,
        *(p for s in settings for p in ("-s", s)),
    ]


def events(text: str) -> list[dict[str, str]]:
    """Return the events of a log; each has its fields, and there is nothing else."""
    found = [json.loads(line) for line in text.splitlines()]
    for event in found:
        assert {"time", "level", "logger", "event"} <= event.keys() <= FIELDS
        assert datetime.fromisoformat(event["time"]).tzinfo
        assert event["level"] in logging.getLevelNamesMapping()
    return found


def test_each_line_of_a_crawl_is_an_event_from_the_first_to_the_last(shown, scrapy, tmp_path) -> None:
    done = scrapy(*crawl(shown, tmp_path))
    found = events(done.stderr)
    assert found[0]["event"].startswith("Scrapy ")
    assert found[-1]["event"].startswith("scrapy crawl: ")
    assert done.returncode == 3
    refused = next(event for event in found if event["event"].startswith("<Rejection no_body"))
    (run,) = (tmp_path / "sample" / "runs").glob("*.json")
    assert (refused["site"], refused["run"], refused["url"]) == ("sample", run.stem, shown.address + name(2))
    assert any("\n" in event["event"] for event in found)  # the settings, in one line of the log


def test_a_wrong_call_is_an_event_too(scrapy, tmp_path) -> None:
    done = scrapy("crawl", "nothing", "-s", "LOG_FORMAT=json")
    assert [event["level"] for event in events(done.stderr)] == ["ERROR"]
    assert done.returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (("LOG_LEVEL=WARNING",), 0),
        (("LOG_ENABLED=0",), 0),
        (("LOG_STDOUT=1", "LOG_SHORT_NAMES=1"), 10),
        (("LOG_LEVEL=DEBUG",), 20),
    ],
)
def test_the_settings_of_scrapys_log_count(shown, scrapy, tmp_path, options, lines) -> None:
    done = scrapy(*crawl(shown, tmp_path, *options))
    found = events(done.stderr)
    assert not done.stdout
    assert found[-1]["event"].startswith("scrapy crawl: ")
    assert len(found) > lines
    if not lines:
        assert all(event["level"] in {"WARNING", "ERROR"} for event in found)
    if "LOG_SHORT_NAMES=1" in options:
        assert found[0]["logger"] == "scrapy"


@pytest.mark.slow
def test_a_log_file_is_whole_and_is_begun_anew_or_goes_on(shown, scrapy, tmp_path) -> None:
    log = tmp_path / "夜.log"
    for append, runs in (("1", 1), ("1", 2), ("0", 1)):
        done = scrapy(*crawl(shown, tmp_path, f"LOG_FILE={log}", f"LOG_FILE_APPEND={append}"))
        assert [event["level"] for event in events(done.stderr)] == ["ERROR"] * bool(done.returncode)
        found = events(log.read_text(encoding="utf-8"))
        assert sum(event["event"].startswith("Scrapy ") for event in found) == runs
        assert found[0]["event"].startswith("Scrapy ")
        if done.returncode:
            assert found[-1]["event"].startswith("scrapy crawl: ")


CRAWLS = """
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings
from scraper.spiders.sample import SampleSpider

class Other(SampleSpider):
    name = "other"
    custom_settings = {"LOG_LEVEL": "%s"}

settings = get_project_settings()
given = {"DATA_DIR": "%s", "LOG_FORMAT": "json", "ALLOW_PRIVATE_HOSTS": True, "DOWNLOAD_DELAY": 0}
settings.update(given, priority="cmdline")
process = AsyncCrawlerProcess(settings)
for spider in (%s):
    process.crawl(spider, url="%s/")
process.start()
"""


def of_script(shown: Site, data: Path, level: str, spiders: str) -> list[dict[str, str]]:
    script = CRAWLS % (level, data, spiders, shown.address)
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE
    )
    return events(done.stderr)


@pytest.mark.slow
def test_the_crawls_of_a_script_are_told_apart_and_a_spider_s_own_level_counts(shown, tmp_path) -> None:
    both = of_script(shown, tmp_path / "both", "INFO", "SampleSpider, Other")
    opened = [event["site"] for event in both if event["event"] == "Spider opened"]
    assert sorted(opened) == ["other", "sample"]
    listings = [event for event in both if event["event"].endswith(": the last page")]
    assert sorted(event["site"] for event in listings) == ["other", "sample"]
    unnamed = [event.get("site") for event in both if event["event"].startswith("Overridden settings")]
    assert unnamed == ["sample", None]  # when there were two, nobody knows whose
    quiet = of_script(shown, tmp_path / "quiet", "WARNING", "Other,")
    assert {event["level"] for event in quiet if event.get("site")} <= {"WARNING", "ERROR"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [("sites",), ("clean", "nothing.html"), ("replay-rejects", "nowhere"), ("keep",)]
)
def test_every_command_says_what_is_wrong_as_an_event(scrapy, command, tmp_path) -> None:
    done = scrapy(*command, "-s", "LOG_FORMAT=json", "-s", f"DATA_DIR={tmp_path}")
    if command != ("keep",):  # the usage of a command is told by Scrapy itself
        events(done.stderr)
    assert "Traceback" not in done.stderr


def test_what_a_message_holds_stays_one_line(caplog) -> None:
    for text in ("山阳县\n第二行", "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg", "\ud800", '"\\\r\n\x00', "%s"):
        logged = logging.LogRecord("one", logging.INFO, __file__, 1, text, (), None)
        (event,) = events(JsonFormatter().format(logged).encode("utf-8", "backslashreplace").decode())
        assert event["event"] == text


def test_an_event_names_the_address_that_it_is_about_and_the_failure() -> None:
    url = "http://www.shanyang.example/xw/1.html"
    for args in ((url, 7), ({"request": Request(url)},), ({"url": url},)):
        logged = logging.LogRecord("one", logging.INFO, __file__, 1, "%s", args, None)
        assert json.loads(JsonFormatter().format(logged))["url"] == url
    failed = (ValueError, ValueError("山阳"), None)
    logged = logging.LogRecord("one", logging.ERROR, __file__, 1, "%d of %d", ("x",), failed)
    told = json.loads(JsonFormatter().format(logged))
    assert told["exception"].endswith("ValueError: 山阳")
    assert told["event"] == "%d of %d ('x',)"
    assert told.keys() == {"time", "level", "logger", "event", "exception"}


@pytest.mark.parametrize(
    ("setting", "value"), [("LOG_FORMAT", "yaml"), ("LOG_LEVEL", "LAUT"), ("LOG_FILE", "/nowhere/at/all.log")]
)
def test_a_log_that_cannot_be_written_is_one_line(setting, value) -> None:
    with pytest.raises(BadLog, match=setting) as told:
        check_log(Settings({setting: value}))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("form", [(), ("-s", "LOG_FORMAT=json")], ids=["plain", "json"])
def test_a_wrong_call_stands_in_the_log_s_file_too(scrapy, tmp_path, form) -> None:
    """A scheduler such as scrapyd shows nothing else."""
    log = tmp_path / "log"
    done = scrapy(
        "crawl", "sample", "-a", "colour=red", "-s", f"DATA_DIR={tmp_path}", "-s", f"LOG_FILE={log}", *form
    )
    assert done.returncode == 1
    assert "colour" in done.stderr
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert "colour" in line
