"""Nothing is lost of what somebody has saved: each page is a result, each article is whole and stands once."""

import base64
import gzip
import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.canonical import article_id
from schemas import Article, Rejection
from scraper.saved.cleaning import Cleaner
from scraper.saved.files import NoPages, find_files, read_manifest
from scraper.saved.stock import Stock
from scraper.saved.tally import Tally
from scraper.storage.pages import Skip
from scraper.storage.warc.records import scan
from tests.storage.warcs import http, packed, record, response, save

HOST = "http://www.shanyang.example"
FIRST = f"{HOST}/202306/t20230612_1001.html"
SECOND = f"{HOST}/202306/t20230612_1001_1.html"
THIRD = f"{HOST}/202306/t20230612_1001_2.html"
OTHER = f"{HOST}/202306/t20230612_2002.html"
LISTING = f"{HOST}/202306/"
TEXT = "山阳县十里铺的麦子熟了，三台收割机清早就下了田，合作社的人守在地头装袋。"

Cleaned = Callable[..., tuple[list[Article], list[Rejection], list[Skip]]]


def article(title: str = "十里铺开镰收麦", text: str = TEXT, pager: str = "") -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div>2023-06-12 15:27 来源：山阳新闻网</div><div><p>{text}</p><p>“今年一亩能收八百斤。”种粮大户说，"
        f"仓库已经腾了出来。</p>{pager}</div></body></html>"
    ).encode()


def pager(*names: str) -> str:
    return "".join(f"<a href='{name}'>{number}</a>" for number, name in enumerate(names, 1))


NAMES = [url.rpartition("/")[2] for url in (FIRST, SECOND, THIRD)]
PARTS = {
    FIRST: article(text="第一页：" + TEXT, pager=pager(*NAMES)),
    SECOND: article(text="第二页：" + TEXT, pager=pager(*NAMES)),
    THIRD: article(text="第三页：" + TEXT, pager=pager(*NAMES)),
}


@pytest.fixture
def cleaned() -> Cleaned:
    def clean(*paths: Path, urls: Mapping[str, str] | None = None, keep_partial: bool = False):
        files, results = find_files(paths)
        stock = Stock(urls or {}, named=frozenset(paths))
        results += [one for file in files for one in stock.take(file)]
        results += stock.settle()
        results += Cleaner(stock, lambda _url: None, keep_partial).clean()
        return tuple([one for one in results if isinstance(one, kind)] for kind in (Article, Rejection, Skip))

    return clean


def kinds(skips: list[Skip]) -> dict[str, int]:
    tally = Tally()
    for skip in skips:
        tally.count(skip)
    return dict(tally.skips)


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


def test_the_parts_of_an_article_are_joined_in_whatever_order_they_lie(cleaned, tmp_path) -> None:
    alone = article("另一篇：城关街道开会")
    save(tmp_path / "a.warc.gz", {SECOND: PARTS[SECOND], OTHER: alone, FIRST: PARTS[FIRST]})
    save(tmp_path / "b.warc", {THIRD: PARTS[THIRD]}, compressed=False)
    articles, rejections, skips = cleaned(tmp_path)
    assert {one.url for one in articles} == {FIRST, OTHER}
    whole = next(one for one in articles if one.url == FIRST)
    assert [part in whole.body for part in ("第一页", "第二页", "第三页")] == [True] * 3
    assert not rejections
    assert kinds(skips) == {"further part": 2}
    assert not any(skip.passed_over for skip in skips)


def test_the_parts_of_many_records_in_one_member_are_joined(cleaned, tmp_path) -> None:
    records = [response(url, PARTS[url]) for url in (THIRD, SECOND, FIRST)]
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    ((one,), _, skips) = cleaned(tmp_path)
    assert "第三页" in one.body
    assert kinds(skips) == {"further part": 2}


@pytest.mark.parametrize(("lost", "why"), [(None, "not among"), ("404 Not Found", "HTTP 404")])
def test_an_article_with_a_missing_part_is_refused_as_in_a_crawl(cleaned, tmp_path, lost, why) -> None:
    records = [response(FIRST, PARTS[FIRST]), response(SECOND, PARTS[SECOND])]
    records += [response(THIRD, b"", lost)] if lost else []
    (tmp_path / "a.warc.gz").write_bytes(packed(*records))
    articles, (refused,), _ = cleaned(tmp_path)
    assert not articles
    assert refused.reason.value == "unreachable"
    assert f"part 3 of the article, {THIRD}" in refused.detail
    assert why in refused.detail


def test_an_article_with_a_missing_part_is_marked_where_that_is_wanted(cleaned, tmp_path) -> None:
    save(tmp_path / "a.warc.gz", {FIRST: PARTS[FIRST], SECOND: PARTS[SECOND]})
    ((one,), _, _) = cleaned(tmp_path, keep_partial=True)
    assert "partial" in one.evidence.body
    assert "第二页" in one.body


def test_a_part_whose_article_is_not_there_is_no_article(cleaned, tmp_path) -> None:
    save(tmp_path / "a.warc.gz", {SECOND: PARTS[SECOND], OTHER: article()})
    ((one,), rejections, (skip,)) = cleaned(tmp_path)
    assert one.url == OTHER
    assert not rejections
    assert (skip.kind, skip.passed_over) == ("further part", True)
    assert FIRST in skip.detail


