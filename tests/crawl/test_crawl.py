import gzip
import json
from pathlib import Path

import pytest

from schemas import Rejection
from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.storage.archive import read_records

HASTE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "BACKOFF_START=0")
STORY = (
    "山阳县城关街道昨日举行春耕农资对接会，二十三家合作社的负责人到场选种选肥。",
    "会上，县农业农村局技术员讲解了玉米密植的要点，并现场解答了种植户的提问。",
    "据了解，今年全县计划播种玉米十八万亩，目前已备足良种四百六十吨。",
)


def article(title: str, *, encoding: str = "utf-8", minute: int = 0) -> bytes:
    charset = "gb2312" if encoding == "gb18030" else encoding
    paragraphs = "".join(f"<p>　　{text}</p>" for text in STORY)
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_山阳新闻网</title></head>
<body><div class="wrap"><div class="title_box"><h2>{title}</h2>
<div class="info"><span>发布时间：2023-06-12 15:{minute:02d}:00</span>
<span>来源：山阳新闻网</span></div></div>
<div id="text">{paragraphs}<p>（责编：岑远山）</p></div></div>
<div class="footer">版权所有 山阳新闻网</div></body></html>"""
    return page.encode(encoding)


def listing(*paths: str, encoding: str = "utf-8") -> bytes:
    rows = "".join(f'<li><h4><a href="{path}">新闻</a></h4></li>' for path in paths)
    return f'<html><meta charset="gb2312"><div class="listnews"><ul>{rows}</ul></div></html>'.encode(encoding)


def name(number: int) -> str:
    return f"/202306/t20230612_{number}.html"


def crawl(scrapy, site, data: Path, *options: str):
    return scrapy("crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={data}", *HASTE, *options)


def rejections(data: Path) -> dict[str, Rejection]:
    files = (data / "sample" / "rejects").glob("*.jsonl")
    records = [
        Rejection.model_validate_json(line) for file in files for line in file.read_bytes().splitlines()
    ]
    return {(record.requested_url or record.url).rpartition("_")[2]: record for record in records}


def report(data: Path) -> RunReport:
    return RunReport.model_validate_json(max((data / "sample" / "runs").glob("*.json")).read_bytes())


@pytest.fixture
def troubled(site):
    """A site where each page has another trouble."""
    site.put(
        "/",
        listing(
            *(name(number) for number in range(1, 11)),
            "/internal/t20230612_11.html".replace("/internal", "/internal/202306"),
            encoding="gb18030",
        ),
    )
    site.put("/robots.txt", b"User-agent: *\nDisallow: /internal/\n", Content_Type="text/plain")
    site.put(name(1), article("城关街道农资对接会开得热闹"))
    site.put(name(2), article("十里铺小麦长势喜人", encoding="gb18030", minute=2))
    site.put(name(4), b"", status=500)
    site.put(name(4), article("漫川关古镇修缮开工", minute=4))
    site.put(name(5), b"", status=302, Location="/202306/t20230612_50.html")
    site.put(name(50), article("天竺山步道通车", minute=5))
    site.put(name(6), b"")
    site.put(name(7), article("大页面").replace(b"<body>", b"<body>" + b"<!-- filler -->" * 560_000))
    site.put(name(8), gzip.compress(article("半截页面"))[:-400], Content_Encoding="gzip")
    site.put(name(9), gzip.compress(article("丰阳塔夜游线路开放", minute=9)), Content_Encoding="gzip")
    site.put(name(10), b"%PDF-1.7\n\x00\x01\x02binary")
    return site


def test_every_page_ends_as_an_article_or_as_a_rejection_with_a_reason(scrapy, troubled, tmp_path) -> None:
    done = crawl(scrapy, troubled, tmp_path, "-s", "RETRY_TIMES=1")
    assert done.returncode == 3, done.stderr  # more than half of the pages gave no article
    titles = {each.title for each in read_articles(tmp_path / "sample" / "articles", latest=False)}
    assert titles == {
        "城关街道农资对接会开得热闹",
        "十里铺小麦长势喜人",
        "漫川关古镇修缮开工",
        "天竺山步道通车",
        "丰阳塔夜游线路开放",
    }
    reasons = {page: (record.reason.value, record.detail) for page, record in rejections(tmp_path).items()}
    assert {page: reason for page, (reason, _) in reasons.items()} == {
        "3.html": "gone",
        "6.html": "empty",
        "7.html": "too_large",
        "8.html": "unreachable",
        "10.html": "not_html",
        "11.html": "forbidden",
    }
    assert reasons["3.html"][1] == "HTTP 404"
    assert "cut off" in reasons["8.html"][1]
    counted = report(tmp_path)
    assert counted.links == counted.articles + sum(counted.rejections.values()) == 11


def test_redirected_articles_keep_the_url_that_was_asked_for(scrapy, troubled, tmp_path) -> None:
    crawl(scrapy, troubled, tmp_path, "-s", "RETRY_TIMES=1")
    moved = next(
        each
        for each in read_articles(tmp_path / "sample" / "articles", latest=False)
        if each.title == "天竺山步道通车"
    )
    assert moved.url.endswith(name(50))
    assert moved.requested_url
    assert moved.requested_url.endswith(name(5))


def test_a_second_run_asks_for_the_listing_only(scrapy, site, tmp_path) -> None:
    site.put("/", listing(name(1), name(2)))
    site.put(name(1), article("城关街道农资对接会开得热闹"))
    site.put(name(2), article("十里铺小麦长势喜人"))
    crawl(scrapy, site, tmp_path)
    assert report(tmp_path).articles == 2
    site.requests.clear()
    crawl(scrapy, site, tmp_path)
    assert report(tmp_path).articles == 0
    assert dict(site.requests) == {"/robots.txt": 1, "/": 1}
    assert len(list(read_articles(tmp_path / "sample" / "articles", latest=False))) == 2


def test_a_crawl_replays_from_its_archive_without_a_network(scrapy, site, tmp_path) -> None:
    site.put("/", listing(name(1), name(2), name(3)))
    site.put(name(1), article("城关街道农资对接会开得热闹"))
    site.put(
        name(2), gzip.compress(article("十里铺小麦长势喜人", encoding="gb18030")), Content_Encoding="gzip"
    )
    crawl(scrapy, site, tmp_path)
    (archive,) = (tmp_path / "sample" / "archive").glob("*.warc.gz")
    site.requests.clear()
    site.answers.clear()
    done = crawl(scrapy, site, tmp_path, "-s", f"REPLAY={archive}")
    assert done.returncode == 0, done.stderr
    assert not site.requests
    first = list(read_articles(tmp_path / "sample" / "articles", latest=False))
    again = list(read_articles(tmp_path / "sample" / "replay" / "articles", latest=False))
    assert sorted(again, key=lambda each: each.url) == sorted(first, key=lambda each: each.url)
    assert len(first) == 2


def test_a_replay_asks_no_network_for_what_its_archive_lacks(scrapy, site, tmp_path) -> None:
    site.put("/", listing(name(1), name(2)))
    site.put(name(1), article("城关街道农资对接会开得热闹"))
    site.put(name(2), article("十里铺小麦长势喜人"))
    crawl(scrapy, site, tmp_path)
    (archive,) = (tmp_path / "sample" / "archive").glob("*.warc.gz")
    places = [
        (record.rec_headers.get_header("WARC-Target-URI"), at.offset) for record, at in read_records(archive)
    ]
    ends = [*(start for _, start in places[1:]), archive.stat().st_size]
    lacking = tmp_path / "lacking.warc.gz"
    lacking.write_bytes(
        b"".join(
            archive.read_bytes()[start:end]
            for (url, start), end in zip(places, ends, strict=True)
            if not url.endswith(("/robots.txt", name(2)))
        )
    )
    site.requests.clear()
    done = crawl(scrapy, site, tmp_path, "-s", f"REPLAY={lacking}")
    assert done.returncode == 3, done.stderr
    assert not site.requests
    assert len(list(read_articles(tmp_path / "sample" / "replay" / "articles", latest=False))) == 1
    (lost,) = (tmp_path / "sample" / "replay" / "rejects").glob("*.jsonl")
    assert "not in cache" in lost.read_text(encoding="utf-8")


def test_each_line_names_its_archived_response(scrapy, site, tmp_path) -> None:
    site.put("/", listing(name(1)))
    site.put(name(1), b"")
    crawl(scrapy, site, tmp_path)
    (record,) = rejections(tmp_path).values()
    assert record.archive
    file, _, offset = record.archive.partition("#")
    with (tmp_path / "sample" / "archive" / file).open("rb") as archive:
        archive.seek(int(offset))
        assert gzip.GzipFile(fileobj=archive).readline() == b"WARC/1.0\r\n"


def test_feeds_of_scrapy_users_keep_working(scrapy, site, tmp_path) -> None:
    site.put("/", listing(name(1), name(2)))
    other = b"<link rel=canonical href=/xw/t20230612_1.html>"  # no part of a line
    site.put(name(1), article("城关街道农资对接会开得热闹") + other)
    feed = tmp_path / "feed.jsonl"
    crawl(scrapy, site, tmp_path / "data", "-O", str(feed))
    (line,) = feed.read_text(encoding="utf-8").splitlines()
    (ours,) = read_articles(tmp_path / "data" / "sample" / "articles", latest=False)
    assert list(json.loads(line)) == list(json.loads(ours.model_dump_json()))
    (theirs,) = read_articles(feed, latest=False)
    assert theirs == ours


def test_requests_say_who_asks(scrapy, site, tmp_path) -> None:
    site.put("/", listing())
    crawl(scrapy, site, tmp_path, "-s", "CONTACT=mailto:desk@example.org")
    assert all(agent.startswith("difang/") and "mailto:desk@example.org" in agent for agent in site.agents)
    assert site.agents


def test_a_killed_runs_segment_is_finished_and_its_articles_stay_known(scrapy, site, tmp_path) -> None:
    site.put("/", listing(name(1), name(2)))
    site.put(name(1), article("城关街道农资对接会开得热闹"))
    site.put(name(2), article("十里铺小麦长势喜人"))
    crawl(scrapy, site, tmp_path)
    (segment,) = (tmp_path / "sample" / "articles").glob("*.jsonl")
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.with_name(segment.name + ".part").write_bytes(lines[0] + lines[1][:50])
    segment.unlink()
    for file in (tmp_path / "sample").glob("ledger.sqlite*"):
        file.unlink()
    crawl(scrapy, site, tmp_path)
    urls = [each.url for each in read_articles(tmp_path / "sample" / "articles", latest=False)]
    assert len(urls) == len(set(urls)) == 2
