"""Scrapy's own commands do here what their users know of them, and a look leaves nothing behind."""

import json
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from scraper.storage.lease.lock import Lock
from tests.served import Site
from tests.stories import HASTE, article, listing, name

PLAIN = """
import scrapy

class QuotesSpider(scrapy.Spider):
    name = "quotes"

    def __init__(self, url, **arguments):
        super().__init__(**arguments)
        self.start_urls = [url]

    def parse(self, response):
        yield {"address": response.url, "links": len(response.css("a")), "parts": {"of": [1, None]}}
        yield from response.follow_all(css="h4 a", callback=self.parse_leaf)

    def parse_leaf(self, response):
        yield {"address": response.url, "title": response.css("h2::text").get(), "job": getattr(self, "_job", None)}
"""


@pytest.fixture
def county(site) -> Site:
    """A site of one listing and three articles, whose robots.txt forbids nothing."""
    site.put("/", listing(1, 2, 3))
    for number in (1, 2, 3):
        site.put(name(number), article(number))
    return site


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder in which another run of the sample's site is at work."""
    folder = tmp_path / "data"
    lock = Lock(folder / "sample")
    before = files_below(folder)
    yield folder
    assert files_below(folder) == before
    lock.release()


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def slowly(*values: object) -> list:
    """Return further values of a case, for the slow suite."""
    return [
        pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.slow)
        for value in values
    ]


def at(data: Path) -> tuple[str, ...]:
    return (*HASTE, "-s", f"DATA_DIR={data}")


def test_the_shell_shows_a_page(scrapy, county, data) -> None:
    code = "(response.status, response.css('h4 a::attr(href)').get(), spider.name)"
    done = scrapy("shell", f"{county.address}/", "-c", code, *at(data))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str((200, name(1), "default"))


def test_an_article_gives_its_record_while_a_run_of_the_site_is_at_work(scrapy, county, data) -> None:
    done = scrapy("parse", "--spider=sample", county.address + name(1), "--nocolour", *at(data))
    assert done.returncode == 0, done.stderr
    assert "'title': '山阳县第1场农资对接会'" in done.stdout
    assert "'source': '山阳新闻网'" in done.stdout
    assert done.stdout.strip().endswith("[]")


def test_a_listing_gives_its_requests(scrapy, county, data) -> None:
    done = scrapy("parse", "--spider=sample", f"{county.address}/", "--nocolour", *at(data))
    assert [name(number) in done.stdout for number in (1, 2, 3)] == [True] * 3
    assert "Scraped Items  ------------------------------------------------------------\n[]" in done.stdout
    assert county.requests[name(1)] == 0


def headlines(*numbers: int) -> bytes:
    """Return a list page as a reader knows one: headlines, each with its day."""
    rows = "".join(
        f'<li><a href="{name(number)}">山阳县第{number}场农资对接会昨日举行</a><span>2023-06-12</span></li>'
        for number in numbers
    )
    return f'<meta charset="utf-8"><title>山阳要闻</title><ul class="list">{rows}</ul>'.encode()


def test_a_page_of_no_site_is_read_by_the_general_reader(scrapy, site, data) -> None:
    site.put("/xw/", headlines(*range(1, 9)))
    site.put(name(1), article(1))
    listed = scrapy("parse", f"{site.address}/xw/", "--nocolour", *at(data))
    assert [name(number) in listed.stdout for number in range(1, 9)] == [True] * 8, listed.stderr
    read = scrapy("parse", site.address + name(1), "--nocolour", *at(data))
    assert "'title': '山阳县第1场农资对接会'" in read.stdout, read.stderr
    assert sum(site.requests[name(number)] for number in range(1, 9)) == 1


@pytest.mark.parametrize(("status", "reason"), [(404, "gone"), *slowly((503, "unreachable"), (200, "empty"))])
def test_a_page_that_is_no_article_gives_its_rejection(scrapy, site, data, status, reason) -> None:
    site.put(name(1), b"", status=status)
    done = scrapy("parse", "--spider=sample", site.address + name(1), "--nocolour", *at(data))
    assert f"'reason': <Reason.{reason.upper()}: '{reason}'>" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr


