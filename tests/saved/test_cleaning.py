"""Nothing is lost of what somebody has saved: each page is a result, each article is whole and stands once."""

import base64
import gzip
import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.canonical import article_id
from scraper.saved.files import NoPages, find_files, read_manifest
from scraper.storage.warc.records import scan
from tests.saved.stock import (
    FIRST,
    HOST,
    OTHER,
    PARTS,
    SECOND,
    THIRD,
    article,
    kinds,
)
from tests.storage.warcs import http, packed, record, response, save


def test_names_do_not_matter(cleaned, tmp_path) -> None:
    names = [
        "show.php?id=3",
        "content_4",
        "e.ASPX",
        "f.jhtml",
        ".hidden",
        "g.html.part",
        "h.jpg",
        "i.txt",
        "j.warc.bak",
    ]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(article(f"十里铺第{number}组开镰收麦"))
    articles, rejections, skips = cleaned(tmp_path)
    assert (len(articles), rejections, skips) == (len(names), [], [])


def test_what_is_no_page_is_counted_by_what_it_is(cleaned, tmp_path) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c").write_bytes(b'{"a": 1}')
    (tmp_path / "d.css").write_bytes(b"body{margin:0}")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "door"))
    articles, rejections, skips = cleaned(tmp_path)
    assert not articles
    assert not rejections
    assert kinds(skips) == {"image": 1, "empty": 1, "json": 1, "stylesheet": 1, "no file": 2}
    assert not any(skip.passed_over for skip in skips)


def test_links_are_followed_once_however_they_run(cleaned, tmp_path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.html").write_bytes(article())
    (tmp_path / "one" / "up").symlink_to(tmp_path)
    (tmp_path / "two").symlink_to(tmp_path / "one")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "b.html").symlink_to(tmp_path / "one" / "a.html")
    articles, _, skips = cleaned(tmp_path, tmp_path / "one" / "a.html")
    assert len(articles) == 1
    assert kinds(skips) == {"unreadable": 2, "same file": 2}
    assert [skip.passed_over for skip in skips] == [skip.kind == "unreadable" for skip in skips]


def test_a_file_that_cannot_be_opened_is_passed_over(cleaned, tmp_path, monkeypatch) -> None:
    (tmp_path / "a.html").write_bytes(article())
    (tmp_path / "b.html").write_bytes(article())
    real = Path.open

    def guarded(path: Path, *args: str):
        if path.name == "b.html":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args)

    monkeypatch.setattr(Path, "open", guarded)
    articles, _, skips = cleaned(tmp_path)
    assert len(articles) == 1
    assert [(skip.kind, skip.detail, skip.passed_over) for skip in skips] == [
        ("unreadable", "Permission denied", True)
    ]


def test_a_folder_without_a_file_holds_no_pages(tmp_path) -> None:
    with pytest.raises(NoPages, match="no html"):
        find_files([tmp_path])


def test_a_page_that_was_saved_with_gzip_is_read(cleaned, tmp_path) -> None:
    (tmp_path / "a.html").write_bytes(gzip.compress(article()))
    (tmp_path / "b.html").write_bytes(gzip.compress(article())[:-20])
    articles, _, skips = cleaned(tmp_path)
    assert len(articles) == 1
    assert [(skip.kind, skip.passed_over) for skip in skips] == [("damaged", True)]


MIME = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + OTHER.encode() + b"\r\n"
    b"Date: Mon, 12 Jun 2023 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
    b"------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: "
    + OTHER.encode()
    + b"\r\n\r\n%s\r\n------b--\r\n"
)


def test_a_page_that_a_browser_saved_in_one_file_is_read_under_its_address(cleaned, tmp_path) -> None:
    (tmp_path / "a.mhtml").write_bytes(MIME % base64.encodebytes(article()))
    ((one,), _, skips) = cleaned(tmp_path)
    assert one.url == OTHER
    assert one.fetched_at.isoformat() == "2023-06-12T08:00:00+00:00"
    assert not skips


def test_a_page_in_one_file_that_is_cut_off_is_passed_over(cleaned, tmp_path) -> None:
    (tmp_path / "a.mhtml").write_bytes((MIME % base64.encodebytes(article()))[:-200])
    articles, _, (skip,) = cleaned(tmp_path)
    assert not articles
    assert (skip.kind, skip.passed_over) == ("damaged", True)


def test_an_archive_is_known_by_its_bytes(cleaned, tmp_path) -> None:
    save(tmp_path / "a.bin", {OTHER: article()})
    save(tmp_path / "b.html", {f"{HOST}/202306/t20230612_2.html": article()}, compressed=False)
    (tmp_path / "c.gz").write_bytes(
        b"\x00" * 50 + packed(response(f"{HOST}/202306/t20230612_3.html", article()))
    )
    articles, _, skips = cleaned(tmp_path)
    assert len(articles) == 3
    assert kinds(skips) == {"damaged": 1}


