import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.canonical import article_id, canonical_url

SAME = [
    ("http://www.tibet.cn/cn/t1.html", "https://www.tibet.cn/cn/t1.html"),
    ("http://www.tibet.cn/cn/t1.html", "http://WWW.TIBET.CN:80/cn/t1.html#text"),
    ("http://www.tibet.cn/cn/t1.html", "http://www.tibet.cn/cn/t1.html?utm_source=weixin&from=timeline"),
    ("http://www.tibet.cn", "http://www.tibet.cn/"),
]
DIFFERENT = [
    ("http://www.tibet.cn/cn/Instant/t1.html", "http://www.tibet.cn/cn/instant/t1.html"),
    ("http://a.cn/show.php?id=1", "http://a.cn/show.php?id=2"),
    ("http://a.cn/show.php?id=1&page=2", "http://a.cn/show.php?id=1"),
    ("http://a.cn:8080/1.html", "http://a.cn/1.html"),
    ("http://a.cn/show.php?fromid=1", "http://a.cn/show.php"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_forms_of_one_address_are_one_article(first, second) -> None:
    assert article_id(first) == article_id(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_two_articles_stay_two(first, second) -> None:
    assert article_id(first) != article_id(second)


@given(
    st.from_regex(
        r"https?://[a-z]{1,9}(\.[a-z]{1,5}){1,2}(:[0-9]{2,4})?/[a-zA-Z0-9/_.?=&-]{0,30}", fullmatch=True
    )
)
def test_the_canonical_form_is_its_own_canonical_form(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)
