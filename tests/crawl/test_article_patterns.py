"""The pattern of a site's articles: it has all that it was made of, more of the same kind, and no channel."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.canonical import untracked
from scraper.crawl.declarations.article_patterns import learn_pattern, without_strays
from tests.fuzz.costs import growth
from tests.running import HALF_WAY

CHANNELS = (
    "http://www.yunxi.example/",
    "http://www.yunxi.example/xw/",
    "http://www.yunxi.example/xw/index.html",
    "http://www.yunxi.example/xw/index_2.html",
    "http://www.yunxi.example/list/7.html",
    "http://www.yunxi.example/node_19.htm",
    "http://www.yunxi.example/channel.jsp?id=12",
    "http://www.yunxi.example/search?q=%E6%98%A5%E8%80%95",
    "http://www.yunxi.example/files/202305/baobiao.pdf",
    "http://www.yunxi.example/guanyuwomen",
    "http://www.yunxi.example/%E9%A2%91%E9%81%93/xiangzhen2.html",
    "http://www.yunxi.example/index.php?s=/home/lists/id/7",
    "http://www.yunxi.example/zt/2023chungeng/",
)
HEX = "5bd5639ca3101a87ca8ff63600c1d2e3"
FORMS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "day and number": (
        ["/xw/bd/202305/t20230512_7701.html", "/xw/202306/t20230601_80123.html"],
        ["/ms/202412/t20241231_900122.html"],
    ),
    "folders of a day": (
        ["/2023/06/12/01234.shtml", "/2023/05/30/01199.shtml"],
        ["/2024/01/09/12345.shtml"],
    ),
    "day without noughts": (["/art/2023/6/12/art_9_771.html", "/art/2023/11/2/art_9_12.html"], ["/art/2024/1/30/art_9_8001.html"]),
    "number below its folder": (["/show/7.html", "/show/12.html", "/show/101.html"], ["/show/10233.html"]),
    "code in capitals": (
        ["/20/0816/22/FK6F0U6D0001899O.html", "/20/0817/01/FK6HAA120514R9L4.html"],
        ["/21/0102/11/GA19H1V20514EGPO.html"],
    ),
    "code of letters and digits": (["/c/7kQcQG2peWU", "/c/8aTcQx2pfZU", "/c/7kAbQG2p1WU"], ["/c/92xcQG9peMN"]),
    "uuid": (
        ["/a/9c16f7a2-1b2c-4d3e-8f90-0a1b2c3d4e5f.html", "/a/11aa22bb-1b2c-4d3e-8f90-0a1b2c3d4e5f.html"],
        ["/a/f0e1d2c3-aaaa-4bbb-9ccc-001122334455.html"],
    ),
    "hash as a folder": ([f"/20230612/{HEX}/c.html", f"/20230611/{HEX[::-1]}/c.html"], [f"/20240101/{HEX[3:]}abc/c.html"]),
    "hash behind a prefix": ([f"/a/202306/12/WS{HEX[:24]}.html", f"/a/202306/11/WS{HEX[8:]}.html"], [f"/a/202401/01/WS{HEX[4:28]}.html"]),
    "channel and article by hash": (
        ["/node_742c1a40f1/ae7e7ec561.shtml", "/node_742c1a40f1/bb10c2d3e4.shtml"],
        ["/node_88ab01cd23/0a1b2c3d4e.shtml"],
    ),
    "query of two numbers": (
        ["/content.jsp?wbtreeid=1009&wbnewsid=35871", "/content.jsp?wbtreeid=1012&wbnewsid=9"],
        ["/content.jsp?wbtreeid=7&wbnewsid=100233"],
    ),
    "query with what is done": (
        ["/index.php?m=content&c=index&a=show&catid=7&id=71", "/index.php?m=content&c=index&a=show&catid=8&id=1071"],
        ["/index.php?m=content&c=index&a=show&catid=12&id=2"],
    ),
    "words with hyphens": (
        ["/xinwen/yunxi-chunfen-nongshi/", "/xinwen/da-ba-kai-zha/", "/minsheng/xin-qiao-tong-che-le/"],
        ["/minsheng/cun-wan-re-nao/"],
    ),
    "words with a number behind": (
        ["/wen/ren-yi-12/", "/wen/hui-yang-13/", "/wen/shi-cai-14/", "/wen/xin-che-lu-15/"],
        ["/wen/chun-feng-201/"],
    ),
    "words with a number before": (
        ["/12-cai-shan-hui-yang", "/13-yi-zhai-hui-cha", "/14-cha-feng-ren"],
        ["/207-qiao-tong-che"],
    ),
    "words with a line below": (["/a/shou_ren_geng_12", "/a/nong_shan_13", "/a/cha_lu_feng_14"], ["/a/zhai_shi_207"]),
    "letters of a headline with a number": (
        ["/tongchu12.php", "/shicaic13.php", "/gengyis14.php"],
        ["/renzhai101.php"],
    ),
    "words from a small stock": (
        ["/cha-geng-lu/", "/geng-qiao-yi/", "/lu-shan-feng/", "/qiao-tong-lao/"],
        ["/shi-yang-zhai/"],
    ),
    "a path in the query": (
        ["/index.php?s=/home/show/id/71", "/index.php?s=/home/show/id/1204"],
        ["/index.php?s=/home/show/id/33"],
    ),
    "Chinese folders": (
        ["/%E6%96%87%E7%AB%A0/yunxi12.html", "/%E6%96%87%E7%AB%A0/longtan13.html"],
        ["/%E6%96%87%E7%AB%A0/shimen207.html"],
    ),
    "details of a controller": (["/Home/News/Details/576", "/Home/News/Details/1204"], ["/Home/News/Details/33"]),
    "endings of two kinds": (["/system/2023/06/12/030001.shtml", "/system/2023/06/12/030001.html"], ["/system/2024/02/01/031122.html"]),
    "a program without numbers in its name": (["/newsDetail.aspx?ID=71", "/newsDetail.aspx?ID=1200"], ["/newsDetail.aspx?ID=3"]),
}  # fmt: skip


def at_home(paths: Sequence[str]) -> list[str]:
    return [f"http://www.yunxi.example{path}" for path in paths]


@pytest.mark.parametrize("form", FORMS)
def test_a_pattern_has_tomorrows_articles_and_no_channel(form: str) -> None:
    urls, tomorrow = map(at_home, FORMS[form])
    pattern = learn_pattern(urls, CHANNELS)
    assert all(re.search(pattern, url) for url in (*urls, *tomorrow)), pattern
    assert not [url for url in CHANNELS if re.search(pattern, url)], pattern


@pytest.mark.parametrize("form", FORMS)
def test_a_pattern_that_was_learned_takes_steps_in_proportion_to_the_text(form: str) -> None:
    times, attack = growth(re.compile(learn_pattern(at_home(FORMS[form][0]), CHANNELS)))
    assert times < HALF_WAY, attack


def test_several_forms_are_told_one_by_one_those_of_most_addresses_first() -> None:
    urls = at_home([*FORMS["folders of a day"][0], *FORMS["hash as a folder"][0], "/2023/06/11/01188.shtml"])
    assert learn_pattern(urls) == r"(?:/\d{4}/\d{2}/\d{2}/\d{4,}\.shtml$|/\d{8}/[0-9a-f]{32}/c\.html$)"


def test_the_folder_tells_where_the_number_alone_is_a_channels_too() -> None:
    urls = at_home(["/xw/12.html", "/ms/77.html", "/xw/3.html"])
    pattern = learn_pattern(urls, CHANNELS)
    assert pattern == r"/(?:ms|xw)/\d+\.html$"


def test_the_host_tells_where_the_path_is_that_of_the_others() -> None:
    urls = [f"http://news.yunxi.example/{number}.html" for number in (7, 12, 101)]
    others = [f"http://bbs.yunxi.example/{number}.html" for number in (8, 13, 40)]
    assert learn_pattern(urls, others) == r"//news\.yunxi\.example/\d+\.html$"


def test_an_address_unlike_all_others_is_a_stray_among_many() -> None:
    rows = at_home([f"/xw/{number}77.html" for number in range(1, 12)])
    stray = at_home(["/ad/click?id=3"])
    assert without_strays([*rows[:4], *stray, *rows[4:]]) == rows
    assert without_strays([*rows[:3], *stray]) == [*rows[:3], *stray]


def test_no_address_gives_no_pattern() -> None:
    assert learn_pattern([]) == ""


NAMES = st.text("abcdefxyzABZ0123456789-_.~%!;", max_size=24)
PATHS = st.lists(NAMES, max_size=5).map("/".join)
QUERIES = st.one_of(st.just(""), st.lists(st.tuples(NAMES, st.one_of(NAMES, PATHS)).map("=".join), max_size=3).map(lambda each: f"?{'&'.join(each)}"))  # fmt: skip
URLS = st.builds("http://{}.yunxi.example/{}{}".format, st.sampled_from(["www", "news"]), PATHS, QUERIES).map(
    untracked
)


@settings(max_examples=40, deadline=None)
@given(st.lists(URLS, min_size=1, max_size=6), st.lists(URLS, max_size=4))
@example(["http://www.yunxi.example/", "http://www.yunxi.example/a.b.html"], [])
def test_a_pattern_has_every_address_that_it_was_made_of(urls: list[str], others: list[str]) -> None:
    pattern = learn_pattern(urls, others)
    assert all(re.search(pattern, url) for url in urls), pattern


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(DAYS, st.integers(100, 10**8)), min_size=2, max_size=6),
    DAYS,
    st.integers(10**3, 10**9),
)
def test_a_pattern_has_another_day_and_a_larger_number(made: list, day, number: int) -> None:
    spell = "http://www.yunxi.example/xw/{0:%Y%m}/t{0:%Y%m%d}_{1}.html".format
    largest = max(each for _, each in made)
    assert re.search(learn_pattern(spell(*each) for each in made), spell(day, largest + number))
