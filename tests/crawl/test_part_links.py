import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.crawl.parts.part_links import MOST_PARTS, WHOLE, find_next_part, part_number

PARTS = {
    "PCS": ("http://zj.people.com.cn/n2/2023/0612/c1-40453467.html", "/n2/2023/0612/c1-40453467-2.html", 2),
    "Founder": ("http://a.cn/2023-06/12/content_77.htm", "/2023-06/12/content_77_3.htm", 3),
    "TRS": ("http://a.cn/xw/202306/t20230612_77.html", "/xw/202306/t20230612_77_1.html", 1),
    "enorth": ("http://a.cn/system/2023/06/12/037344499.shtml", "/system/2023/06/12/037344499_02.shtml", 2),
    "新华网": ("http://a.cn/2019-12/10/c_1125327450.htm", "/2019-12/10/c_1125327450_2.htm", 2),
    "phpcms": ("http://a.cn/show-9-773-1.html", "/show-9-773-2.html", 2),
    "phpcms by query": ("http://a.cn/index.php?a=show&id=7", "/index.php?a=show&id=7&page=2", 2),
    "dedecms": ("http://a.cn/plus/view.php?aid=7", "/plus/view.php?aid=7&pageno=2", 2),
    "WordPress": ("http://a.cn/archives/4127", "/archives/4127/2/", 2),
    "p in the name": ("http://a.cn/xw/77.html", "/xw/77_p2.html", 2),
    "page in the name": ("http://a.cn/xw/77.html", "/xw/77-page3.html", 3),
    "brackets": ("http://a.cn/xw/77.html", "/xw/77(2).html", 2),
    "another ending": ("http://a.cn/xw/77.html", "/xw/77_2.shtml", 2),
    "folder": ("http://a.cn/xw/77.shtml", "/xw/77/2.shtml", 2),
    "page before the article": ("http://a.cn/show.php?id=7", "/show.php?page=2&id=7", 2),
    "page of the first part too": ("http://a.cn/show.php?id=7&page=1", "/show.php?id=7&page=2", 2),
    "whole": ("http://a.cn/xw/77.html", "/xw/77_all.html", WHOLE),
}
OTHERS = [
    ("http://a.cn/2023-06/12/content_77.htm", "/2023-06/12/content_78.htm"),  # another article
    ("http://a.cn/2023-06/12/content_77.htm", "/2023-06/12/content_778.htm"),  # its number goes on
    ("http://a.cn/xw/202306/t20230612_77.html", "/xw/202306/t20230612_77_123456.html"),  # no page number
    ("http://a.cn/plus/view.php?aid=7", "/plus/view.php?aid=77"),
    ("http://a.cn/plus/view.php?aid=7", "/plus/view.php?aid=7&page=1"),  # the article itself
    ("http://a.cn/photo/7.html", "/photo/7.html?p=2"),  # the pictures of a gallery
    ("http://a.cn/xw/77.html", "http://b.cn/xw/77_2.html"),  # another host
    ("http://a.cn/show.php?id=7", "/show.php?id=8&page=2"),
    ("http://a.cn/?p=4127", "/?p=4128"),
    ("http://a.cn/xw/77/1.shtml", "/xw/78/2.shtml"),
    ("http://a.cn/xw/77.html", "/xw/77_2.jpg"),
    ("http://a.cn/xw/77.html", "/xw/77_comment.html"),
    ("http://a.cn/xw/77.html", f"/xw/77_{MOST_PARTS + 1}.html"),
]


@pytest.mark.parametrize(("article", "part", "number"), PARTS.values(), ids=PARTS)
def test_each_family_numbers_its_parts(article, part, number) -> None:
    body = f'<p>正文</p><a href="{part.replace("&", "&amp;")}">2</a>'.encode("gb18030")
    following = find_next_part(body, article, article)
    assert following is not None
    assert following.endswith(part)
    assert part_number(following, article) == number


@pytest.mark.parametrize(("article", "other"), OTHERS)
def test_what_is_no_part_is_left_alone(article, other) -> None:
    assert find_next_part(f'<a href="{other}">下一页</a>'.encode(), article, article) is None


