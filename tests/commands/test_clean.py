import gzip
import json
import shutil
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.reader import read_articles
from tests.served import Site

SAMPLE = Path("scraper/sample/site/202306")
PAGE = SAMPLE / "t20230612_1001.html"


def write_warc(path: Path, pages: dict[str, bytes], *, compressed: bool = True) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "another crawler"}))
        for url, body in pages.items():
            headers = [("Content-Type", "text/html"), ("Date", "Mon, 12 Jun 2023 08:00:00 GMT")]
            answer = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "request", payload=BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
            )
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    BytesIO(body),
                    http_headers=answer,
                    warc_headers_dict={"WARC-Date": "2023-06-12T08:00:03Z"},
                )
            )


def test_a_file_becomes_a_line_on_stdout(scrapy) -> None:
    done = scrapy("clean", PAGE)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["title"] == "党旗插在麦田里 山阳县十里铺抢收夏粮不误农时"
    assert "1 articles, 0 rejections" in done.stderr


def test_a_folder_becomes_articles_and_rejections(scrapy, tmp_path) -> None:
    out, rejects = tmp_path / "out.jsonl", tmp_path / "rejects.jsonl"
    done = scrapy("clean", SAMPLE, "-o", out, "--rejects", rejects, "--spider", "sample")
    assert done.returncode == 0, done.stderr
    articles = list(read_articles(out, latest=False))
    refused = rejects.read_text(encoding="utf-8").splitlines()
    assert len(articles) + len(refused) == len(list(SAMPLE.glob("*.html")))
    assert {each.site for each in articles} == {"sample"}
    assert {json.loads(line)["reason"] for line in refused} == {"gallery", "video"}


def test_a_manifest_gives_the_urls(scrapy, tmp_path) -> None:
    shutil.copy(PAGE, tmp_path / "one.html")
    url = "https://www.example.cn/202306/t20230612_1001.html"
    manifest = tmp_path / "urls.jsonl"
    manifest.write_text(json.dumps({"path": "one.html", "url": url}) + "\n", encoding="utf-8")
    done = scrapy("clean", tmp_path / "one.html", "--urls", manifest)
    assert json.loads(done.stdout)["url"] == url


@pytest.mark.parametrize("compressed", [True, False], ids=["warc.gz", "warc"])
def test_an_archive_of_another_crawler_is_read(scrapy, tmp_path, compressed) -> None:
    archive = tmp_path / ("crawl.warc.gz" if compressed else "crawl.warc")
    url = "https://www.example.cn/202306/t20230612_1001.html"
    write_warc(
        archive, {url: PAGE.read_bytes(), "https://www.example.cn/empty.html": b""}, compressed=compressed
    )
    done = scrapy("clean", archive, "-o", tmp_path / "out.jsonl", "--rejects", tmp_path / "no.jsonl")
    assert done.returncode == 0, done.stderr
    (article,) = read_articles(tmp_path / "out.jsonl", latest=False)
    assert article.url == url
    assert article.fetched_at.isoformat() == "2023-06-12T08:00:00+00:00"
    assert json.loads((tmp_path / "no.jsonl").read_text(encoding="utf-8"))["reason"] == "empty"


def test_a_torn_archive_gives_the_pages_before_the_tear_and_says_so(scrapy, tmp_path) -> None:
    archive = tmp_path / "crawl.warc.gz"
    pages = {f"https://www.example.cn/t{number}.html": PAGE.read_bytes() for number in range(3)}
    write_warc(archive, pages)
    archive.write_bytes(archive.read_bytes()[:-300])
    done = scrapy("clean", archive)
    assert "Traceback" not in done.stderr
    assert done.returncode == 3
    assert f"passed over {archive}#" in done.stderr
    assert {json.loads(line)["url"] for line in done.stdout.splitlines()} == set(list(pages)[:2])


def test_the_last_line_counts_every_file_and_every_record(scrapy, tmp_path) -> None:
    write_warc(tmp_path / "crawl", {"https://www.example.cn/t1.html": PAGE.read_bytes()})
    (tmp_path / "page").write_bytes(PAGE.read_bytes())
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "text.html").write_text("<p>404</p>", encoding="utf-8")
    done = scrapy("clean", tmp_path)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line == "2 articles, 1 rejections (soft_404 1), 3 skipped (image 1, request 1, warcinfo 1)"


