"""Given addresses that are no listings, or listings of a bad kind: each ends in a named outcome, nothing is asked twice."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

import pytest

from schemas.run import RunReport
from scraper.crawl.discovery import read_listing
from scraper.spiders.news import AnySpider
from tests.crawl.strangers.county_news import Story, tell_stories
from tests.crawl.strangers.measuring import ANY
from tests.running import HALF_WAY, growth_of_lines
from tests.served import Site

START = "/bendi/"
FEW_STORIES = 6
MEGABYTE = 1024 * 1024

KNOWN_AGAIN = {"signed": FEW_STORIES}
"""Known articles that are asked for again because their address has another key; none is what it must be."""

SECTION = 12
"""Links of one box of a home page; the page of the test has so many that it grows by boxes."""

NAVIGATION = "".join(
    f'<li><a href="/{word}/">{name}</a></li>'
    for word, name in zip(
        "yw xz bm ms wh sp dj zw".split(),
        "要闻 乡镇 部门 民生 文化旅游 视频 党建引领 政务公开".split(),
        strict=True,
    )
)
FOOT = (
    '<div><a href="/about.html">关于我们</a> <a href="/contact.html">联系我们</a> '
    '<a href="http://12377.example/">违法和不良信息举报中心</a></div>'
)


def page(matter: str, title: str = "本地") -> bytes:
    head = f'<meta charset="utf-8"><title>{title}_柞水新闻网</title>'
    return f"<html><head>{head}</head><body><ul>{NAVIGATION}</ul>{matter}{FOOT}</body></html>".encode()


def article(story: Story) -> bytes:
    text = "".join(f"<p>　　{paragraph}</p>" for paragraph in story.body)
    about = f"<div>{story.date} 09:12 来源：柞水新闻网</div>"
    return page(
        f"<h1>{story.headline}</h1>{about}<div>{text}</div><p>责任编辑：{story.editor}</p>", story.headline
    )


def rows(addresses: Mapping[str, Story]) -> str:
    items = "".join(
        f'<li><a href="{path}">{story.headline}</a><i>{story.date}</i></li>'
        for path, story in addresses.items()
    )
    return f"<ul>{items}</ul>"


EMPTY = page("<div class='list'><p>暂无信息</p></div>")
SEARCH = page(
    '<form action="/search"><input name="q" value="春耕"><button>搜索</button></form><p>没有找到与“春耕”相关的内容</p>'
    '<p>热门搜索：<a href="/search?q=%E5%8C%BB%E4%BF%9D">医保缴费</a> <a href="/search?q=%E6%8B%9B%E8%81%98">招聘公告</a></p>',
    "搜索结果",
)
LOGIN = page(
    '<form method="post"><label>用户名<input name="user"></label><label>密码<input type="password" name="p"></label>'
    '<button>登录</button><a href="/forgot">忘记密码</a><a href="/register">注册新账号</a></form>',
    "用户登录",
)
LEAVING = page(
    "<ul>"
    + "".join(
        f'<li><a href="http://www.bumen{n}.example/">柞水县第{n}个部门和单位的网站</a></li>'
        for n in range(1, 41)
    )
    + "</ul>"
)


@dataclass(frozen=True)
class Crawled:
    """What a night of a site was like."""

    requests: Counter[str]
    report: RunReport


Nights = Callable[[str], list[Crawled]]


def put_nothing(body: bytes) -> Callable[[Site, int], None]:
    return lambda site, _night: site.put(START, body)


def put_heavy(size: int) -> Callable[[Site, int], None]:
    """Return what puts a listing of so many bytes: its articles, and the pictures that it carries as data."""

    def put(site: Site, _night: int) -> None:
        stories = {
            f"/bendi/{n}.html": story for n, story in enumerate(islice(tell_stories("heavy"), FEW_STORIES), 1)
        }
        picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 3000}">'
        body = page(rows(stories) + picture * ((size - MEGABYTE // 8) // len(picture)))
        site.put(START, body + b" " * (size - len(body)))
        for path, story in stories.items():
            site.put(path, article(story))

    return put


def put_keyed(pattern: str) -> Callable[[Site, int], None]:
    """Return what puts a listing whose every address carries a key of its own each night."""

    def put(site: Site, night: int) -> None:
        stories = list(islice(tell_stories("keyed"), FEW_STORIES + 2 * night))[::-1]
        key = "k7f3q9" if night else "x2m8d4"
        signs = {story: f"{story.number * 7919 + night * 104729:x}" for story in stories}
        addresses = {
            pattern.format(
                n=300 + story.number, key=key, stamp=1795737600 + 86400 * night, sign=signs[story]
            ): story
            for story in stories
        }
        site.put(START, page(rows(addresses)))
        for path, story in addresses.items():
            site.put(path, article(story))
            site.put(path.partition("?")[0] if "bh=" not in path else path.partition("&")[0], article(story))

    return put


SITES: Mapping[str, Callable[[Site, int], None]] = {
    "empty": put_nothing(EMPTY),
    "search": put_nothing(SEARCH),
    "login": put_nothing(LOGIN),
    "leaving": put_nothing(LEAVING),
    "heavy": put_heavy(4 * MEGABYTE + MEGABYTE // 2),
    "too_heavy": put_heavy(5 * MEGABYTE + MEGABYTE // 2),
    "stamped": put_keyed("/bendi/{n}.html?t={stamp}"),
    "session": put_keyed("/show.asp?bh={n}&sid={key}"),
    "signed": put_keyed("/bendi/{n}.html?k={sign}"),
    "rand": put_keyed("/bendi/{n}.html?rand=0.{stamp}"),
}


@pytest.fixture(scope="module")
def nights(open_site, crawl_in_one_process, tmp_path_factory) -> Nights:
    """Crawl all sites in two nights, in one process each."""
    data = tmp_path_factory.mktemp("bad")
    sites = {name: open_site() for name in SITES}
    orders = [
        {"family": ANY, "name": name, "declared": {}, "arguments": {"url": sites[name].address + START}}
        for name in SITES
    ]
    asked: dict[str, list[Counter[str]]] = {name: [] for name in SITES}
    for night in (0, 1):
        for name, site in sites.items():
            site.answers.clear()
            site.requests.clear()
            SITES[name](site, night)
        crawl_in_one_process(orders, data)
        for name, site in sites.items():
            asked[name].append(Counter(site.requests))

    def read(name: str) -> list[Crawled]:
        reports = sorted((data / name / "runs").glob("*.json"))
        return [
            Crawled(requests, RunReport.model_validate_json(path.read_bytes()))
            for requests, path in zip(asked[name], reports, strict=True)
        ]

    return read


@pytest.mark.parametrize("name", SITES)
def test_nothing_is_asked_twice(nights, name) -> None:
    for night in nights(name):
        assert max(night.requests.values()) == 1, night.requests


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("empty", "empty_list", "it says that it has no entries"),
        ("search", "search", "it answers a search"),
        ("login", "login", "it asks for a login"),
        (
            "leaving",
            "no_article_links",
            "none reads as an article (41 of other sites like 柞水县第1个部门和单位的网站, 10 short names like 要闻): see scrapy explain",
        ),
    ],
)
def test_a_page_that_is_no_listing_is_named_every_night(nights, name, reason, said) -> None:
    for night in nights(name):
        assert night.report.exit_code == 3
        assert said in night.report.outcome
        assert reason in night.report.ended
        assert night.report.articles == 0


def test_a_listing_below_the_cap_is_read_however_much_it_carries(nights) -> None:
    first, second = nights("heavy")
    assert first.report.articles == FEW_STORIES
    assert second.requests.keys() == {"/robots.txt", START}


def test_a_listing_above_the_cap_is_lost_and_named(nights) -> None:
    for night in nights("too_heavy"):
        assert night.report.exit_code == 4
        assert "no listing page could be read, 1 lost" in night.report.outcome


@pytest.mark.parametrize("name", ["stamped", "session", "signed", "rand"])
def test_a_key_that_is_another_each_night_makes_no_other_article(nights, name) -> None:
    first, second = nights(name)
    assert first.report.articles == FEW_STORIES
    again = second.requests.total() - 2 - 2  # robots.txt and the listing, and two new articles
    assert 0 <= again <= KNOWN_AGAIN.get(name, 0)


def home_page(links: int) -> bytes:
    """Return a home page of boxes with a heading and 更多, every third one a list of short names."""
    stories = list(islice(tell_stories("home"), SECTION))
    boxes = []
    for box in range(links // SECTION):
        names = (f"频道{box}" if box % 3 == 2 else story.headline for story in stories)
        items = "".join(
            f'<li><a href="/c{box}/{number * 37 + box}.html">{name}</a></li>'
            for number, name in enumerate(names)
        )
        boxes.append(f'<div><h2>栏目{box}</h2><a href="/c{box}/">更多</a><ul>{items}</ul></div>')
    return page("".join(boxes))


def count_articles(body: bytes) -> int:
    spider = AnySpider("news", url="http://www.zhashui.example/")
    listing = read_listing(body, "", "http://www.zhashui.example/", spider.article_links)
    return len(spider.articles_of(listing))


def test_the_work_for_a_home_page_grows_as_its_links() -> None:
    assert count_articles(home_page(1500)) == 84 * SECTION
    assert growth_of_lines(lambda links: count_articles(home_page(links)), 240) < HALF_WAY
