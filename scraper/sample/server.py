"""Serve the sample site over HTTP on loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).with_name("site")
PORT = 8907  # fixed, so that a second run finds the same URLs and has nothing new


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and leaves the terminal to the crawl."""

    def log_message(self, format: str, *args: object) -> None:  # the name is the base class's
        """Say nothing."""


@contextmanager
def serve(port: int = PORT, site: Path = SITE) -> Iterator[str]:
    """Yield the site's address while it is served; at any free port where `port` is taken."""
    handler = partial(QuietHandler, directory=str(site))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
