import gzip
import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.reader import read_articles

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


def test_a_file_becomes_a_line_on_stdout(command_line) -> None:
    done = command_line("clean", PAGE)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["title"] == "党旗插在麦田里 山阳县十里铺抢收夏粮不误农时"
    assert "1 articles, 0 rejections" in done.stderr


def test_a_folder_becomes_articles_and_rejections(scrapy, tmp_path) -> None:
    out, rejects = tmp_path / "out.jsonl", tmp_path / "rejects.jsonl"
    done = scrapy("clean", SAMPLE, "-o", out, "--rejects", rejects, "--spider", "sample")
    assert done.returncode == 0, done.stderr
    articles = list(read_articles(out))
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
    (article,) = read_articles(tmp_path / "out.jsonl")
    assert article.url == url
    assert article.fetched_at.isoformat() == "2023-06-12T08:00:00+00:00"
    assert json.loads((tmp_path / "no.jsonl").read_text(encoding="utf-8"))["reason"] == "empty"


def test_a_torn_archive_gives_the_pages_before_the_tear(scrapy, tmp_path) -> None:
    archive = tmp_path / "crawl.warc.gz"
    pages = {f"https://www.example.cn/t{number}.html": PAGE.read_bytes() for number in range(3)}
    write_warc(archive, pages)
    archive.write_bytes(archive.read_bytes()[:-300])
    done = scrapy("clean", archive)
    assert "Traceback" not in done.stderr
    assert {json.loads(line)["url"] for line in done.stdout.splitlines()} >= set(list(pages)[:2])


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