def test_parts_are_read_in_order_whatever_the_pager_shows() -> None:
    first = "http://a.cn/xw/77.html"
    body = b'<a href="77.html">1</a><a href="77_3.html">3</a><a href="77_2.html">2</a>'
    assert find_next_part(body, first, first) == "http://a.cn/xw/77_2.html"
    assert find_next_part(body, "http://a.cn/xw/77_2.html", first) == "http://a.cn/xw/77_3.html"
    assert find_next_part(body, "http://a.cn/xw/77_3.html", first) is None


def test_a_script_counts_the_parts_of_its_own_article_only() -> None:
    first = "http://a.cn/xw/202306/t20230612_77.html"
    own = b'<script>createPageHTML(3, 0, "t20230612_77", "html");</script>'
    assert find_next_part(own, first, first) == "http://a.cn/xw/202306/t20230612_77_1.html"
    assert find_next_part(own.replace(b"3, 0", b"1, 0"), first, first) is None
    assert find_next_part(own.replace(b"_77", b"_78"), first, first) is None


ARTICLE = "http://a.cn/xw/202306/t20230612_77.html"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("pager", "believed"),
    [
        ('共2页 <a href="t20230612_77.html?p=2">第二部分</a>', True),
        ('<a href="?p=2">下一页</a>', True),
        ('1 <a href="?p=2">2</a>', True),
        ('<a href="?p=2">读者评论</a>', False),
        ('<a href="?p=2">下一张</a>', False),
    ],
)
def test_p_is_a_part_where_a_pager_stands_beside_it(charset, pager, believed) -> None:
    expected = f"{ARTICLE}?p=2" if believed else None
    assert find_next_part(f"<p>正文</p>{pager}".encode(charset), ARTICLE, ARTICLE) == expected


def test_parts_in_a_folder_of_their_own_are_numbers_alone() -> None:
    first = "http://a.cn/xw/77/1.shtml"
    assert (
        find_next_part('<a href="2.shtml">下一页</a>'.encode(), first, first) == "http://a.cn/xw/77/2.shtml"
    )
    assert find_next_part('<a href="2.shtml">下一篇：春耕</a>'.encode(), first, first) is None
    assert (
        find_next_part(b'<a href="3.shtml">3</a>', "http://a.cn/xw/77/2.shtml", "http://a.cn/xw/77.shtml")
        == "http://a.cn/xw/77/3.shtml"
    )


@pytest.mark.parametrize(
    "page",
    [
        '<!-- <a href="t20230612_77_1.html">下一页</a> -->',
        '<!-- <script>createPageHTML(3, 0, "t20230612_77", "html");</script> -->',
        '<script>var next = "t20230612_77_1.html";</script>',
        '<script>//createPageHTML(3, 0, "t20230612_77", "html");</script>',
        "<script>//document.write('<a href=\"t20230612_77_1.html\">下一页</a>')</script>",
    ],
)
def test_what_stands_in_a_comment_or_a_script_is_no_link(page) -> None:
    assert find_next_part(page.encode(), ARTICLE, ARTICLE) is None


@pytest.mark.parametrize(
    "page",
    [
        '<!-- 分页 --><a href="t20230612_77_1.html">下一页</a><!-- 分页结束 -->',
        '<script><!--\ncreatePageHTML(3, 0, "t20230612_77", "html");\n//--></script>',
        '<script>createPageHTML("page_div", 3, 0, "t20230612_77", "html", 9);</script>',
        '<script>var countPage = 2; createPageHTML(countPage, 0, "t20230612_77", "html");</script>',
        """<script>document.write('<a href="t20230612_77_1.html">下一页</a>')</script>""",
        '<!-- never closed <a href="t20230612_77_1.html">下一页</a>',
    ],
)
def test_a_link_beside_a_comment_and_what_a_script_writes_are_links(page) -> None:
    following = find_next_part(page.encode(), ARTICLE, ARTICLE)
    assert following == ARTICLE.replace("_77", "_77_1")


@given(st.binary(max_size=300))
def test_any_bytes_have_a_next_part_or_none(body) -> None:
    article = "http://a.cn/xw/77.html"
    following = find_next_part(body + b'<a href="77_2.html">', article, article)
    assert following is None or part_number(following, article)
