import contextlib
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from schemas import Rejection
from scraper.storage.archive import read_records
from scraper.storage.learned_forms import answer_of, read_forms
from scraper.storage.ledger import key
from tests.served import Server
from tests.zygote import PATIENCE, Child, Zygote

HASTE = {
    "ALLOW_PRIVATE_HOSTS": "1",
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
}
STORY = "".join(
    f"<p>　　{text}</p>"
    for text in (
        "山阳县城关街道昨日举行春耕农资对接会，二十三家合作社的负责人到场选种选肥。",
        "会上，县农业农村局技术员讲解了玉米密植的要点，并现场解答了种植户的提问。",
        "据了解，今年全县计划播种玉米十八万亩，目前已备足良种四百六十吨。",
    )
)


ROWS = 20
"""Articles on one listing page, where a test says nothing else."""

FAILING, SLOW = 7, 5
"""Each so-manieth listing page answers 500 to a whole run, or comes after what was asked for behind it."""

TRIES = 3
"""Requests for one page in one run: RETRY_TIMES and the first."""


def page_of(path: str) -> int | None:
    """Return the number of a listing page, None of another page."""
    if path == "/":
        return 0
    name = path.removeprefix("/index_").removesuffix(".html")
    return int(name) if name.isdecimal() else None


class Pages:
    """A site of so many pages, one in ten without a text, on as many listing pages as they need."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.number = 0
        self.rows = ROWS
        self.requests: Counter[str] = Counter()
        self.lock = threading.RLock()
        self.news = threading.Condition(self.lock)
        self.busy = threading.Event()  # something was asked for
        self.begin()

    def begin(self) -> None:
        """Count from here on what is asked."""
        self.asked = 0
        self.asked_for: Counter[str] = Counter()
        self.askers: list[str] = []
        """Who asked, in the order of the requests."""
        self.due: tuple[int, Callable[[], None]] | None = None

    def call_at(self, number: int, what: Callable[[], None]) -> None:
        """Call it when so many pages were asked for since begin(): at once, where they were."""
        with self.lock:
            self.due = (number, what)
            self._call_if_due()

    def note(self, path: str, asker: str) -> None:
        """Count a page that is asked for."""
        with self.lock:
            self.askers.append(asker)
            self.news.notify_all()
            self.requests[path] += 1
            self.asked_for[path] += 1
            self.asked += 1
            self.busy.set()
            self._call_if_due()

    def has_asked(self, asker: str, within: float) -> bool:
        """Tell whether somebody asks, or has asked, within so many seconds."""
        with self.news:
            return bool(self.news.wait_for(lambda: any(asker in one for one in self.askers), within))

    def wait_for(self, many: int) -> None:
        """Return when so many pages more were asked for."""
        with self.news:
            goal = len(self.askers) + many
            assert self.news.wait_for(lambda: len(self.askers) >= goal, PATIENCE)

    def _call_if_due(self) -> None:
        if self.due and self.asked >= self.due[0]:
            _, what = self.due
            self.due = None
            what()

    def status(self, path: str) -> int:
        """Return the status of the answer; a slow page has been waited for before this returns."""
        page = page_of(path)
        if page is None:
            return 200 if self.body(path) else 404
        if page % SLOW == SLOW - 1:
            asked = self.asked
            self.busy.clear()
            if asked == self.asked:
                self.busy.wait(0.1)  # until something else is asked for
        return 500 if page % FAILING == FAILING - 1 and self.requests[path] <= TRIES else 200

    def url(self, number: int) -> str:
        return f"{self.address}/202306/t20230612_{number}.html"

    @property
    def articles(self) -> set[str]:
        return {self.url(number) for number in range(self.number) if number % 10 != 9}

    @property
    def refused(self) -> set[str]:
        return {self.url(number) for number in range(self.number) if number % 10 == 9}

    def body(self, path: str) -> bytes | None:
        if (page := page_of(path)) is not None:
            newest_first = range(self.number)[::-1][page * self.rows : (page + 1) * self.rows]
            rows = "".join(
                f'<h4><a href="/202306/t20230612_{number}.html">新闻</a></h4>' for number in newest_first
            )
            pager = (
                f'<script>createPageHTML({-(-self.number // self.rows)}, {page}, "index", "html")</script>'
            )
            return f'<meta charset="utf-8"><div class="listnews">{rows}</div>{pager}'.encode()
        if not path.startswith("/202306/"):
            return None
        number = int(path.rpartition("_")[2].removesuffix(".html"))
        story = "" if number % 10 == 9 else STORY
        return (
            f'<meta charset="utf-8"><div class="title_box"><h2>山阳县第{number}场农资对接会开得热闹</h2>'
            f'<div class="info">2023-06-12 15:27 来源：山阳新闻网</div></div><div id="text">{story}</div>'
        ).encode()


@pytest.fixture(scope="session")
def pages() -> Iterator[Pages]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.note(self.path, self.headers["User-Agent"])
            body, status = served.body(self.path), served.status(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):  # the crawler is killed: that is the test
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        served = Pages(f"http://127.0.0.1:{server.server_address[1]}")
        yield served


class Starter:
    """Starts crawls of the pages into one folder."""

    def __init__(self, zygote: Zygote, pages: Pages, data: Path) -> None:
        self.zygote = zygote
        self.pages = pages
        self.root = data
        self.open("data")

    def open(self, name: str) -> None:
        """Go on in a folder of this name."""
        self.data = self.root / name
        self.site = self.data / "sample"
        self.data.mkdir(exist_ok=True)

    def __call__(self, *options: str, die_at: int | None = None, **settings: str) -> Child:
        settings = {"DATA_DIR": str(self.data), "COMMIT_LINES": "7", **HASTE, **settings}
        named = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
        args = ["crawl", "sample", "-a", f"url={self.pages.address}/", *named, *options]
        log = self.data / "crawl.log"
        return self.zygote.start(*args, out=log, err=log, die_at=die_at)

    def until_fine(self, most: int = 20) -> None:
        """Crawl until a run exits 0; each before it must say that something is owed."""
        for _ in range(most):
            self.pages.begin()
            last = self()
            if (status := last.wait()) == 0:
                return
            assert status == 3, last.log.read_text(encoding="utf-8")
            assert "the next run asks again" in last.log.read_text(encoding="utf-8")
        raise AssertionError(f"{most} runs and not fine: {last.log.read_text(encoding='utf-8')}")

    def lines(self, kind: str) -> list[str]:
        """Return the URLs of all finished lines; a torn one is an error."""
        urls = []
        for file in sorted(self.site.glob(f"{kind}/*.jsonl")):
            text = file.read_bytes()
            assert text.endswith(b"\n"), f"{file} is torn"
            urls += [json.loads(line)["url"] for line in text.splitlines()]
        return urls

    def is_amid(self) -> bool:
        """Return whether a run has left committed lines in a file that it did not finish."""
        return any(file.stat().st_size for file in self.site.glob("articles/*.part"))

    def check_whole(self) -> None:
        """Assert that what readers see now is whole: no torn and no duplicate line."""
        urls = self.lines("articles")
        assert len(urls) == len(set(urls)), "duplicate lines"
        self.lines("rejects")

    def check_end(self) -> None:
        """Assert that nothing is lost, doubled or torn, and that ledger, lines and archive agree."""
        self.check_whole()
        assert not list(self.site.glob("*/*.part"))
        assert set(self.lines("articles")) == self.pages.articles
        refused = [
            Rejection.model_validate_json(line)
            for file in sorted(self.site.glob("rejects/*.jsonl"))
            for line in file.read_bytes().splitlines()
        ]
        assert sorted(record.url for record in refused) == sorted(self.pages.refused)
        with contextlib.closing(sqlite3.connect(self.site / "ledger.sqlite")) as ledger:
            delivered = {row[0] for row in ledger.execute("SELECT key FROM delivered")}
            rests = {row[0] for row in ledger.execute("SELECT key FROM refused")}
            assert not ledger.execute("SELECT * FROM unfinished").fetchall()
        assert delivered == {key(url) for url in self.pages.articles}
        assert rests == {key(url) for url in self.pages.refused}
        forms = read_forms(self.site / "ledger.sqlite").values()
        assert sum(form.yes for form in forms) == len(self.pages.articles)
        assert sum(form.no for form in forms) == sum(answer_of(record) is False for record in refused)
        archived: dict[str, str] = {}
        for file in sorted(self.site.glob("archive/*.warc.gz")):
            for record, place in read_records(file):
                archived[str(place)] = record.rec_headers.get_header("WARC-Target-URI")
        assert set(archived.values()) >= self.pages.articles | self.pages.refused
        assert all(archived[record.archive or ""] == record.url for record in refused)


@pytest.fixture
def crawl(zygote, pages, tmp_path) -> Starter:
    return Starter(zygote, pages, tmp_path)
