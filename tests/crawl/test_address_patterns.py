"""Records that have a number and no address: the page's own script or template tells how it makes one of it."""

import json

import pytest

from pipelines.extract.tree.document import parse
from scraper.crawl.lists.address_patterns import find_patterns
from scraper.crawl.lists.page_data import read_data_lists

HOME = "https://www.shanyang.example/xw/"
RECORDS = json.dumps(
    [{"id": 8731, "title": "城关街道农资对接会开得热闹"}, {"id": 8732, "title": "漫川关镇古街夜市重新开张"}],
    ensure_ascii=False,
)


def made(body: str) -> list[str]:
    page = f"<html><body>{body}<script>var list = {RECORDS};</script></body></html>"
    return [
        link.url.removeprefix("https://www.shanyang.example")
        for link in read_data_lists(parse(page, HOME), HOME)
    ]


PATTERNS = {
    """<script>html += "<a href='/detail?id=" + v.id + "'>" + v.title + "</a>"</script>""": "/detail?id=8731",
    """<script>s += '<li><a href="/news/' + data[i].id + '.html" target="_blank">'</script>""": "/news/8731.html",
    r"""<script>s += "<a href=\\"/news/" + item.id + ".shtml\\">"</script>""".replace(
        "\\\\", "\\"
    ): "/news/8731.shtml",
    """<script>el.innerHTML = `<a href="/news/${n.id}.html">${n.title}</a>`</script>""": "/news/8731.html",
    """<script>location.href = "show.jsp?id=" + row.id;</script>""": "/xw/show.jsp?id=8731",
    """<script>window.open('/a/' + row.id + '.html')</script>""": "/a/8731.html",
    '<script type="text/template"><a href="/news/{{item.id}}.html">{{item.title}}</a></script>': "/news/8731.html",
    '<script type="text/html"><a href="/news/<%= d.id %>.html"></a></script>': "/news/8731.html",
    '<a href="/news/{{ item.id }}.html">{{ item.title }}</a>': "/news/8731.html",
    """<a :href="'/detail?id=' + item.id">{{ item.title }}</a>""": "/detail?id=8731",
    """<a v-bind:href="'/news/' + item.id + '.html'">{{ item.title }}</a>""": "/news/8731.html",
    '<a :href="`/news/${item.id}.html`">{{ item.title }}</a>': "/news/8731.html",
    """<router-link :to="'/news/' + item.id">{{ item.title }}</router-link>""": "/news/8731",
}


@pytest.mark.parametrize(("body", "address"), PATTERNS.items())
def test_an_address_is_made_as_the_page_makes_it(body, address) -> None:
    assert made(body) == [address, address.replace("8731", "8732")]


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<script>s += "<a href=\'" + v.url + "\'>"</script>',
        '<script>s += "<a href=\'/a/" + v.id + "\'>"; s += "<a href=\'/b/" + v.id + ".html\'>"</script>',
        '<script>s += "<a href=\'/news/" + v.newsId + "\'>"</script>',
        '<script>location.href = "#/detail?id=" + v.id</script>',
        '<a href="/news/8000.html">农资对接会</a>',
        '<script>s += "<img src=\'/p/" + v.id + ".jpg\'>"</script>',
    ],
)
def test_without_one_way_to_make_it_a_record_has_no_address(body) -> None:
    assert made(body) == []


def test_a_page_that_makes_addresses_of_two_members_tells_both() -> None:
    body = '<script>a = "<a href=\'/a/" + v.id + "\'>"; b = "<a href=\'/b/" + v.docId + "\'>"</script>'
    assert set(find_patterns(parse(f"<html><body>{body}</body></html>", HOME))) == {"id", "docid"}