def test_what_was_passed_over_is_written_where_it_is_asked_for(scrapy, tmp_path) -> None:
    saved, skipped = tmp_path / "saved", tmp_path / "skipped.jsonl"
    saved.mkdir()
    (saved / "a.html").write_bytes(PAGE.read_bytes())
    (saved / "b.arc").write_bytes(b"filedesc://b.arc 0.0.0.0 20060612 text/plain 76\n")
    (saved / "c.warc.gz").write_bytes(b"no archive at all")
    done = scrapy("clean", saved, "--skipped", skipped, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 3
    lines = [json.loads(line) for line in skipped.read_text(encoding="utf-8").splitlines()]
    assert [(line["where"], line["reason"], line["passed_over"]) for line in lines] == [
        (str(saved / "b.arc"), "ARC archive", True),
        (str(saved / "c.warc.gz"), "damaged", True),
    ]
    assert len(list(read_articles(tmp_path / "out.jsonl", latest=False))) == 1


def test_no_article_is_a_failure_whatever_was_passed_over(scrapy, tmp_path) -> None:
    (tmp_path / "a.arc").write_bytes(b"filedesc://b.arc 0.0.0.0 20060612 text/plain 76\n")
    done = scrapy("clean", tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "scrapy clean: no article: no page in it"


NAMES = [f"/202306/t20230612_{number}.html" for number in ("1", "2", "3", "4", "5", "6", "6_1", "7")]


def article(title: str, end: str = "问得很细。", pager: str = "") -> bytes:
    text = "".join(
        f"<p>　　{title}昨日开工，{many}家合作社的负责人到场选种选肥，{end}</p>" for many in range(2, 7)
    )
    return (
        f'<meta charset="utf-8"><div class="title_box"><h2>{title}</h2>'
        f'<div class="info">2023-06-12 15:27 来源：山阳新闻网</div></div><div id="text">{text}{pager}</div>'
    ).encode()


@pytest.fixture
def whole_site(site) -> Site:
    """Articles of every sort that a crawl delivers, and pages that it refuses."""
    one, plain, octets, other, asked, first, second, moved = NAMES
    rows = "".join(f'<h4><a href="{name}">新闻</a></h4>' for name in NAMES if name not in {second, moved})
    site.put("/", f'<div class="listnews">{rows}</div>'.encode())
    site.put("/robots.txt", b"User-agent: *\nDisallow: /internal/\n", Content_Type="text/plain")
    site.put(one, brotli.compress(article("城关农资会")), Content_Encoding="br")
    site.put(plain, article("漫川关古镇修缮"), Content_Type="text/plain")
    site.put(octets, article("天竺山步道"), Content_Type="application/octet-stream")
    site.put(other, article("丰阳塔夜游"), status=203)
    site.put(asked, b"", status=302, Location=moved)
    site.put(moved, article("十里铺粮站"))
    links = "".join(f"<a href='{name}'>{number}</a>" for number, name in enumerate((first, second), 1))
    site.put(first, article("长街改造", pager=links))
    site.put(second, article("长街改造", "雨季前完工。", pager=links))
    return site


def test_an_archive_of_ours_gives_what_the_crawl_delivered(scrapy, whole_site, tmp_path) -> None:
    haste = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", f"DATA_DIR={tmp_path}")
    options = [word for each in haste for word in ("-s", each)]
    scrapy("crawl", "sample", "-a", f"url={whole_site.address}/", *options)
    archives = list((tmp_path / "sample" / "archive").glob("*.warc.gz"))
    delivered = {one.id: one for one in read_articles(tmp_path / "sample" / "articles", latest=False)}
    assert len(delivered) == 6
    done = scrapy("clean", *archives, "--spider", "sample", "-o", tmp_path / "again.jsonl")
    assert done.returncode == 0, done.stderr
    again = {one.id: one for one in read_articles(tmp_path / "again.jsonl", latest=False)}
    assert again == delivered


def test_the_folder_of_a_site_may_be_cleaned(scrapy, whole_site, tmp_path) -> None:
    haste = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", f"DATA_DIR={tmp_path}")
    options = [word for each in haste for word in ("-s", each)]
    scrapy("crawl", "sample", "-a", f"url={whole_site.address}/", *options)
    done = scrapy("clean", tmp_path / "sample", "--spider", "sample")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 6


def test_a_site_is_recognised_by_the_url_of_its_pages(scrapy, tmp_path) -> None:
    url = "http://www.tibet.cn/cn/Instant/local/202306/t20230612_7437950.html"
    write_warc(tmp_path / "crawl.warc.gz", {url: PAGE.read_bytes()})
    done = scrapy("clean", tmp_path / "crawl.warc.gz")
    record = json.loads(done.stdout)
    assert (record["site"], record["site_name"], record["region"]) == ("tibet", "中国西藏网", "540000")


def test_nothing_is_left_under_the_name_of_an_output_that_failed(scrapy, tmp_path) -> None:
    out = tmp_path / "out.jsonl"
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(gzip.compress(b"no archive at all"))
    done = scrapy("clean", archive, "-o", out)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert not out.exists() or out.read_bytes() == b""
