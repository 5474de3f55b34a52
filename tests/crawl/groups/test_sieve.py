"""Which links of a list are articles: each reason to leave one with a page that it decides, and one that it must not."""

import pytest

from tests.crawl.groups.listed import ARTICLES, CHANNELS, LIST, NAMES, items, read, taken, urls


def test_one_address_in_row_after_row_is_a_channel() -> None:
    rows = "".join(
        f'<li><a href="/lm/{n % 2 + 1}.html">秋冬季护林防火专栏</a> <a href="/xw/{n}.html">{name}</a></li>'
        for n, name in enumerate(NAMES, 101)
    )
    assert urls(read(f"<ul>{rows}</ul>")) == taken(ARTICLES)


def test_links_to_another_site_are_left_where_the_page_has_articles_of_its_own() -> None:
    friends = items("http://www.foping.example/xw/{n}.html", NAMES)
    shown = read(f"<ul>{items(ARTICLES, NAMES[:3])}</ul><ul>{friends}</ul>")
    assert urls(shown) == taken(ARTICLES, NAMES[:3])
    assert shown.platform == ""


def test_links_to_another_site_are_its_articles_where_the_page_has_none_of_its_own() -> None:
    shown = read(
        f"<ul>{items('http://app.pingtai.example/{n}.html')}</ul><ul>{items('/lm/{n}.html', CHANNELS)}</ul>"
    )
    assert shown.platform == "pingtai.example"
    assert len(shown.articles()) == len(NAMES)


def test_an_advert_among_rows_of_one_form_is_doubtful() -> None:
    row = '<li><a href="/go?ad=12">木耳香菇年货节开幕全场满百减十</a></li>'
    shown = read(f"<ul>{items(ARTICLES)}{row}</ul>")
    assert urls(shown) == taken(ARTICLES)
    assert [form for form, _ in shown.doubts()] == ["zhashui.example/go?ad=9"]


def test_a_list_of_many_forms_is_read_whole() -> None:
    links = (
        "/xw/101.html",
        "http://sp.zhashui.example/c/8841",
        "/2026/1119/7741.shtml",
        "/show.jsp?xh=9&lm=3",
    )
    rows = "".join(f'<li><a href="{url}">{name}</a></li>' for url, name in zip(links, NAMES, strict=False))
    assert len(read(f"<ul>{rows}</ul>").articles()) == len(links)


def test_a_code_of_letters_alone_among_codes_is_an_article_and_a_channel_among_them_is_none() -> None:
    codes = ("aB3x", "WjjA", "k9Qe", "p7Zr", "m2Tt", "Rnuj", "v4Lw", "c8Hs")
    rows = "".join(
        f'<li><a href="/d/{code}">{name}</a></li>' for code, name in zip(codes, NAMES, strict=True)
    )
    assert len(read(f"<ul>{rows}</ul>").articles()) == len(codes)
    channel = '<li><a href="/lm/yaowen">更多本县要闻</a></li>'
    assert len(read(f"<ul>{rows}{channel}</ul>").articles()) == len(codes)


@pytest.mark.parametrize("name", ["视频：雪后柞水溶洞", "直播：木王山初雪", "柞水融媒：长图"])
def test_a_label_before_a_headline_with_an_address_of_its_own_is_doubtful(name) -> None:
    assert urls(read(f'<ul>{items(ARTICLES)}<li><a href="/live/7741">{name}</a></li></ul>')) == taken(
        ARTICLES
    )


def test_a_label_before_a_headline_among_its_like_stays() -> None:
    names = ("溶洞：冬季游人不减", *NAMES)
    assert len(read(f"<ul>{items(ARTICLES, names)}</ul>").articles()) == len(names)


def test_a_search_is_no_article_however_long_what_it_asks_for() -> None:
    searches = items("/s?q=%E7%A7%8B%E6%94%B6{n}", NAMES[:4])
    assert urls(read(f"{LIST}<ul>{searches}</ul>")) == taken(ARTICLES)


def test_a_further_part_and_a_file_are_left_with_their_reasons() -> None:
    rows = '<li><a href="/xw/101_2.html">我县召开秋冬季森林防火工作会议（二）</a></li><li><a href="/f/7.pdf">年度工作报告全文下载</a></li>'
    shown = read(f"<ul>{items(ARTICLES)}{rows}</ul>")
    assert urls(shown) == taken(ARTICLES)
    assert {one.why for group in shown.groups for one in group.left} == {
        "a further part of an article",
        "a file",
    }


def test_a_headline_that_stands_alone_is_an_article_where_many_have_such_an_address() -> None:
    lead = '<h2><a href="/xw/55501.html">柞水木耳走进省城农博会</a></h2>'
    assert "/xw/55501.html" in urls(read(lead + LIST.replace("/xw/", "/xw/555")))
    assert "/zt/55501/" not in urls(read(lead.replace("/xw/55501.html", "/zt/55501/") + LIST))


