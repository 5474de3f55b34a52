"""A scheduler starts our spiders as it starts any: its arguments, its settings, its feeds, several in one process."""

import csv
import json
import marshal
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from schemas import Article
from schemas.reader import read_articles
from tests.conftest import LOOPBACK, ROOT
from tests.served import Site
from tests.stories import HASTE, article, listing, name, rows
from tests.zygote import PATIENCE


@pytest.fixture
def county(site) -> Site:
    """A site of one listing and three articles."""
    site.put("/", listing(1, 2, 3))
    for number in (1, 2, 3):
        site.put(name(number), article(number))
    return site


def delivered(folder: Path) -> list[Article]:
    return [
        each for file in sorted(folder.glob("articles/*.jsonl")) for each in read_articles(file, latest=False)
    ]


def test_scrapyd_runs_a_spider_with_its_job_its_log_and_its_feed(scrapy, county, tmp_path) -> None:
    feed, log = tmp_path / "items of a job" / "7.jl", tmp_path / "7.log"
    feeds = json.dumps({feed.as_uri(): {"format": "jsonlines"}})
    given = (
        "-a",
        "_job=6487ec79947edab326d6db28a2d86511e8247444",
        "-s",
        f"FEEDS={feeds}",
        "-s",
        f"LOG_FILE={log}",
    )
    done = scrapy(
        "crawl", "sample", "-a", f"url={county.address}/", *given, "-s", f"DATA_DIR={tmp_path}", *HASTE
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "3 articles, 0 rejections" in log.read_text(encoding="utf-8")
    assert len(feed.read_text(encoding="utf-8").splitlines()) == 3


SCHEDULERS = (
    "_job=1 _set_crawler=x _shown=1 _version=r4-master _jobid=2 __class__=x _=x _url=x _parse=".split()
)


@pytest.mark.parametrize("spider", ["sample", "news"])
def test_an_argument_with_an_underscore_reaches_none_of_our_logic(scrapy, county, tmp_path, spider) -> None:
    given = (f"url={county.address}/", "limit=0002", *SCHEDULERS)
    arguments = [part for argument in given for part in ("-a", argument)]
    done = scrapy("crawl", spider, *arguments, "-s", f"DATA_DIR={tmp_path}", *HASTE)
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if spider == "sample" else 3), done.stderr


def read_feeds(folder: Path) -> Iterator[tuple[str, list[dict]]]:
    """Yield what a reader of each format finds, as the data of the lines of JSON."""
    text = {form: (folder / f"all.{form}").read_bytes() for form in ("json", "jsonl", "csv", "xml")}
    yield "json", json.loads(text["json"])
    yield "jsonl", [json.loads(line) for line in text["jsonl"].splitlines()]
    rows = csv.DictReader(text["csv"].decode("utf-8").splitlines(keepends=True))
    yield (
        "csv",
        [
            {key: json.loads(cell) if cell[:1] in ("[", "{") else cell for key, cell in row.items()}
            for row in rows
        ],
    )
    yield "xml", [dict(map(element, item)) for item in ET.fromstring(text["xml"])]
    for form, library in (("pickle", pickle), ("marshal", marshal)):
        with (folder / f"all.{form}").open("rb") as file:
            yield form, [library.load(file) for _ in range(3)]


def element(node: ET.Element) -> tuple[str, object]:
    """Return an element of XML as a field: its text, its list or its parts."""
    parts = [element(part) for part in node]
    if parts and all(key == "value" for key, _ in parts):
        return node.tag, [part for _, part in parts]
    return node.tag, dict(parts) if parts else node.text or ""


