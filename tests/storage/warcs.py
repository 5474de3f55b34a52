"""Archives that a test describes, byte by byte."""

import gzip
from collections.abc import Mapping
from pathlib import Path

MOMENT = "2023-06-12T08:00:03Z"


def record(kind: str, block: bytes, url: str = "", **fields: str) -> bytes:
    """Return one record, plain."""
    said = {"WARC-Type": kind, "WARC-Date": MOMENT, **({"WARC-Target-URI": url} if url else {})}
    said |= {name.replace("_", "-"): value for name, value in fields.items()}
    said.setdefault("Content-Length", str(len(block)))
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", **fields: str) -> bytes:
    """Return an HTTP response."""
    said = {"Content-Type": "text/html", **{name.replace("_", "-"): value for name, value in fields.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def response(url: str, body: bytes, status: str = "200 OK", **fields: str) -> bytes:
    """Return the record of an HTTP response, plain."""
    return record("response", http(body, status, **fields), url)


def packed(*records: bytes) -> bytes:
    """Return the records as an archive of one gzip member for each."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def save(path: Path, pages: Mapping[str, bytes], *, compressed: bool = True) -> Path:
    """Write an archive of pages under their URLs; return its path."""
    records = [response(url, body) for url, body in pages.items()]
    path.write_bytes(packed(*records) if compressed else b"".join(records))
    return path