def test_a_redirected_article_keeps_the_address_that_was_asked_for(cleaned, tmp_path) -> None:
    asked, between = f"{HOST}/go/1", f"{HOST}/go/2"
    (tmp_path / "a.warc.gz").write_bytes(
        packed(
            response(asked, b"", "301 Moved", Location="/go/2"),
            response(between, b"", "302 Found", Location=OTHER),
            response(OTHER, article()),
        )
    )
    ((one,), _, skips) = cleaned(tmp_path)
    assert (one.url, one.requested_url, one.id) == (OTHER, asked, article_id(OTHER))
    assert kinds(skips) == {"HTTP 301": 1, "HTTP 302": 1}


def at(moment: str, body: bytes, status: str = "200 OK") -> bytes:
    return record("response", http(body, status), OTHER, WARC_Date=moment)


def test_of_several_fetches_in_one_archive_the_last_article_holds(cleaned, tmp_path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(
        packed(
            at("2023-06-12T09:00:00Z", article("十里铺开镰收麦三百亩")),
            at("2023-06-12T08:00:00Z", article("十里铺开镰收麦")),
            at("2023-06-12T10:00:00Z", "<html><body><p>页面不存在</p></body></html>".encode()),
        )
    )
    ((one,), (refused,), skips) = cleaned(tmp_path)
    assert (one.title, one.revision) == ("十里铺开镰收麦三百亩", 1)
    assert refused.url == OTHER
    assert kinds(skips) == {"earlier copy": 1}


def test_an_article_that_a_later_run_found_changed_is_a_further_line(cleaned, tmp_path) -> None:
    (tmp_path / "b.warc.gz").write_bytes(packed(at("2023-06-12T08:00:00Z", article("十里铺开镰收麦"))))
    (tmp_path / "a.warc.gz").write_bytes(packed(at("2023-06-13T08:00:00Z", article("十里铺开镰收麦三百亩"))))
    (tmp_path / "c.warc.gz").write_bytes(packed(at("2023-06-14T08:00:00Z", article("十里铺开镰收麦三百亩"))))
    articles, _, skips = cleaned(tmp_path)
    assert [(one.title, one.revision) for one in articles] == [
        ("十里铺开镰收麦", 1),
        ("十里铺开镰收麦三百亩", 2),
    ]
    assert kinds(skips) == {"same again": 1}


def test_a_sound_archive_stands_for_its_damaged_copy(cleaned, tmp_path) -> None:
    records = [response(url, article(f"第{n}组开镰收麦")) for n, url in enumerate((OTHER, FIRST, SECOND))]
    sound = packed(*records)
    (tmp_path / "a.warc.gz").write_bytes(sound)
    (tmp_path / "b.warc.gz").write_bytes(b"\x1f\x8b\x08" + bytes(30) + sound[40:])
    articles, _, skips = cleaned(tmp_path)
    assert len(articles) == 3
    assert kinds(skips) == {"damaged": 1, "same again": 2}


def test_a_broken_manifest_is_named_with_its_line(tmp_path) -> None:
    manifest = tmp_path / "urls.jsonl"
    for line in (
        '{"path": "a", "url": "http://["}',
        '{"path": "a", "url": 7}',
        "[]",
        '{"url": "http://a.cn/"}',
    ):
        manifest.write_text(f"\n{line}\n", encoding="utf-8")
        with pytest.raises(ValueError, match="line 2"):
            read_manifest(manifest)


SITE = packed(
    record("warcinfo", b"software: a"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", OTHER),
    response(OTHER, article()),
    response(SECOND, PARTS[SECOND]),
    response(FIRST, PARTS[FIRST]),
    response(THIRD, PARTS[THIRD]),
    response(OTHER, article("十里铺开镰收麦三百亩")),
    record("revisit", http(b""), OTHER),
    response(f"{HOST}/a.png", b"\x89PNG\r\n\x1a\n"),
    response(f"{HOST}/b.html", b"", "404 Not Found"),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SITE)), st.integers(0, 300), st.binary(max_size=60))
@example(0, 0, b"]*M\x18")  # as a file of zstd begins
@example(0, 0, b"\x89PNG\r\n\x1a\n")
@example(0, 0, b"<html>")
def test_whatever_the_damage_each_record_is_counted_once(cleaned, tmp_path, begin, cut, put) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(SITE[:begin] + put + SITE[begin + cut :])
    assert sum(map(len, cleaned(path))) == max(1, len(list(scan(path))))


def test_an_article_at_two_addresses_is_one_line_where_its_pages_say_so(cleaned, tmp_path) -> None:
    own, other, third = (f"{HOST}/{channel}/t20230612_1001.html" for channel in ("yw", "xz", "zw"))
    named = article(pager=f"<link rel=canonical href='{own}'>")
    save(tmp_path / "a.warc.gz", {other: named, own: named, third: article()})
    articles, rejections, _ = cleaned(tmp_path)
    assert [one.url for one in articles] == [other, third]
    assert [(one.url, one.reason.value) for one in rejections] == [(own, "duplicate")]