def test_a_deeper_look_reads_the_articles_of_a_listing_and_delivers_none(
    scrapy, county, data, tmp_path
) -> None:
    file = tmp_path / "looked.jsonl"
    done = scrapy(
        "parse", f"{county.address}/", "--spider=sample", "-d2", "--pipelines", "-O", file, *at(data)
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("山阳县第") > 3
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("callback", ["parse_article", "parse_listing"])
def test_a_callback_is_named_as_in_any_project(scrapy, county, data, callback) -> None:
    page = name(1) if callback == "parse_article" else "/"
    done = scrapy("parse", "--spider=sample", "-c", callback, county.address + page, "--nocolour", *at(data))
    assert ("'body': '山阳县第1场" if callback == "parse_article" else name(3)) in done.stdout, done.stderr


@pytest.mark.parametrize("spider", ["sample", None, *slowly("tibet", "people", "news")])
def test_fetch_prints_what_came_whatever_the_spider(scrapy, county, data, spider) -> None:
    named = [f"--spider={spider}"] if spider else []
    done = scrapy("fetch", *named, f"{county.address}/", *at(data))
    assert done.stdout.encode().strip() == listing(1, 2, 3), done.stderr
    assert done.returncode == 0


def test_view_shows_the_page_in_a_browser(scrapy, county, data) -> None:
    done = scrapy("view", county.address + name(1), *at(data), environment={"BROWSER": "echo %s"})
    shown = Path(done.stdout.strip().removeprefix("file://"))
    assert "山阳县第1场农资对接会" in shown.read_text(encoding="utf-8")
    shown.unlink()


@pytest.mark.parametrize("tool", ["shell", "fetch"])
def test_a_page_that_must_not_be_fetched_is_told_with_its_reason(scrapy, county, data, tool) -> None:
    county.put("/robots.txt", b"User-agent: *\nDisallow: /", Content_Type="text/plain")
    done = scrapy(tool, f"{county.address}/", *(["-c", "response"] if tool == "shell" else []), *at(data))
    assert f"{county.address}/ is not fetched: Forbidden by robots.txt" in done.stderr
    assert done.stdout.strip() == ("None" if tool == "shell" else "")


def test_fetch_shows_the_headers_and_the_redirect_itself(scrapy, site, data) -> None:
    site.put("/old", b"moved", status=302, Location="/new")
    done = scrapy("fetch", "--headers", "--no-redirect", f"{site.address}/old", *at(data))
    assert "< Location: /new" in done.stdout
    assert "> User-Agent: difang/" in done.stdout
    assert site.requests["/new"] == 0


@pytest.mark.parametrize("spider", ["news", *slowly("sample", "tibet")])
def test_the_shell_has_the_spider_that_was_named(scrapy, county, data, spider) -> None:
    code = "(spider.name, len(list(spider.parse_listing(response))))"
    done = scrapy("shell", f"--spider={spider}", f"{county.address}/", "-c", code, *at(data))
    assert f"('{spider}', " in done.stdout, done.stderr


def test_the_shell_reads_a_file_that_it_was_given_and_no_other(scrapy, data, tmp_path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(article(1))
    code = "(response.css('h2::text').get(), fetch('file:///etc/hostname'), response)"
    done = scrapy("shell", file, "-c", code, *at(data))
    assert "山阳县第1场农资对接会" in done.stdout, done.stderr
    assert "the scheme 'file' is not fetched" in done.stderr


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (("shell", "--spider=tibt", "http://a.cn/"), "tibet"),
        (("shell", "--spider=news"), "listing page"),
        (("parse", "--spider=tibet", "-a", "limt=5", "http://a.cn/"), "limit"),
        *slowly(
            (("fetch", "--spider=tibt", "http://a.cn/"), "tibet"),
            (("parse", "--spider=tibt", "http://a.cn/"), "tibet"),
            (("check", "tibt"), "tibet"),
        ),
    ],
)
def test_a_wrong_call_of_a_tool_ends_with_one_clear_line(scrapy, call, named) -> None:
    done = scrapy(*call)
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"scrapy {call[0]}: ")
    assert named in line


@pytest.fixture
def plain(tmp_path) -> Path:
    file = tmp_path / "quotes.py"
    file.write_text(PLAIN, encoding="utf-8")
    return file


def test_the_items_of_a_plain_spider_pass_untouched(scrapy, county, data, plain, tmp_path) -> None:
    file = tmp_path / "items.jsonl"
    url = f"url={county.address}/"
    done = scrapy("runspider", plain, "-a", url, "-a", "_job=7", "-O", file, *at(data))
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr
    items = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {"address": f"{county.address}/", "links": 3, "parts": {"of": [1, None]}} in items
    titles = {f"山阳县第{number}场农资对接会" for number in (1, 2, 3)}
    assert {item["title"] for item in items if "title" in item} == titles
    assert {item["job"] for item in items if "job" in item} == {"7"}


