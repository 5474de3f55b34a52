"""A body is unwrapped where the bytes agree with its header, and is broken where it does not come out whole."""

import gzip
import zlib

import brotli
import pytest
from backports import zstd

from scraper.storage.warc import bodies
from scraper.storage.warc.bodies import BrokenBody, read_answer, whole_body
from scraper.storage.warc.records import MOST_BYTES
from tests.storage.warcs import http

PAGE = "<html><p>山阳县十里铺的麦子熟了。</p></html>".encode() * 40
RAW = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "GZIP": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE),
    "gzip, gzip": gzip.compress(gzip.compress(PAGE)),
    "br, gzip": gzip.compress(brotli.compress(PAGE)),
    "identity": PAGE,
    "utf-8": PAGE,
    "none": PAGE,
}


def body_of(raw: bytes, **fields: str) -> bytes:
    answer = read_answer(http(raw, **fields))
    assert answer
    return whole_body(answer)


def chunks(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + end


@pytest.mark.parametrize("encoding", PACKED)
def test_a_packed_body_is_unpacked(encoding) -> None:
    assert body_of(PACKED[encoding], Content_Encoding=encoding) == PAGE


def test_a_deflated_body_without_a_head_is_unpacked() -> None:
    assert body_of(RAW.compress(PAGE) + RAW.flush(), Content_Encoding="deflate") == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
def test_a_plain_body_is_taken_whatever_its_header_says(encoding) -> None:
    assert body_of(PAGE, Content_Encoding=encoding) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_body_that_is_cut_off_is_broken(encoding) -> None:
    with pytest.raises(BrokenBody):
        body_of(PACKED[encoding][:-12], Content_Encoding=encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_body_with_other_bytes_in_it_is_broken(encoding) -> None:
    raw = bytearray(PACKED[encoding])
    raw[len(raw) // 2 :] = bytes(200)
    with pytest.raises(BrokenBody):
        body_of(bytes(raw), Content_Encoding=encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_inflated_no_further_than_the_cap(encoding) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}[
        encoding
    ]
    assert (
        MOST_BYTES
        < len(body_of(pack(bytes(3 * MOST_BYTES)), Content_Encoding=encoding))
        < MOST_BYTES + 99_999
    )


@pytest.mark.parametrize(("encoding", "named"), [("br", "brotli"), ("zstd", "zstd")])
def test_a_body_whose_library_is_not_there_is_named(monkeypatch, encoding, named) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(bodies, "import_module", missing)
    with pytest.raises(BrokenBody, match=named):
        body_of(PACKED[encoding], Content_Encoding=encoding)


def test_chunks_are_joined() -> None:
    assert body_of(chunks(PAGE[:7], PAGE[7:]), Transfer_Encoding="chunked") == PAGE
    assert body_of(chunks(PACKED["gzip"]), Transfer_Encoding="chunked", Content_Encoding="gzip") == PAGE
    assert body_of(chunks(PAGE, end=b"0;a=b\r\nTrailer: 1\r\n\r\n"), Transfer_Encoding="chunked") == PAGE


def test_a_body_that_is_in_no_chunks_is_taken_whatever_its_header_says() -> None:
    assert body_of(PAGE, Transfer_Encoding="chunked") == PAGE


@pytest.mark.parametrize(
    "raw",
    [
        chunks(PAGE, end=b""),
        chunks(PAGE)[:90],
        b"9\r\n" + chunks(PAGE)[5:],
        chunks(PAGE[:9])[:-5] + b"zz\r\n" + PAGE,
        b"fffffff\r\n" + PAGE,
    ],
    ids=["no end", "cut", "too short", "no size", "too long"],
)
def test_chunks_of_another_size_are_broken(raw) -> None:
    with pytest.raises(BrokenBody, match="chunk"):
        body_of(raw, Transfer_Encoding="chunked")


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/2 200\r\n\r\n", b"HTTP/1.0 200 OK\n\n", b"HTTP/1.1 200\r\n\r\n"],
)
def test_a_head_is_read_in_any_form(head) -> None:
    answer = read_answer(head + PAGE)
    assert answer
    assert (answer.status, answer.raw) == (200, PAGE)


@pytest.mark.parametrize("block", [b"", PAGE, b"HTTP/1.1 OK\r\n\r\n", b"220 ftp ready"])
def test_what_begins_with_no_status_is_no_answer(block) -> None:
    assert read_answer(block) is None
