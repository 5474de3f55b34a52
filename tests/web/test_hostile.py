"""A server that does each thing a hostile or broken one may do: each ends in a named outcome."""

import gzip
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import brotli
import pytest

from schemas import Rejection
from schemas.reader import read_articles
from scraper.web.public_network import NotAllowed, check_url, is_public

ROOT = Path(__file__).resolve().parents[2]
BOMB = 40_000_000  # bytes after decompression
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
HASTE = (
    *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"),
    *("-s", "BACKOFF_START=0", "-s", "RETRY_TIMES=0"),
)
STORY = "".join(
    f"<p>　　山阳县农资对接会昨日在城关街道举行，{many}家合作社的负责人到场选种选肥，问得很细。</p>"
    for many in range(2, 9)
)


def page(title: str = "山阳县农资对接会", story: str = STORY) -> bytes:
    return (
        f'<meta charset="utf-8"><div class="title_box"><h2>{title}</h2>'
        f'<div class="info">2023-06-12 15:27 来源：山阳新闻网</div></div><div id="text">{story}</div>'
    ).encode("utf-8", "surrogatepass")


def whole(body: bytes, *headers: str) -> bytes:
    lines = "".join(f"{line}\r\n" for line in headers)
    return f"{HEAD}{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


def endless(first: str, again: bytes, pause: float = 0.0) -> Callable[[socket.socket], None]:
    def send(connection: socket.socket) -> None:
        connection.sendall(first.encode())
        until = time.monotonic() + 20
        while time.monotonic() < until:
            connection.sendall(again)
            threading.Event().wait(pause)

    return send


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


def bombs() -> dict[str, bytes]:
    """Return the traps that cost a second to build: nobody pays for them who only collects the tests."""
    zeros = b"<p>" + b"\x00" * BOMB
    packed = gzip.compress(zeros)
    return {
        "gzip_bomb": whole(packed, "Content-Encoding: gzip"),
        "brotli_bomb": whole(brotli.compress(zeros, quality=1), "Content-Encoding: br"),
        "deflate_bomb": whole(raw_deflate(zeros), "Content-Encoding: deflate"),
        "two_bombs": whole(gzip.compress(packed), "Content-Encoding: gzip, gzip"),
    }


CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
TRAPS: dict[str, tuple[bytes | Callable[[socket.socket], None], str, str]] = {
    "gzip_bomb": (b"", "too_large", "DOWNLOAD_MAXSIZE"),  # its bytes are those of bombs()
    "brotli_bomb": (b"", "too_large", "DOWNLOAD_MAXSIZE"),
    "deflate_bomb": (b"", "too_large", "DOWNLOAD_MAXSIZE"),
    "two_bombs": (b"", "too_large", "DOWNLOAD_MAXSIZE"),
    "endless_chunks": (
        endless(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n", CHUNK),
        "too_large",
        "DOWNLOAD_MAXSIZE",
    ),
    "endless_body": (endless(f"{HEAD}\r\n", b"x" * 65536), "too_large", "DOWNLOAD_MAXSIZE"),
    "large_promise": (f"{HEAD}Content-Length: 99999999999\r\n\r\n<p>".encode(), "too_large", "max size"),
    "drip": (endless(f"{HEAD}Content-Length: 4000\r\n\r\n", b"x", 0.2), "unreachable", "Timeout"),
    "header_flood": (endless(HEAD, b"X-Filler: " + b"x" * 1000 + b"\r\n"), "unreachable", ""),
    "long_header": (endless(f"{HEAD}X-Long: ", b"x" * 65536), "unreachable", ""),
    "endless_continue": (endless("", b"HTTP/1.1 100 Continue\r\n\r\n" * 500), "unreachable", ""),
    "cut_body": (f"{HEAD}Content-Length: 4000\r\n\r\n<p>".encode(), "unreachable", ""),
    "no_http": (b"\x16\x03\x01\x02\x00\x01", "unreachable", ""),
    "nothing": (b"", "unreachable", ""),
    "redirect_loop": (b"", "unreachable", "max redirections reached"),
    "redirect_to_file": (
        b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
        "unreachable",
        "302",
    ),
    "deep": (whole(page(story="<div>" * 100_000 + STORY)), "too_large", "nested"),
    "many_nodes": (whole(page(story="<b></b>" * 300_000)), "too_large", "elements"),
    "entities": (
        whole(
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;"><!ENTITY d SYSTEM '
            b'"file:///etc/passwd">]><html><body><p>&c;&d;</p></body></html>'
        ),
        "",
        "",
    ),
    "picture": (whole(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "not_html", ""),
}
ODD = page(
    "山阳县\u202e农资\u2028对接会\x00\x1b[31m\u0085", STORY + "<p>半个字：\ud800，换行\u2028之后。</p>"
)


class Hostile:
    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.seen: list[str] = []
        self.bombs = bombs()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(65536) or b"\r\n\r\n"
            path = request.split()[1].decode() if len(request.split()) > 1 else ""
            self.seen.append(path)
            name = path.partition("?")[0].rpartition("t20230612_")[2].removesuffix(".html")
            if path == "/":
                rows = "".join(
                    f'<h4><a href="/202306/t20230612_{name}.html">新闻</a></h4>' for name in (*TRAPS, "odd")
                )
                rows += '<h4><a href="/202306/..%2f..%2f..%2fetc/202306/t20230612_odd.html">新闻</a></h4>'
                connection.sendall(whole(f'<div class="listnews">{rows}</div>'.encode()))
            elif name == "odd":
                connection.sendall(whole(ODD))
            elif name == "redirect_loop":
                again = f"Location: {path}?{time.monotonic()}"
                connection.sendall(f"HTTP/1.1 302 Found\r\n{again}\r\nContent-Length: 0\r\n\r\n".encode())
            elif name in self.bombs:
                connection.sendall(self.bombs[name])
            elif name in TRAPS:
                trap = TRAPS[name][0]
                connection.sendall(trap) if isinstance(trap, bytes) else trap(connection)
            else:
                connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    server = Hostile()
    yield server
    server.listener.close()


# The peak of the process itself, told by itself: what wait4 tells begins with the memory of the parent.
SCRAPY = """
import atexit, pathlib, sys
def tell():
    status = pathlib.Path("/proc/self/status").read_text()
    pathlib.Path(sys.argv.pop()).write_text(status.split("VmHWM:")[1].split()[0])
atexit.register(tell)
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:-1]])
"""


def crawl(url: str, data: Path, *options: str) -> tuple[int, int, str]:
    """Return the exit code, the peak memory in MB and the log."""
    settings = {"DATA_DIR": data, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": 0, "RETRY_TIMES": 0}
    named = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    log, peak = data / "crawl.log", data / "peak"
    with log.open("wb") as file:
        command = ["crawl", "sample", "-a", f"url={url}", *named, *options]
        done = subprocess.run(
            [sys.executable, "-c", SCRAPY, *command, peak], cwd=ROOT, stdout=file, stderr=file, check=False
        )
    return done.returncode, int(peak.read_text()) // 1024, log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ended(hostile, tmp_path_factory) -> tuple[Path, int, int, str]:
    data = tmp_path_factory.mktemp("hostile")
    options = (
        "ALLOW_PRIVATE_HOSTS=1",
        "DOWNLOAD_TIMEOUT=6",  # a busy machine takes three seconds for the five megabytes of a trap
        "BREAKER_FAILURES=99",
        "BACKOFF_START=0",
        "CONCURRENT_REQUESTS_PER_DOMAIN=8",
    )
    return data, *crawl(hostile.address, data, *(part for option in options for part in ("-s", option)))


@pytest.fixture(scope="module")
def refused(ended) -> dict[str, Rejection]:
    files = (ended[0] / "sample" / "rejects").glob("*.jsonl")
    records = [Rejection.model_validate_json(line) for file in files for line in file.open("rb")]
    return {(each.requested_url or each.url).rpartition("t20230612_")[2][:-5]: each for each in records}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_ends_in_a_named_outcome(refused, trap) -> None:
    _, reason, detail = TRAPS[trap]
    assert trap in refused
    assert reason in refused[trap].reason.value
    assert detail in refused[trap].detail
    assert refused[trap].detail


def test_the_crawl_goes_on_and_its_memory_is_bounded(ended) -> None:
    _, code, megabytes, log = ended
    assert code == 3, log
    assert megabytes < 300
    assert "Traceback" not in log


def test_odd_characters_leave_one_line_of_clean_text(ended) -> None:
    (file,) = (ended[0] / "sample" / "articles").glob("*.jsonl")
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) == text.count("\n") == len(list(read_articles(file, latest=False)))
    for each in read_articles(file, latest=False):
        assert not set(each.title + each.body) & set("\x00\x1b\ud800\u2028\u0085")


def test_no_path_of_a_page_becomes_a_file_name(ended) -> None:
    names = {path.relative_to(ended[0]).as_posix() for path in ended[0].rglob("*") if path.is_file()}
    assert not [name for name in names if "etc" in name or "odd" in name]
    assert {Path(name).suffix for name in names} <= {".jsonl", ".gz", ".json", ".sqlite", ".log", ""}


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "localhost", "0x7f.1"])
def test_private_addresses_are_not_asked_whatever_their_name(zygote, hostile, tmp_path, host) -> None:
    hostile.seen.clear()
    port = hostile.address.rpartition(":")[2]
    url, data = f"url=http://{host}:{port}/", f"DATA_DIR={tmp_path / 'data'}"
    done = zygote.run("crawl", "sample", "-a", url, "-s", data, *HASTE, folder=tmp_path)
    assert done.returncode == 4, done.stderr
    assert "no public address" in done.stderr
    assert not hostile.seen


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.cn/",
        "data:text/html,<p>",
        "gopher://example.cn/",
        "javascript:1",
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.100.100.200/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://localhost/",
        "http://a.localhost/",
        "http://224.0.0.1/",
        "http://[2002:7f00:1::]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://127%2e0.0.1/",
        "http://168.63.129.16/",
        "http://metadata/",
        "http://metadata.google.internal/computeMetadata/v1/",
        "http://metadata.tencentyun.com/",
        "http://kubernetes.default.svc.cluster.local/",
        "http://localhost./",
        "http://",
    ],
)
def test_what_is_not_on_the_public_web_is_not_allowed(url) -> None:
    with pytest.raises(NotAllowed):
        check_url(url, private=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.tibet.cn/",
        "https://223.5.5.5/",
        "http://[2400:3200::1]/",
        "http://10.example.cn/",
        "http://www.localhost.cn/",
        "http://internal.example.cn./",
    ],
)
def test_the_public_web_is_allowed(url) -> None:
    check_url(url, private=False)


def test_an_address_with_a_zone_is_judged_without_it() -> None:
    assert not is_public("fe80::1%eth0")
