"""Serve the sample site over HTTP on loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).with_name("site")
_POLL = 0.05  # seconds until it sees that it is to end
PORT = 8907  # fixed, so that a second run finds the same URLs and has nothing new


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and leaves the terminal to the crawl."""

    def log_message(self, format: str, *args: object) -> None:  # the name is the base class's
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Answers all that a crawl without delays asks at once; it would keep five waiting and drop the others."""

    request_queue_size = 128


@contextmanager
def serve(port: int = PORT, site: Path = SITE) -> Iterator[str]:
    """Yield the site's address while it is served; at any free port where `port` is taken."""
    handler = partial(QuietHandler, directory=str(site))
    try:
        server = Server(("127.0.0.1", port), handler)
    except OSError:
        server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": _POLL}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
