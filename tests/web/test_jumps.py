"""A page that is nothing but a jump is followed; a page that could jump, or shows something, is not."""

import json
from collections.abc import Callable

import pytest

from schemas.reader import read_articles
from scraper.web.jumps import find_jump
from tests.stories import HASTE, article, name

URL = "http://a.cn/xw/1.html"
COUNTER = (
    "<script>var _hmt=_hmt||[];(function(){var hm=document.createElement('script');hm.src='//c.example/hm.js';"
    "var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(hm,s);})();</script>"
)
STORY = (
    "昨日上午，青龙大桥恢复双向通行，限重标准由二十吨提高到三十吨，附近的居民奔走相告，连夜放起了鞭炮。" * 3
)


def target_of(html: str) -> str | None:
    jump = find_jump(html.encode(), "text/html; charset=utf-8", URL)
    return jump and jump.url


@pytest.mark.parametrize(
    "html",
    [
        '<script>location.href="/xw/2.html"</script>',
        '<script>window.location="2.html";</script>',
        "<SCRIPT language=javascript>self.location='2.html'</SCRIPT>",
        '<script>top.location.href = "2.html" ;</script>',
        '<script>document.location.assign("2.html")</script>',
        "<script>window.location.replace('2.html')</script>",
        "<script>window.navigate('2.html')</script>",
        '<script>window.open("2.html", "_self")</script>',
        "<p>页面正在跳转……</p><script>setTimeout(\"location.href='2.html'\", 1000)</script>",
        '<script>setTimeout(function(){window.location.href="2.html"},0)</script>',
        '<script>var url = "/xw/2.html"; window.location.href = url;</script>',
        '<body onload="go()"><script>function go(){location.replace("2.html")}</script></body>',
        "<body onload=\"location.href='2.html'\"></body>",
        '<script>\n//<![CDATA[\nwindow.location.href="http:\\/\\/a.cn\\/xw\\/2.html";\n//]]>\n</script>',
        '<script><!--\nlocation.href="2.html"\n//--></script>',
        f'<title>跳转</title>{COUNTER}<script>location.href="2.html"</script>',
        '<base href="http://a.cn/xw/"><script>location.href="2.html"</script>',
        '<script>parent.location.href="2.html"</script><a href="2.html">没有自动跳转，请点这里</a>',
        '<meta http-equiv="refresh" content="0;url=2.html">',
        '<noscript><META HTTP-EQUIV="Refresh" CONTENT="0; URL=\'2.html\'"></noscript>',
        "<meta content=\"0;url='2.html'\" http-equiv=refresh>",
        '<meta http-equiv="refresh" content="3;2.html">',
        '<meta http-equiv=" REFRESH " content=" 0.1,URL = 2.html ">',
    ],
)
def test_a_page_that_is_nothing_but_a_jump_leads_on(html) -> None:
    assert target_of(html) == "http://a.cn/xw/2.html"


@pytest.mark.parametrize(
    "html",
    [
        # The visitor decides.
        "<script>if(/mobile/i.test(navigator.userAgent))location.href='m.html'</script>",
        "<script>/Mobile/i.test(navigator.userAgent)&&(location.href='m.html')</script>",
        "<script>screen.width<800?location.href='m.html':0</script>",
        "<script>function back(){location.href='/list.html'}</script><div id=app></div>",
        # It leads to no other page.
        "<script>location.href='/'</script>",
        "<script>location.href=location.pathname+location.search</script>",
        "<script>location.href='/xw/1.html?key=123'</script>",
        "<script>location.href='/a/'+id+'.html'</script>",
        "<script>location.href='javascript:void(0)'</script>",
        "<script>location.href='http://['</script>",
        "<script>window.open('2.html')</script>",
        "<script>a.location='2.html'; mylocation='2.html'</script>",
        "<meta http-equiv=refresh content=30>",
        "<meta http-equiv=refresh content='300;url=2.html'>",
        # A firewall's challenge.
        "<script>document.cookie='__jsl_clearance=1';location.href='2.html'</script>",
        # It is switched off.
        "<script>// location.href='2.html'\n/* location.href='3.html' */</script>",
        "<!--[if IE]><meta http-equiv=refresh content='0;url=2.html'><![endif]-->",
        # The page shows something.
        f"<p>{STORY}</p><script>location.href='2.html'</script>",
        f"<p>{STORY}</p><meta http-equiv=refresh content='0;url=2.html'>",
        "<video src=a.mp4></video><script>location.href='2.html'</script>",
        "<form><input name=q></form><script>location.href='2.html'</script>",
        "",
        "location.href='2.html'",
    ],
)
def test_a_page_that_may_stay_where_it_is_stays(html) -> None:
    assert target_of(html) is None


@pytest.mark.parametrize("site_root", ["http://a.cn/", "http://a.cn"])
def test_a_home_page_may_jump_to_its_index(site_root) -> None:
    found = find_jump(b'<script>location="/index/"</script>', "text/html", site_root)
    assert found == ("http://a.cn/index/", "script")


def script(target: str) -> bytes:
    return f'<script>location.replace("{target}")</script>'.encode()


@pytest.fixture
def crawl(scrapy, site, tmp_path) -> Callable:
    return lambda: scrapy(
        "crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *HASTE
    )


def rejects(folder) -> list[dict[str, str]]:
    files = (folder / "sample" / "rejects").glob("*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_an_article_behind_a_jump_is_delivered_with_the_address_that_was_asked_for(
    crawl, site, tmp_path
) -> None:
    site.put("/", script("/news/"))  # the listing jumps too
    site.put("/news/", f'<div class="listnews"><h4><a href="{name(1)}">桥</a></h4></div>'.encode())
    site.put(name(1), script(name(9)))
    site.put(name(9), article(9))
    assert crawl().returncode == 0
    (line,) = read_articles(tmp_path / "sample" / "articles", latest=False)
    assert (line.url, line.requested_url) == (site.address + name(9), site.address + name(1))


def test_a_listing_that_jumps_is_asked_for_whole_by_the_next_run(crawl, site) -> None:
    site.conditional |= {"/", "/news/"}
    site.put("/", script("/news/"), ETag='"jump"')
    site.put("/news/", f'<div class="listnews"><h4><a href="{name(1)}">桥</a></h4></div>'.encode())
    site.put(name(1), article(1))
    crawl()
    crawl()
    assert site.unchanged["/"] == 0
    assert site.requests["/news/"] == 2


def test_a_ring_of_redirects_is_a_rejection_that_says_so(crawl, site, tmp_path) -> None:
    rows = "".join(f'<h4><a href="{name(number)}">桥</a></h4>' for number in (1, 2, 4))
    site.put("/", f'<div class="listnews">{rows}</div>'.encode())
    site.put(name(1), b"", status=302, Location=name(1), Set_Cookie="seen=1")
    site.put(name(2), script(name(3)))
    site.put(name(3), script(name(2)))
    site.put(name(4), script(name(4)))
    crawl()
    told = {one["url"].rpartition("_")[2]: (one["reason"], one["detail"]) for one in rejects(tmp_path)}
    assert {reason for reason, _ in told.values()} == {"unreachable"}
    assert "redirects to itself (302)" in told["1.html"][1]
    assert "redirects in a ring (script)" in " ".join(detail for _, detail in told.values())
    assert "redirects to itself (script)" in told["4.html"][1]
    assert all(count == 1 for count in site.requests.values())