def as_told(value: object) -> object:
    """Return a value as formats without numbers and null tell it."""
    if isinstance(value, dict):
        return {key: as_told(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_told(each) for each in value] or ""
    return "" if value in (None, []) else str(value)


def test_each_format_of_feeds_tells_the_article_as_its_line_does(scrapy, county, tmp_path) -> None:
    county.answers.pop(name(2))
    picture = '<p><img src="/p.jpg"></p><p>图为会场, "第一排"。</p></div>'.encode()
    county.put(name(2), article(2).replace(b"</div>", picture).replace(b"</div>", b"", 1))
    forms = ("json", "jsonl", "csv", "xml", "pickle", "marshal")
    outputs = [part for form in forms for part in ("-O", str(tmp_path / f"all.{form}"))]
    url = f"url={county.address}/"
    done = scrapy("crawl", "sample", "-a", url, "-s", f"DATA_DIR={tmp_path}", *HASTE, *outputs)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    lines = {one.id: one for one in delivered(tmp_path / "sample")}
    assert len(lines) == 3
    told = dict(read_feeds(tmp_path))
    for form in ("json", "jsonl", "marshal", "pickle"):
        assert {one["id"]: Article.model_validate(one) for one in told[form]} == lines, form
    for form in ("csv", "xml"):
        whole = {key: as_told(one.model_dump(mode="json")) for key, one in lines.items()}
        assert {one["id"]: as_told(one) for one in told[form]} == whole, form


def test_output_is_appended_by_a_second_run(scrapy, county, tmp_path) -> None:
    file = tmp_path / "all.jsonl"
    again = (
        "crawl",
        "sample",
        "-a",
        f"url={county.address}/",
        "-s",
        f"DATA_DIR={tmp_path}",
        *HASTE,
        "-o",
        file,
    )
    assert scrapy(*again, "-a", "limit=1").returncode == 0
    assert scrapy(*again).returncode == 0
    assert scrapy(*again).returncode == 0
    urls = [json.loads(line)["url"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(urls) == sorted(county.address + name(number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("job", "comes_home"),
    [
        (("-s", "JOBDIR={}/job"), True),
        pytest.param(("-s", "JOBDIR={}/job"), False, marks=pytest.mark.slow),
        pytest.param((), True, marks=pytest.mark.slow),
        pytest.param((), False, marks=pytest.mark.slow),
    ],
)
def test_a_crawl_that_was_paused_goes_on_where_it_stopped(zygote, site, tmp_path, job, comes_home) -> None:
    """Paused by SIGINT while a page is under way: it comes home, or too late."""
    numbers = range(1, 13)
    site.put("/", listing(*numbers))
    for number in numbers:
        site.put(name(number), article(number))
    site.held.add(name(6))
    given = (*HASTE, *LOOPBACK, *(part.format(tmp_path) for part in job))
    call = ("crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *given)
    one_by_one = ("-s", "CONCURRENT_REQUESTS=1")
    out, err = tmp_path / "out", tmp_path / "err"
    child = zygote.start(
        *call, *one_by_one, "-s", f"STOP_WITHIN={60 if comes_home else 0.2}", out=out, err=err
    )
    assert site.asked.wait(PATIENCE)
    child.kill(signal.SIGINT)
    if comes_home:
        wait_for("shutting down gracefully", err)
        site.over.set()
    assert child.wait() == 130, err.read_text(encoding="utf-8")
    before = {one.url for one in delivered(tmp_path / "sample")}
    assert 0 < len(before) < len(numbers)
    site.held.clear()
    done = zygote.run(*call, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    urls = [one.url for one in delivered(tmp_path / "sample")]
    assert sorted(urls) == sorted(site.address + name(number) for number in numbers)
    assert max(site.requests[name(number)] for number in numbers) == 1


def wait_for(words: str, file: Path) -> None:
    """Return when a command has said so in its log."""
    deadline = time.monotonic() + PATIENCE
    while words not in file.read_text(encoding="utf-8"):
        assert time.monotonic() < deadline, file.read_text(encoding="utf-8")
        time.sleep(0.01)


PROCESS = """
import sys
from scrapy.crawler import {process}
from scrapy.utils.project import get_project_settings

settings = get_project_settings()
settings.setdict(dict(pair.split("=", 1) for pair in sys.argv[3:]), priority="cmdline")
process = {process}(settings)
process.crawl("sample", url=sys.argv[1], limit=2)
process.crawl("news", url=sys.argv[2], _job=7, since=None)
process.crawl("quotes", url=sys.argv[1])
process.start()
"""

RUNNER = """
import asyncio, sys
from scrapy.utils.reactor import install_reactor
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
from scrapy.crawler import {runner}
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from twisted.internet.defer import Deferred
from twisted.internet.task import react

async def crawl(_):
    settings = get_project_settings()
    settings.setdict(dict(pair.split("=", 1) for pair in sys.argv[3:]), priority="cmdline")
    configure_logging(settings)
    runner = {runner}(settings)
    runner.crawl("sample", url=sys.argv[1], limit=2)
    runner.crawl("news", url=sys.argv[2], _job=7)
    runner.crawl("quotes", url=sys.argv[1])
    joined = runner.join()
    await (Deferred.fromFuture(asyncio.ensure_future(joined)) if asyncio.iscoroutine(joined) else joined)

react(lambda reactor: Deferred.fromCoroutine(crawl(reactor)))
"""

QUOTES = """
import scrapy

class QuotesSpider(scrapy.Spider):
    name = "quotes"

    async def start(self):
        yield scrapy.Request(self.url)

    def parse(self, response):
        yield {"length": len(response.body)}
"""


@pytest.fixture
def script(tmp_path):
    """Run a script of the user's own, in the project, his spider beside ours."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "__init__.py").touch()
    (mine / "quotes.py").write_text(QUOTES, encoding="utf-8")

    def start(text: str, *urls: str, settings: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        file = tmp_path / "crawl_both.py"
        file.write_text(text, encoding="utf-8")
        named = [part for part in HASTE if part != "-s"]
        modules = "SPIDER_MODULES=scraper.spiders,mine"
        command = [sys.executable, file, *urls, *named, modules, f"DATA_DIR={tmp_path}", *settings]
        paths = os.pathsep.join(map(str, (tmp_path, ROOT)))
        environment = {**os.environ, "PYTHONPATH": paths, "SCRAPY_SETTINGS_MODULE": "scraper.settings"}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=tmp_path, env=environment, stderr=pipe, text=True, encoding="utf-8"
        )

    return start


SCRIPTS = {
    "CrawlerProcess": PROCESS.format(process="CrawlerProcess"),
    "AsyncCrawlerProcess": PROCESS.format(process="AsyncCrawlerProcess"),
    "CrawlerRunner": RUNNER.format(runner="CrawlerRunner"),
    "AsyncCrawlerRunner": RUNNER.format(runner="AsyncCrawlerRunner"),
}


@pytest.fixture
def other(open_site):
    """A site that nobody described, with six articles."""
    described = open_site()
    described.put("/xw/", b'<meta charset="utf-8"><ul>' + rows(*range(1, 7)) + b"</ul>")
    for number in range(1, 7):
        described.put(name(number), article(number))
    return described


@pytest.mark.slow
@pytest.mark.parametrize("kind", SCRIPTS)
def test_several_spiders_crawl_in_one_process(script, other, county, tmp_path, kind) -> None:
    process = script(
        SCRIPTS[kind], f"{county.address}/", f"{other.address}/xw/", settings=("ALLOW_PRIVATE_HOSTS=1",)
    )
    log = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 0, log
    assert "Traceback" not in log
    assert len(delivered(tmp_path / "sample")) == 2, log
    assert len(delivered(tmp_path / "news")) == 6, log
    reports = [json.loads(path.read_bytes()) for path in tmp_path.glob("*/runs/*.json")]
    assert {(one["site"], one["exit_code"]) for one in reports} == {("sample", 0), ("news", 0)}
    assert {one["articles"] for one in reports} == {2, 6}
    assert "'item_scraped_count': 1" in log  # of the plain one


@pytest.mark.slow
@pytest.mark.parametrize("kind", SCRIPTS)
def test_the_guard_stands_in_a_script_too(script, county, tmp_path, kind) -> None:
    seeded = "from scrapy.resolver import dnscache; dnscache['leak.shanyang.example'] = '127.0.0.1'\n"
    port = county.address.rpartition(":")[2]
    process = script(seeded + SCRIPTS[kind], f"http://leak.shanyang.example:{port}/", f"{county.address}/xw/")
    log = process.communicate(timeout=PATIENCE)[1]
    assert "the guard refuses leak.shanyang.example: it leads to 127.0.0.1" in log
    assert "the guard refuses 127.0.0.1" in log
    assert not county.requests


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["CrawlerProcess", "AsyncCrawlerProcess"])
def test_a_signal_ends_every_spider_of_a_process_and_loses_nothing(
    script, other, county, tmp_path, kind
) -> None:
    county.held.add(name(2))
    other.held.add(name(3))
    urls = (f"{county.address}/", f"{other.address}/xw/")
    process = script(SCRIPTS[kind], *urls, settings=("ALLOW_PRIVATE_HOSTS=1", "STOP_WITHIN=0.5"))
    assert county.asked.wait(PATIENCE)
    assert other.asked.wait(PATIENCE)
    process.send_signal(signal.SIGTERM)
    log = process.communicate(timeout=PATIENCE)[1]
    reports = [json.loads(path.read_bytes()) for path in tmp_path.glob("*/runs/*.json")]
    assert {(one["site"], one["finish_reason"]) for one in reports} == {
        ("sample", "gave_up"),
        ("news", "gave_up"),
    }, log
    assert not list(tmp_path.glob("*/*/*.part"))
    county.held.clear()
    other.held.clear()
    process = script(SCRIPTS[kind], *urls, settings=("ALLOW_PRIVATE_HOSTS=1",))
    log = process.communicate(timeout=PATIENCE)[1]
    assert "Traceback" not in log
    assert sorted(one.url for one in delivered(tmp_path / "news")) == sorted(
        other.address + name(number) for number in range(1, 7)
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_spider_that_cannot_write_ends_alone(script, other, county, tmp_path, kind) -> None:
    """The one has no folder for its articles and a page that never comes; the other goes on to its end."""
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "articles").write_bytes(b"no folder")
    county.held.add(name(2))
    other.held.add(name(3))
    settings = ("ALLOW_PRIVATE_HOSTS=1", "STOP_WITHIN=0.2", "COMMIT_LINES=1", f"LOG_FILE={tmp_path / 'log'}")
    process = script(SCRIPTS[kind], f"{county.address}/", f"{other.address}/xw/", settings=settings)
    assert county.asked.wait(PATIENCE)
    assert other.asked.wait(PATIENCE)
    wait_for("'finish_reason': 'finished'", tmp_path / "log")  # the plain spider's
    wait_for("sample/runs/", tmp_path / "log")  # given up
    other.over.set()
    process.communicate(timeout=PATIENCE)
    log = (tmp_path / "log").read_text(encoding="utf-8")
    reports = [json.loads(path.read_bytes()) for path in tmp_path.glob("*/runs/*.json")]
    assert {(one["site"], one["exit_code"]) for one in reports} == {("sample", 5), ("news", 3)}, log
    assert len(delivered(tmp_path / "news")) == 5
