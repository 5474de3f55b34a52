import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.canonical import article_id, canonical_url, untracked

SAME = [
    ("http://www.tibet.cn/cn/t1.html", "https://www.tibet.cn/cn/t1.html"),
    ("http://www.tibet.cn/cn/t1.html", "http://WWW.TIBET.CN:80/cn/t1.html#text"),
    ("http://www.tibet.cn/cn/t1.html", "http://www.tibet.cn/cn/t1.html?utm_source=weixin&from=timeline"),
    ("http://www.tibet.cn", "http://www.tibet.cn/"),
    ("http://www.tibet.cn/cn/t1.html", "http://www.tibet.cn./cn/t1.html"),
    *(
        (f"http://a.cn{path}", f"http://a.cn{linked}")
        for path, linked in [
            # Who shared the link.
            ("/xw/2023/1119/1001.html", "/xw/2023/1119/1001.html?gclid=1"),
            ("/xw/2023/1119/1001.html", "/xw/2023/1119/1001.html?fbclid=2&mc_cid=a&mc_eid=b"),
            ("/show.php?id=7", "/show.php?spm=C73544.P9&id=7&msclkid=0"),
            ("/show.php?id=7", "/show.php?id=7&amp;utm_source=weixin"),
            ("/show.php?id=7", "/show.php?UTM_Medium=app&id=7&share_token=9f&wxshare_count=2"),
            ("/c/", "/c/?hmsr=toutiao&bd_vid=88&vd_source=ab"),
            # Where the link stood.
            ("/t20231119_1001.html", "/t20231119_1001.html?ref=home"),
            ("/show.php?id=7", "/show.php?id=7&source=index"),
            # What keeps caches from answering.
            ("/xw/2023/1119/1001.html", "/xw/2023/1119/1001.html?t=1700360000"),
            ("/xw/2023/1119/1001.html", "/xw/2023/1119/1001.html?v=2"),
            ("/77.shtml", "/77.shtml?r=0.84612"),
            ("/77.shtml", "/77.shtml?1700360000123"),
            ("/content_88213.html", "/content_88213.html?0.33581"),
            ("/show.php?id=7", "/show.php?id=7&_=1700360000123"),
            ("/show.php?newsid=7", "/show.php?rnd=0.84612&newsid=7"),
            ("/show.aspx?aid=7", "/show.aspx?aid=7&v=20231119093200"),
            ("/content/88213", "/content/88213?ts=1700360000"),
            # Whose session it is.
            ("/1001.html", "/1001.html;jsessionid=A1B2C3"),
            ("/show.jsp?id=7", "/show.jsp;JSESSIONID=0000xY.node-2:1?id=7"),
            ("/xw/1001.html", "/xw;jsessionid=A1B2C3/1001.html"),
            ("/show.php?id=7", "/show.php?PHPSESSID=9a8b7c&id=7"),
            ("/show.asp?id=7", "/show.asp?id=7&ASPSESSIONIDQQABCDEF=HGFEDC"),
            ("/show.cfm?id=7", "/show.cfm?id=7&CFID=12&CFTOKEN=34"),
            ("/index.php?tid=7", "/index.php?tid=7&sid=0123456789abcdef0123456789ABCDEF"),
            ("/news/show.aspx?id=7", "/(S(abcdefghijklmnopqrstuvwx))/news/show.aspx?id=7"),
            # How it is spelt.
            ("/~xw/1.html", "/%7exw/1.html"),
            ("/%E5%B1%B1/1.html", "/%e5%b1%b1/1.html"),
            ("/%E5%B1%B1/1.html", "/山/1.html"),
        ]
    ),
]
DIFFERENT = [
    ("http://www.tibet.cn/cn/Instant/t1.html", "http://www.tibet.cn/cn/instant/t1.html"),
    ("http://a.cn/show.php?id=1", "http://a.cn/show.php?id=2"),
    ("http://a.cn/show.php?id=1&page=2", "http://a.cn/show.php?id=1"),
    ("http://a.cn:8080/1.html", "http://a.cn/1.html"),
    ("http://a.cn/show.php?fromid=1", "http://a.cn/show.php"),
    *(
        (f"http://a.cn{first}", f"http://a.cn{second}")
        for first, second in [
            ("/show.asp?t=5", "/show.asp?t=6"),
            ("/show.asp?v=12345", "/show.asp?v=12346"),
            ("/detail.html?t=1700360000", "/detail.html?t=1700360001"),
            ("/play?v=abc", "/play?v=abd"),
            ("/show.php?id=7&v=2", "/show.php?id=7&v=3"),
            ("/show.php?id=7&ts=kind", "/show.php?id=7&ts=sort"),
            ("/list?ts=kind", "/list?ts=sort"),
            ("/show.php?sid=7", "/show.php?sid=8"),
            ("/index.php?ref=7", "/index.php?ref=8"),
            ("/list.php?catid=7&source=1", "/list.php?catid=7&source=2"),
            ("/1001.html?p=2", "/1001.html"),
            ("/1001.html?page=2", "/1001.html?page=3"),
            ("/1001.html?2", "/1001.html"),
            ("/a%2fb/1.html", "/a/b/1.html"),
            ("/show.php?q=a%26b", "/show.php?q=a&b"),
            ("/1.html;v=2", "/1.html"),
            ("/(S)/1.html", "/1.html"),
            ("/a//1.html", "/a/1.html"),
            ("/xw/index.html", "/xw/"),
            ("/paper?id=1&date=20231119", "/paper?id=1&date=20231120"),
        ]
    ),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_forms_of_one_address_are_one_article(first, second) -> None:
    assert article_id(first) == article_id(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_two_articles_stay_two(first, second) -> None:
    assert article_id(first) != article_id(second)


def test_the_keys_that_choose_the_page_keep_their_order() -> None:
    url = "http://a.cn/show.php?from=weixin&b=2&id=1&t=1700360000&a=3"
    assert canonical_url(url) == "https://a.cn/show.php?b=2&id=1&a=3"


def test_what_is_requested_keeps_its_scheme_and_loses_the_session() -> None:
    assert untracked("http://a.cn/1001.html;jsessionid=A1?t=1700360000#top") == "http://a.cn/1001.html"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.cn/202306/t20230612_1.html",
        "https://a.cn/n1/2023/0612/c1001-40011234.html",
        "https://a.cn/show.php?catid=4&id=7",
        "https://a.cn:8080/html/2023-06/12/content_1.htm?div=-1",
        "https://a.cn/system/2023/06/12/030001.shtml",
    ],
)
def test_an_ordinary_address_stands_for_itself(url: str) -> None:
    assert canonical_url(url) == url


@given(
    st.from_regex(
        r"https?://[a-z]{1,9}(\.[a-z]{1,5}){1,2}(:[0-9]{2,4})?/[a-zA-Z0-9/_.?=&;%()-]{0,30}", fullmatch=True
    )
)
def test_the_canonical_form_is_its_own_canonical_form(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)
