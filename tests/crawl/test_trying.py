"""Doubtful links: the first of them are asked for, the others wait for what comes of these."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from schemas.reader import read_articles
from tests.crawl.test_listings import article
from tests.stories import HASTE

SLUGS = tuple(f"/zx/{name}/" for name in ("hetaoshoule", "qiuliangrucang", "cunkouxiuqiao", "yeyuanxiaozhen"))
HEADLINES = ("坡上的核桃熟了", "秋粮入仓正当时", "村口修起一座桥", "夜游小镇亮起来")


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable:
    def run(*options: str):
        site.requests.clear()
        url = f"url={site.address}/zx/lb_7.html"
        return scrapy("crawl", "news", "-a", url, "-s", f"DATA_DIR={tmp_path}", *HASTE, *options)

    return run


def rows(*links: tuple[str, str], more: str = "") -> bytes:
    lines = "".join(f'<li><a href="{url}">{name}</a></li>' for url, name in links)
    return f"<html><body><div><ul>{lines}</ul></div>{more}</body></html>".encode()


def titles(data: Path) -> set[str]:
    return {each.title for each in read_articles(data / "news" / "articles", latest=False)}


def ends(data: Path) -> dict[str, int]:
    newest = max((data / "news" / "runs").glob("*.json"))
    return json.loads(newest.read_text(encoding="utf-8"))["ends"]


def serve_articles(site) -> None:
    for path, title in zip(SLUGS, HEADLINES, strict=True):
        site.put(path, article(title))


def test_a_doubtful_list_is_read_whole_where_its_first_links_are_articles(crawl, site, tmp_path) -> None:
    site.put("/zx/lb_7.html", rows(*zip(SLUGS, HEADLINES, strict=True)))
    serve_articles(site)
    done = crawl()
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path) == set(HEADLINES)
    assert set(site.requests.values()) == {1}


def test_a_doubtful_list_is_left_where_its_first_two_links_are_none_and_rests_the_next_night(
    crawl, site, tmp_path
) -> None:
    site.put("/zx/lb_7.html", rows(*zip(SLUGS, HEADLINES, strict=True)))
    for path in SLUGS:
        site.put(path, rows(*zip(SLUGS, HEADLINES, strict=True)))
    crawl()
    assert sum(site.requests[path] for path in SLUGS) == 2
    assert ends(tmp_path)["not_article"] == 2
    crawl()
    assert sum(site.requests[path] for path in SLUGS) == 0


def test_what_was_learned_is_used_the_next_night_for_a_link_that_stands_alone(crawl, site, tmp_path) -> None:
    site.put("/zx/lb_7.html", rows(*zip(SLUGS[:3], HEADLINES[:3], strict=True)))
    serve_articles(site)
    crawl()
    assert len(titles(tmp_path)) == 3
    site.answers["/zx/lb_7.html"] = []
    site.put("/zx/lb_7.html", rows(more=f'<h2><a href="{SLUGS[3]}">{HEADLINES[3]}</a></h2>'))
    done = crawl()
    assert done.returncode == 0, done.stderr
    assert dict(site.requests) == {"/robots.txt": 1, "/zx/lb_7.html": 1, SLUGS[3]: 1}
    assert titles(tmp_path) == set(HEADLINES)


def test_where_the_first_links_cannot_be_had_the_others_are_counted_and_wait_for_the_next_night(
    crawl, site, tmp_path
) -> None:
    site.put("/zx/lb_7.html", rows(*zip(SLUGS, HEADLINES, strict=True)))
    for path in SLUGS:
        site.put(path, b"", status=503)
    assert crawl("-s", "RETRY_ENABLED=0").returncode != 0
    assert ends(tmp_path)["doubtful"] == 2
    site.answers.update({path: [] for path in SLUGS})
    serve_articles(site)
    done = crawl()
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path) == set(HEADLINES)


def test_a_second_listing_with_the_same_doubts_waits_for_the_same_links(crawl, site, tmp_path) -> None:
    following = '<p><a href="/zx/lb_7_2.html">下一页</a></p>'
    site.put("/zx/lb_7.html", rows(*zip(SLUGS[:2], HEADLINES[:2], strict=True), more=following))
    site.put("/zx/lb_7_2.html", rows(*zip(SLUGS[2:], HEADLINES[2:], strict=True)))
    serve_articles(site)
    assert crawl().returncode == 0
    assert titles(tmp_path) == set(HEADLINES)


def test_the_articles_of_a_platform_are_followed_where_the_main_group_leads_there(
    scrapy, open_site, tmp_path
) -> None:
    home, platform = open_site(), open_site()
    there = platform.address.replace("127.0.0.1", "localhost")
    paths = [f"/a/202611/{number}.html" for number in range(10001, 10007)]
    names = [f"青铜关镇第{number}座水厂建成通水" for number in "一二三四五六"]
    for path, name in zip(paths, names, strict=True):
        platform.put(path, article(name))
    links = [(there + path, name) for path, name in zip(paths, names, strict=True)]
    home.put(
        "/xw/", rows(*links, more='<p><a href="http://other.example/1.html">友情链接：商洛之窗网</a></p>')
    )
    done = scrapy(
        "crawl",
        "news",
        "-a",
        f"url={home.address}/xw/",
        "-s",
        f"DATA_DIR={tmp_path}",
        *HASTE,
        "-s",
        "LOG_LEVEL=INFO",
    )
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path) == set(names)
    assert done.stderr.count("the articles stand on localhost") == 1


def test_a_channel_without_articles_is_not_asked_for_the_next_night(scrapy, site, tmp_path) -> None:
    channels = '<div><a href="/xw/bmfw/">便民</a> <a href="/xw/yw/">要闻</a></div>'
    links = [
        (f"/xw/202611/t20261119_{number}.html", f"{name}建成通水") for number, name in enumerate(HEADLINES, 1)
    ]
    site.put("/xw/", channels.encode() + rows(*links))
    site.put("/xw/bmfw/", "<p>办事指南：身份证、户口簿。</p>".encode())
    site.put("/xw/yw/", rows(*links))
    for url, name in links:
        site.put(url, article(name))
    asked = []
    for _ in range(2):
        site.requests.clear()
        scrapy("crawl", "news", "-a", f"url={site.address}/xw/", "-s", f"DATA_DIR={tmp_path}", *HASTE)
        asked.append((site.requests["/xw/bmfw/"], site.requests["/xw/yw/"]))
    assert asked == [(1, 1), (0, 1)]


def test_the_channels_of_a_front_page_without_articles_are_followed_whatever_their_addresses(
    scrapy, site, tmp_path
) -> None:
    names = ("要闻", "乡镇", "部门")
    site.put("/", rows(*((f"/lm/{number}.htm", name) for number, name in enumerate(names, 11))))
    links = [(f"/xw/{number}.htm", f"{name}啦") for number, name in enumerate(HEADLINES, 7001)]
    site.put("/lm/11.htm", rows(*links))
    for number in (12, 13):
        site.put(f"/lm/{number}.htm", rows(*links))
    for url, name in links:
        site.put(url, article(name))
    done = scrapy("crawl", "news", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *HASTE)
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path) == {name for _, name in links}


@pytest.mark.parametrize("held", [SLUGS[0], SLUGS[1]])
def test_a_crawl_that_is_killed_while_a_page_waits_for_its_first_links_loses_nothing(
    held, crawl, site, zygote, tmp_path
) -> None:
    following = '<p><a href="/zx/lb_7_2.html">下一页</a></p>'
    site.put("/zx/lb_7.html", rows(*zip(SLUGS[:3], HEADLINES[:3], strict=True), more=following))
    site.put("/zx/lb_7_2.html", rows((SLUGS[3], HEADLINES[3])))
    serve_articles(site)
    site.held.add(held)
    command = (
        "crawl",
        "news",
        "-a",
        f"url={site.address}/zx/lb_7.html",
        "-s",
        f"DATA_DIR={tmp_path}",
        *HASTE,
    )
    log = tmp_path / "log"
    running = zygote.start(*command, "-s", "ALLOW_PRIVATE_HOSTS=1", "-s", "COMMIT_LINES=1", out=log, err=log)
    assert site.asked.wait(30)
    running.kill()
    running.wait()
    site.held.clear()
    done = crawl()
    assert done.returncode == 0, done.stderr
    lines = [each.title for each in read_articles(tmp_path / "news" / "articles", latest=False)]
    assert sorted(lines) == sorted(HEADLINES)


def test_the_channels_of_a_page_that_has_waited_are_as_deep_as_those_of_any_page(
    scrapy, site, tmp_path
) -> None:
    serve_articles(site)
    steps = ("/xw/", "/xw/a/", "/xw/a/b/", "/xw/a/b/c/")
    for path, below in pairwise((*steps, "/xw/a/b/c/d/")):
        channel = f'<div><a href="{below}">要闻</a></div>'.encode()
        site.put(path, channel + rows(*zip(SLUGS, HEADLINES, strict=True)))
    done = scrapy("crawl", "news", "-a", f"url={site.address}/xw/", "-s", f"DATA_DIR={tmp_path}", *HASTE)
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path) == set(HEADLINES)
    assert [site.requests[path] for path in steps] == [1, 1, 1, 0]