def test_the_foot_is_left_though_its_addresses_are_those_of_articles() -> None:
    names = ("关于我们", "联系我们", "法律声明", "人才招聘信息", "广告服务")
    foot = (
        "<p>" + " | ".join(f'<a href="/xw/{n}.html">{name}</a>' for n, name in enumerate(names, 201)) + "</p>"
    )
    assert urls(read(LIST + foot)) == taken(ARTICLES)
    assert urls(read(LIST + foot, believes=lambda form: True)) == taken(ARTICLES)


def test_of_two_links_to_one_address_the_headline_names_it() -> None:
    rows = "".join(
        f'<a href="/xw/{n}.html">- [社会民生]</a><a href="/xw/{n}.html"> {name}</a>'
        for n, name in enumerate(NAMES, 101)
    )
    assert [one.name for one in read(f"<marquee><ul>{rows}</ul></marquee>").articles()] == list(NAMES)


def test_slugs_behind_a_day_are_articles_though_no_two_are_alike() -> None:
    slugs = ("sen-lin-fang-huo", "xin-ju", "yumi", "lao-jie-gai-zao-wan-gong", "ye-ban-gong-jiao")
    rows = "".join(
        f'<article><header><h2><a href="/2026/11/{number}/{slug}/">{name}</a></h2></header></article>'
        for number, (slug, name) in enumerate(zip(slugs, NAMES, strict=False), 11)
    )
    assert len(read(f"<main>{rows}</main>").articles()) == len(slugs)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/top10h/" title="查看今日点击排行榜单">»</a>',
        '<a href="/lm/77012.html">查看全部农业新闻</a>',
    ],
)
def test_a_sign_or_a_call_to_see_all_beside_a_headline_is_no_article(link) -> None:
    rows = "".join(
        f'<li><a href="/xw/{n}.html">{name}</a>{link}</li>' for n, name in enumerate(NAMES[:2], 101)
    )
    assert urls(read(f"<ul>{rows}{items('/xw/5{n}.html', NAMES[2:])}</ul>")) == [
        *taken(ARTICLES, NAMES[:2]),
        *taken("/xw/5{n}.html", NAMES[2:]),
    ]


def test_numbers_of_documents_are_headlines_though_they_are_short() -> None:
    names = [
        f"{place}政发〔2026〕{n}号" for n, place in enumerate(("柞水", "镇安", "山阳", "洛南", "丹凤"), 3)
    ]
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == taken(ARTICLES, names)


def test_a_code_of_letters_alone_that_stands_alone_is_an_article_in_the_folder_of_codes() -> None:
    codes = ("a3bx7", "w2jja", "k9qe4", "p7zr5", "m2tt8", "r4nuj", "v4lw3", "c8hs6")
    rows = "".join(
        f'<li><a href="/d/{code}">{name}</a></li>' for code, name in zip(codes, NAMES, strict=True)
    )
    lead = '<div><h3><a href="/d/qmtzr">柞水木耳走进省城农博会</a></h3></div>'
    assert "/d/qmtzr" in urls(read(f"<ul>{rows}</ul>{lead}"))
    channels = items("/d/{n}", CHANNELS[:3]).replace("/d/10", "/d/lm")
    assert "/d/qmtzr" not in urls(
        read(f"<ul>{channels * 3}{items('/d/lanmu{n}x', CHANNELS)}</ul><ul>{rows}</ul>{lead}")
    )
    assert "/zt/qmtzr" not in urls(read(f"<ul>{rows}</ul>{lead.replace('/d/', '/zt/')}"))


def test_short_names_with_days_in_the_main_list_are_headlines_and_channels_without_are_none() -> None:
    names = ("山村路通了！", "夜校开课了", "老街换新颜", "茶香满山坡", "木耳上市了", "雪后溶洞美！")
    day = "<span>2026-11-19</span>"
    assert urls(read(f"<ul>{items(ARTICLES, names, day=day)}</ul>")) == taken(ARTICLES, names)
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == []
    column = "".join(
        f'<li><a href="/xw/9{n}.html">{channel}</a> <a href="/xw/{n}.html">{name}</a>{day}</li>'
        for n, (channel, name) in enumerate(zip(CHANNELS, NAMES, strict=False), 101)
    )
    assert urls(read(f"<ul>{column}</ul>")) == taken(ARTICLES, CHANNELS)


def test_the_pages_of_a_printed_paper_are_no_headlines_and_what_stands_on_them_is() -> None:
    def day(n: int) -> str:
        return f"/html/2026-11/19/content_{n}.htm"

    pages = "".join(
        f'<div><a href="/html/2026-11/19/node_{n}.htm">第0{n}版：{CHANNELS[n]}</a>'
        f'<ul><li><a href="{day(n)}">{NAMES[n]}</a></li><li><a href="{day(n + 4)}">{NAMES[n + 4]}</a></li></ul></div>'
        for n in range(4)
    )
    assert sorted(urls(read(pages))) == [day(n) for n in range(8)]
    names = ["第3版《柞水县志》今日首发", *NAMES]
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == taken(ARTICLES, names)
