"""Which records of an archive are pages: what a crawl would take, and nothing is left out without a count."""

import gzip

import brotli
import pytest

from tests.saved.stock import (
    FIRST,
    HOST,
    OTHER,
    article,
    kinds,
)
from tests.storage.warcs import http, packed, record, response

TAKEN = {
    "text/plain": response(OTHER, article(), Content_Type="text/plain"),
    "octet-stream": response(OTHER, article(), Content_Type="application/octet-stream"),
    "an image, it says": response(OTHER, article(), Content_Type="image/jpeg"),
    "203": response(OTHER, article(), "203 Non-Authoritative Information"),
    "206": response(OTHER, article(), "206 Partial Content"),
    "no type": record("response", b"HTTP/1.1 200 OK\r\n\r\n" + article(), OTHER),
    "no HTTP head at all": record("response", article(), OTHER),
    "a resource": record("resource", article(), OTHER, Content_Type="text/html"),
    "a conversion": record("conversion", article(), OTHER, Content_Type="text/html"),
    "Wget's brackets": record("response", http(article()), f"<{OTHER}>"),
    "a type in capitals": record("RESPONSE", http(article()), OTHER),
    "brotli": response(OTHER, brotli.compress(article()), Content_Encoding="br"),
    "gzip that no header names": response(OTHER, gzip.compress(article())),
    "chunks": response(
        OTHER, b"%x\r\n%s\r\n0\r\n\r\n" % (len(article()), article()), Transfer_Encoding="chunked"
    ),
    "no date": record("response", http(article()), OTHER, WARC_Date="yesterday"),
}


@pytest.mark.parametrize("one", TAKEN.values(), ids=TAKEN)
def test_a_record_that_a_crawl_would_take_is_taken(cleaned, tmp_path, one) -> None:
    (tmp_path / "a.warc").write_bytes(one)
    articles, rejections, skips = cleaned(tmp_path / "a.warc")
    assert ([each.url for each in articles], rejections, skips) == ([OTHER], [], [])


LEFT = {
    "HTTP 404": (response(OTHER, article(), "404 Not Found"), False),
    "HTTP 503": (response(OTHER, article(), "503 Busy"), False),
    "HTTP 304": (response(OTHER, b"", "304 Not Modified"), False),
    "HTTP 301": (response(OTHER, b"", "301 Moved", Location="/"), False),
    "image": (response(OTHER, b"\x89PNG\r\n\x1a\n"), False),
    "robots.txt": (response(f"{HOST}/robots.txt", b"User-agent: *\nDisallow:"), False),
    "json": (response(OTHER, b'{"a": 1}'), False),
    "request": (record("request", b"GET / HTTP/1.1\r\n\r\n", OTHER), False),
    "metadata": (record("metadata", b"fetchTimeMs: 9", OTHER), False),
    "warcinfo": (record("warcinfo", b"software: a"), False),
    "dns: record": (
        record("response", b"20230612 www.shanyang.example 1.2.3.4", "dns:www.shanyang.example"),
        False,
    ),
    "urn: record": (record("resource", article(), f"urn:text:{OTHER}"), False),
    "revisit of what is not here": (record("revisit", http(b""), OTHER), True),
    "continuation": (record("continuation", article(), OTHER), True),
    "record cut by its crawler": (record("response", http(article()), OTHER, WARC_Truncated="length"), True),
    "no address": (response("", article()), True),
    "record without a type": (record("", http(article()), OTHER), True),
    "damaged body": (response(OTHER, gzip.compress(article())[:-9], Content_Encoding="gzip"), True),
    "no HTTP status": (record("response", b"HTTP/1.1 OK\r\n\r\n" + article(), OTHER), True),
    "WARC": (response(f"{HOST}/a.warc", response(OTHER, article())), True),
}


@pytest.mark.parametrize("kind", LEFT)
def test_a_record_that_is_left_out_is_counted_and_the_rest_is_read(cleaned, tmp_path, kind) -> None:
    one, passed_over = LEFT[kind]
    (tmp_path / "a.warc").write_bytes(one + response(FIRST, article()))
    articles, rejections, skips = cleaned(tmp_path)
    assert ([each.url for each in articles], rejections) == ([FIRST], [])
    assert [(skip.kind, skip.passed_over) for skip in skips] == [(kind, passed_over)]
    assert skips[0].where == f"{tmp_path / 'a.warc'}#0"


@pytest.mark.parametrize("url", ["http://[", "http://a.cn:99999/1.html", "http://a.cn:x/"])
def test_an_address_of_which_no_id_comes_is_no_address(cleaned, tmp_path, url) -> None:
    (tmp_path / "a.warc").write_bytes(response(url, article()) + response(FIRST, article()))
    articles, _, skips = cleaned(tmp_path)
    assert len(articles) == 1
    assert kinds(skips) == {"no address": 1}


def test_a_revisit_of_what_is_here_is_no_loss(cleaned, tmp_path) -> None:
    again = record("revisit", http(b""), f"{OTHER}?from=wx", WARC_Refers_To_Target_URI=OTHER)
    (tmp_path / "a.warc").write_bytes(again + response(OTHER, article()))
    articles, _, (skip,) = cleaned(tmp_path)
    assert len(articles) == 1
    assert (skip.kind, skip.passed_over) == ("revisit", False)


def test_a_page_above_the_cap_is_refused(cleaned, tmp_path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(response(OTHER, article() + b"<p>1</p>" * 2_200_000)))
    _, (refused,), _ = cleaned(tmp_path)
    assert refused.reason.value == "too_large"
