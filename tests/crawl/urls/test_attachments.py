"""A file behind a link is counted by name, and never asked for."""

import json

import pytest

from scraper.crawl.urls.attachments import is_attachment
from tests.stories import article, name

FILES = (
    "/xw/202306/P020230612391.pdf",
    "/xw/202306/附件1.DOCX",
    "/upload/2023/06/12/20230612091500.xlsx?v=2",
    "/d/file/2023/06/20230612.rar;v=8fa3",
    "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=17&wbfileid=4711",
    "/module/download/downfile.jsp?classid=0&filename=2306120915.doc",
    "/pdfjs/web/viewer.html?file=%2Fupload%2F2023%2F20230612.pdf",
    "/plus/download.php?open=0&aid=20230612",
    "/uploads/202306/12/20230612.jpg",
    "/vod/2023/06/12/20230612.mp4",
    "/app/shanyang20230612.apk",
    "/xw/20230612.ofd",
)
PAGES = (
    "/xw/202306/t20230612_77.html",
    "/show.asp?id=20230612",
    "/xw/202306/20230612.jhtml",
    "/news.cgi?id=20230612",
    "/Home/News/Details/576",
    "/xw/20230612.html?pic=/upload/20230612.jpg",
    "/video/20230612.shtml?src=http%3A%2F%2Fv.a.cn%2F7.mp4",
    "/download/20230612.html",
    "/downtown.jsp?id=7",
    "/xw/5.0.doc/20230612.html",
    "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1021&wbnewsid=35871",
    "/?p=12",
    "/pdf",
)


@pytest.mark.parametrize("path", FILES)
def test_an_address_of_a_file_is_an_attachment(path) -> None:
    assert is_attachment(f"http://www.shanyang.example{path}")


@pytest.mark.parametrize("path", PAGES)
def test_an_address_of_a_page_is_none(path) -> None:
    assert not is_attachment(f"http://www.shanyang.example{path}")


def test_files_and_other_sites_are_counted_by_name_and_never_asked_for(
    crawl_in_one_process, site, tmp_path
) -> None:
    """A described site whose article_url fits every address, and an undescribed one, of the same listing."""
    headline = "山阳县召开春季农业生产现场会"
    others = ("https://www.ankang.example/202306/t20230612_9.html", "//rizhao.example/xw/20230612.pdf")
    rows = "".join(f'<li><a href="{url}">{headline}</a></li>' for url in (*FILES, *others, name(1), name(2)))
    site.put("/xw/", f'<meta charset="utf-8"><ul>{rows}</ul>'.encode())
    for number in (1, 2):
        site.put(name(number), article(number))
    declared = {"start_urls": [f"{site.address}/xw/"], "article_links": "li a"}
    described = {
        "family": "scraper.crawl.spider:NewsSpider",
        "name": "shanyang",
        "declared": declared,
        "arguments": {},
    }
    undescribed = {
        "family": "scraper.spiders.news:AnySpider",
        "name": "news",
        "declared": {},
        "arguments": {"url": f"{site.address}/xw/"},
    }
    crawl_in_one_process([described, undescribed], tmp_path)
    reports = [json.loads(path.read_text("utf-8")) for path in sorted(tmp_path.glob("*/runs/*.json"))]
    assert len(reports) == 2
    for report in reports:
        assert report["ends"] == {"attachment": len(FILES), "delivered": 2, "other_site": 2}
        assert report["exit_code"] == 0
    assert set(site.requests) == {"/robots.txt", "/xw/", name(1), name(2)}
