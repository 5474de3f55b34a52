"""A site that a test describes, served on loopback."""

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

Answer = tuple[int, Mapping[str, str], bytes]


class Site:
    """A site that a test describes: for each path its answers in order, the last one for ever."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer]] = {}
        self.requests: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.asked_by: list[str] = []  # who asked, in the order of the requests
        self.hears: Callable[[], None] = lambda: None  # called with each of them
        self.conditional: set[str] = set()  # paths that answer 304 to who knows their validators
        self.unchanged: Counter[str] = Counter()
        self.held: set[str] = set()  # paths that answer only when the test is over
        self.asked = threading.Event()  # somebody asked for one of them
        self.over = threading.Event()

    def put(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(path, []).append((status, {"Content-Type": "text/html", **named}, body))

    def answer(self, path: str) -> Answer:
        number = self.requests[path]
        self.requests[path] += 1
        answers = self.answers.get(path) or [(404, {}, b"not here")]
        return answers[min(number, len(answers) - 1)]


class Server(ThreadingHTTPServer):
    """A server for crawls without delays: of many connections at once Python's own drops all but five for a second."""

    request_queue_size = 128

    def __enter__(self) -> Self:
        """Serve in a thread; leaving ends it within `poll_interval`."""
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()


@contextmanager
def serve(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Yield a site on loopback; further hosts are 127.0.0.2 and so on."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path in described.held:
                described.asked.set()
                described.over.wait(120)
                return
            status, headers, body = described.answer(self.path)
            described.agents.add(self.headers["User-Agent"])
            described.asked_by.append(self.headers["User-Agent"])
            described.hears()
            known = (self.headers["If-None-Match"], self.headers["If-Modified-Since"])
            if self.path in described.conditional and known != (None, None):
                assert known == (headers.get("ETag"), headers.get("Last-Modified"))
                described.unchanged[self.path] += 1
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # The crawler hangs up on a page that is too large: that is what it is tested for.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with Server((host, 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        described = Site(f"http://{host}:{server.server_address[1]}")
        yield described
        described.over.set()