PLAIN_KINDS = """
import scrapy
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule, {kind}Spider

class KindSpider({kind}Spider):
    name = "kind"
    rules = [Rule(LinkExtractor(allow="t2023"), callback="parse_leaf")]
    itertag = "url"

    def __init__(self, url, **arguments):
        self.sitemap_urls = [url + "sitemap.xml"]
        self.start_urls = [url + ("sitemap.xml" if "{kind}" == "XMLFeed" else "")]
        super().__init__(**arguments)

    def parse_node(self, response, node):
        return scrapy.Request(node.xpath("*/text()").get(), self.parse_leaf)

    def parse_leaf(self, response):
        yield {{"title": response.css("h2::text").get()}}

    if "{kind}" == "Sitemap":
        parse = parse_leaf
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["Crawl", "XMLFeed", "Sitemap"])
def test_each_kind_of_scrapys_spiders_runs_with_its_jobdir(scrapy, county, data, tmp_path, kind) -> None:
    urls = "".join(f"<url><loc>{county.address}{name(number)}</loc></url>" for number in (1, 2, 3))
    county.put("/sitemap.xml", f"<urlset>{urls}</urlset>".encode(), Content_Type="text/xml")
    file, items, job = tmp_path / "kind.py", tmp_path / "items.jsonl", tmp_path / "job"
    file.write_text(PLAIN_KINDS.format(kind=kind), encoding="utf-8")
    url = f"url={county.address}/"
    done = scrapy("runspider", file, "-a", url, "-O", items, "-s", f"JOBDIR={job}", *at(data))
    assert "ERROR" not in done.stderr
    assert len(items.read_text(encoding="utf-8").splitlines()) == 3, done.stderr
    assert (job / "requests.seen").is_file()


CHECKED = """
from scraper.spiders.sample import SampleSpider

class CheckedSpider(SampleSpider):
    name = "checked"

    def parse_listing(self, response, walk=None):
        \"\"\"@url {address}/
        @returns requests {fewest}
        \"\"\"
        yield from super().parse_listing(response, walk)
"""


@pytest.mark.parametrize(("fewest", "code"), [(3, 0), *slowly((9, 1))])
def test_the_contracts_of_a_site_are_checked(scrapy, county, data, fewest, code) -> None:
    room = data.with_name("checked_spiders")
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "checked.py").write_text(CHECKED.format(address=county.address, fewest=fewest), encoding="utf-8")
    seen = {"PYTHONPATH": str(room.parent)}
    modules = ("-a", f"url={county.address}/", "-s", "SPIDER_MODULES=checked_spiders")
    done = scrapy("check", "checked", *modules, *at(data), environment=seen)
    assert done.returncode == code, done.stderr
    assert county.requests["/"] == 1


def test_a_look_reads_an_archive_where_there_is_one(scrapy, county, data, tmp_path) -> None:
    kept = tmp_path / "kept"
    scrapy("crawl", "sample", "-a", f"url={county.address}/", *at(kept))
    asked = county.requests.copy()
    (archive,) = kept.glob("sample/archive/*.warc.gz")
    url = county.address + name(1)
    done = scrapy("parse", "--spider=sample", url, "--nocolour", "-s", f"REPLAY={archive}", *at(data))
    assert "'title': '山阳县第1场农资对接会'" in done.stdout, done.stderr
    assert county.requests == asked


def test_each_site_is_found_by_its_addresses_and_by_no_other() -> None:
    loader = get_spider_loader(get_project_settings())
    sites = {found: loader.load(found) for found in loader.list()}
    for found, spider in sites.items():
        for url in getattr(spider, "start_urls", ()):
            assert loader.find_by_request(Request(url)) == [found]
    for url in ("http://www.county.news/xw/", "http://news/", "http://sample/", "http://tibet/"):
        assert loader.find_by_request(Request(url)) == []


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("list",), "tibet\n"),
        (("settings", "--get", "BOT_NAME"), "difang\n"),
        (("version", "-v"), "Scrapy "),
        (("check",), ""),
        *slowly(
            (("check", "-l"), ""),
            (("genspider", "-l"), "crawl\n"),
            (("genspider", "-d", "basic"), "class "),
            (("edit", "tibet", "-s", "EDITOR=echo"), "tibet.py"),
        ),
    ],
)
def test_the_other_commands_do_what_they_do_in_any_project(scrapy, data, call, told) -> None:
    done = scrapy(*call, *at(data))
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_benchmark_of_this_machine_runs(scrapy, data) -> None:
    done = scrapy("bench", "-s", "CLOSESPIDER_TIMEOUT=1", "-s", "CLOSESPIDER_PAGECOUNT=40", *at(data))
    assert done.returncode == 0, done.stderr
    assert "closespider" in done.stderr
    assert "response_status_count/200" in done.stderr
