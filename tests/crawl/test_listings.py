"""How the paging of a listing ends, and what the arguments of a crawl choose."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.reader import read_articles
from schemas.run import RunReport

TEXT = (
    "城关街道昨日举行春耕农资对接会，二十三家合作社的负责人到场选种选肥。",
    "会上，县农业农村局技术员讲解了玉米密植的要点，并现场解答了种植户的提问。",
    "据了解，今年全县计划播种玉米十八万亩，目前已备足良种四百六十吨。",
)
NEWS = "scraper.crawl.spider:NewsSpider"
ANY = "scraper.spiders.news:AnySpider"


def article(title: str) -> bytes:
    rows = "".join(f"<p>　　{text}</p>" for text in TEXT)
    return f"""<html><head><meta charset="utf-8"><title>{title}_山阳新闻网</title></head><body>
<h1>{title}</h1><div class="info">2023-06-12 15:27 来源：山阳新闻网</div><div id="zoom">{rows}</div>
<div class="edit">（责任编辑：岑远山）</div><div class="footer">版权所有 山阳新闻网</div></body></html>""".encode()


def page(*links: str, following: str | None = None, text: str = "城关街道农资对接会开得热闹") -> bytes:
    rows = "".join(f'<li><a href="{url}">{text}</a></li>' for url in links)
    more = f'<a href="{following}">下一页</a>' if following else ""
    return f'<html><body><a href="/">首页</a><ul>{rows}</ul>{more}</body></html>'.encode()


def story(number: int, day: int = 12) -> str:
    return f"/202306/t202306{day:02d}_{number}.html"


class Crawls:
    """The crawls of this module: what each was asked for and what came of it."""

    def __init__(self, open_site, data: Path) -> None:
        self.open_site, self.data = open_site, data
        self.orders: list[dict] = []
        self.sites: dict[str, object] = {}

    def add(self, name: str, *, family: str = NEWS, arguments: dict[str, str] | None = None, starts=("/",)):
        site = self.sites[name] = self.open_site()
        asked = {key: value.replace("SITE", site.address) for key, value in (arguments or {}).items()}
        declared = {
            "start_urls": [site.address + path for path in starts],
            "article_url": r"/t\d{8}_\d+\.html$",
        }
        self.orders.append({"family": family, "name": name, "declared": declared, "arguments": asked})
        return site

    def report(self, name: str) -> RunReport:
        return RunReport.model_validate_json(max((self.data / name / "runs").glob("*.json")).read_bytes())

    def paths(self, name: str) -> Iterator[str]:
        return (path for path in self.sites[name].requests if path != "/robots.txt")

    def titles(self, name: str) -> list[str]:
        folder = self.data / name / "articles"
        return sorted(each.title for each in read_articles(folder, latest=False)) if folder.exists() else []


def add_pagers(crawls: Crawls) -> None:
    """Describe the sites whose pager, frame or part is of an uncommon form."""
    numbers = crawls.add("numbers")
    numbers.put("/", page(story(1)) + b'<p class="page"><b>1</b><a href="/index_1.html">2</a></p>')
    numbers.put("/index_1.html", page(story(2)) + b'<p class="page"><a href="/">1</a><b>2</b></p>')
    crawls.add("waiting").put("/", page(story(1)) + '<a href="javascript:go(2)">下一页</a>'.encode())
    crawls.add("elsewhere").put("/", page(story(1), following="http://other.example/2.html"))

    framed = crawls.add("framed", family=ANY, arguments={"url": "SITE/xw/"})
    framed.put("/xw/", b'<html><body><iframe src="/list.jsp?c=4"></iframe></body></html>')
    framed.put("/list.jsp?c=4", page("/xw/202306/t20230612_1.html"))
    framed.put("/xw/202306/t20230612_1.html", article("城关街道农资对接会开得热闹"))

    same = crawls.add("same")  # a server that does not know the number sends the first part again
    same.put("/", page(story(9)))
    for path in (story(9), story(9).replace("_9", "_9_2")):
        same.put(
            path,
            article("两页其实是一页的长文")
            + b'<a href="t20230612_9_2.html">2</a><a href="t20230612_9_3.html">3</a>',
        )


@pytest.fixture(scope="module")
def crawls(open_site, crawl_in_one_process, tmp_path_factory) -> Crawls:
    """Run every crawl of this module in one process."""
    crawls = Crawls(open_site, tmp_path_factory.mktemp("listings"))
    crawls.add("empty").put("/", b"<html><body><p>\xe6\x9a\x82\xe6\x97\xa0</p></body></html>")
    crawls.add("leaving").put("/", page("http://other.example/202306/t20230612_1.html"))
    crawls.add("aged").put("/", page("/detail/1", "/detail/2"))
    crawls.add("picture").put("/", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    crawls.add("gone")

    add_pagers(crawls)

    loop = crawls.add("loop")  # each page leads to another address of the same page
    for number in range(60):
        loop.put("/" if not number else f"/?page={number}", page(story(1), following=f"/?page={number + 1}"))
    circle = crawls.add("circle")
    circle.put("/", page(story(1), following="/b.html"))
    circle.put("/b.html", page(story(2), following="/"))
    calendar = crawls.add("calendar")  # every day has one article, for ever
    for number in range(60):
        calendar.put(
            "/" if not number else f"/?page={number}", page(story(number), following=f"/?page={number + 1}")
        )

    for name, arguments in {
        "since": {"since": "2023-06-10"},
        "until": {"until": "2023-06-09"},
        "limit": {"limit": "3"},
        "section": {"section": "xw"},
    }.items():
        site = crawls.add(name, arguments=arguments, starts=("/", "/xw/"))
        site.put("/", page(story(1, 12), story(2, 11), following="/2.html"))
        site.put("/2.html", page(story(3, 10), story(4, 9), following="/3.html"))
        site.put("/3.html", page(story(5, 8), story(6, 7), following="/4.html"))
        site.put("/4.html", page(story(7, 6)))
        site.put("/xw/", page(story(8, 12)))

    feeds = crawls.add("feeds", starts=("/feed/", "/sitemap.xml", "/list.json"))
    feeds.put(
        "/feed/",
        f'<?xml version="1.0" encoding="utf-8"?><rss><channel><item><link>{feeds.address}{story(1)}</link>'
        "<pubDate>Mon, 12 Jun 2023 15:27:00 +0800</pubDate></item></channel></rss>".encode(),
        Content_Type="application/rss+xml",
    )
    feeds.put(
        "/sitemap.xml",
        f"<sitemapindex><sitemap><loc>{feeds.address}/map.xml</loc></sitemap></sitemapindex>".encode(),
        Content_Type="text/xml",
    )
    feeds.put(
        "/map.xml",
        f"<urlset><url><loc>{feeds.address}{story(2)}</loc></url></urlset>".encode(),
        Content_Type="text/xml",
    )
    feeds.put(
        "/list.json",
        f'callback({{"data": [{{"url": "{story(3)}", "publishTime": "2023-06-12"}}]}})'.encode(),
        Content_Type="text/javascript",
    )

    county = crawls.add("county", family=ANY, arguments={"url": "SITE/xw/"})
    channels = "".join(f'<a href="{url}">频道</a>' for url in ("/xw/jrsy/", "/xw/bmdt/index.html", "/zwgk/"))
    stories = page(
        "/xw/202306/t20230612_1.html", "/xw/jrsy/202306/content_200.html", "http://gov.example/1234567.html"
    )
    county.put("/xw/", stories.replace(b"<ul>", channels.encode() + b"<ul>"))
    county.put("/xw/jrsy/", page("/xw/jrsy/202306/content_200.html", following="index_1.html"))
    county.put("/xw/jrsy/index_1.html", page("/xw/jrsy/202306/content_201.html"))
    county.put("/xw/bmdt/index.html", page("/art/2023/6/12/art_77_30021.html", "/xw/jrsy/", "/xw/a.pdf"))
    for path in ("/xw/202306/t20230612_1.html", "/xw/jrsy/202306/content_200.html",
                 "/xw/jrsy/202306/content_201.html", "/art/2023/6/12/art_77_30021.html"):  # fmt: skip
        county.put(path, article(f"城关街道农资对接会{path.rpartition('/')[2]}"))

    for site in (
        loop,
        crawls.sites["numbers"],
        circle,
        calendar,
        feeds,
        *(crawls.sites[n] for n in ("since", "until", "limit", "section")),
    ):
        for day in range(6, 13):
            for number in range(60):
                site.put(story(number, day), article(f"第{number}场农资对接会开得热闹"))

    torn = {name: crawls.add(name) for name in ("torn", "torn_kept")}
    for site in torn.values():
        site.put("/", page(story(9)))
        site.put(story(9), article("三页的长文只来了一页") + b'<a href="t20230612_9_2.html">2</a>')
    crawl_in_one_process([one for one in crawls.orders if one["name"] != "torn_kept"], crawls.data)
    crawl_in_one_process(
        [one for one in crawls.orders if one["name"] == "torn_kept"], crawls.data, PARTIAL_ARTICLES=True
    )
    return crawls


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty", "no_links"),
        ("leaving", "all_links_leave"),
        ("aged", "no_article_links"),
        ("picture", "unreadable"),
    ],
)
def test_a_listing_without_articles_says_why(crawls, name, reason) -> None:
    report = crawls.report(name)
    assert report.ended == {reason: 1}
    assert report.articles == 0


def test_a_listing_that_is_gone_is_counted(crawls) -> None:
    assert crawls.report("gone").listing_lost == 1


def test_numbers_lead_through_a_listing_to_its_last_page(crawls) -> None:
    assert crawls.titles("numbers") == [f"第{n}场农资对接会开得热闹" for n in (1, 2)]
    assert crawls.report("numbers").ended == {"last_page": 1}


@pytest.mark.parametrize("name", ["waiting", "elsewhere"])
def test_a_pager_that_is_not_followed_is_no_last_page(crawls, name) -> None:
    assert crawls.report(name).ended == {"pager": 1}


def test_a_list_in_a_frame_is_read(crawls) -> None:
    assert crawls.titles("framed") == ["城关街道农资对接会开得热闹"]


def test_a_part_that_is_the_first_one_again_ends_the_article(crawls) -> None:
    assert crawls.titles("same") == ["两页其实是一页的长文"]
    assert not any("_9_3" in path for path in crawls.paths("same"))


def test_a_paging_loop_ends_after_two_pages_without_a_new_article(crawls) -> None:
    assert crawls.report("loop").ended == {"repeats": 1}
    assert (
        sorted(crawls.paths("loop")) == ["/", story(1), "/?page=1", "/?page=2"]
        or len(list(crawls.paths("loop"))) == 4
    )


def test_a_circle_of_pages_ends_where_it_began(crawls) -> None:
    assert crawls.report("circle").ended == {"loop": 1}
    assert Counter(crawls.sites["circle"].requests).total() == 5


def test_an_endless_calendar_ends_at_the_depth_that_is_set(crawls) -> None:
    assert crawls.report("calendar").ended == {"depth": 1}
    assert crawls.report("calendar").listing_pages == 51


def test_since_skips_what_is_older_and_stops_the_paging(crawls) -> None:
    assert crawls.titles("since") == [f"第{n}场农资对接会开得热闹" for n in (1, 2, 3, 8)]
    assert "/4.html" not in crawls.sites["since"].requests
    assert crawls.report("since").ended["since"] == 1


def test_until_skips_what_is_newer_and_reads_on(crawls) -> None:
    assert crawls.titles("until") == [f"第{n}场农资对接会开得热闹" for n in (4, 5, 6, 7)]


def test_limit_is_the_most_articles_that_are_asked_for(crawls) -> None:
    assert len(crawls.titles("limit")) == 3
    assert sum("/t2023" in path for path in crawls.paths("limit")) == 3


def test_section_chooses_among_the_listings(crawls) -> None:
    assert sorted(crawls.paths("section")) == [story(8), "/xw/"]


def test_feeds_sitemaps_and_json_are_listings(crawls) -> None:
    assert crawls.titles("feeds") == [f"第{n}场农资对接会开得热闹" for n in (1, 2, 3)]


def test_a_site_that_nobody_described_is_crawled_by_the_shape_of_its_links(crawls) -> None:
    assert Counter(crawls.paths("county")) == Counter(
        ["/xw/", "/xw/jrsy/", "/xw/jrsy/index_1.html", "/xw/bmdt/index.html", "/xw/202306/t20230612_1.html",
         "/xw/jrsy/202306/content_200.html", "/xw/jrsy/202306/content_201.html", "/art/2023/6/12/art_77_30021.html"]
    )  # fmt: skip
    assert len(crawls.titles("county")) == 4


def test_an_article_with_a_missing_part_is_rejected(crawls) -> None:
    assert crawls.report("torn").rejections == {"gone": 1}


def test_an_article_with_a_missing_part_is_marked_where_that_is_wanted(crawls) -> None:
    (kept,) = read_articles(crawls.data / "torn_kept" / "articles", latest=False)
    assert kept.evidence.body.endswith("partial")
