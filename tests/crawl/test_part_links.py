import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.crawl.part_links import MOST_PARTS, WHOLE, find_next_part, part_number

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


@given(st.binary(max_size=300))
def test_any_bytes_have_a_next_part_or_none(body) -> None:
    article = "http://a.cn/xw/77.html"
    following = find_next_part(body + b'<a href="77_2.html">', article, article)
    assert following is None or part_number(following, article)
