"""What the last line says of a run that found no article."""

import json
from collections.abc import Callable

import pytest
from lxml.html import document_fromstring

from scraper.crawl.walks.barren import name_barren
from scraper.runs.outcome import Code, Figures, judge
from scraper.storage.account import Balance
from tests.stories import HASTE

URL = "http://www.shanyang.example/xw/"
CHANNELS = "".join(f'<a href="/c{n}/">频道{n}</a>' for n in range(9))


def read(page: str, url: str = URL) -> str | None:
    return name_barren(document_fromstring(page), url)


@pytest.mark.parametrize(
    ("page", "url", "end"),
    [
        ("<title>后台登录</title><form><input name=u><input type=password></form>", URL, "login"),
        ("<h1>欢迎</h1><form><input name=u><input type='Password'></form><a href=/>首页</a>", URL, "login"),
        ("<title>站内搜索_山阳网</title><a href=/>首页</a>", URL, "search"),
        ("<form><input name=q value=农资></form><p>以下是结果</p>", f"{URL}?q=%E5%86%9C%E8%B5%84", "search"),
        (f"{CHANNELS}<ul><li>暂无数据</li></ul>", URL, "empty_list"),
        (f"{CHANNELS}<div class=list>对不起，没有找到相关的记录！</div>", URL, "empty_list"),
        (f"{CHANNELS}<div>要闻<br>暂时没有内容</div>", URL, "empty_list"),
        (f"{CHANNELS}<p>共 0 条</p>", URL, "empty_list"),
        ("<p>您访问的页面不存在，请返回首页。</p><a href=/>首页</a>", URL, "not_there"),
    ],
)
def test_a_page_without_articles_that_says_what_it_is_is_taken_at_its_word(page, url, end) -> None:
    assert read(page, url) == end


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (f"{CHANNELS}<ul><li>县城概况</li></ul>", URL),
        (f"<form><input type=password></form>{CHANNELS}{CHANNELS}", URL),  # a login in the corner
        ("<form><input name=q value=''></form><a href=/>首页</a>", f"{URL}?q="),  # a box to search in
        ("<form><input name=page value=2></form><a href=/>首页</a>", f"{URL}?page=2"),  # to go to a page
        ("<form><input type=hidden name=c value=xw></form><a href=/>首页</a>", f"{URL}?c=xw"),
        (f"{CHANNELS}<a href=/7>暂无数据中心</a>", URL),  # an entry
        ("<p>昨日，县里召开会议，会上说本县暂无数据可以公布，下月再说。</p>", URL),
        (f"{CHANNELS}<p>共 10 条</p>", URL),
    ],
)
def test_a_page_that_says_nothing_of_itself_is_not_named(page, url) -> None:
    assert read(page, url) is None


def figures(**changes: object) -> Figures:
    plain = {"listings": 1, "listings_lost": 0, "links": 0, "unchanged": 0, "articles": 0, "rejections": {}}
    return Figures("finished", **{**plain, "barren": 1, "listing": URL, **changes})


OTHERS = Balance(25, {"not_article": 12, "other_site": 9, "attachment": 4})
STRAY = Balance(26, {"not_article": 25}, {"unreachable": 1})


@pytest.mark.parametrize(
    ("run", "why"),
    [
        (
            figures(balance=OTHERS),
            "25 links, none reads as an article (12 other pages, 9 of other sites, 4 files): "
            f"see scrapy explain --listing {URL}",
        ),
        (
            figures(balance=OTHERS, groups="12 channels, 9 of other sites, 4 files"),
            "25 links, none reads as an article (12 channels, 9 of other sites, 4 files): "
            f"see scrapy explain --listing {URL}",
        ),
        (
            figures(links=1, rejections={"unreachable": 1}, balance=STRAY),
            "26 links, 1 read as articles and none is one, unreachable 1 (25 other pages): "
            f"see scrapy explain --listing {URL}",
        ),
        (figures(told="it asks for a login"), "no article link on the listing: it asks for a login"),
        (figures(), "the listings were read, but no article link is on them"),
        (
            figures(links=20, articles=9, told="it asks for a login", balance=Balance(9, {"delivered": 9})),
            "1 start listings without an article link (it asks for a login): the next run asks again",
        ),
    ],
)
def test_a_run_without_articles_says_what_the_links_were(run, why) -> None:
    assert judge(run).why == why
    assert judge(run).code == Code.BELOW_FLOOR


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"links": 1, "rejections": {"wall": 1}, "balance": STRAY}, Code.SITE_FAILED),
        ({"links": 20, "rejections": {"unreachable": 20}, "balance": STRAY}, Code.SITE_FAILED),
        ({"links": 1, "rejections": {"unreachable": 1}, "balance": Balance(1)}, Code.SITE_FAILED),
        ({"listings": 0, "listings_lost": 1}, Code.SITE_FAILED),
    ],
)
def test_a_site_that_failed_is_still_told_from_a_list_that_was_not_read(changes, code) -> None:
    assert judge(figures(barren=0, **changes)).code == code


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable[[str], str]:
    """Crawl an undescribed site that has one page; return the last line, the report and the exit code agreeing."""

    def run(page: str, path: str = "/xw/") -> str:
        site.put(path, f'<meta charset="utf-8">{page}'.encode())
        done = scrapy(
            "crawl", "news", "-a", f"url={site.address}{path}", "-s", f"DATA_DIR={tmp_path}", *HASTE
        )
        report = json.loads(next(tmp_path.glob("*/runs/*.json")).read_text(encoding="utf-8"))
        line = done.stderr.strip().splitlines()[-1]
        assert done.returncode == report["exit_code"] == 3
        assert report["outcome"] in line
        assert site.requests[path] == 1
        return line

    return run


def test_a_page_of_links_to_other_sites_says_so(crawl, site) -> None:
    links = "".join(
        f'<li><a href="http://x{n}.example/20230612{n}.html">兄弟县市新闻网站{n}</a>' for n in range(12)
    )
    assert "12 links, none reads as an article (12 of other sites like 兄弟县市新闻网站0)" in crawl(links)
    assert set(site.requests) == {"/robots.txt", "/xw/"}


def test_a_list_that_says_it_is_empty_is_named_so(crawl) -> None:
    assert "it says that it has no entries" in crawl('<a href="/">首页</a><p>暂无数据</p>')
