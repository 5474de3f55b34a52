"""Bytes are told from one another by what they are: what is not known for sure is a page."""

import gzip

import pytest

from scraper.storage.contents import HOLDS_PAGES, PAGE, kind_of
from tests.storage.warcs import record

PAGES = {
    "a whole page": b"<!DOCTYPE html><html><body><p>1</p></body></html>",
    "capitals": b"<HTML><HEAD><TITLE>1</TITLE></HEAD></HTML>",
    "XHTML": b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html xmlns="x"></html>',
    "a fragment": "<div><p>山阳县</p></div>".encode(),
    "blanks before it": b"\r\n\r\n   <html></html>",
    "a mark before it": b"\xef\xbb\xbf<html></html>",
    "a comment before it": b"<!-- cms 3.2 --><html></html>",
    "a warning before it": b"Warning: mysql_connect() in /www/a.php on line 3\n<html><body>1</body></html>",
    "a script before it": b"<script>var a = 1;</script><html></html>",
    "a page with a picture and a feed in it": b'<html><link rel="alternate"><svg ></svg><rss ></html>',
    "UTF-16 with a mark": "\ufeff<html><p>山阳</p></html>".encode("utf-16-le"),
    "UTF-16 without": "<html><p>山阳</p></html>".encode("utf-16-be"),
    "GBK": "<p>山阳县今日丰收</p>".encode("gbk"),
    "JSON beside a page": b'{"a": 1}\n{broken <html><body>1</body></html>',
    "what no parser of JSON takes": b"[" * 99_999 + b"]" * 99_999,
    "a text": "山阳县今日丰收。".encode(),
    "a text that begins with a letter": "A股今日收盘：三大指数上涨。".encode(),
    "bytes that nobody knows": bytes(range(128, 256)) * 3 + b"\x00",
}
OTHERS = {
    "image": [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"<svg xmlns='x'/>",
    ],
    "video": [b"\x00\x00\x00\x18ftypmp42", b"FLV\x01\x05"],
    "audio": [b"ID3\x03", b"RIFF\x00\x00\x00\x00WAVEfmt "],
    "font": [b"wOF2\x00", b"wOFF\x00"],
    "pdf": [b"%PDF-1.4\n"],
    "zip": [b"PK\x03\x04\x14\x00", b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c"],
    "office document": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"],
    "database": [b"SQLite format 3\x00"],
    "json": [b'{"title": "<html><body>"}', b"[]", b'[{"a": 1}]', b'{"a": 1}\n{"a": 2}\n'],
    "feed": [b'<?xml version="1.0"?><rss version="2.0"></rss>', b"<!-- a -->\n<urlset xmlns='x'></urlset>"],
    "stylesheet": [
        b"body{margin:0}",
        b'@charset "utf-8";\n.a{}',
        b"/* a */ .list a:hover, .b { color : red }",
    ],
    "script": [
        b"var a = '<div><p>1</p></div>';",
        b"!function(a){}(1)",
        b"/* jQuery */\n(function(){})()",
        b"// a\n// b\nwindow.a = window.a || {}",
        b'"use strict";const a=1',
        b"jQuery123({})",
        b"document.write('<b>1</b>')",
    ],
    "robots.txt": [b"User-agent: *\nDisallow: /", b"# we ask you\n\nSitemap: http://a.cn/s.xml"],
    "gzip": [gzip.compress(b"1")],
    "WARC": [record("warcinfo", b"a: b")],
    "ARC archive": [b"filedesc://a.arc 0.0.0.0 2006 text/plain 76\n"],
    "zstd file": [b"\x28\xb5\x2f\xfd\x04"],
    "WACZ archive": [b"PK\x03\x04\x14\x00 archive/data.warc.gz"],
    "saved with MIME": [
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    ],
    "empty": [b"", b" \r\n"],
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_a_page_whatever_stands_before_it(page) -> None:
    assert kind_of(page) == PAGE


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_surely_no_page_has_a_name(kind) -> None:
    assert [kind_of(one) for one in OTHERS[kind]] == [kind] * len(OTHERS[kind])


def test_an_archive_that_is_not_read_may_hold_pages() -> None:
    assert {"ARC archive", "zstd file", "WACZ archive"} == HOLDS_PAGES
