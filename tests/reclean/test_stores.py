"""Archives and segments in an object store and on a web server: whole or not at all, and what is refused is named."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.reclean import RecleanReport
from scraper.reclean.fetching import PIECE, at_hand
from scraper.reclean.stores import NoStore, tell
from tests.clusters import until
from tests.reclean.archives import address, fetched, page, write
from tests.zygote import ROOT

pytestmark = pytest.mark.slow

KEYS = {
    "AWS_ACCESS_KEY_ID": "invented",
    "AWS_SECRET_ACCESS_KEY": "invented",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture
def s3(monkeypatch) -> Iterator[object]:
    """Yield the client of a store that speaks S3, and has a bucket `news`; what is run finds it too."""
    moto = pytest.importorskip("moto.server")
    boto = pytest.importorskip("boto3")
    pytest.importorskip("s3fs")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
        monkeypatch.setenv(name, value)
    client = boto.client("s3", endpoint_url=f"http://{host}:{port}")
    client.create_bucket(Bucket="news")
    yield client
    server.stop()


def begin(*words: str | Path) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "scrapy", "reclean", *map(str, words)]
    return subprocess.Popen(call, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def run(*words: str | Path) -> tuple[int, str]:
    process = begin(*words)
    _, said = process.communicate(timeout=300)
    assert "Traceback" not in said
    return process.returncode, said


def stored(s3, name: str) -> bytes:
    return s3.get_object(Bucket="news", Key=name)["Body"].read()


def names(s3, folder: str) -> list[str]:
    return [one["Key"] for one in s3.list_objects_v2(Bucket="news", Prefix=folder).get("Contents", [])]


@pytest.fixture
def archives(tmp_path) -> list[Path]:
    return [
        write(
            tmp_path / f"in/{number}.warc.gz",
            *(fetched(address(one), page(one)) for one in range(number, number + 3)),
        )
        for number in range(3)
    ]


def test_archives_of_a_store_become_segments_of_a_store(s3, archives, tmp_path) -> None:
    for path in archives:
        s3.upload_file(str(path), "news", f"2023/06/{path.name}")
    s3.put_object(Bucket="news", Key="2023/warc.paths", Body=b"2023/06/0.warc.gz\n2023/06/1.warc.gz\n")
    assert run(tmp_path / "in", "-o", tmp_path / "out")[0] == 0
    code, said = run("s3://news/2023/warc.paths", "s3://news/2023/06/*.warc.gz", "-o", "s3://news/out")
    assert code == 0, said
    assert stored(s3, "out/articles.jsonl") == (tmp_path / "out/articles.jsonl").read_bytes()
    assert len(names(s3, "out/tasks/")) == 3
    code, said = run("s3://news/2023/06/", "-o", "s3://news/out", "--local", "2")
    assert (code, RecleanReport.model_validate_json(stored(s3, "out/report.json")).unchanged) == (0, 3), said


def test_what_a_store_refuses_is_told_and_the_others_are_cleaned(s3, archives, tmp_path) -> None:
    s3.upload_file(str(archives[0]), "news", "0.warc.gz")
    code, said = run(
        "s3://nobody/1.warc.gz",
        "s3://nobody/*.gz",
        "s3://news/none/",
        "s3://news/0.warc.gz",
        "-o",
        tmp_path / "out",
    )
    assert code == 4
    assert said.count("there is no such file, folder or bucket") >= 1
    report = RecleanReport.model_validate_json((tmp_path / "out/report.json").read_bytes())
    assert (len(report.failed), report.articles) == (3, 3)
    code, said = run("s3://news/0.warc.gz", "-o", "s3://nobody/out")
    assert code in {1, 5}
    assert "s3://nobody/out" in said


def test_a_bucket_without_permission_is_told(archives, tmp_path, monkeypatch) -> None:
    """A store that answers 403 to whatever is asked, as S3 does to keys that may nothing."""
    pytest.importorskip("s3fs")
    with serving(Forbidding) as url:
        for name, value in {**KEYS, "AWS_ENDPOINT_URL": url}.items():
            monkeypatch.setenv(name, value)
        code, said = run("s3://secret/a.warc.gz", archives[0], "-o", tmp_path / "out")
        assert code == 4
        assert "s3://secret/a.warc.gz: no permission" in said
        code, said = run(archives[0], "-o", "s3://secret/out")
    assert code in {1, 5}
    assert "no permission" in said


def test_a_run_into_a_store_that_was_killed_goes_on(s3, archives, tmp_path) -> None:
    process = begin(tmp_path / "in", "-o", "s3://news/out")
    until(lambda: names(s3, "out/tasks/"))
    process.kill()
    process.communicate()
    code, said = run(tmp_path / "in", "-o", "s3://news/out")
    assert code == 0, said
    assert run(tmp_path / "in", "-o", tmp_path / "out")[0] == 0
    assert stored(s3, "out/articles.jsonl") == (tmp_path / "out/articles.jsonl").read_bytes()


class Quiet(http.server.BaseHTTPRequestHandler):
    """A web server that gives pieces."""

    protocol_version = "HTTP/1.1"
    body = b""
    pieces = True
    drops = 0

    def do_HEAD(self) -> None:
        self.answer(200, b"", len(self.body))

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        if self.pieces and asked.startswith("bytes="):
            first, last = asked[6:].split("-")
            piece = self.body[int(first) : int(last or len(self.body) - 1) + 1]
            self.answer(206, piece, len(piece))
        else:
            self.answer(200, self.body, len(self.body))

    def answer(self, status: int, body: bytes, size: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(size))
        self.send_header("ETag", '"one"')
        if self.pieces:
            self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        if body and type(self).drops:
            type(self).drops -= 1
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Forbidding(Quiet):
    def do_GET(self) -> None:
        self.answer(403, b"", 0)

    do_HEAD = do_PUT = do_POST = do_GET


class serving:
    """A web server while a block lasts."""

    def __init__(self, kind: type[Quiet], **how: object) -> None:
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (kind,), how))

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.mark.parametrize("pieces", [True, False])
@pytest.mark.parametrize("drops", [0, 2])
def test_an_archive_comes_whole_though_the_connection_drops(pieces, drops) -> None:
    pytest.importorskip("aiohttp")
    body = os.urandom(PIECE + 1000)
    with serving(Quiet, body=body, pieces=pieces, drops=drops) as url:
        asked = f"{url}/a.warc.gz"
        with at_hand(asked, tell(asked)) as path:
            assert path.read_bytes() == body
            assert path.name == "a.warc.gz"


def test_an_archive_that_never_comes_whole_is_named(tmp_path) -> None:
    pytest.importorskip("aiohttp")
    good = write(tmp_path / "good.warc.gz", fetched(address(1), page(1)))
    with serving(Quiet, body=good.read_bytes(), drops=1000) as url:
        asked = f"{url}/a.warc.gz"
        with pytest.raises(NoStore, match=r"a\.warc\.gz"), at_hand(asked, tell(asked)):
            pass
        code, said = run(asked, good, f"{url}/none*.gz", "-o", tmp_path / "out")
    assert code == 4
    assert f"{url}/a.warc.gz: " in said
    assert len((tmp_path / "out/articles.jsonl").read_bytes().splitlines()) == 1