def test_the_second_page_of_a_list_is_refused_and_not_missed(cleaned, tmp_path) -> None:
    links = "".join(f"<li><a href='/xw/{n}.html'>山阳县第{n}组今日开镰收麦忙</a></li>" for n in range(12))
    page = f"<html><title>要闻</title><body>{links}<a href='/list.php?cid=7'>1</a></body></html>".encode()
    save(tmp_path / "a.warc.gz", {f"{HOST}/list.php?cid=7&page=2": page})
    _, (refused,), skips = cleaned(tmp_path)
    assert refused.reason.value == "list_page"
    assert not skips


@pytest.mark.parametrize(
    "article_url", ["/xw/2023/77.shtml", "/plus/view.php?aid=7", "/n/2023/0612/c1-77.html"]
)
def test_a_part_behind_a_missing_one_is_no_article(cleaned, tmp_path, article_url) -> None:
    first = f"{HOST}{article_url}"
    stem, dot, ending = first.rpartition(".")
    second, third = (f"{first}&pageno={n}" if "?" in first else f"{stem}_{n}{dot}{ending}" for n in (2, 3))
    links = pager(first, second, third)
    save(tmp_path / "a.warc.gz", {third: article(pager=links), first: article(pager=links)})
    articles, (refused,), (skip,) = cleaned(tmp_path)
    assert not articles
    assert f"part 2 of the article, {second}" in refused.detail
    assert (skip.kind, skip.passed_over) == ("further part", True)


def test_a_part_behind_a_redirect_is_joined(cleaned, tmp_path) -> None:
    secure = SECOND.replace("http:", "https:").replace("www.", "WWW.")
    first = article(text="第一页：" + TEXT, pager=pager(*NAMES[:2]))
    last = article(text="第二页：" + TEXT, pager=pager(*NAMES[:2]))
    moved = response(SECOND, b"", "302 Found", Location=secure)
    (tmp_path / "a.warc").write_bytes(response(FIRST, first) + moved + response(secure, last))
    ((one,), rejections, _) = cleaned(tmp_path)
    assert "第二页" in one.body
    assert not rejections


def test_a_part_that_leads_away_is_missing(cleaned, tmp_path) -> None:
    moved = response(SECOND, b"", "302 Found", Location=OTHER)
    (tmp_path / "a.warc").write_bytes(response(FIRST, PARTS[FIRST]) + moved + response(OTHER, article()))
    ((one,), (refused,), _) = cleaned(tmp_path)
    assert one.url == OTHER
    assert f"leads away, to {OTHER}" in refused.detail


def test_a_part_that_leads_back_to_its_article_is_missing(cleaned, tmp_path) -> None:
    moved = response(SECOND, b"", "302 Found", Location=FIRST)
    (tmp_path / "a.warc").write_bytes(response(FIRST, PARTS[FIRST]) + moved)
    articles, (refused,), _ = cleaned(tmp_path)
    assert not articles
    assert f"leads away, to {FIRST}" in refused.detail


@pytest.mark.parametrize("folder", ["/xw/", "/xw/20230612"])
def test_articles_with_numbers_behind_a_list_s_address_are_no_parts_of_it(cleaned, tmp_path, folder) -> None:
    titles = {f"{folder.rstrip('/')}/{n}": f"山阳县第{n}组今日开镰收麦忙" for n in range(2, 14)}
    links = "".join(f"<li><a href='{path}'>{title}</a> 2023-06-12</li>" for path, title in titles.items())
    page = f"<html><head><title>要闻_山阳新闻网</title></head><body><ul>{links}</ul></body></html>".encode()
    back = f"<a href='{folder}'>要闻</a>"
    articles = {f"{HOST}{path}": article(title, pager=back) for path, title in titles.items()}
    save(tmp_path / "a.warc.gz", {f"{HOST}{folder}": page, **articles})
    found, rejections, skips = cleaned(tmp_path)
    assert {one.url for one in found} == articles.keys()
    assert [one.reason.value for one in rejections] == ["list_page"]
    assert not skips


def test_saved_parts_with_the_addresses_of_a_manifest_are_joined(cleaned, tmp_path) -> None:
    for number, url in enumerate(PARTS):
        (tmp_path / f"{number}.html").write_bytes(PARTS[url])
    urls = {f"{number}.html": url for number, url in enumerate(PARTS)}
    ((one,), _, skips) = cleaned(tmp_path, urls=urls)
    assert "第三页" in one.body
    assert kinds(skips) == {"further part": 2}


def test_saved_parts_that_lead_to_one_another_are_joined(cleaned, tmp_path) -> None:
    for name, body in zip(NAMES, PARTS.values(), strict=True):
        (tmp_path / name).write_bytes(body)
    ((one,), _, _) = cleaned(tmp_path)
    assert "第三页" in one.body
    assert "partial" not in one.evidence.body


def test_a_saved_page_without_its_further_parts_is_marked(cleaned, tmp_path) -> None:
    (tmp_path / NAMES[0]).write_bytes(PARTS[FIRST])
    ((one,), _, _) = cleaned(tmp_path / NAMES[0])
    assert "partial" in one.evidence.body


def test_a_saved_part_alone_is_left_as_it_is(cleaned, tmp_path) -> None:
    (tmp_path / NAMES[1]).write_bytes(PARTS[SECOND])
    ((one,), _, _) = cleaned(tmp_path)
    assert "第二页" in one.body


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
